"""shared/wechat/request.py by itself: which of several values counts, and bodies of every kind."""

import json
from contextlib import suppress
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import Headers
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder

from shared import errors, forms
from shared.call import Call, Credential
from shared.wechat import request

FORM, JSON, PARTS = "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=b"


def parse(query: str = "", kind: str = "", body: bytes = b"", platform: str | None = None) -> Call:
    headers = Headers({"Content-Type": kind})
    if platform:
        headers["X-Wx-Cloudbase-Access-Token"] = platform
    return request.parse("POST", "/cv/img/qrcode", query, headers, body)


def part(disposition: str, data: bytes, boundary: str = "b") -> bytes:
    return f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode() + data + b"\r\n"


def bodies(fields: dict[str, str]) -> list[tuple[str, bytes]]:
    """The same text fields in each form of body."""
    parts = b"".join(part(f'name="{name}"', value.encode()) for name, value in fields.items())
    return [(FORM, urlencode(fields).encode()), (JSON, json.dumps(fields).encode()), (PARTS, parts + b"--b--\r\n")]


@pytest.mark.parametrize("form", [0, 1, 2], ids=["form", "json", "multipart"])
class TestPrecedence:
    def parse(self, form: int, query: str, **fields: str) -> Call:
        kind, body = bodies(fields)[form]
        return parse(query, kind, body)

    def test_the_query_wins(self, form: int) -> None:
        call = self.parse(form, "img_url=http://query/&a=1", img_url="http://body/", b="2")
        assert call.fields == {"img_url": "http://query/", "a": "1", "b": "2"}

    @pytest.mark.parametrize("absent", ["", " ", "None", "null", "undefined", "ENCODE_URL"])
    def test_a_value_that_means_absent_does_not(self, form: int, absent: str) -> None:
        assert self.parse(form, f"a={quote(absent)}", a="body").fields == {"a": "body"}
        assert self.parse(form, "", a=absent).fields == {}

    def test_an_own_token_wins_over_a_cloud_one_wherever_they_stand(self, form: int) -> None:
        call = self.parse(form, "cloudbase_access_token=cloud", access_token="own")
        assert call.token == Credential("access_token", "own")
        assert call.fields == {}

    def test_a_cloud_token_alone(self, form: int) -> None:
        assert self.parse(form, "", cloudbase_access_token="c").token == Credential("cloudbase_access_token", "c")

    def test_spaces_around_a_value_are_dropped(self, form: int) -> None:
        assert self.parse(form, "", a=" 1\n").fields == {"a": "1"}


class TestLists:
    """Only `ratios` is a list: of other fields the first value counts."""

    @pytest.mark.parametrize("names", [("ratios", "ratios"), ("ratios[]", "ratios[]"), ("ratios[0]", "ratios[1]")])
    def test_a_value_in_a_second_field_is_not_lost(self, names: tuple[str, str]) -> None:
        fields = [*zip(names, ("1", "2.35"), strict=True), ("a", "3"), ("a", "4")]
        parts = b"".join(part(f'name="{name}"', value.encode()) for name, value in fields) + b"--b--\r\n"
        for call in (parse(urlencode(fields)), parse("", FORM, urlencode(fields).encode()), parse("", PARTS, parts)):
            assert call.fields == {"ratios": "1,2.35", "a": "3"}

    def test_files_of_text_are_all_read(self) -> None:
        body = b"".join(part('name="ratios"; filename="ratios"', value) for value in (b"1\n", b"2")) + b"--b--\r\n"
        call = parse("", PARTS, body)
        assert call.image is None
        assert [item.strip() for item in call.fields["ratios"].split(",")] == ["1", "2"]

    def test_values_that_mean_absent_are_left_out(self) -> None:
        assert parse("ratios=undefined&ratios=1&ratios=").fields == {"ratios": "1"}
        assert parse("ratios=&ratios=null").fields == {}

    def test_the_query_wins(self) -> None:
        assert parse("ratios=1&ratios=2", FORM, b"ratios=3").fields == {"ratios": "1,2"}


