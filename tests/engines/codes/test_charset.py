"""Texts of codes whose bytes name no charset, and of those that name one."""

import random

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from engines.codes import read_codes
from engines.codes.charset import guessed
from engines.codes.content import text_of
from tests.support.pictures.symbols import symbol

CASES = [
    ("gb18030", "你好"),
    ("gb18030", "张伟"),
    ("gb18030", "北京市海淀区中关村大街27号"),
    ("gb18030", "BEGIN:VCARD\nFN:赵敏\nORG:杭州某某科技有限公司\nTEL:0571-88886666\nEND:VCARD"),
    ("gb18030", "商品名称:矿泉水 550ml"),
    ("big5", "臺北市信義區市府路1號"),
    ("big5", "電子發票證明聯"),
    ("cp932", "こんにちは"),
    ("cp932", "東京都千代田区丸の内1-9-1"),
    ("latin-1", "Café Olé"),
    ("latin-1", "Müller GmbH, Straße 5"),
    ("gb18030", "朱强伟"),
    ("gb18030", "侯涛"),
    ("gb18030", "李·四"),
    ("gb18030", "喆旻"),
    ("gb18030", "吕琍超"),
    ("gb18030", "堃：昇"),
    ("gb18030", "A3区、B5区。"),
    ("gb18030", "統一發票"),
    ("big5", "中華民國"),
    ("cp949", "서울특별시"),
    ("cp1251", "Привет, мир"),
    ("cp1251", "СКЛАД 5"),
    ("cp1252", "“5 €”"),
    ("cp1252", "±5 °C"),
    ("utf-8", "微信支付"),
    ("utf-8", "Қазақстан"),
    ("utf-8", "Số nhà"),
    ("utf-8", "±5 µm"),
    ("utf-8", "Łódź"),
    ("utf-8", "Привет, мир"),
    ("utf-8", "emoji 🙂"),
]


SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹"
GIVEN = "伟强敏静涛娜杰丽军洋勇艳磊明超霞平刚桂英"
RARE = "琍堃昇喆珂婧玥翀赟祎"


@pytest.mark.parametrize(("charset", "text"), CASES)
def test_a_qr_code_of_raw_bytes_is_read_in_its_charset(charset: str, text: str) -> None:
    (code,) = read_codes(unnamed("QRCode", text.encode(charset))).codes
    assert (code.format, code.text) == ("QR_CODE", text)


def unnamed(format_: str, data: bytes) -> NDArray[np.uint8]:
    """Draw bytes without a charset: as letters of Latin-1; the encoder marks others as binary data."""
    plain = not any(0x80 <= byte < 0xA0 for byte in data)
    content = data.decode("latin-1") if plain else data
    barcode = zxingcpp.create_barcode(content, getattr(zxingcpp.BarcodeFormat, format_))
    return np.pad(np.array(barcode.to_image(scale=3, add_quiet_zones=True), np.uint8), 12, constant_values=255)


@pytest.mark.parametrize("format_", ["QRCode", "DataMatrix", "Aztec", "PDF417"])
def test_names_in_gbk_are_not_half_width_katakana(format_: str) -> None:
    """The decoder takes these for Shift-JIS and puts U+FFFD where that fails, which once passed for a declaration."""
    choose = random.Random(format_)
    for given in (GIVEN, RARE):
        for _ in range(40):
            name = choose.choice(SURNAMES) + choose.choice(given) + choose.choice(("", choose.choice(GIVEN)))
            assert [code.text for code in read_codes(unnamed(format_, name.encode("gbk"))).codes] == [name]


def test_hanzi_that_are_also_valid_utf8_are_gbk() -> None:
    data = "扫一扫".encode("gbk")
    assert data.decode("utf-8") != "扫一扫"  # it does decode: that was the bug
    assert guessed(data) == "扫一扫"


