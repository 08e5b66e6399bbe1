"""What the description of the API says of: reading identity cards."""

from shared.openapi.cards import CardFunction

from .api import API

OPENAPI = CardFunction(
    API,
    name="IdCard",
    summary="Read an identity card",
    description="Reads one side of a resident identity card of the second generation.",
    fields={
        "type": "The side: `Front` or `Back`.",
        "name": "The name, with the dot of minorities' names.",
        "id": "18 places; its check digit is right.",
        "addr": "The address, its rows joined.",
        "gender": "男 or 女.",
        "nationality": "One of the 56, without 族.",
        "valid_date": "Back: `20171025-20271025`, or `20171025-长期`.",
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
