"""shared/wechat/cloudcall.py by itself: what is taken from its JSON, and names in both spellings."""

import base64
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared import errors
from shared.wechat import cloudcall


class TestCloudCallIn:
    def test_other_values_than_texts(self) -> None:
        fields, image, cloud = cloudcall.parse_json(
            b'{"specId":1,"ratios":[1,2.35],"ok":true,"none":null,"n":"\\u6f22"}'
        )
        assert fields == {"spec_id": "1", "ratios": "[1, 2.35]", "ok": "true", "n": "漢"}
        assert (image, cloud) == (None, False)

    @pytest.mark.parametrize("body", [b'{"imgUrl":"x"}', b'{"img":{"value":"eA=="}}', b'{"imgUrl":null}'])
    def test_what_tells_a_cloud_call(self, body: bytes) -> None:
        assert cloudcall.parse_json(body)[2]

    def test_an_img_that_is_a_text_is_no_image(self) -> None:
        assert cloudcall.parse_json(b'{"img":"eA=="}') == ({}, None, False)

    @pytest.mark.parametrize("data", [4_000_000_000, {"0": 1}, "abc", None, [256], [-1], [1.5], ["1"], [None]])
    def test_a_buffer_is_a_list_of_bytes(self, data: Any) -> None:
        """A length in place of the list allocated that many zeros."""
        with pytest.raises(errors.InvalidData):
            cloudcall.parse_json(json.dumps({"img": {"value": {"type": "Buffer", "data": data}}}).encode())

    @given(st.binary())
    @settings(deadline=None)
    def test_any_image_as_a_buffer(self, image: bytes) -> None:
        body = json.dumps({"img": {"contentType": "x", "value": {"type": "Buffer", "data": list(image)}}})
        assert cloudcall.parse_json(body.encode()) == ({}, image or None, True)


class TestCloudCallOut:
    def test_success(self) -> None:
        answer = {"errcode": 0, "errmsg": "ok", "code_results": [{"type_name": "EAN_13"}], "img_size": {"w": 1}}
        assert cloudcall.encode(answer, "openapi.img.scanQRCode") == {
            "errCode": 0,
            "errMsg": "openapi.img.scanQRCode:ok",
            "codeResults": [{"typeName": "EAN_13"}],
            "imgSize": {"w": 1},
        }

    @pytest.mark.parametrize("code", [41005, "41005"])
    def test_failure(self, code: object) -> None:
        answer = cloudcall.encode({"errcode": code, "errmsg": "media data missing rid: x"}, "openapi.img.aiCrop")
        assert answer == {"errCode": code, "errMsg": "openapi.img.aiCrop:fail media data missing rid: x"}

    @given(st.lists(st.from_regex(r"[a-z][a-z0-9]+", fullmatch=True), min_size=1, max_size=4).map("_".join))
    @settings(deadline=None)
    def test_names_come_back_as_they_were(self, name: str) -> None:
        """True for names whose words have two letters or more, as all of the vendor's have."""
        (camel,) = (key for key in cloudcall.encode({name: 1}, "api") if key not in ("errCode", "errMsg"))
        assert "_" not in camel
        assert list(cloudcall.parse_json(json.dumps({camel: "x"}).encode())[0]) == [name]

    def test_values_are_left_alone(self) -> None:
        answer = cloudcall.encode({"a_b": ["c_d", {"e_f": "g_h"}]}, "api")
        assert answer["aB"] == ["c_d", {"eF": "g_h"}]


def test_base64_with_a_space_after_every_second_letter_takes_no_list_of_pieces() -> None:
    body = b'{"img":{"value":"' + b"aa " * 1_000_000 + b'"}}'
    tracemalloc.start()
    try:
        image = cloudcall.parse_json(body)[1]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert image == base64.b64decode(b"aa" * 1_000_000)
    assert peak < 5 * len(body)  # the pieces took 57 bytes each