@pytest.mark.parametrize(
    "text", ["https://a.com/?n=三和&id=7", "S:百度-5G", "name=品牌", "{'name':'杜甫'}", "林志玲 A7", "口罩x2"]
)
def test_a_few_hanzi_that_an_encoder_wrote_in_shift_jis_are_not_rare_ones_in_gbk(text: str) -> None:
    """Zint takes the first charset that has all characters; in GBK or Windows-1252 the same bytes are others."""
    assert guessed(text.encode("cp932")) == text


@pytest.mark.parametrize("text", ["“Café” • menü", "A “B” C", "3•5 m", "l’été “à la carte”"])
def test_quotation_marks_around_words_are_quotation_marks(text: str) -> None:
    assert guessed(text.encode("cp1252")) == text


def test_half_width_katakana_are_not_hanzi() -> None:
    data = "ﾃﾞｻﾞｲﾝQR".encode("cp932")
    assert data.decode("gbk") == "棉晦草QR"
    assert guessed(data) == "ﾃﾞｻﾞｲﾝQR"


def test_one_repeated_accented_letter_is_not_hanzi() -> None:
    assert guessed(b"Hist\xe9\xe9\xe9\xe9\xe9\xe9rico") == "Histéééééérico"
    assert guessed(b"Hist" + 190 * b"\xf3" + b"rico") == f"Hist{190 * 'ó'}rico"


@pytest.mark.parametrize("text", ["你好", "张伟", "北京市海淀区", "优惠券", "歡迎光臨"])
def test_bytes_without_any_eci_are_not_taken_for_shift_jis(text: str) -> None:
    data = text.encode("big5" if text == "歡迎光臨" else "gb18030")
    if any(0x80 <= byte < 0xA0 for byte in data) or text == "歡迎光臨":
        assert guessed(data) == text
    else:  # zint writes Latin-1 letters as plain bytes, with no ECI
        (code,) = read_codes(symbol("QR_CODE", data.decode("latin-1")).gray).codes
        assert code.text == text


@pytest.mark.parametrize("text", ["東京", "カタカナ", "漢字モード"])
def test_kanji_mode_is_right(text: str) -> None:
    (code,) = read_codes(symbol("QR_CODE", text).gray).codes
    assert code.text == text


def test_bytes_of_no_charset_come_out_one_by_one() -> None:
    data = b"\x81\xff\xfe\x80\x00"
    assert guessed(data) == data.decode("latin-1")


def test_an_unknown_eci_does_not_count() -> None:
    data = "优惠券".encode("gbk")
    assert text_of(data, b"]Q2\\000950" + data) == "优惠券"


def test_a_declaration_that_the_bytes_belie_does_not_count() -> None:
    data = "优惠券".encode("gbk")
    assert text_of(data, b"]Q2\\000026" + data) == "优惠券"


def test_two_declarations_and_a_backslash() -> None:
    told = b"]Q2\\000009" + "Ω".encode("iso-8859-7") + b"a\\\\000026\\000026" + "é你".encode()
    assert text_of(b"anything else", told) == "Ωa\\000026é你"


@pytest.mark.parametrize(
    ("eci", "text"),
    [("ISO-8859-7", "Ωmega"), ("ISO-8859-1", "ÃÅÏÂ"), ("Shift_JIS", "ﾆ｡ﾅﾄ"), ("GB18030", "玥琍堃"), ("UTF-8", "ɨһɨ")],
)
@pytest.mark.parametrize("format_", ["QRCode", "DataMatrix", "Aztec", "PDF417"])
def test_a_declared_charset_stands(format_: str, eci: str, text: str) -> None:
    """Each of these bytes is likelier to be something else, and in a symbol that declares nothing would be read so."""
    barcode = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, format_), eci=eci)
    gray = np.pad(np.array(barcode.to_image(scale=4, add_quiet_zones=True), np.uint8), 16, constant_values=255)
    assert [code.text for code in read_codes(gray).codes] == [text]
