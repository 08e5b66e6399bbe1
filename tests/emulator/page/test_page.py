"""The page as a whole: own pictures, errors, cancelling, keyboard, languages, phones, axe, and who may open it."""

import base64
import re
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, Route, expect

import functions
from functions.idphoto.openapi import OPENAPI
from tests.support import ROOT, SETTINGS, Emulator, qr_png

from .conftest import CAPABILITIES, answered, done, shown, violations

HEIC = (ROOT / "tests" / "support" / "heic" / "code.heic").read_bytes()


def picture(data: bytes, name: str = "mine.png") -> Any:
    return {"name": name, "mimeType": "image/png", "buffer": data}


def hand_over(page: Page, event: str, data: bytes) -> None:
    """Drop or paste a file, as a browser's own event would."""
    page.evaluate(
        """([event, data]) => {
            const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], "mine.png", { type: "image/png" }));
            document.body.dispatchEvent(event === "paste"
                ? new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true })
                : new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }""",
        [event, base64.b64encode(data).decode()],
    )


class TestOwnPictures:
    def test_picked(self, page: Page) -> None:
        shown(page, "qrcode")
        page.set_input_files("#file", picture(qr_png("picked")))
        expect(page.locator("ol.found")).to_contain_text("picked")
        expect(page.locator("#chosen")).to_contain_text("mine.png")

    @pytest.mark.parametrize("megabytes", [9, 40])
    def test_one_that_is_far_too_large_is_answered(self, page: Page, megabytes: int) -> None:
        """The browser sends all of it before it reads: a connection that is closed meanwhile is a broken one to it."""
        shown(page, "qrcode")
        code = page.evaluate(
            """async (size) => {
                const form = new FormData();
                form.append("img", new Blob([new Uint8Array(size)]), "large.jpg");
                const answer = await fetch("/cv/img/qrcode?access_token=x", { method: "POST", body: form });
                return (await answer.json()).errcode;
            }""",
            megabytes << 20,
        )
        assert code == 45001

    @pytest.mark.parametrize("event", ["drop", "paste"])
    def test_dropped_or_pasted(self, page: Page, event: str) -> None:
        shown(page, "qrcode")
        hand_over(page, event, qr_png(f"by {event}"))
        expect(page.locator("ol.found")).to_contain_text(f"by {event}")

    def test_a_heic_can_be_picked_where_the_browser_does_not_count_it_as_an_image(self, page: Page) -> None:
        shown(page, "qrcode")
        assert set((page.get_attribute("#file", "accept") or "").split(",")) == {"image/*", ".heic", ".heif"}
        page.set_input_files("#file", {"name": "IMG_0001.HEIC", "mimeType": "", "buffer": HEIC})
        expect(page.locator("ol.found li")).to_have_count(1)
        expect(page.locator("#result")).to_contain_text("This browser cannot show the picture")
        page.get_by_label("Smart crop").check(force=True)
        done(page, "aicrop")
        expect(page.locator("#result rect")).to_have_count(3)  # nothing is drawn beneath, and all the frames are

    def test_one_on_the_camera_of_a_phone(self, page: Page) -> None:
        shown(page, "qrcode")
        assert page.get_attribute("#camera", "capture") == "environment"
        page.set_input_files("#camera", picture(qr_png("by camera")))
        expect(page.locator("ol.found")).to_contain_text("by camera")

    def test_one_by_its_address(self, page: Page, emulator: Emulator) -> None:
        shown(page, "qrcode")
        page.get_by_role("button", name="Address").click()
        page.get_by_label("Address of the picture").fill("codes.png")
        page.get_by_role("button", name="Fetch and run").click()
        expect(page.get_by_role("alert")).to_contain_text("This is no address")
        page.get_by_label("Address of the picture").fill(f"{emulator.url}/page/samples/text.png")
        page.get_by_role("button", name="Fetch and run").click()
        expect(page.locator("#chosen")).to_contain_text("text.png")
        expect(page.locator("#code")).to_contain_text("img_url=http")
        expect(page.locator("#list")).to_contain_text("Nothing was found")

    def test_one_that_is_too_large_is_shrunk_on_request_and_not_sent_before(self, page: Page) -> None:
        self.limit(page, bytes=40_000)
        calls = self.calls(page)
        page.goto("/#qrcode")  # our own sample has 98 KB
        expect(page.get_by_role("alert")).to_contain_text("This picture has 98 KB; the function takes at most 40 KB.")
        assert calls == []
        page.get_by_role("button", name="Shrink it and send").click()
        expect(page.locator("ol.found li")).to_have_count(4)
        expect(page.locator("#chosen")).to_contain_text("shrunk from 98 KB")
        assert len(calls) == 1

    def test_shrinking_does_not_wait_until_the_browser_is_idle(self, page: Page) -> None:
        """Beside anything that moves, toBlob took more than ten seconds."""
        page.add_init_script("HTMLCanvasElement.prototype.toBlob = () => {};")
        self.limit(page, bytes=40_000)
        page.goto("/#qrcode")
        page.get_by_role("button", name="Shrink it and send").click()
        expect(page.locator("ol.found li")).to_have_count(4)

    def test_one_that_is_too_large_is_sent_as_it_is_if_that_is_wanted(self, page: Page) -> None:
        self.limit(page, pixels=500_000)
        page.goto("/#qrcode")
        expect(page.get_by_role("alert")).to_contain_text("1 megapixels; the function takes at most 0")
        page.get_by_role("button", name="Send as it is").click()
        expect(page.locator("ol.found li")).to_have_count(4)

    def test_a_heic_that_is_too_large_can_only_be_sent_as_it_is(self, page: Page) -> None:
        self.limit(page, bytes=len(HEIC) - 1)
        page.goto("/#qrcode")
        page.set_input_files("#file", {"name": "IMG_0001.HEIC", "mimeType": "", "buffer": HEIC})
        expect(page.get_by_role("alert")).to_contain_text("cannot shrink it either")
        page.get_by_role("button", name="Send as it is").click()
        expect(page.locator("ol.found li")).to_have_count(1)

    def test_one_that_is_chosen_before_the_server_has_told_of_any_function_is_sent_then(self, page: Page) -> None:
        told: list[Route] = []
        page.route("**/page/session.json", lambda route: told.append(route))  # noqa: PLW0108  # playwright marks what it is given
        page.goto("/#qrcode")
        page.set_input_files("#file", {"name": "own.png", "mimeType": "image/png", "buffer": qr_png("mine")})
        expect(page.get_by_text("own.png")).to_be_attached()
        told[0].continue_()
        expect(page.locator("ol.found li")).to_have_count(1)

    @staticmethod
    def limit(page: Page, **limits: int) -> None:
        TestFacts.change(page, "qrcode", **limits)

    @staticmethod
    def calls(page: Page) -> list[str]:
        made: list[str] = []
        page.on("request", lambda request: made.append(request.url) if request.method == "POST" else None)
        return made

    def test_one_s_own_picture_stays_when_the_capability_changes(self, page: Page) -> None:
        shown(page, "qrcode")
        page.set_input_files("#file", picture(qr_png("picked")))
        page.get_by_label("Smart crop").check(force=True)
        done(page, "aicrop")
        expect(page.locator("#chosen")).to_contain_text("mine.png")

    def test_text_in_a_code_is_no_markup(self, page: Page) -> None:
        shown(page, "qrcode")
        page.set_input_files("#file", picture(qr_png("<img src=x onerror=alert(1)>")))
        expect(page.locator("ol.found")).to_contain_text("<img src=x onerror=alert(1)>")
        expect(page.locator("ol.found img")).to_have_count(0)


