"""People, places, firms and days that do not exist."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

import numpy as np

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖"
    "田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
)
COMPOUND = ("欧阳", "司马", "上官", "慕容", "诸葛", "尉迟")
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰文辉玲鹏宇浩凯健俊帆雪荣爱梅琳晨"
    "曦瑶悦凉羡奥粤厦盗净橱嘉怡梓涵子轩博雅欣妍思源志远建国海燕春红晓东立新玉珍淑华庆丰"
)
UYGHUR = ("买买提·阿不都热合曼", "阿依古丽·吐尔逊", "古丽娜尔·艾合买提", "艾力·卡德尔")
NATIONS = (*"满回藏壮苗彝侗瑶白傣黎羌", "维吾尔", "蒙古", "朝鲜", "土家", "布依", "哈萨克")
T = TypeVar("T")


class Place(NamedTuple):
    region: str
    province: str
    city: str
    district: str
    plate: str


PLACES = (
    Place("110108", "北京市", "", "海淀区", "京A"),
    Place("310115", "上海市", "", "浦东新区", "沪A"),
    Place("440305", "广东省", "深圳市", "南山区", "粤B"),
    Place("440106", "广东省", "广州市", "天河区", "粤A"),
    Place("441900", "广东省", "东莞市", "", "粤S"),
    Place("330106", "浙江省", "杭州市", "西湖区", "浙A"),
    Place("320505", "江苏省", "苏州市", "虎丘区", "苏E"),
    Place("510107", "四川省", "成都市", "武侯区", "川A"),
    Place("420111", "湖北省", "武汉市", "洪山区", "鄂A"),
    Place("610113", "陕西省", "西安市", "雁塔区", "陕A"),
    Place("350203", "福建省", "厦门市", "思明区", "闽D"),
    Place("370202", "山东省", "青岛市", "市南区", "鲁B"),
    Place("500112", "重庆市", "", "渝北区", "渝A"),
    Place("430104", "湖南省", "长沙市", "岳麓区", "湘A"),
    Place("222401", "吉林省", "延吉市", "", "吉H"),
    Place("650102", "新疆维吾尔自治区", "乌鲁木齐市", "天山区", "新A"),
    Place("150102", "内蒙古自治区", "呼和浩特市", "新城区", "蒙A"),
    Place("450103", "广西壮族自治区", "南宁市", "青秀区", "桂A"),
)
STREETS = (
    "云雀",
    "青禾",
    "晴川",
    "听雨",
    "望舒",
    "白鹭",
    "松涛",
    "枫桥",
    "银杏",
    "月牙",
    "鹿鸣",
    "紫藤",
    "清溪",
    "石榴",
)
HOUSES = ("锦绣花园", "阳光新村", "翠湖名苑", "水岸家园", "金色里小区", "学府苑")
TRADES = ("餐饮", "科技", "贸易", "商贸", "机械", "文化传播", "物流", "建筑工程")
SCOPES = (
    "餐饮服务",
    "食品销售（仅销售预包装食品）",
    "软件开发",
    "技术服务、技术咨询、技术转让",
    "货物进出口",
    "机械设备销售",
    "日用百货零售",
    "广告设计、制作、代理",
    "普通货物道路运输",
    "房屋建筑工程施工",
    "电子产品批发与零售",
    "酒店管理",
    "会议及展览服务",
    "家具安装和维修",
)


def pick(random: np.random.Generator, of: Sequence[T]) -> T:
    return of[int(random.integers(len(of)))]


def name(random: np.random.Generator) -> str:
    surname = pick(random, COMPOUND) if random.random() < 0.05 else pick(random, SURNAMES)
    return surname + "".join(pick(random, GIVEN) for _ in range(1 if random.random() < 0.25 else 2))


def pinyinlike(random: np.random.Generator) -> str:
    """A name in capitals as bank cards have it."""
    syllables = ("LI", "WANG", "ZHANG", "CHEN", "XIAO", "MING", "YU", "HUI", "QIANG", "FANG", "LEI", "JUN", "NA", "TAO")
    return f"{pick(random, syllables)} {pick(random, syllables)}{pick(random, syllables)}"


def address(random: np.random.Generator, place: Place) -> str:
    """14 to 34 characters: the street does not exist."""
    town = place.province + place.city + place.district
    street = f"{pick(random, STREETS)}{pick(random, ('路', '街', '大道', '巷', '二路'))}{random.integers(1, 400)}号"
    house = random.random()
    if house < 0.5:
        flat = f"{random.integers(1, 30)}栋{random.integers(1, 5)}单元{random.integers(101, 2800)}室"
        return town + street + (pick(random, HOUSES) + flat if len(town) < 13 else flat)
    if house < 0.75:
        village = f"{pick(random, STREETS)}镇{pick(random, STREETS)}村"
        return f"{town}{village}{random.integers(1, 20)}组{random.integers(1, 99)}号"
    return town + street


def company(random: np.random.Generator, place: Place) -> str:
    town = place.city or place.province
    form = pick(random, ("有限公司", "股份有限公司", "有限责任公司"))
    return town + pick(random, STREETS) + pick(random, GIVEN) + pick(random, TRADES) + form


def shop(random: np.random.Generator, place: Place) -> str:
    town = place.district or place.city
    trade = pick(random, ("饮食店", "便利店", "小吃店", "五金店", "理发店"))
    return town + pick(random, STREETS) + pick(random, GIVEN) + trade


def scope(random: np.random.Generator) -> str:
    chosen = random.choice(len(SCOPES), int(random.integers(3, 8)), replace=False)
    closing = "（依法须经批准的项目，经相关部门批准后方可开展经营活动）" if random.random() < 0.6 else ""
    return "；".join(SCOPES[int(i)] for i in chosen) + "。" + closing


def day(random: np.random.Generator, first: int, last: int) -> date:
    """A day of the years `first` to `last`; never the 29th of February, so that years can be added."""
    start, end = date(first, 1, 1), date(last, 12, 31)
    found = start + timedelta(days=int(random.integers((end - start).days + 1)))
    return found - timedelta(days=1) if (found.month, found.day) == (2, 29) else found


def later(start: date, years: int) -> date:
    return start.replace(year=start.year + years)
