"""What each mounted function says of its requests' sizes, and of the fields in which it takes images."""

from dataclasses import replace

import pytest
from werkzeug.datastructures import Headers

from shared import config, errors
from tests.support import SETTINGS
from tests.support.paths import MOUNTED
from tests.support.sample_calls import IMAGE_PATHS

EXTRA = 64 * 1024


@pytest.mark.parametrize("path", MOUNTED)
def test_a_body_has_room_for_the_image_that_the_function_takes_and_for_no_other(path: str) -> None:
    config.use(replace(SETTINGS, max_image_bytes=1_000, max_photo_bytes=70_000))
    expected = {**dict.fromkeys(IMAGE_PATHS, 4_000 + EXTRA), "/aliyun_api/pic_handle_3": 100_000 + EXTRA}
    assert MOUNTED[path].wire.body_limit() == expected.get(path, EXTRA)


@pytest.mark.parametrize("path", IMAGE_PATHS)
def test_wechats_functions_speak_of_img_and_img_url(path: str) -> None:
    wire = MOUNTED[path].wire
    with pytest.raises(errors.MissingImage) as missing:
        wire.read("POST", path, "", Headers(), b"").load_image()
    assert str(missing.value.advice) == "send the image as the multipart file part img, or its address as img_url"
    with pytest.raises(errors.InvalidImageUrl) as refused:
        wire.read("POST", path, "img_url=http://10.0.0.1/a.png", Headers(), b"").load_image()
    assert str(refused.value.advice) == "img_url leads to an address that is not public; use a public host"
