"""What only this function refuses, and Leqi's code for it."""

from collections.abc import Mapping

from shared import leqi
from shared.errors import ServiceError


class InvalidFairLevel(ServiceError):
    """The wish for beauty is no level and no dictionary of levels."""


CODES: Mapping[type[Exception], int] = {InvalidFairLevel: leqi.BAD_FAIR_LEVEL}
