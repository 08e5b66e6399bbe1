"""The page as a whole: own pictures, errors, cancelling, keyboard, languages, phones, axe, and who may open it."""

import base64
import re
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page, Route, expect

import functions
from tests.support import ROOT, Emulator, qr_png

from .conftest import CAPABILITIES, PATIENCE_MS, done, shown, violations


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
        heic = (ROOT / "tests" / "support" / "heic" / "code.heic").read_bytes()
        page.set_input_files("#file", {"name": "IMG_0001.HEIC", "mimeType": "", "buffer": heic})
        expect(page.locator("ol.found li")).to_have_count(1)

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
            body["functions"][name] = {**body["functions"].get(name, {}), **facts}
            route.fulfill(response=response, json=body)

        page.route("**/page/session.json", session)

    def test_a_function_without_a_view_is_called_and_its_answer_shown(self, page: Page) -> None:
        facts = {"path": "/cv/img/qrcode", "sample": "codes.png", "summary": "Say how bright", "choices": {}}
        self.change(page, "brightness", **facts)
        shown(page, "brightness")
        expect(page.get_by_label("Say how bright")).to_be_checked()
        expect(page.locator("#json")).to_contain_text('"errcode": 0')
        page.get_by_role("button", name="中文").click()
        expect(page.get_by_label("Say how bright")).to_be_checked()

    def test_choices_of_an_id_photo_are_those_of_its_tables(self, page: Page) -> None:
        choices = {"spec_id": {"77": "coin"}, "background_color": {"blue": 1, "white": 2, "mauve": 3}}
        self.change(page, "idphoto", choices={**choices, "fair_level": 4})
        shown(page, "idphoto")
        assert page.locator("#spec_id option").all_text_contents() == ["coin"]
        assert page.locator("[name=colour]").evaluate_all("all => all.map(one => one.value)") == [
            *("blue", "white", "mauve", "sky")
        ]
        assert page.locator("#fair_level").get_attribute("max") == "4"

    def test_samples_are_those_of_the_records(self, page: Page) -> None:
        shown(page, "qrcode")
        offered = page.locator("#samples button").evaluate_all("all => all.map(one => one.dataset.sample)")
        assert sorted(offered) == sorted({functions.record(name).sample for name in CAPABILITIES})


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
        page.get_by_role("button", name="Run").click()
        expect(page.get_by_role("alert")).to_contain_text("Wait until midnight in Beijing")
        page.get_by_role("button", name="中文").click()
        expect(page.get_by_role("alert")).to_contain_text("当天的调用次数已用完")

    def test_id_photo_of_no_face(self, page: Page) -> None:
        shown(page, "idphoto")
        page.get_by_role("button", name="text.png").click()
        expect(page.get_by_role("alert")).to_contain_text("Error 507")
        expect(page.get_by_role("alert")).to_contain_text("Meaning")

    def test_stale_token_is_replaced(self, page: Page) -> None:
        asked: list[str] = []

        def session(route: Route) -> None:
            asked.append(route.request.url)
            response = route.fetch()
            body = response.json() | ({"token": "stale"} if len(asked) == 1 else {})
            route.fulfill(response=response, json=body)

        page.route("**/page/session.json", session)
        shown(page, "qrcode")
        expect(page.locator("ol.found li")).to_have_count(4)
        assert len(asked) == 2

    def test_work_can_be_cancelled(self, page: Page) -> None:
        shown(page, "qrcode")
        page.route("**/cv/img/qrcode*", lambda route: None)  # never answered
        page.get_by_role("button", name="Run").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.locator("#elapsed")).to_have_text("Working, 1 s")
        page.get_by_role("button", name="Cancel").click()
        expect(page.locator("#status")).to_have_text("Cancelled.")
        expect(page.get_by_role("progressbar")).to_be_hidden()

    def test_emulator_that_has_ended(self, browser: Browser, emulator: Emulator) -> None:
        page = browser.new_page(base_url=emulator.url, locale="en-US")
        page.set_default_timeout(PATIENCE_MS)
        shown(page, "qrcode")
        page.route("**/cv/img/qrcode*", lambda route: route.abort())
        page.get_by_role("button", name="Run").click()
        expect(page.get_by_role("alert")).to_contain_text("The emulator does not answer.")
        page.close()


class TestForEveryone:
    def test_keyboard_alone(self, page: Page) -> None:
        shown(page, "qrcode")
        page.get_by_label("QR and barcodes").focus()
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
        expect(page.locator("h1")).to_have_text("试用图像函数")
        assert page.evaluate("document.documentElement.lang") == "zh-CN"

    def test_chinese_browser_gets_chinese(self, browser: Browser, emulator: Emulator) -> None:
        page = browser.new_page(base_url=emulator.url, locale="zh-CN")
        page.goto("/")
        expect(page.locator("h1")).to_have_text("试用图像函数")
        page.close()

    def test_both_languages_have_the_same_texts(self) -> None:
        source = (ROOT / "emulator" / "page" / "texts.js").read_text("utf-8")
        parts = [source.split(f"const {part} = {{")[1].split("};")[0] for part in ("ENGLISH", "CHINESE")]
        kinds = [re.findall(r"(\w+): [(\"`]", part) for part in parts]
        assert len(kinds[0]) > 50
        assert kinds[0] == kinds[1]


def test_axe_finds_nothing_in_an_error(page: Page, axe: str) -> None:
    shown(page, "idphoto")
    page.get_by_role("button", name="text.png").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page, axe) == []


class TestWhoMayOpenIt:
    @pytest.mark.parametrize("path", ["/", "/page/session.json", "/page/main.js"])
    def test_another_name_for_this_machine_is_refused(self, emulator: Emulator, path: str) -> None:
        answer = requests.get(emulator.url + path, headers={"Host": "rebound.example"}, timeout=10)
        assert answer.json()["errcode"] == 40066
        assert "127.0.0.1 or localhost" in answer.text
        assert "token" not in answer.text

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "[::1]:8080"])
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
