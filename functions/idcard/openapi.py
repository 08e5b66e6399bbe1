"""What the description of the API says of: reading identity cards."""

from shared.openapi.cards import CardFunction
from shared.openapi.words import Words

from .api import API

OPENAPI = CardFunction(
    API,
    name="IdCard",
    summary=Words("Read an identity card", "识别身份证"),
    description=Words(
        "Reads one side of a resident identity card of the second generation.", "识别第二代居民身份证的一面。"
    ),
    fields={
        "type": Words("The side: `Front` or `Back`.", "哪一面：`Front` 为人像面，`Back` 为国徽面。"),
        "name": Words("The name, with the dot of minorities' names.", "姓名，含少数民族姓名中的间隔点。"),
        "id": Words("18 places; its check digit is right.", "公民身份号码，18 位，校验位正确。"),
        "addr": Words("The address, its rows joined.", "住址，各行连成一段。"),
        "gender": Words("男 or 女.", "男 或 女。"),
        "nationality": Words("One of the 56, without 族.", "民族，56 个之一，不带“族”字。"),
        "valid_date": Words(
            "Back: `20171025-20271025`, or `20171025-长期`.", "国徽面：`20171025-20271025`，或 `20171025-长期`。"
        ),
    },
    example={
        "type": "Front",
        "name": "样本一",
        "id": "110105203001010001",
        "addr": "北京市朝阳区样品街1号",
        "gender": "女",
        "nationality": "汉",
    },
    shows="an identity card of the second generation",
    always=("type",),
).describe()
