"""The function, over HTTP: files as ordered, links that lead to them, and the right code for whatever else comes."""

import base64
import importlib
import io
import json
import logging
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from flask.testing import FlaskClient
from PIL import Image
from pytest_mock import MockerFixture

from engines.portrait import Studio
from functions.idphoto import main as idphoto
from functions.idphoto.specs import SPECS
from shared import config
from shared.images import decoding
from tests.support import ROOT, SETTINGS, encoded, give_steps, mounted
from tests.support.leqi_double import APPCODE, MADE, LeqiDouble
from tests.support.servers import running

PATH = "/aliyun_api/pic_handle_3"
KEY = {"Authorization": f"APPCODE {SETTINGS.appcodes[0]}", "Accept-Language": "en"}
PORTRAIT = (ROOT / "emulator/samples/astronaut.jpg").read_bytes()
COLOURS = {"white": 0xFFFFFF, "blue": 0x438EDB, "red": 0xFF0000}
BACKGROUNDS = [{"start_color": n, "enc_color": n, "color_name": name} for name, n in COLOURS.items()]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, studio: Studio) -> Path:
    """A store of its own, so that what is kept can be counted; the models are there."""
    config.use(replace(SETTINGS, store_url=f"file://{tmp_path}"))
    return tmp_path


def files_in(store: Path) -> int:
    return sum(path.is_file() for path in store.rglob("*"))


def posted(client: FlaskClient, document: Any, headers: Any = KEY) -> dict[str, Any]:
    response = client.post(PATH, json=document, headers=headers)
    assert response.status_code == 200
    answer: dict[str, Any] = json.loads(response.data)
    assert response.data.decode() == json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return answer


def made(client: FlaskClient, **wishes: Any) -> dict[str, Any]:
    answer = posted(client, {"spec_id": 1, "file": base64.b64encode(PORTRAIT).decode(), **wishes})
    assert answer["code"] == 200, answer
    return answer


@pytest.mark.usefixtures("cut_out_once")
def test_a_large_photo_and_a_second_format_wait_for_more_memory(client: FlaskClient, mocker: MockerFixture) -> None:
    """The largest photo took 340 MiB, where 120 were waited for; by now 232."""
    rooms = mocker.spy(decoding, "room")
    made(client)
    made(client, width_px=1050, height_px=1500)
    made(client, sheet_spec_id=2)
    small, large, mixed = (call.args[3].fixed + call.args[3].passing for call in rooms.call_args_list)
    assert small < mixed < large
    assert small > 132 << 20
    assert large > 232 << 20


def fetched(client: FlaskClient, link: str) -> tuple[bytes, Image.Image]:
    data = client.get(link.removeprefix("http://127.0.0.1")).data
    return data, Image.open(io.BytesIO(data))


def clean(client: FlaskClient, name: str) -> tuple[bytes, Image.Image]:
    answer = json.loads(client.get("/get_pic_3", query_string={"file_name": name}, headers=KEY).data)
    return fetched(client, answer["file_name"])


