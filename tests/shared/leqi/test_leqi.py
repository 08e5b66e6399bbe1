"""Leqi's wire form: who may call, what is read, and what an error looks like."""

import base64
import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

import pytest
from werkzeug.datastructures import Headers

from shared import config, errors, leqi
from shared.call import Call, Credential
from shared.leqi import links
from tests.support import SETTINGS
from tests.support.clock import Clock
from tests.support.sentences import said

API = leqi.Form("idphoto", ("POST",))
RESULT = leqi.Form("idphoto_result", ("GET",), links=True)
APPCODE = SETTINGS.appcodes[0]


def read(body: bytes = b"", query: str = "", **headers: str) -> Call:
    return API.read(
        "POST", "/", query, Headers({name.replace("_", "-").title(): value for name, value in headers.items()}), body
    )


class TestRead:
    def test_values_keep_their_types(self) -> None:
        call = read(b'{"spec_id": "1", "ratios": [0.5, -1], "a": {"b": null}, "n": null, "e": "", "zero": 0}')
        assert call.document == {"spec_id": "1", "ratios": [0.5, -1], "a": {"b": None}, "zero": 0}

    def test_query(self) -> None:
        assert read(query="file_name=a%20b&empty=").document == {"file_name": "a b"}

    def test_the_query_wins_over_the_body(self) -> None:
        call = read(b'{"spec_id": 1, "print_type": 2}', query="spec_id=999")
        assert call.document == {"spec_id": "999", "print_type": 2}

    def test_the_first_of_several_values_counts(self) -> None:
        assert read(query="file_name=good&file_name=other").document == {"file_name": "good"}
        assert read(query="file_name=&file_name=other").document == {}
        assert read(b'{"spec_id": 1, "spec_id": 2, "a": {"b": 3, "b": 4}}').document == {"spec_id": 1, "a": {"b": 3}}

    @pytest.mark.parametrize("nothing", ["", " ", "None", "null", "undefined", "ENCODE_URL"])
    def test_texts_that_mean_absent(self, nothing: str) -> None:
        assert read(json.dumps({"clothes": nothing, "width_px": nothing}).encode()).document == {}
        assert read(b'{"spec_id": 1}', query=urlencode({"spec_id": nothing})).document == {"spec_id": 1}

    @pytest.mark.parametrize("body", [b"", b"  ", b"{}", b"null"])
    def test_nothing(self, body: bytes) -> None:
        assert read(body).document == {}

    @pytest.mark.parametrize("body", [b"{", b"[]", b"1", b'"x"', b"\xff", b"[" * 100_000])
    def test_no_document(self, body: bytes) -> None:
        with pytest.raises(errors.InvalidData):
            read(body)

    def test_too_many_fields(self) -> None:
        with pytest.raises(errors.InvalidData):
            read(query="&".join(f"a{number}=1" for number in range(101)))

    @pytest.mark.parametrize("form", ["%s", "data:image/jpeg;base64,%s", "%s\n", " %s "])
    def test_file(self, form: str) -> None:
        text = form % base64.b64encode(b"the picture").decode()
        assert read(json.dumps({"file": text}).encode()).load_image() == b"the picture"

    def test_file_without_padding(self) -> None:
        assert read(b'{"file": "YWJjZA"}').image == b"abcd"

    def test_file_in_the_alphabet_for_urls(self) -> None:
        picture = bytes(range(240, 256)) * 3
        assert read(b'{"file": "%s"}' % base64.urlsafe_b64encode(picture)).image == picture

    @pytest.mark.parametrize("file", ["***", 7, ["a"], {"a": 1}, True, "图", "YWJjZ"])
    def test_file_that_is_no_base64(self, file: object) -> None:
        with pytest.raises(errors.InvalidImage):
            read(json.dumps({"file": file}).encode())

    @pytest.mark.parametrize("kind", ["image/jpeg", "application/octet-stream"])
    def test_a_photo_as_it_is(self, kind: str) -> None:
        call = read(b"\xff\xd8\0photo", "spec_id=1&pic_url=https://x/y.jpg", content_type=kind)
        assert call.load_image() == b"\xff\xd8\0photo"
        photo = base64.b64encode(b"\xff\xd8\0photo").decode()
        assert call.document == {"spec_id": "1", "pic_url": "https://x/y.jpg", "file": photo}

    def test_no_bytes_of_a_photo_leave_the_address(self) -> None:
        call = read(query="pic_url=https://x/y.jpg", content_type="image/jpeg")
        assert (call.image, call.fields) == (None, {"pic_url": "https://x/y.jpg"})

    def test_json_of_a_client_that_names_no_type_is_no_photo(self) -> None:
        assert read(b'{"spec_id": 1}', content_type="application/octet-stream").document == {"spec_id": 1}

    def test_curls_own_type_with_a_photo_is_told_which_header_to_send(self) -> None:
        with pytest.raises(errors.InvalidData, match=r"with its own Content-Type, such as image/jpeg$"):
            read(b"\xff\xd8\xff\xe0\x00\x10JFIF", content_type="application/x-www-form-urlencoded")

    def test_address(self) -> None:
        assert read(b'{"pic_url": " https://x/y.jpg "}').fields == {"pic_url": "https://x/y.jpg"}

    @pytest.mark.parametrize("document", [b"{}", b'{"pic_url": " null "}', b'{"pic_url": ""}', b'{"file": ""}'])
    def test_no_picture(self, document: bytes) -> None:
        with pytest.raises(errors.MissingImage, match=r"as the field file in base64, or its address as pic_url$"):
            read(document).load_image()

    @pytest.mark.parametrize("url", [b"7", b'["https://x/y.jpg"]', b"true"])
    def test_an_address_that_is_no_text(self, url: bytes) -> None:
        with pytest.raises(errors.InvalidImageUrl, match=r"^pic_url must be a text"):
            read(b'{"pic_url": %s}' % url)
        assert read(b'{"pic_url": %s, "file": "YWJj"}' % url).load_image() == b"abc"

    @pytest.mark.parametrize("nothing", ["null", '""', '" "', '"None"', '"null"', '"undefined"'])
    def test_a_file_that_is_none_leaves_the_address(self, nothing: str) -> None:
        call = read(b'{"file": %s, "pic_url": "https://x/y.jpg", "clothes": %s}' % ((nothing.encode(),) * 2))
        assert (call.image, call.fields) == (None, {"pic_url": "https://x/y.jpg"})
        assert list(call.document) == ["pic_url"]

    def test_errors_of_a_download_name_pic_url(self) -> None:
        for url in ("ftp://example.com/a.jpg", "http://10.0.0.1/a.jpg", "http://127.0.0.1:1/a.jpg", "x" * 9000):
            with pytest.raises(errors.InvalidImageUrl) as caught:
                read(json.dumps({"pic_url": url}).encode()).load_image()
            assert "pic_url" in str(caught.value.advice)
            assert "img_url" not in str(caught.value.advice)

    def test_a_photo_may_have_its_own_number_of_bytes(self) -> None:
        config.use(replace(SETTINGS, max_image_bytes=10, max_photo_bytes=30))
        assert read(json.dumps({"file": base64.b64encode(bytes(30)).decode()}).encode()).load_image() == bytes(30)
        with pytest.raises(errors.ImageTooLarge, match="at most 30 bytes"):
            read(json.dumps({"file": base64.b64encode(bytes(31)).decode()}).encode()).load_image()

    @pytest.mark.parametrize("header", ["APPCODE the-code", "appcode  the-code ", "AppCode the-code"])
    def test_code(self, header: str) -> None:
        assert read(authorization=header).token == Credential("appcode", "the-code")

    @pytest.mark.parametrize("header", ["", "APPCODE", "APPCODE ", "Bearer the-code", "the-code"])
    def test_no_code(self, header: str) -> None:
        assert read(authorization=header).token is None