class TestFacts:
    """What the page offers comes out of the records and tables: it follows when they change."""

    @staticmethod
    def change(page: Page, name: str, **facts: Any) -> None:
        """Let the emulator tell further facts of a function."""

        def session(route: Route) -> None:
            response = route.fetch()
            body = response.json()
            known = body["functions"]
            known[name] = {**known.get(name, known["qrcode"]), **facts}
            route.fulfill(response=response, json=body)

        page.route("**/page/session.json", session)

    def test_a_function_without_a_view_is_called_and_its_answer_shown(self, page: Page) -> None:
        facts = {"path": "/cv/img/qrcode", "sample": "codes.png", "summary": "Say how bright", "choices": {}}
        self.change(page, "brightness", **facts)
        page.goto("/#brightness")
        done(page, "brightness")
        expect(page.get_by_label("Say how bright")).to_be_checked()
        expect(page.locator("#json")).to_contain_text('"errcode": 0')
        page.get_by_role("button", name="中文").click()
        expect(page.get_by_label("Say how bright")).to_be_checked()

    def test_choices_of_an_id_photo_are_those_of_its_tables(self, page: Page) -> None:
        choices = OPENAPI.choices
        coin = {"name": "coin", "size": [300, 300], "dpi": 300, "file_kb": [None, 9], "colour": 1}
        colours = {"blue": 1, "white": 2, "mauve": 3}
        changed = {"spec_id": {"77": coin}, "background_color": colours, "fair_level": 4}
        self.change(page, "idphoto", choices={**choices, **changed})
        shown(page, "idphoto")
        assert page.locator("#spec_id option").all_text_contents() == [
            "coin · 25 × 25 mm · 0–9 KB",
            "A size of your own …",
        ]
        assert page.locator("[name=colour]").evaluate_all("all => all.map(one => one.value)") == [
            *("blue", "white", "mauve", "sky", "own")
        ]
        assert page.locator("#fair_level").get_attribute("max") == "4"

    def test_limits_are_those_of_the_settings(self, emulator: Emulator) -> None:
        facts = requests.get(f"{emulator.url}/page/session.json", timeout=10).json()["functions"]
        assert facts["qrcode"]["bytes"] == SETTINGS.max_image_bytes
        assert facts["idphoto"]["bytes"] == SETTINGS.max_photo_bytes
        assert facts["superresolution"]["pixels"] == SETTINGS.superresolution_pixels

    def test_samples_are_those_of_the_records(self, page: Page) -> None:
        shown(page, "qrcode")
        offered = page.locator("#samples button").evaluate_all("all => all.map(one => one.dataset.sample)")
        assert sorted(offered) == sorted({functions.record(name).sample for name in CAPABILITIES})