@pytest.mark.usefixtures("cut_out_once")
class TestPhotos:
    def test_the_vendors_form(self, client: FlaskClient) -> None:
        answer = made(client, background_color=BACKGROUNDS)
        assert list(answer) == ["code", "final_pic_name", "print_wm_pic_url", "one_sheet_num", "wm_pic_url"]
        assert answer["one_sheet_num"] == 8
        for field in ("final_pic_name", "print_wm_pic_url", "wm_pic_url"):
            assert all(name in text for name, text in zip(COLOURS, answer[field], strict=True))

    def test_backgrounds(self, client: FlaskClient) -> None:
        names = made(client, background_color=BACKGROUNDS)["final_pic_name"]
        for name, number in zip(names, COLOURS.values(), strict=True):
            _, photo = clean(client, name)
            corner = np.asarray(photo.convert("RGB"), int)[:10, :10]
            assert np.abs(corner - (number >> 16, number >> 8 & 255, number & 255)).max() <= 1

    def test_a_graded_background(self, client: FlaskClient) -> None:
        graded = [{"start_color": 0x438EDB, "enc_color": 0xFFFFFF, "color_name": "sky"}]
        _, photo = clean(client, made(client, background_color=graded)["final_pic_name"][0])
        column = np.asarray(photo.convert("RGB"), int)[:150, 2]
        assert (np.diff(column[:, 0]) >= 0).all()
        assert column[149, 0] > column[0, 0] + 40

    @pytest.mark.parametrize("spec_id", [1, 4, 28, 183, 660, 9003, 9004])
    def test_formats(self, client: FlaskClient, spec_id: int) -> None:
        spec = SPECS[spec_id]
        data, photo = clean(client, made(client, spec_id=spec_id)["final_pic_name"][0])
        assert (photo.size, photo.info["dpi"]) == (spec.size, (spec.dpi, spec.dpi))
        least, most = spec.file_kb
        assert (least or 0) * 1024 <= len(data) <= (most or 10**6) * 1024

    def test_own_size_and_file_size(self, client: FlaskClient) -> None:
        answer = made(client, width_px=480, height_px=640, file_size_min=40, file_size_max=41)
        data, photo = clean(client, answer["final_pic_name"][0])
        assert photo.size == (480, 640)
        assert 40 * 1024 <= len(data) <= 41 * 1024

    def test_own_resolution(self, client: FlaskClient) -> None:
        answer = made(client, dpi=600)
        _, photo = clean(client, answer["final_pic_name"][0])
        assert (photo.size, photo.info["dpi"]) == ((295, 413), (600, 600))
        assert answer["one_sheet_num"] > 8

    @pytest.mark.parametrize("dpi", [72, 96])
    def test_a_resolution_for_screens_was_refused_as_no_paper_is_so_large(self, client: FlaskClient, dpi: int) -> None:
        answer = made(client, spec_id=10, dpi=dpi)
        _, photo = clean(client, answer["final_pic_name"][0])
        assert (photo.size, photo.info["dpi"], answer["one_sheet_num"]) == ((413, 579), (dpi, dpi), 4)
        assert answer["warning"] == (
            f"at {dpi} dpi the photo is larger than its print sheet: there it is printed at 300 dpi"
        )

    def test_a_format_for_which_no_paper_is_large_enough(
        self, client: FlaskClient, store: Path, tmp_path: Path
    ) -> None:
        file = tmp_path / "formats.json"
        file.write_text('{"8124": {"width_px": 1050, "height_px": 1500, "dpi": 72}}')
        config.use(replace(SETTINGS, store_url=f"file://{store}", specs=str(file)))
        document = {"spec_id": 8124, "file": base64.b64encode(PORTRAIT).decode()}
        assert (
            "at 72 dpi the photo is larger than the sheet it is to be printed on: send a greater dpi"
            in posted(client, document)["error"]
        )
        assert [path.name for path in store.iterdir()] == ["formats.json"]

    def test_a_format_of_the_operators_own(self, client: FlaskClient, store: Path, tmp_path: Path) -> None:
        file = tmp_path / "formats.json"
        file.write_text('{"8124": {"width_px": 240, "height_px": 320, "dpi": 200}}')
        config.use(replace(SETTINGS, store_url=f"file://{store}", specs=str(file)))
        answer = made(client, spec_id=8124)
        _, photo = clean(client, answer["final_pic_name"][0])
        assert (photo.size, photo.info["dpi"], "warning" in answer) == ((240, 320), (200, 200), False)

    @pytest.mark.parametrize(("print_type", "count"), [(1, 8), (2, 10)])
    def test_sheets(self, client: FlaskClient, print_type: int, count: int) -> None:
        answer = made(client, print_type=print_type)
        assert answer["one_sheet_num"] == count
        assert fetched(client, answer["print_wm_pic_url"][0])[1].size == (1800, 1205)

    def test_a_sheet_of_five_inches_with_two_formats(self, client: FlaskClient) -> None:
        answer = made(client, sheet_inches=5, sheet_spec_id=10)
        assert fetched(client, answer["print_wm_pic_url"][0])[1].size == (1500, 1051)
        assert answer["one_sheet_num"] == 6
        assert clean(client, answer["final_pic_name"][0])[1].size == (295, 413)

    def test_formats_that_no_paper_holds_together(self, client: FlaskClient, store: Path) -> None:
        photo = base64.b64encode(PORTRAIT).decode()
        document = {"spec_id": 77, "width_px": 1050, "height_px": 1000, "sheet_spec_id": 9003, "sheet_inches": 5}
        answer = posted(client, {**document, "file": photo})
        assert answer["code"] == 422
        assert "the two photos are larger than the sheet" in answer["error"]
        assert "no sheet_spec_id" in answer["error"]
        assert files_in(store) == 0

    def test_the_pictures_own_ground(self, client: FlaskClient) -> None:
        """The corner of the portrait is no plain colour, and stays what it is."""
        answer = made(client, spec_id=9003, background_color=["original", "white"])
        assert answer["final_pic_name"][0].endswith("original")
        own, white = (np.asarray(clean(client, name)[1], int) for name in answer["final_pic_name"])
        corners = own[:60, :60], white[:60, :60]
        assert [corner.std(axis=(0, 1)).max() > 1 for corner in corners] == [True, False]
        assert np.abs(own - white)[300:450, 250:350].mean() < 1

    def test_only_paid_ones_are_without_a_mark(self, client: FlaskClient) -> None:
        answer = made(client)
        marked = np.asarray(fetched(client, answer["wm_pic_url"][0])[1].convert("RGB"), int)
        photo = np.asarray(clean(client, answer["final_pic_name"][0])[1].convert("RGB"), int)
        assert np.abs(marked - photo).mean() > 3
        stolen = answer["wm_pic_url"][0].replace("result_wm", "result").removeprefix("http://127.0.0.1")
        assert json.loads(client.get(stolen).data)["code"] == 400

    def test_the_mark_is_the_same_each_time(self, client: FlaskClient) -> None:
        first, second = (fetched(client, made(client)["wm_pic_url"][0])[0] for _ in range(2))
        assert first == second

    @pytest.mark.parametrize("wish", [{"fair_level": 4}, {"need_origin_beauty": 1}])
    def test_wishes_change_the_photo(self, client: FlaskClient, wish: dict[str, Any]) -> None:
        plain, other = (clean(client, made(client, **w)["final_pic_name"][0])[1] for w in ({}, wish))
        assert np.abs(np.asarray(plain, int) - np.asarray(other, int)).mean() > 0.3

    def test_a_bound_that_cannot_be_kept_is_told(self, client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.WARNING):
            answer = made(client, ratios=[0.7, 0.72, 0.9, 0.95, -1, -1, -1, -1])
        warned = r"no crop keeps all ratios: head_h/pic_h is 0\.\d+, not 0\.7, eye_h/pic_h is 0\.\d+, not 0\.9"
        assert re.fullmatch(warned, answer["warning"])
        (facts,) = (record.__dict__["facts"] for record in caplog.records if "ratios" in record.message)
        assert facts["misses"]
        assert facts["rid"]