class TestQuery:
    def test_the_first_of_several_values_counts(self) -> None:
        assert parse("a=1&a=2&b=3").fields == {"a": "1", "b": "3"}

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("img_url=http%3A%2F%2Fx%2Fa%20b.png%3Fq%3D1%26r%3D2", "http://x/a b.png?q=1&r=2"),
            ("img_url=http%253A%252F%252Fx%252Fa%2520b.png", "http://x/a b.png"),
            ("img_url=HTTPS%253a%252f%252fx%252f", "HTTPS://x/"),
            ("img_url=http%3A%2F%2Fx%2Fa%2520b.png", "http://x/a%20b.png"),
            ("img_url=http://x/a+b", "http://x/a b"),
            ("img_url=ftp%253A%252F%252Fx", "ftp%3A%2F%2Fx"),
            ("img_url=%FF", "\ufffd"),
        ],
    )
    def test_percent_encoding(self, query: str, expected: str) -> None:
        assert parse(query).fields["img_url"] == expected

    def test_only_img_url_may_be_encoded_twice(self) -> None:
        assert parse("other=http%253A%252F%252Fx").fields["other"] == "http%3A%2F%2Fx"

    def test_too_many_fields(self) -> None:
        assert len(parse("&".join(f"f{number}=1" for number in range(100))).fields) == 100
        with pytest.raises(errors.InvalidData):
            parse("&".join(f"f{number}=1" for number in range(101)))

    @given(st.text(max_size=300))
    @settings(deadline=None)
    def test_any_text(self, query: str) -> None:
        parse(query)


class TestBody:
    @pytest.mark.parametrize("kind", ["Multipart/Form-Data; boundary=b", "multipart/mixed;boundary=b", f"{PARTS}; x=1"])
    def test_multipart_in_other_words(self, kind: str) -> None:
        assert parse(kind=kind, body=part('name="img"; filename="a"', b"data") + b"--b--\r\n").image == b"data"

    @pytest.mark.parametrize("kind", ["APPLICATION/JSON", "application/json; charset=utf-8", "text/json", "text/plain"])
    def test_json_in_other_words(self, kind: str) -> None:
        assert parse(kind=kind, body=b' {"a": "1"}').fields == {"a": "1"}

    def test_json_without_a_content_type(self) -> None:
        assert parse(body=b'{"a":"1"}').fields == {"a": "1"}

    def test_a_form_that_is_not_utf_8(self) -> None:
        assert parse(kind=FORM, body=b"a=\xff").fields == {"a": "\ufffd"}

    @pytest.mark.parametrize("boundary", ["x" * 70, "----WebKitFormBoundaryAbC", "a'()+_,-./:=?"])
    def test_boundaries(self, boundary: str) -> None:
        body = part('name="img"; filename="a"', b"--" + b"\r\n-- b", boundary) + f"--{boundary}--\r\n".encode()
        assert parse(kind=f'multipart/form-data; boundary="{boundary}"', body=body).image == b"--\r\n-- b"

    @pytest.mark.parametrize(
        "kind", ["image/jpeg", "IMAGE/PNG", "image/heic; q=1", "image/x", "application/octet-stream"]
    )
    def test_an_image_as_it_is(self, kind: str) -> None:
        call = parse("a=1&img_url=http://x/", kind, b"\xff\xd8\xff&b=2")
        assert call.image == b"\xff\xd8\xff&b=2"
        assert call.fields == {"a": "1", "img_url": "http://x/"}

    @pytest.mark.parametrize("kind", ["image/jpeg", "application/octet-stream"])
    def test_no_bytes_are_no_image(self, kind: str) -> None:
        assert parse("img_url=http://x/", kind).image is None

    def test_json_of_a_client_that_names_no_type_is_no_image(self) -> None:
        call = parse(kind="application/octet-stream", body=b' {"img_url": "http://x/"}')
        assert (call.image, call.fields) == (None, {"img_url": "http://x/"})

    @pytest.mark.parametrize("kind", [FORM, "", "text/plain"])
    def test_curls_own_type_with_an_image_is_told_which_header_to_send(self, kind: str) -> None:
        with pytest.raises(
            errors.InvalidData, match=r"or as the body itself with its own Content-Type, such as image/j"
        ):
            parse(kind=kind, body=b"\xff\xd8\xff\xe0\x00\x10JFIF")

    def test_the_first_of_two_files_of_one_name_counts(self) -> None:
        body = b"".join(part('name="file"; filename="a"', data) for data in (b"", b"one", b"two")) + b"--b--\r\n"
        assert parse(kind=PARTS, body=body).image == b"one"

    def test_text_before_and_after_the_parts(self) -> None:
        body = b"preamble\r\n" + part('name="img"; filename="a"', b"data") + b"--b--\r\nepilogue"
        assert parse(kind=PARTS, body=body).image == b"data"

    def test_the_platforms_header(self) -> None:
        assert parse(platform="p").platform_token == "p"
        assert parse().platform_token is None

    @given(st.binary(max_size=400), st.sampled_from([FORM, JSON, PARTS, "", "image/png"]))
    @settings(deadline=None)
    def test_any_bytes(self, body: bytes, kind: str) -> None:
        with suppress(errors.InvalidData, errors.MissingImage):
            parse(kind=kind, body=body)

    @given(st.binary(max_size=300))
    @settings(deadline=None)
    def test_any_bytes_between_boundaries(self, data: bytes) -> None:
        body = part('name="img"; filename="a"', data, "some-Boundary") + b"--some-Boundary--\r\n"
        assert parse(kind="multipart/form-data; boundary=some-Boundary", body=body).image == (data or None)