class TestBodyLimit:
    def test_the_largest_photo_fits_in_any_base64(self) -> None:
        config.use(replace(SETTINGS, max_photo_bytes=1_000_000))
        for packed in (
            base64.b64encode(bytes(1_000_000)),
            base64.encodebytes(bytes(1_000_000)).replace(b"\n", b"\r\n"),
        ):
            body = json.dumps({"spec_id": 1, "file": packed.decode()}).encode()
            assert len(body) <= API.body_limit() < 1_500_000

    def test_without_an_image(self) -> None:
        assert leqi.Form("idphoto_result", ("GET",), images=False).body_limit() == 64 * 1024


class TestAuthorise:
    def test_ours(self) -> None:
        call = API.authorise(read(authorization=f"APPCODE {APPCODE}"), vendor_judges=False)
        assert (call.token, call.admitted) == (None, True)

    @pytest.mark.parametrize("code", ["wrong", APPCODE + "x", APPCODE[:-1], "é"])
    def test_others(self, code: str) -> None:
        call = read(authorization=f"APPCODE {code}")
        with pytest.raises(errors.InvalidToken):
            API.authorise(call, vendor_judges=False)
        sent_on = API.authorise(call, vendor_judges=True)
        assert (sent_on.token, sent_on.admitted) == (Credential("appcode", code), False)

    @pytest.mark.parametrize("vendor_judges", [False, True])
    def test_none(self, vendor_judges: bool) -> None:
        with pytest.raises(errors.MissingToken):
            API.authorise(read(), vendor_judges=vendor_judges)

    @pytest.mark.parametrize("headers", [{}, {"authorization": "APPCODE whatever"}])
    def test_where_the_platform_knows_its_callers(self, headers: Any) -> None:
        config.use(replace(SETTINGS, access="platform"))
        assert API.authorise(read(**headers), vendor_judges=False).admitted


