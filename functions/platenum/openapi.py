"""What the description of the API says of: reading number plates."""

from shared.openapi.cards import CardFunction
from shared.openapi.words import Words

from .api import API

OPENAPI = CardFunction(
    API,
    name="PlateNumber",
    summary=Words("Read a number plate", "识别车牌"),
    description=Words(
        "Reads the number plate of the nearest vehicle: blue, green or yellow.",
        "识别最近一辆车的号牌：蓝牌、绿牌、黄牌。",
    ),
    fields={
        "number": Words("The number, without a dot.", "车牌号，不含间隔点。"),
    },
    example={
        "number": "粤B00000",
    },
    shows="the number plate of a vehicle",
    always=("number",),
).describe()
