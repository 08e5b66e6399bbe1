"""From the values of a list to the fields of a licence: each has the form that it has on the licence itself."""

import re
from itertools import chain

from .. import foreign
from ..agreement import born_as_numbered, in_order
from ..certainty import CHINESE, DOTS, address, certain, one_of, person, present, proven, whole
from ..dates import DAY, FOREVER, SPAN, day, span
from ..document import Fields
from ..documents import driver, vehicle
from ..numbers import is_resident_number
from ..provinces import in_a_province
from ..register import CAPITAL, ORGANISATION, TYPE, days, is_of_another_register, number
from ..register import DAY as FULL_DAY
from ..scope import CLOSINGS, scope
from .values import Values

LAST = f"{DAY}|{FOREVER}"
_ANY_DAY = rf"(?:{FULL_DAY}|\d{{4}}[-./]\d\d[-./]\d\d)"
_END = "长期|永久|不约定期限|无固定期限"
_PERIOD = rf"(?:自?{_ANY_DAY}[至—~–-]+(?:{_ANY_DAY}|{_END})|{_END})"
_ADDRESS = rf"{CHINESE}[^{DOTS}]{{3,}}"
_PLACES = re.compile("[省市区县州旗盟镇乡村路街道巷弄号]")
"""Of what an address has at least one."""
_NAME = f"{CHINESE}{{2,20}}(?:[{DOTS}]{CHINESE}{{2,20}})*"
"""A person's name; one character beside a dot is what a masked one leaves."""


def read_driver(values: Values) -> Fields:
    """The fields of a driving licence."""
    first, last = span(certain(values.proved("validity", SPAN))) or (None, None)
    fields = present(
        number=proven(values.proved("number", r"\d{17}[\dXx]"), is_resident_number),
        name=person(values.shown("name", _NAME)),
        sex=one_of(values.proved("sex", "[男女]性?"), "男女"),
        nationality=certain(values.shown("nationality", f"{CHINESE}{{2,12}}")),
        address=_address(values),
        birth=day(certain(values.proved("birth", DAY))),
        first_issue=day(certain(values.proved("first_issue", DAY))),
        classes=certain(values.shown("classes", driver.CLASSES)),
        valid_from=first or day(certain(values.proved("valid_from", DAY))),
        valid_to=last or _last(certain(values.proved("valid_to", LAST))),
    )
    return in_order(born_as_numbered(fields), "birth", "first_issue", "valid_from", "valid_to")


def _last(text: str | None) -> str | None:
    return text if text == FOREVER else day(text)


def read_main(values: Values) -> Fields:
    """The fields of a vehicle licence's main page."""
    model, abroad = values.shown("model", vehicle.MODEL), values.shown("model", foreign.MODEL)
    vin = values.proved("vin", r"[A-Z\d]{17}")
    fields = present(
        plate=vehicle.plain_plate(certain(values.shown("plate", f"..[{DOTS}]?.{{5,6}}", room=2))),
        type=certain(values.shown("type", vehicle.TYPES)),
        owner=whole(certain(values.shown("owner", rf"{CHINESE}.+"))),
        address=in_a_province(_address(values)),
        use=one_of(values.shown("use", f"{CHINESE}{{2,8}}"), vehicle.USES),
        model=certain(model) or foreign.model_of(abroad, vin),
        vin=foreign.vin_of(vin, abroad),
        engine=certain(values.shown("engine", r"[A-Z\d-]{3,20}|无")),
        registered=day(certain(values.proved("registered", DAY))),
        issued=day(certain(values.proved("issued", DAY))),
    )
    return in_order(fields, "registered", "issued")


def read_second(values: Values) -> Fields:
    """The fields of its second page, which lists have among the others; whose plate is the one above."""
    lengths = re.findall(r"\d+", certain(values.proved("dimensions", vehicle.DIMENSIONS)) or "")
    return present(
        record=certain(values.proved("record", r"\d{12}")),
        persons=certain(values.shown("persons", r"\d{1,3}人")),
        total_mass=(certain(values.shown("total_mass", vehicle.MASS)) or "").lower(),
        kerb_mass=(certain(values.shown("kerb_mass", vehicle.MASS)) or "").lower(),
        dimensions="x".join(lengths) + "mm" if lengths else None,
    )


def read_business(values: Values) -> Fields:
    """The fields of a business licence; its days are written as it writes them."""
    printed = values.whole("number")
    code = number([tuple(chain(*printed.rows))], values.again) if printed else None
    if is_of_another_register(code):
        return {}
    period = _chinese(certain(values.proved("valid_period", _PERIOD)))
    if not period:
        first = _chinese(certain(values.proved("period_from", _ANY_DAY)))
        last = _chinese(certain(values.proved("period_to", f"{_ANY_DAY}|{_END}")))
        period = f"{first}至{last}" if first and last else None
    registered, period = days(_chinese(certain(values.proved("registered_date", _ANY_DAY))), period)
    cell = values.cell("business_scope")
    return present(
        number=code,
        legal_representative=person(values.shown("legal_representative", _NAME)),
        enterprise_name=whole(certain(values.shown("enterprise_name", ".{3,}"))),
        type_of_organization=certain(values.shown("type_of_organization", ORGANISATION)),
        address=in_a_province(_address(values)),
        type_of_enterprise=certain(values.shown("type_of_enterprise", TYPE)),
        business_scope=_ended(scope(cell)) if cell else None,
        registered_capital=certain(values.shown("registered_capital", CAPITAL)),
        paid_in_capital=certain(values.shown("paid_in_capital", CAPITAL)),
        valid_period=period,
        registered_date=registered,
    )


def _address(values: Values) -> str | None:
    text = address(values.shown("address", _ADDRESS))
    return text if text and _PLACES.search(text) else None


def _ended(text: str | None) -> str | None:
    """A scope that ends as scopes do: the small mark at the end of another one may not have been read."""
    return text if text and text.endswith(("。", *CLOSINGS.values())) else None


def _chinese(text: str | None) -> str | None:
    """Days as licences write them: 2022年07月06日."""
    return re.sub(r"(\d{4})[-./](\d\d)[-./](\d\d)", r"\1年\2月\3日", text) if text else None
