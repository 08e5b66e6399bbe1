"""The function: the picture that media/get then gives has twice the sides, and what else its file said is kept."""

import io
import json
import logging
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from PIL import Image, ImageCms
from pytest_mock import MockerFixture

from functions.superresolution import local, output
from functions.superresolution import main as superresolution
from shared import admission, config
from shared.clock import Deadline
from tests.support import ROOT, SETTINGS, encoded, give_steps, mounted
from tests.support.profiles import grey_profile
from tests.support.wechat_double import EXAMPLES, WechatDouble

PATH = "/cv/img/superresolution"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
GRAY = grey_profile()


def noise(*shape: int) -> Image.Image:
    """Smooth noise, as in photographs."""
    values = np.random.default_rng(3).integers(0, 256, (4, 4, *shape[2:]), np.uint8)
    return Image.fromarray(values).resize((shape[1], shape[0]), Image.Resampling.BICUBIC)


COLOUR, GREY = noise(30, 46, 3), noise(30, 46)


@pytest.fixture
def enlarged(client: FlaskClient, token: str) -> Any:
    """A function: the file that becomes of a file."""

    def ask(data: bytes) -> Image.Image:
        answer = post(client, token, data)
        assert list(answer) == ["errcode", "errmsg", "media_id"]
        assert re.fullmatch(r"[\w-]{64}", answer["media_id"], re.ASCII)
        response = client.get(f"/cgi-bin/media/get?access_token={token}&media_id={answer['media_id']}")
        picture = Image.open(io.BytesIO(response.data))
        picture.load()
        assert response.mimetype == Image.MIME[picture.format or ""]
        return picture

    return ask


def post(client: FlaskClient, token: str, data: bytes) -> dict[str, Any]:
    response = client.post(f"{PATH}?access_token={token}", data={"img": (io.BytesIO(data), "test.jpg")})
    document: dict[str, Any] = json.loads(response.data)
    return document


class TestFormat:
    @pytest.mark.parametrize("kind", ["PNG", "BMP", "GIF", "TIFF"])
    def test_lossless_files_become_png(self, enlarged: Any, kind: str) -> None:
        assert enlarged(encoded(COLOUR, kind)).format == "PNG"

    def test_webp(self, enlarged: Any) -> None:
        assert enlarged(encoded(COLOUR, "WEBP", lossless=True)).format == "PNG"
        assert enlarged(encoded(COLOUR, "WEBP", quality=80)).format == "JPEG"

    def test_a_webp_with_a_profile_or_exif(self, enlarged: Any) -> None:
        """Its picture is not the first chunk then: it was taken for a lossless one, artefacts and all."""
        turned = Image.Exif()
        turned[0x0112] = 6
        for lossless, kind in ((True, "PNG"), (False, "JPEG")):
            assert enlarged(encoded(COLOUR, "WEBP", lossless=lossless, exif=turned)).format == kind
            assert enlarged(encoded(COLOUR, "WEBP", lossless=lossless, icc_profile=SRGB)).format == kind

    def test_a_webp_that_moves(self, enlarged: Any) -> None:
        frames = {"save_all": True, "append_images": [noise(30, 46, 3)], "allow_mixed": False}
        for lossless, kind in ((True, "PNG"), (False, "JPEG")):
            assert enlarged(encoded(COLOUR, "WEBP", lossless=lossless, **frames)).format == kind

    def test_a_jpeg_with_a_second_picture_behind(self, enlarged: Any) -> None:
        """Phones write them. It was taken for a lossless file."""
        assert enlarged(encoded(COLOUR, "MPO", save_all=True, append_images=[GREY.convert("RGB")])).format == "JPEG"

    def test_jpeg_stays_jpeg_in_full_colour_resolution(self, enlarged: Any) -> None:
        picture = enlarged(encoded(COLOUR, "JPEG", quality=60))
        assert picture.format == "JPEG"
        assert {component[1:3] for component in picture.layer} == {(1, 1)}

    def test_a_large_png_becomes_jpeg(self, enlarged: Any) -> None:
        config.use(replace(SETTINGS, max_media_bytes=20_000))
        data = encoded(Image.fromarray(np.random.default_rng(1).integers(0, 256, (60, 60, 3), np.uint8)))
        assert enlarged(data).format == "JPEG"

    def test_the_sent_picture_takes_no_memory_beside_the_file(self, enlarged: Any, mocker: MockerFixture) -> None:
        encode = mocker.spy(output, "encoded")
        enlarged(encoded(COLOUR))
        assert encode.call_args.args[1].images == []

    def test_dithered_colours_that_one_filter_makes_too_large_stay_png(self, enlarged: Any) -> None:
        data = encoded(Image.fromarray(np.asarray(noise(90, 120, 3))).quantize(12).convert("RGB"))
        config.use(replace(SETTINGS, max_media_bytes=40_000))
        assert enlarged(data).format == "PNG"

    @pytest.mark.parametrize("mode", ["RGB", "RGBA"])
    def test_too_large_in_any_form(self, client: FlaskClient, token: str, mode: str) -> None:
        config.use(replace(SETTINGS, max_media_bytes=10_000))
        values = np.random.default_rng(1).integers(0, 256, (120, 120, len(mode)), np.uint8)
        answer = post(client, token, encoded(Image.fromarray(values)))
        assert answer["errcode"] == 45001
        assert "10000 bytes" in answer["errmsg"]