class TestStanding:
    """What was asked for and what came of it stay together, and stay when the language changes."""

    def test_changed_options_mark_the_result_as_old_until_they_are_as_before(self, page: Page) -> None:
        shown(page, "aicrop")
        page.get_by_label("Ratios").fill("2")
        expect(page.locator("#old")).to_contain_text("the result of the earlier ones")
        page.get_by_label("Ratios").fill("1, 2.35, 0.75")
        expect(page.locator("#old")).to_be_hidden()
        page.get_by_role("button", name="+ 16:9").click()
        page.get_by_role("button", name="Run again").click()
        expect(page.locator("#result rect")).to_have_count(4)
        expect(page.locator("#old")).to_be_hidden()

    def test_another_language_keeps_everything_and_repeats_no_call(self, page: Page) -> None:
        shown(page, "aicrop")
        page.set_input_files("#file", picture((ROOT / "emulator" / "samples" / "text.png").read_bytes()))
        done(page, "aicrop")
        page.get_by_label("Ratios").fill("2")
        calls = TestOwnPictures.calls(page)
        page.get_by_role("button", name="中文").click()
        expect(page.locator("#status")).to_contain_text("裁剪出 3 张")
        expect(page.locator("#status")).to_contain_text("应答方：自有引擎")
        assert page.locator("#ratios").input_value() == "2"
        expect(page.locator("#chosen")).to_contain_text("mine.png")
        expect(page.locator("#result rect")).to_have_count(3)
        assert calls == []

    def test_who_served_how_many_bytes_in_how_many_milliseconds(self, page: Page) -> None:
        shown(page, "qrcode")
        expect(page.locator("#status")).to_have_text(
            re.compile(r"4 codes found.*own engine \(local\).*\d+ ms.*answer \d+ bytes")
        )

    def test_codes_to_rehearse_are_those_of_the_path_and_say_what_they_mean(self, page: Page) -> None:
        shown(page, "qrcode")
        page.get_by_text("Rehearse an error").click()
        groups = page.locator("#emulate optgroup").evaluate_all("all => all.map(one => one.label)")
        assert groups[0] == "What this path answers"
        assert all(group.startswith("Only from WeChat: ") for group in groups[1:])
        expect(page.locator("#emulate option[value='42001']")).to_contain_text("has run out")
        assert page.locator("#emulate option[value='507']").count() == 0
        page.get_by_label("Answer with this code").select_option("42001")
        page.get_by_label("ID photo").check(force=True)
        done(page, "idphoto")
        assert page.locator("#emulate").input_value() == ""
        listed = page.locator("#emulate option").evaluate_all("all => all.map(one => one.value)")
        assert listed == ["", "400", "422", "423", "506", "507"]

    def test_on_a_phone_the_result_comes_into_view(self, phones: dict[str, Page]) -> None:
        page = phones["en-US"]
        shown(page, "qrcode")
        expect(page.locator("label[for=camera]")).to_be_visible()
        page.get_by_role("button", name="Run", exact=True).click()
        done(page, "qrcode")
        expect(page.locator("#picture")).to_be_in_viewport(ratio=0.9)
        small = page.locator("a, button, select, summary, .file label, #capabilities label").evaluate_all(
            "all => all.filter(one => one.checkVisibility())"
            ".filter(one => Math.min(one.offsetWidth, one.offsetHeight) < 24).map(one => one.outerHTML)"
        )
        assert small == []