def linked(link: str) -> Call:
    parts = urlsplit(link)
    return RESULT.read("GET", unquote(parts.path), parts.query, Headers(), b"")


class TestLinks:
    def test_a_link_needs_no_code(self) -> None:
        call = RESULT.authorise(linked(links.link("result/浅蓝 &=.jpg", 60)), vendor_judges=False)
        assert call.admitted
        assert call.document["picture"] == "result/浅蓝 &=.jpg"

    def test_it_begins_with_the_public_address(self) -> None:
        config.use(replace(SETTINGS, public_base_url="https://photos.example/api"))
        assert links.link("x", 60).startswith("https://photos.example/api/get_pic_3/x?expires=")

    def test_its_path_ends_in_the_files_name(self) -> None:
        """Clients cut a link at "?" and save under what the path ends in."""
        path = urlsplit(links.link("result_wm/local-1 浅蓝.jpg", 60)).path
        assert unquote(path.rsplit("/", 1)[1]) == "local-1 浅蓝.jpg"

    def test_a_link_of_the_first_version_goes_on(self) -> None:
        parts = urlsplit(links.link("result/a.jpg", 60))
        call = RESULT.read("GET", "/get_pic_3", f"picture=result%2Fa.jpg&{parts.query}", Headers(), b"")
        assert RESULT.authorise(call, vendor_judges=False).admitted

    def test_below_a_path_of_the_deployments_own(self) -> None:
        parts = urlsplit(links.link("result/a.jpg", 60))
        call = RESULT.read("GET", f"/api{parts.path}", parts.query, Headers(), b"")
        assert RESULT.authorise(call, vendor_judges=False).document["picture"] == "result/a.jpg"

    def test_it_expires(self, clock: Clock) -> None:
        call = linked(links.link("x", 60))
        clock.forward(62)
        with pytest.raises(errors.ExpiredToken):
            RESULT.authorise(call, vendor_judges=False)

    @pytest.mark.parametrize("name", ["picture", "expires", "signature"])
    def test_every_part_is_signed(self, name: str) -> None:
        call = linked(links.link("x", 60))
        for value in ("", "9" * 10, str(call.document[name]) + "0", "é"):
            changed = replace(call, document={**call.document, name: value})
            with pytest.raises(errors.InvalidToken):
                RESULT.authorise(changed, vendor_judges=False)

    def test_without_a_part(self) -> None:
        call = linked(links.link("x", 60))
        for name in ("picture", "expires"):
            lacking = {other: value for other, value in call.document.items() if other != name}
            with pytest.raises(errors.InvalidToken):
                RESULT.authorise(replace(call, document=lacking), vendor_judges=False)

    def test_it_opens_nothing_else(self) -> None:
        with pytest.raises(errors.MissingToken):
            API.authorise(linked(links.link("x", 60)), vendor_judges=False)

    def test_another_deployments(self) -> None:
        call = linked(links.link("x", 60))
        config.use(replace(SETTINGS, signing_key="another-signing-key-of-others"))
        with pytest.raises(errors.InvalidToken):
            RESULT.authorise(call, vendor_judges=False)

    def test_the_key_changes_and_links_go_on(self) -> None:
        old, new = "the-old-key-of-this-deployment", "the-new-key-of-this-deployment"
        config.use(replace(SETTINGS, signing_key=old))
        before = linked(links.link("x", 60))
        config.use(replace(SETTINGS, signing_key=f"{new},{old}"))
        after = linked(links.link("x", 60))
        assert RESULT.authorise(before, vendor_judges=False).admitted
        config.use(replace(SETTINGS, signing_key=new))
        assert RESULT.authorise(after, vendor_judges=False).admitted
        with pytest.raises(errors.InvalidToken):
            RESULT.authorise(before, vendor_judges=False)


