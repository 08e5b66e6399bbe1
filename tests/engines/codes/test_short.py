"""EAN and UPC: what their bars contradict is not answered, and what they show is."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest
import zxingcpp

from engines.codes import read_codes, stages
from engines.codes.code import Gray, Quad, Symbol
from engines.codes.merge import joined
from engines.codes.short import believed
from shared.clock import NEVER, Budget, Deadline

TRUE, OTHERS = "01234565", ("01934565", "08536464", "19109268", "04116172")
TRUE_8, OTHERS_8 = "03837498", ("03831298", "03837504", "96385074")
TRUE_13, OTHERS_13 = "2633094143278", ("2637924143278", "2633098543278", "3633094143277")
TRUE_A, OTHERS_A = "594619427605", ("594671427605", "594619077605", "177096102892")
MODULE, HIGH, EDGE = 2.0, 60, 40


def drawn(text: str, module: float = MODULE, kind: str = "UPCE") -> tuple[Gray, Quad]:
    """A code and its corners."""
    code = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(kind))
    image = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    row = np.asarray(image)[:1]
    width = round(row.shape[1] * module)
    fine = np.repeat(row, round(8 * module), axis=1)
    bars = np.repeat(cv2.resize(fine, (width, 1), interpolation=cv2.INTER_AREA), HIGH, axis=0)
    page = cv2.copyMakeBorder(bars, EDGE, EDGE, EDGE, EDGE, cv2.BORDER_CONSTANT, value=255)
    (left, top), (right, foot) = (EDGE, EDGE), (EDGE + width, EDGE + HIGH)
    return np.asarray(page, np.uint8), np.array(((left, top), (right, top), (right, foot), (left, foot)), np.float64)


def worn(page: Gray, noise: float) -> Gray:
    soft = cv2.GaussianBlur(page, (0, 0), 1.0) * 0.5 + 60
    return np.clip(soft + np.random.default_rng(1).normal(0, noise, page.shape), 0, 255).astype(np.uint8)


def negative(page: Gray) -> Gray:
    return np.asarray(255 - page, np.uint8)


def on_a_bottle(page: Gray) -> Gray:
    """Bent around half of it and more; the code's ends stay where they were."""
    height, width = page.shape
    share = (np.arange(width) - EDGE) / (width - 2 * EDGE) * 2 - 1
    bent = np.arcsin(np.clip(share * np.sin(0.8), -1, 1)) / 0.8
    x = np.repeat(((bent + 1) / 2 * (width - 2 * EDGE) + EDGE)[None], height, axis=0).astype(np.float32)
    y = np.repeat(np.arange(height)[:, None], width, axis=1).astype(np.float32)
    return np.asarray(cv2.remap(page, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def seen_from_one_side(page: Gray) -> Gray:
    """Modules at the right end are a fifth wider than those at the left one; the code's ends stay where they were."""
    height, width = page.shape
    share = (np.arange(width) - EDGE) / (width - 2 * EDGE)
    x = np.repeat(((share + 0.1 * share * (1 - share)) * (width - 2 * EDGE) + EDGE)[None], height, axis=0)
    y = np.repeat(np.arange(height)[:, None], width, axis=1).astype(np.float32)
    return np.asarray(cv2.remap(page, x.astype(np.float32), y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE))


def with_glare(page: Gray) -> Gray:
    """Light that leaves a tenth of the contrast at the left end."""
    glare = 1 - 0.9 * np.exp(-(((np.arange(page.shape[1]) - EDGE) / 60) ** 2))
    return np.asarray(255 - (255 - cv2.GaussianBlur(page, (0, 0), 1.0)) * glare, np.uint8)


WORN = (lambda page: page, lambda page: worn(page, 10), lambda page: worn(page, 30))
WAYS = (*WORN, negative, on_a_bottle, with_glare, seen_from_one_side)


@pytest.mark.parametrize("way", WAYS, ids=["clean", "worn", "noisy", "negative", "bottle", "glare", "side"])
@pytest.mark.parametrize("flat", [False, True], ids=["whole", "line"])
@pytest.mark.parametrize(
    "name, texts",
    [
        ("UPC_E", (TRUE, *OTHERS)),
        ("EAN_8", (TRUE_8, *OTHERS_8)),
        ("EAN_13", (TRUE_13, *OTHERS_13)),
        ("UPC_A", (TRUE_A, *OTHERS_A)),
    ],
)
def test_the_text_that_the_bars_show_is_believed_and_no_other(
    way: Callable[[Gray], Gray], flat: bool, name: str, texts: Sequence[str]
) -> None:
    page, quad = drawn(texts[0], kind=name.replace("_", ""))
    if flat:  # where a scan line has read it
        quad[:, 1] = quad[:, 1].mean()
    right, *wrong = (Symbol(name, text, quad + 0.7) for text in texts)
    assert believed([right, *wrong], way(page), Budget(NEVER)) == [right]


def test_a_code_upside_down() -> None:
    page, quad = drawn("04252614")
    turned = np.ascontiguousarray(page[::-1, ::-1])
    back = np.array((page.shape[1] - 1, page.shape[0] - 1)) - quad
    assert len(believed([Symbol("UPC_E", "04252614", quad)], page, Budget(NEVER))) == len(
        believed([Symbol("UPC_E", "04252614", back)], turned, Budget(NEVER))
    )
    assert [code.text for code in read_codes(page).codes] == ["04252614"]
    assert [code.text for code in read_codes(turned).codes] == ["04252614"]


def test_other_formats_are_as_they_were() -> None:
    page, quad = drawn(TRUE)
    symbol = Symbol("CODE_128", "96385074", quad)
    assert believed([symbol], page, Budget(NEVER)) == [symbol]


def photographed(seed: int) -> Gray:
    """A small code in bad light."""
    random = np.random.default_rng(seed)
    page, _ = drawn(TRUE, float(random.uniform(0.95, 1.5)))
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(random.uniform(-12, 12)), 1)
    seen = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    seen = cv2.GaussianBlur(seen, (0, 0), float(random.uniform(0.3, 1.1))) * random.uniform(0.2, 0.5) + 80
    return np.clip(seen + random.normal(0, random.uniform(5, 28), page.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("seed", [826, 993, 996, 1242])
def test_no_small_worn_code_is_answered_with_another_text(seed: int) -> None:
    """Four of 450 were, with a right check digit."""
    assert {code.text for code in read_codes(photographed(seed)).codes} <= {TRUE}


def test_small_worn_codes_are_read_as_before() -> None:
    texts = [code.text for seed in range(30) for code in read_codes(photographed(seed)).codes]
    assert texts == [TRUE] * len(texts)
    assert len(texts) >= 8


def test_where_there_is_no_time_to_compare_the_answer_says_so() -> None:
    page, quad = drawn(TRUE)
    symbol, budget = Symbol("UPC_E", OTHERS[0], quad), Budget(Deadline.after(0))
    assert believed([symbol], page, budget) == [symbol]
    assert not budget.complete


def test_an_ean_13_of_which_a_line_was_misread_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    page, quad = drawn(TRUE_13, kind="EAN13")
    monkeypatch.setattr(stages, "decode", lambda *_, **__: [Symbol("EAN_13", OTHERS_13[0], quad)])
    assert [code.text for code in read_codes(page).codes] == [TRUE_13]


def test_half_an_ean_13_is_no_upc_e_beside_it() -> None:
    _, quad = drawn(TRUE_13, kind="EAN13")
    half = Symbol("UPC_E", TRUE, np.array((quad[0], (quad[0] + quad[1]) / 2, (quad[2] + quad[3]) / 2, quad[3])))
    whole, below = Symbol("EAN_13", TRUE_13, quad), Symbol("UPC_E", TRUE, half.quad + np.array((0, 2 * HIGH)))
    assert joined([half, below], [whole]) == [below, whole]
    assert joined([whole], [half, below]) == [whole, below]
