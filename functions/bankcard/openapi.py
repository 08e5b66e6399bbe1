"""What the description of the API says of: reading bank cards."""

from shared.openapi.cards import CardFunction
from shared.openapi.words import Words

from .api import API

OPENAPI = CardFunction(
    API,
    name="BankCard",
    summary=Words("Read a bank card", "识别银行卡"),
    description=Words(
        "Reads the number of a bank card: `number`, as the vendor's table has it, and `id`, as its samples do.",
        "识别银行卡号：字段表写作 `number`，原厂示例写作 `id`，两个都给。",
    ),
    fields={
        "number": Words("The number without spaces; its check digit is right.", "卡号，不含空格，校验位正确。"),
        "id": Words("The same number.", "同一个卡号。"),
    },
    example={
        "number": "6222020000000000000",
        "id": "6222020000000000000",
    },
    shows="the front of a bank card",
    always=("number", "id"),
).describe()
