"""Numbers that are nobody's, with check digits that hold.

Written apart from the engine's own check of them: the tests hold one against the other.
"""

from collections.abc import Sequence

import numpy as np

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BINS = ("622202", "622848", "621700", "621661", "622588", "622260", "622155", "622908", "621799", "622521")
MAKERS = ("LSVA", "LFV2", "LGBH", "LHGC", "LVSH", "LBEX", "LDCC", "LFMA")


def resident(region: str, birth: str) -> str:
    """A resident's number (GB 11643) with the sequence 000, which is never given; it says no sex."""
    body = f"{region}{birth}000"
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    return body + "10X98765432"[_weighed([int(digit) for digit in body], weights) % 11]


def bank(random: np.random.Generator, digits: int) -> str:
    """A card's number: a bank's prefix, a branch, zeros for the account, Luhn's digit."""
    branch = "".join(str(digit) for digit in random.integers(0, 10, 4))
    body = (BINS[int(random.integers(len(BINS)))] + branch).ljust(digits - 1, "0")
    return body + str(-luhn(body + "0") % 10)


def luhn(number: str) -> int:
    """Luhn's sum of a number with its check digit: a multiple of ten when it holds."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value // 10 + value % 10 for value in doubled)


def credit(random: np.random.Generator, region: str, individual: bool) -> str:
    """A unified social credit code (GB 32100) over an organisation's code (GB 11714) whose serial is all zeros."""
    serial = str(random.choice(("MA", "MAA", "MAB", "MAC"))).ljust(8, "0")
    values = [int(letter, 36) for letter in serial]
    remainder = -_weighed(values, (3, 7, 9, 10, 5, 8, 4, 2)) % 11
    body = f"9{2 if individual else 1}{region}{serial}{'X' if remainder == 10 else remainder}"
    weights = [3**place % 31 for place in range(17)]
    sum_ = _weighed([CREDIT_ALPHABET.index(letter) for letter in body], weights)
    return body + CREDIT_ALPHABET[-sum_ % 31]


def vehicle(random: np.random.Generator) -> str:
    """A vehicle identification number (ISO 3779) with the serial 000000 and its check digit in the ninth place."""
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
    middle = "".join(letters[int(i)] for i in random.integers(0, len(letters), 4))
    year, plant = (letters[int(i)] for i in random.integers(0, 23, 2))
    maker = MAKERS[int(random.integers(len(MAKERS)))]
    number = f"{maker}{middle}0{year}{plant}000000"
    remainder = _weighed([_vin_value(c) for c in number], (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return number[:8] + ("X" if remainder == 10 else str(remainder)) + number[9:]


def plate(random: np.random.Generator, serial: int, green: bool = False) -> str:
    """A plate's number with a serial of that many places; two letters in it at most, on a green one in front."""
    digits = [str(digit) for digit in random.integers(0, 10, serial)]
    for place in random.choice(serial, int(random.integers(0, 3)), replace=False):
        digits[int(place)] = PLATE_LETTERS[int(random.integers(len(PLATE_LETTERS)))]
    if green:
        digits[0] = str(random.choice(("D", "F")))
        digits[2:] = [digit if digit.isdecimal() else str(ord(digit) % 10) for digit in digits[2:]]
    province = PROVINCES[int(random.integers(len(PROVINCES)))]
    return province + PLATE_LETTERS[int(random.integers(len(PLATE_LETTERS)))] + "".join(digits)


def _vin_value(letter: str) -> int:
    if letter.isdigit():
        return int(letter)
    return int("12345678012345070923456789"["ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(letter)])


def _weighed(values: Sequence[int], weights: Sequence[int]) -> int:
    return sum(value * weight for value, weight in zip(values, weights, strict=True))
