"""What only this function refuses, and Leqi's code for it."""

from collections.abc import Mapping

from shared import leqi
from shared.errors import ServiceError


class InvalidFairLevel(ServiceError):
    """The wish for beauty is no level and no dictionary of levels."""


class UnsuitablePhoto(ServiceError):
    """The image is readable, but no ID photo can be made of it."""


CODES: Mapping[type[Exception], int] = {
    InvalidFairLevel: leqi.BAD_FAIR_LEVEL,
    UnsuitablePhoto: leqi.FAILED,
}
