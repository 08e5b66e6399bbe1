"""Numbers that prove themselves: check digits and grammars of public standards. Nothing is completed here."""

import re
from datetime import date

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
"""The first character of a number plate (GA 36-2018)."""
_DIGITS = {"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "|": "1"}
_RESIDENT = re.compile(r"[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]")
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_VIN = re.compile(r"[A-HJ-NPR-Z\d]{17}")
_VIN_VALUES = dict(
    zip("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", (*range(10), *range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_BANK = re.compile(
    r"(?:62|81)(?:\d{14}|\d{17})"  # UnionPay
    r"|4\d{15}|4\d{18}|5[1-5]\d{14}|2[2-7]\d{14}|35\d{14}|3[47]\d{13}|3[068]\d{12}"  # of the world's other networks
    r"|(?:60|69|9[0145])(?:\d{14}|\d{17})|103\d{16}"  # of Chinese banks before UnionPay's
    r"|(?:405512|601428|62225[89]|603601|622137|622327|622340|622366)\d{11}"  # Bank of Communications, Huishang: 17
    r"|(?:43858[89]|62290[89]|966666|621050|622172|62298[57]|622267|62227[89]|622468|622892|940021)\d{12}"  # and 18
)
"""First digits that issuers have (ISO/IEC 7812), and how many digits their numbers have.

Numbers of 17 and 18 digits look like those of 19 of which one was not read: they are believed of issuers that have no
others alone, as lists of issuers say that many programs share.
"""
_PLATE = re.compile(
    f"[{PROVINCES}][A-Z](?:[A-HJ-NP-Z\\d]{{5}}|[A-HJ-NP-Z\\d]{{4}}(?:[学警挂港澳试超领]|应急)|\\d{{5}}[A-HJ-K]"
    f"|[A-HJ-K][A-HJ-NP-Z\\d]\\d{{4}})|使\\d{{6}}|WJ[{PROVINCES}]\\d{{4}}[A-HJ-NP-Z\\d]"
)


def is_resident_number(number: str) -> bool:
    """Tell whether a number is one of GB 11643-1999: 18 places, a day that exists, a check digit (MOD 11-2)."""
    match = _RESIDENT.fullmatch(number)
    if match is None or not is_day(*map(int, match.groups())):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _RESIDENT_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17]


def plain(text: str | None, *, letters: str = "") -> str:
    """A number in which letters that it cannot have are the digits that they look like; `letters` are those it can."""
    return "".join(sign if sign in letters else _DIGITS.get(sign, sign) for sign in text or "")


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether a day exists."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_credit_code(code: str) -> bool:
    """Tell whether a code is one of GB 32100-2015 (unified social credit code): 18 places, the last one checks them."""
    if len(code) != 18 or not set(code) <= set(_CREDIT):
        return False
    total = sum(_CREDIT.index(sign) * weight for sign, weight in zip(code, _CREDIT_WEIGHTS, strict=False))
    return _CREDIT[-total % 31] == code[17]


def is_organisation_code(code: str) -> bool:
    """Tell whether a code is one of GB 11714-1997: nine places without a hyphen, the last one checks them (MOD 11)."""
    if not re.fullmatch(r"[\dA-Z]{8}[\dX]", code):
        return False
    total = sum(int(sign, 36) * weight for sign, weight in zip(code, (3, 7, 9, 10, 5, 8, 4, 2), strict=False))
    return "0123456789X"[-total % 11] == code[8]


def is_registration_number(number: str) -> bool:
    """Tell whether 15 digits are a firm's number before 2015 (GS 15-2006): MOD 11,10 of ISO 7064."""
    if not re.fullmatch(r"\d{15}", number):
        return False
    product = 10
    for digit in number[:14]:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return (product + int(number[14])) % 10 == 1


def is_vin(number: str) -> bool:
    """Tell whether a vehicle identification number (ISO 3779, GB 16735) has a right check digit at its ninth place."""
    if not _VIN.fullmatch(number):
        return False
    total = sum(_VIN_VALUES[sign] * weight for sign, weight in zip(number, _VIN_WEIGHTS, strict=True))
    return number[8] == "0123456789X"[total % 11]


def is_foreign_vin(number: str) -> bool:
    """Tell whether a VIN is of a place where no check digit is asked for: not of China (L), not of North America."""
    return _VIN.fullmatch(number) is not None and number[0] not in "L12345"


def is_luhn(number: str) -> bool:
    """Tell whether a card number's last digit is right (ISO/IEC 7812-1)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return number.isdecimal() and sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def is_bank_number(number: str) -> bool:
    """Tell whether a number may be a bank card's: first digits and length of a known range, and a right last digit."""
    return _BANK.fullmatch(number) is not None and is_luhn(number)


def is_plate(number: str) -> bool:
    """Tell whether a number plate, without dot and spaces, follows GA 36-2018; I and O are letters of none."""
    return _PLATE.fullmatch(number) is not None
