"""What the description of the API says of: reading vehicle licences."""

from shared.openapi.cards import CardFunction

from .api import API

OPENAPI = CardFunction(
    API,
    name="VehicleLicence",
    summary="Read a vehicle licence",
    description="Reads the main page of a vehicle licence, its second page, or both in one picture.",
    fields={
        "plate_num": "The plate, without a dot.",
        "vehicle_type": "Such as 小型轿车.",
        "owner": "The owner.",
        "addr": "The address.",
        "use_character": "What the vehicle is used for: one of a closed list.",
        "model": "Brand and model.",
        "vin": "17 places; its check digit is right.",
        "engine_num": "The engine's number.",
        "register_date": "Such as 2018-07-06.",
        "issue_date": "Such as 2018-07-01.",
        "plate_num_b": "The plate on the second page.",
        "record": "The file number, 12 digits.",
        "passengers_num": "Such as 5人.",
        "total_quality": "Such as 2700kg.",
        "prepare_quality": "Such as 1995kg.",
        "overall_size": "Such as 4582x1795x1458mm.",
    },
    example={
        "plate_num": "粤B00000",
        "vehicle_type": "小型轿车",
        "owner": "样本一",
        "addr": "广东省深圳市样品街1号",
        "use_character": "非营运",
        "model": "样品牌YP0001",
        "vin": "LBEX0LNB1RH000000",
        "engine_num": "A00001",
        "register_date": "2018-07-06",
        "issue_date": "2018-07-06",
    },
    shows="a page of a vehicle licence",
    positions=("card_position_front", "card_position_back"),
).describe()
