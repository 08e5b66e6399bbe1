"""The image of a call: sent or downloaded, once, and only when somebody asks for it."""

import pytest
from pytest_mock import MockerFixture

from shared import errors
from shared.call import Call, ImageForm
from tests.support.sentences import said


def test_an_address_is_downloaded_once_by_whoever_asks_first(mocker: MockerFixture) -> None:
    fetch = mocker.patch("shared.download.fetch.fetch", return_value=b"a picture")
    call = Call(fields={"img_url": "http://x/"})
    assert (call.size(), fetch.call_count) == (0, 0)
    assert [call.load_image() for _ in range(3)] == [b"a picture"] * 3
    assert (call.size(), fetch.call_count) == (9, 1)


def test_a_download_that_fails_is_not_kept(mocker: MockerFixture) -> None:
    mocker.patch("shared.download.fetch.fetch", side_effect=[errors.InvalidImageUrl(said("down")), b"a picture"])
    call = Call(fields={"img_url": "http://x/"})
    with pytest.raises(errors.InvalidImageUrl):
        call.load_image()
    assert call.size() == 0
    assert call.load_image() == b"a picture"


def test_what_was_sent_counts_before_anybody_asks_for_it() -> None:
    call = Call(image=bytes(30), image_form=ImageForm(max_bytes=20))
    assert call.size() == 30
    with pytest.raises(errors.ImageTooLarge, match="at most 20 bytes"):
        call.load_image()
    assert call.size() == 30


def test_one_call_s_image_is_not_another_s() -> None:
    assert [Call(image=name).load_image() for name in (b"a", b"b")] == [b"a", b"b"]
