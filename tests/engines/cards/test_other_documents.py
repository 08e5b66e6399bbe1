"""Other documents that have some of our labels: they were answered as ours, without an error."""

import numpy as np
import pytest

from engines.cards.document import Fields
from engines.cards.documents import driver, idcard
from engines.cards.numbers import is_credit_code
from engines.cards.plates import read_plates
from tests.support.lines import Print

from .documents import ENDLESS, labels, read
from .specimens import ADDRESS, COOPERATIVE, LABELS, VALUES, printed
from .written import Told, line

WITHOUT_NATION = [one for one in LABELS if one.text != idcard.NATION]
NAME, SEX, _, BIRTH, NUMBER = VALUES
RESIDENT = "33010619520731000X"


def _answers(prints: list[Print]) -> list[Fields]:
    return [fields for _, fields in read(prints) if fields]


@pytest.mark.parametrize("number", ["810000195207310000", "830000195207310004"])
def test_a_permit_of_a_resident_from_hongkong_or_taiwan_was_an_identity_card(number: str) -> None:
    permit = [*WITHOUT_NATION, NAME, SEX, BIRTH, *ADDRESS]
    assert _answers([*permit, NUMBER._replace(text=number)]) == []
    assert _answers(permit) == []
    assert _answers([*permit, NUMBER]) != []  # whose nationality was not read


def test_a_permit_was_an_identity_card_below_its_title() -> None:
    title = Print("居住证", 30, 5.0, 4.4)
    assert _answers([*LABELS, *VALUES, title]) == []
    assert _answers([*LABELS, *VALUES, title._replace(text="实名认证")]) != []


def test_a_driving_licence_s_second_page_had_its_note_for_an_address() -> None:
    first, *rest = labels(driver.LAYOUT, ("性别", "国籍", "住址"))
    values = [Print(RESIDENT, 34, 14, 3.0, 2.2), Print("欧阳思源", 14, 20, 2.6)]
    note = Print("请于2028年03月04日前九十日内申请换领新", 14, 28, 2.4)
    assert _answers([first, *rest, *values, note]) != []
    assert _answers([first._replace(text=f"{first.text}副页"), *rest, *values, note]) == []


@pytest.mark.parametrize(
    ("title", "licence"), [("营业执照", True), ("社会团体法人登记证书", False), ("企业信用信息报告", False)]
)
def test_another_certificate_with_a_firm_s_labels_was_a_business_licence(title: str, licence: bool) -> None:
    prints = [
        one._replace(text=title, pitch=1.2 * one.size if licence else 0.0) if one.text == "营业执照" else one
        for one in printed(COOPERATIVE)
    ]
    assert bool(_answers(prints)) is licence


@pytest.mark.parametrize(("code", "licence"), [("93440106MA0000007D", True), ("52440106MA0000007L", False)])
def test_a_certificate_whose_code_is_no_firm_s_was_a_business_licence(code: str, licence: bool) -> None:
    assert is_credit_code(code)
    assert bool(_answers(printed(COOPERATIVE, code))) is licence


def test_a_number_alone_is_no_address() -> None:
    fields = _answers([*LABELS, *VALUES, Print("1", 15.5, 28.4, 2.6)])[0]
    assert "address" not in fields


@pytest.mark.parametrize(("text", "found"), [("京A12345", ["京A12345"]), ("京花A12345", []), ("京A12345号楼", [])])
def test_a_sign_with_a_plate_s_letters_among_its_words_was_a_plate(text: str, found: list[str]) -> None:
    picture = np.full((200, 600, 3), (20, 60, 150), np.uint8)
    for x in range(110, 500, 44):
        picture[76:124, x : x + 14] = 240
    told = Told([line("京A12345", 100, 100, 48)])
    sign = line(text, 100, 100, 48)
    assert [plate.number for plate in read_plates(picture, [sign], told.engine, ENDLESS)] == found
