"""What the description of the API says of: reading vehicle licences."""

from shared.openapi.cards import CardFunction
from shared.openapi.words import Words

from .api import API

OPENAPI = CardFunction(
    API,
    name="VehicleLicence",
    summary=Words("Read a vehicle licence", "识别行驶证"),
    description=Words(
        "Reads the main page of a vehicle licence, its second page, or both in one picture.",
        "识别行驶证的主页、副页，或同一张图里的两页。",
    ),
    fields={
        "plate_num": Words("The plate, without a dot.", "号牌号码，不含间隔点。"),
        "vehicle_type": Words("Such as 小型轿车.", "车辆类型，如 小型轿车。"),
        "owner": Words("The owner.", "所有人。"),
        "addr": Words("The address.", "住址。"),
        "use_character": Words("What the vehicle is used for: one of a closed list.", "使用性质，只取规定的几种。"),
        "model": Words("Brand and model.", "品牌型号。"),
        "vin": Words("17 places; its check digit is right.", "车辆识别代号，17 位，校验位正确。"),
        "engine_num": Words("The engine's number.", "发动机号码。"),
        "register_date": Words("Such as 2018-07-06.", "注册日期，如 2018-07-06。"),
        "issue_date": Words("Such as 2018-07-01.", "发证日期，如 2018-07-01。"),
        "plate_num_b": Words("The plate on the second page.", "副页上的号牌号码。"),
        "record": Words("The file number, 12 digits.", "档案编号，12 位数字。"),
        "passengers_num": Words("Such as 5人.", "核定载人数，如 5人。"),
        "total_quality": Words("Such as 2700kg.", "总质量，如 2700kg。"),
        "prepare_quality": Words("Such as 1995kg.", "整备质量，如 1995kg。"),
        "overall_size": Words("Such as 4582x1795x1458mm.", "外廓尺寸，如 4582x1795x1458mm。"),
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
