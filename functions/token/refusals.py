"""What only this function refuses, and WeChat's code for it."""

from collections.abc import Mapping

from shared.errors import ServiceError


class MissingClientId(ServiceError):
    """A token was asked for without an appid."""


class MissingClientSecret(ServiceError):
    """A token was asked for without a secret."""


class InvalidClientId(ServiceError):
    """A token was asked for with an appid that is not ours."""


class InvalidClientSecret(ServiceError):
    """A token was asked for with the wrong secret."""


class InvalidGrantType(ServiceError):
    """A token was asked for with a grant type other than client_credential."""


class TooManyAttempts(ServiceError):
    """Too many wrong secrets were sent: this one, right or wrong, was not looked at."""

    retry_after_s = 1


CODES: Mapping[type[Exception], int] = {
    MissingClientId: 41002,
    MissingClientSecret: 41004,
    InvalidClientId: 40013,
    InvalidClientSecret: 40125,
    InvalidGrantType: 40002,
    TooManyAttempts: 45011,
}
