"""Lists of a document's labels, as apps show them: the template of the card says nothing of where they stand."""

import pytest

from engines.cards.documents import vehicle
from tests.support.lines import Print

from .documents import labels, read

DRIVER = {
    "姓名": "陈婧怡",
    "性别": "女",
    "国籍": "中国",
    "证号": "513401197401160009",
    "住址": "四川省西昌市学院路470号附2号",
    "出生日期": "1974-01-16",
    "初次领证日期": "2003-09-03",
    "准驾车型": "C1",
    "有效期限": "2016-04-29至2022-04-29",
}
VEHICLE = {
    "号牌号码": "川A12345",
    "车辆类型": "小型轿车",
    "所有人": "陈婧怡",
    "住址": "四川省西昌市学院路470号附2号",
    "使用性质": "非营运",
    "品牌型号": "大众汽车牌SVW71810GJ",
    "车辆识别代号": "LHGCKKLW0HJ000000",
    "发动机号码": "U9943041",
    "注册日期": "2017-09-08",
    "发证日期": "2019-03-02",
}
IDENTITY = {
    "姓名": "陈婧怡",
    "性别": "女",
    "民族": "汉",
    "出生": "1974年1月16日",
    "住址": "四川省西昌市学院路470号附2号",
    "公民身份号码": "513401197401160009",
}


@pytest.mark.parametrize("fields", [DRIVER, VEHICLE, IDENTITY])
@pytest.mark.parametrize("pitch", [4.4, 6.0, 8.0, 10.5])
@pytest.mark.parametrize("column", [26.0, 36.0, 44.0])
def test_nothing_on_a_list_of_labels_is_taken_for_another_field(
    fields: dict[str, str], pitch: float, column: float
) -> None:
    prints = [Print("中华人民共和国机动车驾驶证" if fields is DRIVER else "电子证照", 20.0, 5.0, 3.6)]
    for row, (text, value) in enumerate(fields.items()):
        prints += [Print(text, 5.0, 14.0 + row * pitch, 3.0), Print(value, column, 14.0 + row * pitch, 3.0)]
    for _, found in read(prints):
        assert found.items() <= {"sex": "女"}.items()


def test_a_card_above_a_label_of_a_screen_is_read() -> None:
    card = labels(vehicle.SECOND_LAYOUT, ["检验记录"])
    ((_, fields),) = read([*card, Print("5人", 18.5, 18.6, 2.9), Print("检验记录", 5.0, 70.0, 3.0)])
    assert fields == {"persons": "5人"}


QUALIFICATION = {
    "姓名": ("陈婧怡", 6.0, 12.0),
    "性别": ("女", 40.0, 12.0),
    "出生日期": ("1974-01-16", 6.0, 18.0),
    "国籍": ("中国", 40.0, 18.0),
    "住址": ("四川省西昌市学院路470号附2号", 6.0, 24.0),
    "证号": ("513401197401160009", 6.0, 30.0),
    "准驾车型": ("A2", 6.0, 36.0),
    "初次领证日期": ("2009-03-04", 6.0, 42.0),
    "有效起始日期": ("2021-03-04", 6.0, 48.0),
    "有效期限": ("6年", 6.0, 54.0),
}


@pytest.mark.parametrize("across", [0.8, 1.0, 1.2])
@pytest.mark.parametrize("down", [0.8, 0.9, 1.0, 1.1, 1.2])
def test_a_carrier_s_certificate_with_a_driver_s_labels_is_no_driving_licence(across: float, down: float) -> None:
    prints = []
    for text, (value, x, y) in QUALIFICATION.items():
        prints += [
            Print(text, across * x, down * y, 2.6),
            Print(value, across * x + 2.6 * len(text) + 3, down * y, 2.6),
        ]
    assert read(prints) == []


SOCIAL = {"姓名": (6.0, 10.0), "性别": (6.0, 16.3), "民族": (25.2, 16.3)}


@pytest.mark.parametrize("word", ["社会保障号码", "通行证号码", "居住地址"])
def test_another_card_of_people_with_an_identity_card_s_labels_is_none(word: str) -> None:
    prints = [Print(text, x, y, 2.5, 4.0) for text, (x, y) in SOCIAL.items()]
    prints += [Print("陈婧怡", 17.0, 10.0, 3.0), Print("女", 17.0, 16.3, 3.0), Print("汉", 34.0, 16.3, 3.0)]
    prints += [Print("公民身份号码", 6.0, 44.8, 2.5, 3.3), Print("513401197401160009", 30.0, 44.8, 2.6)]
    assert read(prints) != []
    assert read([*prints, Print(word, 6.0, 34.0, 2.6)]) == []