class TestSecretsInRepr:
    def test_no_field_image_or_token(self) -> None:
        body = part('name="img"; filename="a"', b"hidden") + b"--b--\r\n"
        call = parse("access_token=hidden&img_url=hidden", PARTS, body, platform="hidden")
        assert call.token is not None
        assert call.image == b"hidden"
        assert "hidden" not in repr(call)


class TestMultipartAgainstTheDecoderAlone:
    """Our feeding from boundary to boundary must find what the decoder finds in one go."""

    PIECES = st.sampled_from(
        [
            b"--b",
            b"--b--",
            b"\r\n",
            b"\n",
            b"\r",
            b"--",
            b"-",
            b"b",
            b"x",
            b" ",
            b"\x00",
            b"\r\n\r\n",
            b'\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
            b'content-disposition: x; name="c"\r\n\r\n',
        ]
    )

    @staticmethod
    def alone(body: bytes) -> object:
        decoder = MultipartDecoder(b"b", max_parts=forms.MAX_FIELDS)
        decoder.receive_data(body)
        decoder.receive_data(None)
        parts: list[list[object]] = []
        try:
            while not isinstance(event := decoder.next_event(), Epilogue):
                if isinstance(event, Field | File):
                    parts.append([event.name, b""])
                elif isinstance(event, Data):
                    parts[-1][1] += event.data  # type: ignore[operator]
        except ValueError:
            return "malformed"
        return parts

    @given(st.lists(PIECES, max_size=30).map(b"".join))
    @settings(max_examples=600, deadline=None)
    @pytest.mark.slow
    def test_same_parts(self, body: bytes) -> None:
        try:
            ours: object = [[part.name, data] for part, data in request._parts("b", body)]
        except errors.InvalidData:
            ours = "malformed"
        assert ours == self.alone(body)


class TestBounds:
    """What would take long to read, or much memory, is refused: no caller of ours sends it."""

    @pytest.mark.parametrize(
        "body",
        [
            part('name="' + '\\"' * 1_000_000 + '"', b"x") + b"--b--\r\n",
            b"--b\r\n" + b"A: b\r\n" * 100_000 + b"\r\nx\r\n--b--\r\n",
            part('name="a"', b"x" * 300_000) + b"--b--\r\n",
            b"".join(part(f'name="{number}"', b"x" * 9000) for number in range(60)) + b"--b--\r\n",
        ],
        ids=["quotes", "headers", "text", "texts"],
    )
    def test_parts(self, body: bytes) -> None:
        with pytest.raises(errors.InvalidData):
            parse("", PARTS, body)

    @pytest.mark.parametrize("ends", ["\r\n\r\n", "\n\n", "\r\r"])
    def test_a_head_may_end_as_the_decoder_takes_it(self, ends: str) -> None:
        head = f'--b{ends[: len(ends) // 2]}Content-Disposition: form-data; name="img"{ends}'.encode()
        assert parse("", PARTS, head + bytes(100_000) + b"\r\n--b--\r\n").image == bytes(100_000)

    def test_a_form_without_parts_holds_no_image(self) -> None:
        with pytest.raises(errors.InvalidData, match="multipart"):
            parse("", FORM, b"a=" + b"%41" * 100_000)

    def test_a_long_address_is_taken(self) -> None:
        address = "https://example.com/" + "中" * 8000
        assert parse("", FORM, urlencode({"img_url": address}).encode()).fields["img_url"] == address


@pytest.mark.parametrize("field", ["img_url", "imgUrl", "ratios", "unknown"])
def test_a_json_text_of_megabytes_is_refused_before_it_is_decoded(field: str) -> None:
    body = b'{"' + field.encode() + b'":"https%3A' + b"%41" * 2_000_000 + b'"}'
    with pytest.raises(errors.InvalidData, match="the text fields have more than 262144 characters"):
        parse(kind="application/json", body=body)