class TestClient:
    """Who calls, for the log: a name of the code that tells nothing of it."""

    CODES = ("first-secret-code", "second-secret-code")

    @pytest.mark.parametrize(("code", "client"), [(CODES[0], "appcode-1"), (CODES[1], "appcode-2")])
    def test_the_code_s_place_in_the_list(self, code: str, client: str) -> None:
        config.use(replace(SETTINGS, appcodes=self.CODES))
        assert API.authorise(read(authorization=f"APPCODE {code}"), vendor_judges=False).client == client

    def test_none_of_a_link_and_of_the_platform(self) -> None:
        assert RESULT.authorise(linked(links.link("x", 60)), vendor_judges=False).client == ""
        config.use(replace(SETTINGS, access="platform"))
        assert API.authorise(read(), vendor_judges=False).client == ""
        assert API.authorise(read(authorization="APPCODE unknown-code"), vendor_judges=False).client == ""


class TestFailure:
    @pytest.mark.parametrize(
        ("error", "code"),
        [
            (errors.MissingToken(said("x")), 400),
            (errors.InvalidData(said("x")), 400),
            (errors.WrongMethod("POST"), 400),
            (errors.InvalidParameter(said("x")), 422),
            (errors.MissingImage(said("x")), 422),
            (errors.UnknownMedia(said("x")), 422),
            (errors.InvalidImage(said("x")), 506),
            (errors.ImageTooLarge(said("x")), 507),
            (errors.StorageFailure(said("x")), 507),
            (errors.VendorFailure(said("x")), 507),
            (KeyError("/secret/path"), 507),
        ],
    )
    def test_codes(self, error: Exception, code: int) -> None:
        answer = API.failure(error, "the-rid", "en")
        assert answer["code"] == API.code(answer) == code
        assert re.search(r"[一-鿿]+: .+ rid: the-rid$", answer["error"])
        assert "secret" not in answer["error"]

    def test_every_error_has_a_code(self) -> None:
        def subclasses(kind: Any) -> Any:
            return [kind, *(deeper for one in kind.__subclasses__() for deeper in subclasses(one))]

        for kind in subclasses(errors.ServiceError):
            assert API.failure(kind(said("POST")), "rid", "en")["code"] in leqi.TABLE

    def test_a_function_s_own_error_has_the_code_of_its_record(self) -> None:
        class Odd(errors.InvalidParameter):
            """No error of the form's table."""

        own = leqi.Form("idphoto", ("POST",), codes={Odd: 423})
        assert own.failure(Odd(said("a sentence")), "rid", "en")["code"] == 423
        assert own.failure(errors.InvalidParameter(said("a sentence")), "rid", "en")["code"] == 422

    def test_the_codes_that_it_knows(self) -> None:
        assert all(API.knows(code) for code in (200, 400, 422, 423, 506, 507))
        strange: tuple[object, ...] = (0, 40001, "200", None, True, 200.0, [])
        assert not any(API.knows(code) for code in strange)