class TestContent:
    @pytest.mark.parametrize("turn", range(1, 9))
    def test_turned_upright(self, enlarged: Any, turn: int) -> None:
        exif = Image.Exif()
        exif[0x0112] = turn
        assert enlarged(encoded(COLOUR, "JPEG", exif=exif)).size == ((92, 60) if turn < 5 else (60, 92))

    def test_a_palette_picture_without_a_palette(self, client: FlaskClient, token: str) -> None:
        """It was answered as a system error."""
        whole = encoded(COLOUR.quantize(4))
        start = whole.index(b"PLTE") - 4
        end = start + 12 + int.from_bytes(whole[start : start + 4])
        assert post(client, token, whole[:start] + whole[end:])["errcode"] == 101002

    def test_one_bit_with_transparency(self, enlarged: Any) -> None:
        done = enlarged(encoded(GREY.convert("1"), transparency=0))
        assert (done.mode, done.size) in (("LA", (92, 60)), ("RGBA", (92, 60)))

    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    @pytest.mark.parametrize("picture", [GREY, GREY.convert("RGB"), GREY.convert("1")])
    def test_grey_stays_grey(self, enlarged: Any, kind: str, picture: Image.Image) -> None:
        done = enlarged(encoded(picture, kind))
        assert (done.mode, done.size) == ("L", (92, 60))

    def test_sixteen_bits(self, enlarged: Any) -> None:
        deep = Image.fromarray(np.asarray(GREY).astype(np.uint16) * 257)
        done = np.asarray(enlarged(encoded(deep)), float)[::2, ::2]
        assert np.abs(done - np.asarray(GREY)).mean() < 6

    @pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
    def test_transparency_stays(self, enlarged: Any, mode: str) -> None:
        picture = COLOUR.convert("RGBA")
        alpha = Image.new("L", picture.size, 0)
        alpha.paste(255, (10, 5, 30, 20))
        picture.putalpha(alpha)
        sent = {"RGBA": picture, "LA": picture.convert("LA"), "PA": picture.quantize(64)}[mode]
        done = enlarged(encoded(sent))
        assert done.mode == "RGBA"
        opaque = np.asarray(done.getchannel("A"))
        assert (opaque[14:36, 24:56] == 255).all()
        assert (opaque[:6] == 0).all()

    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    @pytest.mark.parametrize("picture", [COLOUR, GREY.convert("RGB")])
    def test_colour_profile_is_kept(self, enlarged: Any, kind: str, picture: Image.Image) -> None:
        done = enlarged(encoded(picture, kind, icc_profile=SRGB))
        assert (done.info["icc_profile"], done.mode) == (SRGB, "RGB")

    def test_inks_become_screen_colours(self, enlarged: Any) -> None:
        done = enlarged(encoded(COLOUR.convert("CMYK"), "JPEG"))
        assert done.mode == "RGB"
        small = np.asarray(done.resize(COLOUR.size), float)
        assert np.abs(small - np.asarray(COLOUR)).mean() < 8

    @pytest.mark.parametrize("mode", ["L", "LA", "P"])
    def test_no_profile_of_another_colour_space(self, enlarged: Any, mode: str) -> None:
        """A file of RGBA with a profile for grey is refused by libpng, and so is grey with one for RGB."""
        transparent = Image.merge("LA", (GREY, GREY.point(lambda value: value // 2)))
        sent = {"L": GREY, "LA": transparent, "P": COLOUR.quantize(64)}[mode]
        for profile in (SRGB, GRAY, LAB):
            done = enlarged(encoded(sent, icc_profile=profile))
            kept = done.info.get("icc_profile")
            assert kept is None or kept[16:20] == (b"GRAY" if done.mode == "L" else b"RGB ")

    def test_grey_with_its_profile_stays_as_bright(self, enlarged: Any) -> None:
        grey = Image.new("L", (24, 24), 120)
        assert enlarged(encoded(grey, icc_profile=GRAY)).info["icc_profile"] == GRAY
        grey.putalpha(Image.linear_gradient("L").resize((24, 24)))
        done = enlarged(encoded(grey, icc_profile=grey_profile(1.0)))
        assert done.info.get("icc_profile") is None
        red, green, blue, _ = done.getpixel((24, 24))
        assert red == green == blue == 182  # as sRGB has what is 120 of 255 in light

    def test_lab(self, enlarged: Any) -> None:
        to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
        lab = ImageCms.applyTransform(COLOUR, to_lab)
        assert lab is not None
        done = enlarged(encoded(lab, "TIFF", icc_profile=LAB))
        assert (done.mode, done.info.get("icc_profile")) == ("RGB", None)
        assert np.abs(np.asarray(done.resize(COLOUR.size), float) - np.asarray(COLOUR)).mean() < 8

    @pytest.mark.parametrize("damage", [lambda p: p[:200], lambda p: p[:36] + b"xxxx" + p[40:], lambda p: p[:130]])
    def test_a_damaged_profile_is_not_written(self, enlarged: Any, damage: Any) -> None:
        done = enlarged(encoded(COLOUR, icc_profile=damage(SRGB)))
        assert done.info.get("icc_profile") is None

    @pytest.mark.parametrize("profile", [b"x" * 500, b"x" * 200_000, b""])
    def test_a_profile_that_is_none(self, enlarged: Any, profile: bytes) -> None:
        assert enlarged(encoded(COLOUR, "JPEG", icc_profile=profile)).size == (92, 60)
        assert enlarged(encoded(COLOUR.convert("CMYK"), "JPEG", icc_profile=profile)).size == (92, 60)

    def test_colours_are_those_of_the_source(self, enlarged: Any) -> None:
        done = enlarged(encoded(Image.new("RGB", (20, 20), (200, 30, 90))))
        assert done.getpixel((20, 20)) == (200, 30, 90)


class TestLimits:
    def test_too_many_pixels(self, client: FlaskClient, token: str) -> None:
        config.use(replace(SETTINGS, superresolution_pixels=10_000))
        answer = post(client, token, encoded(Image.new("L", (101, 100))))
        assert answer["errcode"] == 101002
        assert "at most 10000 pixels" in answer["errmsg"]

    def test_a_store_that_does_not_work(self, client: FlaskClient, token: str) -> None:
        config.use(replace(SETTINGS, store_url="file:///dev/null/x"))
        answer = post(client, token, encoded(COLOUR))
        assert answer["errcode"] == -1
        assert "try again later" in answer["errmsg"]
        assert "/dev/null" not in answer["errmsg"]

    @pytest.mark.parametrize("data", [b"x", encoded(COLOUR)[:500], encoded(COLOUR, "JPEG")[:200]])
    def test_damaged(self, client: FlaskClient, token: str, data: bytes) -> None:
        assert post(client, token, data)["errcode"] == 101002


class TestOutOfTime:
    TWO_TILES = encoded(noise(40, 300, 3))

    @pytest.fixture
    def store(self, tmp_path: Path) -> Path:
        """A store of its own, so that what is kept can be counted."""
        config.use(replace(SETTINGS, store_url=f"file://{tmp_path}"))
        return tmp_path

    def test_plain_interpolation_is_no_success(
        self, client: FlaskClient, token: str, store: Path, mocker: MockerFixture
    ) -> None:
        give_steps(mocker, local, 0)
        answer = post(client, token, self.TWO_TILES)
        assert answer["errcode"] == -1
        assert "the time ran out before any part was enlarged: send a smaller picture" in answer["errmsg"]
        assert "SUPERRESOLUTION_SECONDS" in answer["errmsg"]
        assert not [path for path in store.rglob("*") if path.is_file()]

    def test_a_picture_that_is_interpolated_is_told_and_kept(
        self, client: FlaskClient, token: str, store: Path, mocker: MockerFixture, caplog: pytest.LogCaptureFixture
    ) -> None:
        give_steps(mocker, local, 1)
        with caplog.at_level(logging.WARNING):
            answer = post(client, token, self.TWO_TILES)
        assert list(answer) == ["errcode", "errmsg", "media_id", "partial"]
        assert answer["partial"] is True
        link = f"/cgi-bin/media/get?access_token={token}&media_id={answer['media_id']}"
        assert Image.open(io.BytesIO(client.get(link).data)).size == (600, 80)
        (facts,) = (record.__dict__["facts"] for record in caplog.records if "out of time" in record.message)
        assert facts["rid"]

    def test_waiting_for_its_turn_takes_no_time_from_a_picture(
        self, client: FlaskClient, token: str, mocker: MockerFixture
    ) -> None:
        """A small picture behind large ones was only interpolated."""
        held: list[int] = []
        deadline = mocker.patch.object(local, "Deadline")

        def after(seconds: float) -> Deadline:
            held.append(admission.processors().in_use)
            held.append(admission.memory().in_use)
            return Deadline.after(seconds)

        deadline.after.side_effect = after
        assert post(client, token, self.TWO_TILES)["errcode"] == 0
        assert min(held) >= 1

    def test_one_colour_is_complete_without_the_network(
        self, client: FlaskClient, token: str, mocker: MockerFixture
    ) -> None:
        give_steps(mocker, local, 0)
        assert list(post(client, token, encoded(Image.new("RGB", (30, 20), "red")))) == [
            "errcode",
            "errmsg",
            "media_id",
        ]


class TestVendor:
    @pytest.fixture
    def vendor(self) -> Iterator[WechatDouble]:
        with WechatDouble(appid="wx0123456789abcdef", secret="the-appsecret-of-the-tests") as double:
            yield double

    def ask(self, backend: Any, vendor: WechatDouble, token: str, tmp_path: Path) -> Any:
        config.use(
            replace(
                SETTINGS,
                backend=backend,
                wechat_api_base=vendor.url,
                wechat_appid="wx0123456789abcdef",
                wechat_secret="the-appsecret-of-the-tests",
                wechat_token_file=str(tmp_path / "none"),
            )
        )
        data = {"img": (io.BytesIO(encoded(COLOUR)), "test.png")}
        return mounted(superresolution).post(f"/?access_token={token}", data=data)

    def test_the_vendors_answer_is_passed_on(self, vendor: WechatDouble, token: str, tmp_path: Path) -> None:
        vendor.put_up("superresolution")
        answer = self.ask("vendor", vendor, token, tmp_path)
        assert json.loads(answer.data) == EXAMPLES["superresolution"]

    def test_relay_enlarges_what_the_vendor_has_taken_down(
        self, vendor: WechatDouble, token: str, tmp_path: Path
    ) -> None:
        answer = self.ask("relay", vendor, token, tmp_path)
        assert answer.headers["X-Served-By"] == "local"
        assert json.loads(answer.data)["media_id"].startswith("local-")


def test_eight_at_once(client: FlaskClient, token: str) -> None:
    data = encoded(Image.open(ROOT / "emulator/samples/astronaut.jpg").resize((150, 180)), "JPEG")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: post(client, token, data), range(8)))
    assert [answer["errcode"] for answer in answers] == [0] * 8
    assert len({answer["media_id"] for answer in answers}) == 8
