"""What the description of the API says of: reading number plates."""

from shared.openapi.cards import CardFunction

from .api import API

OPENAPI = CardFunction(
    API,
    name="PlateNumber",
    summary="Read a number plate",
    description="Reads the number plate of the nearest vehicle: blue, green or yellow.",
    fields={
        "number": "The number, without a dot.",
    },
    example={
        "number": "粤B00000",
    },
    shows="the number plate of a vehicle",
    always=("number",),
).describe()
