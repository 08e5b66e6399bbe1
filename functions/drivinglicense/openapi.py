"""What the description of the API says of: reading driving licences."""

from shared.openapi.cards import CardFunction
from shared.openapi.words import Words

from .api import API

OPENAPI = CardFunction(
    API,
    name="DrivingLicence",
    summary=Words("Read a driving licence", "识别驾驶证"),
    description=Words(
        "Reads the main page of a driving licence; the vendor's `official_seal`, a stamp, is not read.",
        "识别驾驶证主页；原厂的 `official_seal`（印章）不识别。",
    ),
    fields={
        "id_num": Words("18 places; its check digit is right.", "证号，18 位，校验位正确。"),
        "name": Words("The name.", "姓名。"),
        "sex": Words("男 or 女.", "男 或 女。"),
        "nationality": Words("Such as 中国.", "国籍，如 中国。"),
        "address": Words("The address, its rows joined.", "住址，各行连成一段。"),
        "birth_date": Words("Such as 1990-12-21.", "出生日期，如 1990-12-21。"),
        "issue_date": Words("The day of the first issue.", "初次领证日期。"),
        "car_class": Words("Such as C1.", "准驾车型，如 C1。"),
        "valid_from": Words("The first day.", "有效期起始日。"),
        "valid_to": Words(
            "The last day, or 长期. Cards until 2012 print none.", "有效期截止日，或 长期。2012 年及以前的驾驶证没有。"
        ),
    },
    example={
        "id_num": "110105203001010001",
        "name": "样本一",
        "sex": "女",
        "nationality": "中国",
        "address": "北京市朝阳区样品街1号",
        "birth_date": "2030-01-01",
        "issue_date": "2048-01-02",
        "car_class": "C1",
        "valid_from": "2048-01-02",
        "valid_to": "2054-01-02",
    },
    shows="the main page of a driving licence",
).describe()
