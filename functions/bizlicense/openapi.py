"""What the description of the API says of: reading business licences."""

from shared.openapi.cards import CardFunction
from shared.openapi.words import Words

from .api import API

OPENAPI = CardFunction(
    API,
    name="BusinessLicence",
    summary=Words("Read a business licence", "识别营业执照"),
    description=Words(
        "Reads a business licence in the form of 2019 and later, landscape or portrait.",
        "识别 2019 年及以后版式的营业执照，横版竖版都行。",
    ),
    fields={
        "reg_num": Words("The unified social credit code; its check digit is right.", "统一社会信用代码，校验位正确。"),
        "serial": Words("The serial number, 编号.", "编号。"),
        "legal_representative": Words(
            "The legal representative, or who runs the business.", "法定代表人，或经营者、负责人。"
        ),
        "enterprise_name": Words("The name.", "名称。"),
        "type_of_organization": Words("组成形式, of a business of one person.", "组成形式，个体工商户才有。"),
        "address": Words("The address.", "住所，或经营场所。"),
        "type_of_enterprise": Words("The type.", "类型。"),
        "business_scope": Words("The scope of business, its rows joined.", "经营范围，各行连成一段。"),
        "registered_capital": Words("The registered capital as it is written.", "注册资本，照原文。"),
        "paid_in_capital": Words("The capital paid in, 实收资本.", "实收资本。"),
        "valid_period": Words("The period as it is written.", "营业期限，照原文。"),
        "registered_date": Words("The day of registration as it is written.", "成立日期或注册日期，照原文。"),
    },
    example={
        "reg_num": "91110105MA0000000Y",
        "legal_representative": "样本一",
        "enterprise_name": "北京样品商贸有限公司",
        "address": "北京市朝阳区样品街1号",
        "type_of_enterprise": "有限责任公司",
        "business_scope": "销售样品。",
        "registered_capital": "壹佰万元整",
        "valid_period": "长期",
        "registered_date": "2019年01月01日",
    },
    shows="a business licence of 2019 or later",
    always=("cert_position",),
    positions=("cert_position",),
).describe()