def test_a_person_who_hardly_stands_out_is_told(client: FlaskClient, mocker: MockerFixture) -> None:
    mocker.patch("engines.portrait.bust.is_doubtful", return_value=True)
    assert "hardly stands out" in made(client)["warning"]


def test_four_at_once(client: FlaskClient) -> None:
    config.use(replace(SETTINGS, queue_seconds=200.0, idphoto_seconds=200.0))  # on a busy machine, too
    with ThreadPoolExecutor(4) as threads:
        photos = list(threads.map(lambda _: clean(client, made(client)["final_pic_name"][0])[0], range(4)))
    assert len(set(photos)) == 1


@pytest.mark.usefixtures("cut_out_once")
class TestTheVendorsDocument:
    EXAMPLE: ClassVar[dict[str, Any]] = {"spec_id": 1, "clothes": "api_20240521-3-boy", "need_origin_beauty": 1}
    """As printed, but for the address."""

    def test_the_printed_request(self, client: FlaskClient) -> None:
        answer = made(client, **self.EXAMPLE)
        assert list(answer) == ["code", "final_pic_name", "print_wm_pic_url", "one_sheet_num", "wm_pic_url", "warning"]
        photos = [clean(client, one["final_pic_name"][0])[0] for one in (answer, made(client, need_origin_beauty=1))]
        assert photos[0] == photos[1]

    def test_an_address(self, client: FlaskClient) -> None:
        with served(PORTRAIT) as url:
            assert posted(client, {**self.EXAMPLE, "pic_url": f"{url}/portrait.jpg"})["code"] == 200

    @pytest.mark.parametrize("name", ["uniform_0815", "man_suit"])
    def test_clothes_stay_as_they_are_and_the_answer_says_so_last(self, client: FlaskClient, name: str) -> None:
        answer = made(client, clothes=name)
        assert list(answer)[-1] == "warning"
        assert answer["warning"] == "clothes cannot be changed here: the person's own clothes were kept"
        photos = [clean(client, one["final_pic_name"][0])[0] for one in (answer, made(client))]
        assert photos[0] == photos[1]

    def test_a_format_of_the_customers_own(self, client: FlaskClient) -> None:
        answer = made(client, spec_id=4711, width_px="310", height_px=430.0, print_type=0, pose_fix=False)
        _, photo = clean(client, answer["final_pic_name"][0])
        assert (photo.size, photo.info["dpi"]) == ((310, 430), (300, 300))
        assert "white" in answer["final_pic_name"][0]
        assert "spec_id" in answer["warning"]

    def test_all_fields_as_texts(self, client: FlaskClient) -> None:
        wishes = {"background_color": BACKGROUNDS[1:], "ratios": [-1] * 8, "fair_level": {"skinsoft": 2}, "pose_fix": 1}
        texts = {name: json.dumps(value) for name, value in wishes.items()}
        photos = [clean(client, made(client, **one)["final_pic_name"][0])[0] for one in (wishes, texts)]
        assert photos[0] == photos[1]

    @pytest.mark.parametrize("degrees", [90, 180, 270])
    def test_a_portrait_that_lies_on_its_side_is_set_upright(self, client: FlaskClient, degrees: int) -> None:
        """WeChat strips the EXIF data that would say so."""
        turned = encoded(Image.open(io.BytesIO(PORTRAIT)).rotate(degrees, expand=True))
        photos = [
            clean(client, made(client, **one)["final_pic_name"][0])[1]
            for one in ({}, {"file": base64.b64encode(turned).decode()})
        ]
        upright, other = (np.asarray(photo, int) for photo in photos)
        assert np.abs(upright - other).mean() < 3

    def test_several_warnings_are_one_text(self, client: FlaskClient) -> None:
        warning = made(client, beautify=1, clothes="uniform", height_px=500)["warning"]
        assert warning.count("; ") == 2

    def test_a_portrait_of_a_phone(self, client: FlaskClient) -> None:
        """Over 2 MB, which is WeChat's limit."""
        with served(PORTRAIT + bytes(5_000_000)) as url:
            assert posted(client, {"spec_id": 1, "pic_url": url})["code"] == 200

    def test_more_than_a_photo_may_have(self, client: FlaskClient, store: Path) -> None:
        config.use(replace(SETTINGS, store_url=f"file://{store}", max_photo_bytes=len(PORTRAIT) - 1))
        sent = posted(client, {"spec_id": 1, "file": base64.b64encode(PORTRAIT).decode()})
        with served(PORTRAIT) as url:
            linked = posted(client, {"spec_id": 1, "pic_url": url})
        assert sent["code"] == linked["code"] == 507
        assert f"send an image of at most {len(PORTRAIT) - 1} bytes" in sent["error"]
        assert "the image at pic_url has more than" in linked["error"]

    def test_messages_name_the_fields_that_were_sent(self, client: FlaskClient) -> None:
        missing = posted(client, {"spec_id": 1})
        refused = posted(client, {"spec_id": 1, "pic_url": "http://10.0.0.1/a.jpg"})
        assert missing["code"] == refused["code"] == 422
        assert "send the image as the field file in base64, or its address as pic_url rid:" in missing["error"]
        assert "pic_url leads to an address that is not public" in refused["error"]


