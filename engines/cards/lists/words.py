"""What apps call the fields of electronic licences, what stands above such lists, and what pages of other kinds say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, tuple[str, ...]]
"""A field and its labels."""


@dataclass(frozen=True)
class Vocabulary:
    """A kind of list: its fields, what stands above it, and how many fields make one with that title.

    One of the fields that it is `known_by` must be among them: identity cards have some of a driver's others.
    """

    fields: Words
    title: re.Pattern[str]
    fewest: int
    known_by: tuple[str, ...]


def _labels(**fields: str) -> Words:
    return {field: tuple(labels.split()) for field, labels in fields.items()}


DRIVER = Vocabulary(
    _labels(
        number="证号 驾驶证号 驾驶证号码 驾驶证编号 身份证号 身份证号码 身份证明号码 公民身份号码 证件号码",
        name="姓名",
        sex="性别",
        nationality="国籍",
        address="住址 地址",
        birth="出生日期",
        first_issue="初次领证日期 初领日期 初次领证时间",
        classes="准驾车型 准驾车型代号",
        validity="有效期限 有效期",
        valid_from="有效期始 有效期起 有效期起始 有效起始日期 有效期起始日期 有效期自",
        valid_to="有效期止 有效期至 有效期截止 有效期止日期",
    ),
    re.compile("(?:中华人民共和国|我的|电子|机动车)*驾驶证(?:信息|详情|基本信息|正页|主页|电子版)?"),
    4,
    ("classes", "first_issue"),
)
VEHICLE = Vocabulary(
    _labels(
        plate="号牌号码 车牌号码 车牌号",
        type="车辆类型",
        owner="所有人 机动车所有人 车辆所有人",
        address="住址 地址",
        use="使用性质",
        model="品牌型号 厂牌型号",
        vin="车辆识别代号 车辆识别代码 车辆识别代号(车架号) 车架号",
        engine="发动机号码 发动机号",
        registered="注册日期 初次登记日期 注册登记日期 初次注册日期",
        issued="发证日期 行驶证发证日期",
        record="档案编号",
        persons="核定载人数",
        total_mass="总质量",
        kerb_mass="整备质量",
        dimensions="外廓尺寸",
    ),
    re.compile("(?:中华人民共和国|我的|电子|机动车)*行驶证(?:信息|详情|基本信息|正页|主页|副页|电子版)?"),
    5,
    ("plate", "vin"),
)
BUSINESS = Vocabulary(
    _labels(
        number="统一社会信用代码 统一社会信用代码/注册号 统一信用代码 社会信用代码 统一社会信用代码(注册号)",
        enterprise_name="名称 企业名称 市场主体名称 公司名称 主体名称",
        type_of_enterprise="类型 企业类型 市场主体类型 公司类型 主体类型",
        legal_representative="法定代表人 法定代表人/负责人 法定代表人(负责人) 法人 法人代表 经营者 负责人 投资人 "
        "执行事务合伙人",
        type_of_organization="组成形式",
        registered_capital="注册资本 注册资本(金) 注册资金 出资额 成员出资总额",
        paid_in_capital="实收资本",
        registered_date="成立日期 注册日期 成立时间",
        valid_period="营业期限 合伙期限 经营期限",
        period_from="营业期限自 经营期限自 营业期限起",
        period_to="营业期限至 经营期限至 营业期限止",
        address="住所 企业住所 企业地址 注册地址 住所(经营场所) 经营场所 主要经营场所 营业场所 住所/经营场所",
        business_scope="经营范围 业务范围",
    ),
    re.compile(
        "(?:我的|电子)*(?:营业执照|执照)(?:信息|详情|基本信息|照面信息|正本|副本)?"
        "|(?:企业|工商|登记|公司|主体)(?:信息|详情|基本信息|登记信息)"
    ),
    5,
    ("number",),
)
IDENTITY = Vocabulary(
    _labels(
        name="姓名",
        sex="性别",
        nation="民族",
        birth="出生",
        birthday="出生日期",
        address="住址 地址 户籍地址",
        number="公民身份号码 身份证号 身份证号码 身份证明号码",
        validity="有效期限 有效期",
        authority="签发机关",
    ),
    re.compile("(?!)"),
    4,
    ("nation", "birthday"),
)
"""Lists of what stands on an identity card, which are none and are not answered: on the card the nationality stands
beside the sex, and the day of birth has another label.
"""
OTHERS = """
档案编号 累积记分 状态 驾驶证状态 机动车状态 发证机关 发证日期 领证日期 下一清分日期 清分日期 审验有效期止 审验日期
下一体检日期 体检日期 手机号码 手机号 联系电话 联系方式 联系住所地址 增驾车型 增驾日期 补证次数 证芯编号 审验有效期
驾驶证有效期止 实习期止 剩余分值 号牌种类 车身颜色 燃料种类 核定载质量 准牵引总质量 车辆品牌 车辆型号 出厂日期
保险终止日期 机动车登记证书编号 最近定检日期 检验有效期止 检验有效期 检验有效期至 强制报废期止 检验记录 备注
车主姓名 排量 功率 轴距 轮胎数 车辆用途 能源类型 制造国 国产/进口 登记机关 登记状态 经营状态 核准日期 执照状态
发照日期 所属行业 纳税人识别号 曾用名 持有人 实缴资本 参保人数 组织机构代码 注册号 工商注册号 邮箱 网址 人员规模
行政区划 英文名 经营异常 变更日期 吊销日期 注销日期 民族 签发机关 户籍地址 证件类型 证件名称 证照编号 编号
"""
STRANGERS = frozenset(OTHERS.split())
"""Labels beside these in such lists: they are no field of ours, and no value."""
ALIEN = re.compile(
    "保单|投保|被保险|承保|保费|理赔|商业险|保险公司|停车|订单|缴费|账单|流水|交易|余额|收款|付款"
    "|社会保障|社保|医保|参保地|公积金|从业资格|资格证|运输证|居住证|许可证|租车|租期|取车|还车|二手车"
    "|估价|报价|贷款|发票|开户|抬头|税务|请上传|请输入|请选择|请填写|按住说话|发送|招聘|快递|预约(?!出租)"
    "|检测站|报名|学员|简历|供应商|客户|合作|登记证书(?!编号)|报案|出险|违法行为|罚款"
)
"""What the titles, labels and buttons of other pages say that have some of the same fields."""
KNOWN = STRANGERS.union(
    label for kind in (DRIVER, VEHICLE, BUSINESS, IDENTITY) for labels in kind.fields.values() for label in labels
)
BY_FIRST = {
    sign: sorted((text for text in KNOWN if text[0] == sign), key=len, reverse=True)
    for sign in {text[0] for text in KNOWN}
}
"""The labels by their first character, the longest first."""
_PERMITS = """
社会保障号码 社会保障卡 社会保障卡号 发卡日期 证件号码 居住地址 签发日期 与户主关系 通行证号码 签发次数
"""
PERMITS = frozenset(_PERMITS.split())
"""Words of people's other cards, of which none stands on one of ours; some of their labels do."""
OTHER_LABELS = tuple(sorted(KNOWN.union(PERMITS)))
"""What cards of ours have only if it is among their own labels."""
