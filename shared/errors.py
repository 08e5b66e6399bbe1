"""What can go wrong, in our own words. A wire form gives each error its code and the vendor's text.

ServiceError
|- the image:   MissingImage  ImageTooLarge  InvalidImage  InvalidImageUrl
|- the caller:  MissingToken  InvalidToken  ExpiredToken
|- the request: WrongMethod  UnknownPath  InvalidData  InvalidParameter
|- what it shows: NothingFound
|- what we keep: MissingMediaId  UnknownMedia  StorageFailure
|- time:        Busy  OutOfTime
|- VendorFailure: the vendor cannot be reached
   |- VendorRefusal: the vendor refuses this deployment as a whole

What only one function raises stands in its folder, and its code in its record.
"""

from shared.bilingual import Bilingual
from shared.kinds import Kind


class ServiceError(Exception):
    """Base of every error that is answered to the caller.

    `advice` is one sentence for the caller, in both languages, that says what to do. It must hold no secret, no
    path and no payload. `retry_after_s`: when a repeat may help, where that is known.
    """

    retry_after_s: float | None = None

    def __init__(self, advice: Bilingual) -> None:
        super().__init__(advice)
        self.advice = advice


class MissingImage(ServiceError):
    """Neither an image nor an image URL was sent."""


class ImageTooLarge(ServiceError):
    """The image, or the whole request, has more bytes than we take."""


class InvalidImage(ServiceError):
    """The bytes are not an image that we read: unknown format, cut off, damaged, or too many pixels."""


class NothingFound(ServiceError):
    """The image is fine, and does not show what the function reads."""

    @classmethod
    def on_picture(cls, wanted: Bilingual, *, complete: bool) -> ServiceError:
        """The error where `wanted` is not on a picture, or, if it was not all read, where there was no time for it."""
        if complete:
            return cls(Bilingual("send a picture that shows {wanted}", "请发送能看清{wanted}的图片", wanted=wanted))
        return OutOfTime(
            Bilingual(
                "the time ran out before the picture was read: send a smaller one, or try again; the operator can "
                "raise OCR_SECONDS",
                "没来得及读完图片：请换一张小一些的图片，或重试；部署者可以调大 OCR_SECONDS",
            )
        )


class InvalidImageUrl(ServiceError):
    """The image URL is malformed, refused, or could not be fetched."""


class MissingToken(ServiceError):
    """No access token was sent."""


class InvalidToken(ServiceError):
    """The access token was not issued by us, or was tampered with."""


class ExpiredToken(ServiceError):
    """The access token was ours and has run out."""


class WrongMethod(ServiceError):
    """The path exists, the HTTP method does not fit. `allowed` is the method to use."""

    def __init__(self, allowed: str) -> None:
        super().__init__(
            Bilingual("use the HTTP method {allowed} for this path", "此路径请使用 {allowed} 方法", allowed=allowed)
        )
        self.allowed = allowed


class UnknownPath(ServiceError):
    """No function is mounted at this path."""

    @classmethod
    def of_url(cls) -> "UnknownPath":
        """The error for whatever path."""
        return cls(Bilingual("no function answers at this path: correct the URL", "此路径没有对应的函数：请检查 URL"))


class InvalidData(ServiceError):
    """The body does not parse as what its content type says."""


class InvalidParameter(ServiceError):
    """A parameter has a value that we do not take."""


class MissingMediaId(ServiceError):
    """A picture was asked for without its media_id."""


class UnknownMedia(ServiceError):
    """The name of what we keep is malformed or unknown, or its time has run out."""


class StorageFailure(ServiceError):
    """What we made could not be stored or read: the disk is full, or the object store gives no answer."""


class Busy(ServiceError):
    """There is more work than we do at once, and this call's turn has not come: nothing was done for it."""

    retry_after_s = 5


class OutOfTime(ServiceError):
    """The time for the work has run out before there was any result."""


class VendorFailure(ServiceError):
    """The vendor gave no answer that could be passed on.

    `kind`: what is to be done about it.
    """

    def __init__(self, advice: Bilingual, *, retry_after_s: float | None = None, kind: Kind = Kind.BACKOFF) -> None:
        super().__init__(advice)
        self.retry_after_s = retry_after_s
        self.kind = kind


class VendorRefusal(VendorFailure):
    """The vendor refuses this deployment whatever the caller does: only its operator can cure it."""