@contextmanager
def served(picture: bytes) -> Iterator[str]:
    """The address of a server on this machine that answers every GET with a picture."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(picture)))
            self.end_headers()
            self.wfile.write(picture)

        def log_message(self, *_args: object) -> None: ...

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as url:
        yield url


def stretched(size: tuple[int, int]) -> bytes:
    return encoded(Image.open(io.BytesIO(PORTRAIT)).resize(size), "JPEG")


def twice() -> bytes:
    one = Image.open(io.BytesIO(PORTRAIT)).convert("RGB")
    both = Image.new("RGB", (2 * one.width, one.height))
    both.paste(one, (0, 0))
    both.paste(one, (one.width, 0))
    return encoded(both, "JPEG")


def headless() -> bytes:
    one = Image.open(io.BytesIO(PORTRAIT)).convert("RGB")
    return encoded(one.crop((0, 75, one.width, one.height)), "JPEG")


PICTURES = {
    "no face": (encoded(Image.effect_noise((400, 500), 60).convert("RGB"), "JPEG"), 507, "no face"),
    "one pixel": (encoded(Image.new("RGB", (1, 1))), 507, "no face"),
    "flat": (encoded(Image.new("RGB", (300, 400), "blue")), 507, "no face"),
    "two faces": (twice(), 507, "several faces"),
    "too small": (stretched((52, 64)), 507, ""),
    "head cut off": (headless(), 507, "cut off"),
    "too dark": (encoded(Image.open(io.BytesIO(PORTRAIT)).point(lambda v: v // 12), "JPEG"), 507, ""),
    "leaning": (encoded(Image.open(io.BytesIO(PORTRAIT)).rotate(40, expand=True), "JPEG"), 507, ""),
    "no image": (b"this is text", 506, "JPEG"),
    "truncated": (PORTRAIT[:5000], 506, "damaged"),
    "pixel bomb": (encoded(Image.new("1", (9000, 9000))), 506, "too large"),
}


@pytest.mark.usefixtures("remembering")
class TestRefusals:
    @pytest.mark.parametrize("name", PICTURES)
    def test_pictures(self, client: FlaskClient, name: str, store: Path) -> None:
        data, code, words = PICTURES[name]
        answer = posted(client, {"spec_id": 1, "file": base64.b64encode(data).decode()})
        assert answer["code"] == code
        assert words in answer["error"]
        assert files_in(store) == 0

    @pytest.mark.parametrize(
        "field",
        [
            *("spec_id", "pic_url", "file", "width_px", "height_px", "background_color", "ratios", "file_size_max"),
            *(
                "file_size_min",
                "print_type",
                "hor_align_type",
                "pose_fix",
                "need_origin_beauty",
                "fair_level",
                "clothes",
            ),
        ],
    )
    @pytest.mark.parametrize("value", [-7, 1.5, "x", [[]], {"skinsoft": {"a": 1}}, 10**40, "\ud800", "9" * 5000])
    def test_wrong_values(self, client: FlaskClient, field: str, value: object, store: Path) -> None:
        document = {"spec_id": 1, "file": base64.b64encode(PICTURES["one pixel"][0]).decode(), field: value}
        if field == "pic_url":
            del document["file"]
        answer = posted(client, document)
        # Clothes are no fault: the picture is.
        assert answer["code"] in ((507,) if field == "clothes" else (422, 423, 506))
        assert files_in(store) == 0

    def test_without_a_picture(self, client: FlaskClient, store: Path) -> None:
        assert posted(client, {"spec_id": 1})["code"] == 422
        assert files_in(store) == 0

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"spec_id": 1', b"spec_id=1"])
    def test_other_bodies(self, client: FlaskClient, body: bytes) -> None:
        answer = json.loads(client.post(PATH, data=body, headers={**KEY, "Content-Type": "application/json"}).data)
        assert answer["code"] in (400, 422)

    def test_a_file_that_cannot_be_so_small(self, client: FlaskClient, store: Path) -> None:
        document = {"spec_id": 1, "file": base64.b64encode(PORTRAIT).decode(), "file_size_max": 1}
        assert posted(client, document)["code"] == 422
        assert files_in(store) == 0

    def test_callers(self, client: FlaskClient) -> None:
        assert posted(client, {"spec_id": 1}, {})["code"] == 400
        assert posted(client, {"spec_id": 1}, {"Authorization": "APPCODE nobody's"})["code"] == 400
        assert json.loads(client.get(PATH, headers=KEY).data)["code"] == 400


@pytest.mark.usefixtures("remembering")
class TestOutOfTime:
    def test_all_photos_are_made_or_none_is_kept(self, client: FlaskClient, store: Path, mocker: MockerFixture) -> None:
        """Wherever the time runs out, and a part of the colours is of no use."""
        made(client)  # loads the back end
        local = importlib.import_module("functions.idphoto.local")
        wishes = {"spec_id": 1, "file": base64.b64encode(PORTRAIT).decode(), "background_color": BACKGROUNDS[:2]}
        kept = files_in(store)
        for steps in (0, 2, 4, 5, 9, 12):
            give_steps(mocker, local, steps)
            answer = posted(client, wishes)
            assert answer["code"] == 507, steps
            assert "the time ran out before there was a result: send a smaller picture" in answer["error"]
            assert files_in(store) == kept
        give_steps(mocker, local, 13)
        answer = posted(client, wishes)
        assert (answer["code"], len(answer["final_pic_name"]), "partial" in answer) == (200, 2, False)


@pytest.mark.usefixtures("remembering")
class TestVendor:
    @pytest.fixture
    def leqi(self) -> Iterator[LeqiDouble]:
        with LeqiDouble() as double:
            yield double

    def forwarding(self, backend: Any, leqi: LeqiDouble, store: Path) -> FlaskClient:
        config.use(
            replace(
                SETTINGS, backend=backend, leqi_api_base=leqi.url, leqi_appcode=APPCODE, store_url=f"file://{store}"
            )
        )
        return mounted(idphoto)

    def test_the_document_is_sent_on_untouched(self, leqi: LeqiDouble, store: Path) -> None:
        document = {"spec_id": 4711, "file": base64.b64encode(PORTRAIT).decode(), "new": {"deep": [1, None]}}
        assert posted(self.forwarding("vendor", leqi, store), document) == MADE
        assert leqi.documents == [document]

    def test_relay_makes_it_when_the_vendor_cannot(self, leqi: LeqiDouble, store: Path) -> None:
        client = self.forwarding("relay", leqi, store)
        document = {"spec_id": 1, "file": base64.b64encode(PORTRAIT).decode()}
        assert posted(client, document) == MADE
        leqi.status, leqi.reason = 403, "Quota Exhausted"
        answer = posted(client, document)
        assert answer["code"] == 200
        assert answer["final_pic_name"][0].startswith("local-")

    def test_a_foreign_code_does_not_open_our_engine(self, leqi: LeqiDouble, store: Path) -> None:
        client = self.forwarding("relay", leqi, store)
        document = {"spec_id": 1, "file": base64.b64encode(PORTRAIT).decode()}
        assert posted(client, document, {"Authorization": "APPCODE nobody's"})["code"] == 400
        leqi.status, leqi.reason = 500, "down"
        assert posted(client, document, {"Authorization": f"APPCODE {APPCODE}"})["code"] == 507
        assert files_in(store) == 0