class TestErrors:
    def test_no_image(self, page: Page) -> None:
        shown(page, "qrcode")
        page.set_input_files("#file", picture(b"this is no picture", "note.png"))
        error = page.get_by_role("alert")
        expect(error).to_contain_text("Error 101002")
        expect(error).to_contain_text("What to do")
        expect(error).to_contain_text("rid: ")

    def test_rehearsed_in_both_languages(self, page: Page) -> None:
        shown(page, "qrcode")
        page.get_by_text("Rehearse an error").click()
        page.get_by_label("Answer with this code").select_option("45009")
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("Wait until midnight in Beijing")
        page.get_by_role("button", name="中文").click()
        expect(page.get_by_role("alert")).to_contain_text("当天对此接口的调用次数已用完")

    def test_id_photo_of_no_face(self, page: Page, axe: str) -> None:
        shown(page, "idphoto")
        page.get_by_role("button", name="text.png").click()
        expect(page.get_by_role("alert")).to_contain_text("Error 507")
        expect(page.get_by_role("alert")).to_contain_text("Meaning")
        assert violations(page, axe) == []

    def test_stale_token_is_replaced(self, page: Page) -> None:
        asked: list[str] = []

        def session(route: Route) -> None:
            asked.append(route.request.url)
            response = route.fetch()
            body = response.json() | ({"token": "stale"} if len(asked) == 1 else {})
            route.fulfill(response=response, json=body)

        page.route("**/page/session.json", session)
        page.goto("/#qrcode")
        expect(page.locator("ol.found li")).to_have_count(4)
        assert len(asked) == 2

    def test_work_can_be_cancelled(self, page: Page) -> None:
        shown(page, "qrcode")
        page.route("**/cv/img/qrcode*", lambda route: None)  # never answered
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.locator("#elapsed")).to_have_text("Working, 1 s")
        page.get_by_role("button", name="Cancel").click()
        expect(page.locator("#status")).to_have_text("Cancelled.")
        expect(page.get_by_role("progressbar")).to_be_hidden()

    def test_a_sample_that_comes_late_is_not_sent_to_another_capability(self, page: Page) -> None:
        shown(page, "qrcode")
        late: list[Route] = []

        def hold(route: Route) -> None:
            late.append(route)

        page.route("**/page/samples/idcard.jpg", hold)
        page.locator("[name=capability][value=idcard]").check(force=True)
        page.wait_for_function("location.hash === '#idcard'")
        with answered(page, "aicrop"):
            page.locator("[name=capability][value=aicrop]").check(force=True)
            done(page, "aicrop")
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.method))
        with page.expect_response("**/page/samples/idcard.jpg"):
            late[0].continue_()
        page.wait_for_load_state("networkidle")
        assert "POST" not in sent
        expect(page.locator("#chosen")).to_contain_text("astronaut.jpg")

    def test_emulator_that_has_ended(self, phones: dict[str, Page]) -> None:
        page = phones["en-US"]
        shown(page, "qrcode")
        page.route("**/cv/img/qrcode*", lambda route: route.abort(), times=1)
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("The emulator does not answer.")


