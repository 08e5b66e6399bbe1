"""One call, whichever way it came in, and the image that it is about."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as field_
from typing import Any

from shared import clock, errors
from shared.bilingual import Bilingual, Language
from shared.config import settings

IMAGE_SETTINGS = ("max_image_pixels", "fetch_allow", "fetch_seconds")
"""The settings that are read where a call may bring an image, beside the one for its bytes."""


@dataclass(frozen=True)
class Credential:
    """An access token and the name of the field in which it came or is to be sent."""

    field: str
    value: str = field_(repr=False)


@dataclass(frozen=True)
class ImageForm:
    """How a wire form takes an image: what callers know a file and its address by, and the most bytes of either.

    By default as WeChat's image functions do, MAX_IMAGE_BYTES.
    """

    file: Bilingual = Bilingual("the multipart file part img", "multipart 文件字段 img")
    url: str = "img_url"
    max_bytes: int = field_(default_factory=lambda: settings().max_image_bytes)


@dataclass(frozen=True)
class Call:
    """What a caller asks for, after the differences between the request forms are gone.

    `fields` are the texts of query, form and JSON together, without those that mean "absent"; `document` are the typed
    values where the wire form has types, as Leqi's. `token` is the caller's
    access token; behind the boundary only one that is the vendor's, as ours have done their work there. `admitted` says
    that we know the caller, by our own token or by the platform's word; for others only the vendor can vouch.
    `client` is the id under which we know the caller, or empty. `platform_token` is the vendor's, put into a header by
    WeChat's own platform. `cloud_call` tells that the answer is to have cloud-call form. `image_form` says how the
    caller sends images, `language` in which language our sentences are answered.
    """

    method: str = "POST"
    path: str = "/"
    fields: Mapping[str, str] = field_(default_factory=dict, repr=False)
    image: bytes | None = field_(default=None, repr=False)
    token: Credential | None = None
    platform_token: str | None = field_(default=None, repr=False)
    cloud_call: bool = False
    rid: str = ""
    admitted: bool = False
    client: str = ""
    document: Mapping[str, Any] = field_(default_factory=dict, repr=False)
    image_form: ImageForm = field_(default_factory=ImageForm)
    language: Language = "en"

    _loaded: list[bytes] = field_(default_factory=list, init=False, repr=False, compare=False)

    def load_image(self) -> bytes:
        """The image as sent, else as downloaded from its address: at most as many bytes as its form may have.

        Whoever calls it first waits for the download; the others get what that gave. Raises MissingImage, ImageTooLarge
        or InvalidImageUrl.
        """
        if not self._loaded:
            self._loaded.append(self._sent_or_downloaded())
        return self._loaded[0]

    def _sent_or_downloaded(self) -> bytes:
        form = self.image_form
        if self.image is not None:
            if len(self.image) > form.max_bytes:
                raise errors.ImageTooLarge(
                    Bilingual(
                        "send an image of at most {most} bytes",
                        "图片最多 {most} 字节，请压缩后再发",
                        most=form.max_bytes,
                    )
                )
            return self.image
        url = self.fields.get(form.url)
        if url is None:
            raise errors.MissingImage(
                Bilingual(
                    "send the image as {file}, or its address as {url}",
                    "请用{file}发送图片，或用 {url} 发送图片地址",
                    file=form.file,
                    url=form.url,
                )
            )
        # Imported here: the HTTP client takes longer to load than the rest of a light function.
        from shared.download import fetch

        allow, seconds = settings().fetch_allow, settings().fetch_seconds
        return fetch.fetch(url, field=form.url, max_bytes=form.max_bytes, allow=allow, budget_s=seconds)

    def size(self) -> int:
        """The bytes of the image, as far as it is here: 0 for one that was not sent, or not downloaded."""
        return len(self._loaded[0] if self._loaded else self.image or b"")


def new_rid() -> str:
    """A request id in WeChat's form: the time in hexadecimal, then 64 random bits."""
    return f"{int(clock.wall()):08x}-{secrets.token_hex(4)}-{secrets.token_hex(4)}"
