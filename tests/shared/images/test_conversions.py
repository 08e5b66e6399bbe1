"""shared/images: a picture that was changed on its way is refused in words that say what happened to it."""

import base64
import gzip

import numpy as np
import pytest
from PIL import Image

from shared import errors
from shared.images import decoding
from tests.support import encoded

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF")
AS_TEXT = {
    "ends of lines of Windows": lambda data: data.replace(b"\n", b"\r\n"),
    "ends of lines of Unix": lambda data: data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"),
    "no returns": lambda data: data.replace(b"\r", b""),
}


def file(kind: str) -> bytes:
    return encoded(Image.fromarray(np.random.default_rng(5).integers(0, 256, (400, 400, 3), np.uint8)), kind)


def refusal(data: bytes) -> str:
    with pytest.raises(errors.InvalidImage) as caught:
        decoding.decode(data, "RGB", 1_000_000)
    return str(caught.value.advice)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("change", AS_TEXT)
def test_a_file_copied_as_text_was_answered_as_a_picture_of_noise(kind: str, change: str) -> None:
    assert "as text" in refusal(AS_TEXT[change](file(kind)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_bytes_read_as_characters_were_said_to_be_no_jpeg(kind: str) -> None:
    data = file(kind)
    assert "as text" in refusal(data.decode("utf-8", "replace").encode())
    assert "as text" in refusal(data.decode("latin-1").encode())
    assert "as text" in refusal(b"\xef\xbb\xbf" + data)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("before", ["", "data:image/png;base64,", '"', "\n"])
def test_base64_in_a_file_was_said_to_be_no_jpeg(kind: str, before: str) -> None:
    assert "base64" in refusal(before.encode() + base64.encodebytes(file(kind)))


def test_a_form_in_a_file_was_said_to_be_no_jpeg() -> None:
    head = b'------Boundary\r\nContent-Disposition: form-data; name="img"\r\n\r\n'
    assert "multipart" in refusal(head + file("JPEG") + b"\r\n------Boundary--\r\n")


@pytest.mark.parametrize(
    "text", ["https://example.com/1.jpg", "[object Object]", "wxfile://tmp_1.jpg", "C:\\图片.png\n"]
)
def test_an_address_in_place_of_a_picture_was_said_to_be_no_jpeg(text: str) -> None:
    assert "text came in place" in refusal(text.encode())


def test_a_jpeg_of_a_rare_kind_is_told_to_be_one() -> None:
    assert "rare kind" in refusal(b"\xff\xd8\xff\xf7\0\x0b" + bytes(60))


def test_a_packed_picture_was_said_to_be_no_jpeg() -> None:
    assert "gzip" in refusal(gzip.compress(file("JPEG")))


@pytest.mark.parametrize("data", [b"", b"<html>", b"%PDF-1.7", b"text" * 600, b"PK\3\4" + bytes(40)])
def test_any_other_file_gets_the_formats_that_are_read(data: bytes) -> None:
    assert "send a JPEG, PNG" in refusal(data)


@pytest.mark.parametrize("kind", FORMATS)
def test_pictures_without_one_byte_are_read(kind: str) -> None:
    flat = Image.new("RGB", (400, 400), "#0a0d0a")
    assert decoding.decode(encoded(flat, kind), "RGB", 1_000_000).size == (400, 400)