class TestForEveryone:
    def test_keyboard_alone(self, page: Page) -> None:
        shown(page, "qrcode")
        page.get_by_label("QR & barcodes").focus()
        with answered(page, "printed_text_ocr"):
            page.keyboard.press("ArrowRight")
            done(page, "printed_text_ocr")
        page.locator("ol.found li").first.focus()
        expect(page.locator("#result polygon").first).to_have_class("on")
        with page.expect_file_chooser() as chooser:
            page.locator("#file").press("Enter")
        chooser.value.set_files(picture(qr_png("by keyboard")))
        expect(page.locator("#chosen")).to_contain_text("mine.png")

    def test_language_is_remembered(self, page: Page) -> None:
        shown(page, "qrcode")
        page.get_by_role("button", name="中文").click()
        page.reload()
        expect(page.locator("h1")).to_contain_text("微信图像接口")
        assert page.evaluate("document.documentElement.lang") == "zh-CN"

    def test_chinese_browser_gets_chinese(self, phones: dict[str, Page]) -> None:
        phones["zh-CN"].goto("/")
        expect(phones["zh-CN"].locator("h1")).to_contain_text("微信图像接口")

    def test_both_languages_have_the_same_texts(self) -> None:
        sources = [(ROOT / "emulator" / "page" / f"{name}.js").read_text("utf-8") for name in ("english", "chinese")]
        kinds = [re.findall(r"([\w-]+)\"?: [(\"`]", source.split(" = {")[1].split("\n};")[0]) for source in sources]
        assert len(kinds[0]) > 100
        assert kinds[0] == kinds[1]


class TestWhoMayOpenIt:
    @pytest.mark.parametrize("path", ["/", "/page/session.json", "/page/main.js"])
    def test_another_name_for_this_machine_is_refused(self, emulator: Emulator, path: str) -> None:
        answer = requests.get(emulator.url + path, headers={"Host": "rebound.example"}, timeout=10)
        assert answer.json()["errcode"] == 40066
        assert "127.0.0.1 or localhost" in answer.text
        assert "token" not in answer.text

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "[::1]:8080", "192.168.1.5:8080"])
    def test_names_of_this_machine(self, emulator: Emulator, host: str) -> None:
        assert requests.get(f"{emulator.url}/", headers={"Host": host}, timeout=10).status_code == 200

    def test_nothing_is_shared_with_other_origins(self, emulator: Emulator) -> None:
        answer = requests.get(f"{emulator.url}/page/session.json", headers={"Origin": "https://a.example"}, timeout=10)
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]

    @pytest.mark.parametrize("path", ["/page/../app.py", "/page/%2e%2e/app.py", "/page/", "/page/samples/../main.js"])
    def test_only_the_page_s_own_files(self, emulator: Emulator, path: str) -> None:
        request = requests.Request("GET", emulator.url).prepare()
        request.url = emulator.url + path
        with requests.Session() as session:
            assert session.send(request, timeout=10).json()["errcode"] == 40066
