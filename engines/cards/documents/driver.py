"""The driving licence, main page (GA 482). Cards until 2012 say for how many years they hold: they have no last day."""

from ..agreement import born_as_numbered, in_order
from ..certainty import CHINESE, NAME, SEX, address, certain, one_of, person, present, proven
from ..dates import DAY, SPAN, day, span
from ..document import Document, Fields, Kind
from ..numbers import is_resident_number
from ..sheet import Sheet
from ..template import Mark, Template, Zone, label

SIZE, WIDE = 2.4, 3.8
"""Size of the labels in millimetres, and the pitch of those of two characters that stand apart."""
LEVEL = 26.3
"""The height of the address's first row."""

LAYOUT = Template(
    width=88.0,
    height=60.0,
    labels=(
        label("中华人民共和国机动车驾驶证", 13.0, 6.0, 4.3, 4.8),
        label("证号", 22.5, 14.0, SIZE, WIDE),
        label("姓名", 4.5, 20.0, SIZE, WIDE),
        label("性别", 44.0, 20.0, SIZE),
        label("国籍", 63.0, 20.0, SIZE),
        label("住址", 4.5, LEVEL, SIZE, WIDE),
        label("出生日期", 26.5, 36.5, SIZE),
        label("初次领证日期", 26.5, 42.5, SIZE),
        label("准驾车型", 26.5, 48.6, SIZE),
        label("有效期限", 4.5, 55.3, SIZE),
        label("有效起始日期", 4.5, 55.3, SIZE),
    ),
    zones={
        "number": Zone(18.0, 11.0, 84.0, 17.3),
        "name": Zone(13.0, 17.3, 43.0, 23.3),
        "sex": Zone(50.0, 17.3, 61.0, 23.3),
        "nationality": Zone(72.0, 17.3, 86.0, 23.3),
        "address": Zone(13.0, 23.5, 70.0, 33.6),
        "birth": Zone(43.0, 33.6, 64.0, 39.6),
        "first_issue": Zone(43.0, 39.6, 64.0, 45.6),
        "classes": Zone(43.0, 45.6, 64.0, 51.8),
        "validity": Zone(14.0, 52.3, 84.0, 57.8),
    },
    marks=(
        Mark(r"\d{17}[\dX]", (35.5, 14.2)),
        Mark(DAY, (47.0, 36.8)),
        Mark(DAY, (47.0, 42.9)),
        Mark(SPAN, (27.0, 55.4)),
    ),
)
_SUBTITLE = "[A-Za-z.]*"
"""Stands before the value, and the last letter of it often where the value begins."""
_FORMS = {
    "number": r"\D*(\d{17}[\dX])",
    "sex": SEX,
    "birth": rf"\D*({DAY})",
    "first_issue": rf"\D*({DAY})",
}
CLASSES = "(?:A[123]|B[12]|C[1-6]|[DEFMNP])+"
"""The classes of vehicles (order 123 of the Ministry of Public Security)."""
ADDRESS_ROW = 14
"""Ideographs that a row of the address holds, at least."""
_FREE = {
    "classes": f"{_SUBTITLE}({CLASSES})",
    "nationality": f"{_SUBTITLE}({CHINESE}{{2,12}})",
}


def read(sheet: Sheet) -> Fields:
    """What stands on the main page; the number must prove itself, days must exist."""
    values = {name: sheet.value(LAYOUT.zones[name], form) for name, form in _FORMS.items()}
    values |= {name: sheet.text(LAYOUT.zones[name], form) for name, form in _FREE.items()}
    values["name"] = sheet.name(LAYOUT.zones["name"], f"{_SUBTITLE}({NAME})")
    texts = {name: certain(value) for name, value in values.items()}
    validity = LAYOUT.zones["validity"]
    first, last = span(certain(sheet.value(validity, rf"\D*({SPAN})"))) or (
        day(certain(sheet.value(validity, rf"\D*({DAY})(?!.*至).*"))),
        None,
    )
    fields = present(
        number=proven(values["number"], is_resident_number),
        name=person(values["name"]),
        sex=one_of(values["sex"], "男女"),
        nationality=texts["nationality"],
        address=address(sheet.paragraph(LAYOUT.zones["address"], ADDRESS_ROW, LEVEL)),
        birth=day(texts["birth"]),
        first_issue=day(texts["first_issue"]),
        classes=texts["classes"],
        valid_from=first,
        valid_to=last,
    )
    return in_order(born_as_numbered(fields), "birth", "first_issue", "valid_from", "valid_to")


LICENCE = Document(Kind.DRIVING_LICENCE, LAYOUT, read)
