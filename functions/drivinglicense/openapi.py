"""What the description of the API says of: reading driving licences."""

from shared.openapi.cards import CardFunction

from .api import API

OPENAPI = CardFunction(
    API,
    name="DrivingLicence",
    summary="Read a driving licence",
    description="Reads the main page of a driving licence; the vendor's `official_seal`, a stamp, is not read.",
    fields={
        "id_num": "18 places; its check digit is right.",
        "name": "The name.",
        "sex": "男 or 女.",
        "nationality": "Such as 中国.",
        "address": "The address, its rows joined.",
        "birth_date": "Such as 1990-12-21.",
        "issue_date": "The day of the first issue.",
        "car_class": "Such as C1.",
        "valid_from": "The first day.",
        "valid_to": "The last day, or 长期. Cards until 2012 print none.",
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
