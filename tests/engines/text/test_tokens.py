"""O and 0, I, l and 1 where a word's form tells them apart."""

import pytest

from .spelled import spelled


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("Ox5F0C97A7", "0x5F0C97A7"),
        ("0XBD1CC5FE", "0xBD1CC5FE"),
        ("https://iOoa0oi.com/cIS0Ilco", "https://i0oa0oi.com/cIS0Ilco"),
        ("邮箱 info@example.c0m", "邮箱 info@example.com"),
        ("OO:1A:2B:l3:4D:5E", "00:1A:2B:13:4D:5E"),
        ("192.168.O.1", "192.168.0.1"),
        ("¥1O0.00", "¥100.00"),
        ("1051172l-c158-7951-793c-77abaeeceO78", "10511721-c158-7951-793c-77abaeece078"),
    ],
)
def test_a_letter_that_can_only_be_a_digit_is_one(read: str, written: str) -> None:
    assert spelled(read) == written


@pytest.mark.parametrize(
    "read", ["密码 SIOA5olO", "10l", "O2", "I-95", "OX40", "0XL", "5l0ml", "SN A1O3B", "WWW.OICQ.COM"]
)
def test_what_may_be_either_stays_as_it_was_read(read: str) -> None:
    assert spelled(read) == read
