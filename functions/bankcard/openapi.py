"""What the description of the API says of: reading bank cards."""

from shared.openapi.cards import CardFunction

from .api import API

OPENAPI = CardFunction(
    API,
    name="BankCard",
    summary="Read a bank card",
    description="Reads the number of a bank card: `number`, as the vendor's table has it, and `id`, as its samples do.",
    fields={
        "number": "The number without spaces; its check digit is right.",
        "id": "The same number.",
    },
    example={
        "number": "6222020000000000000",
        "id": "6222020000000000000",
    },
    shows="the front of a bank card",
    always=("number", "id"),
).describe()
