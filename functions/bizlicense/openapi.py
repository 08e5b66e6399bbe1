"""What the description of the API says of: reading business licences."""

from shared.openapi.cards import CardFunction

from .api import API

OPENAPI = CardFunction(
    API,
    name="BusinessLicence",
    summary="Read a business licence",
    description="Reads a business licence in the form of 2019 and later, landscape or portrait.",
    fields={
        "reg_num": "The unified social credit code; its check digit is right.",
        "serial": "The serial number, 编号.",
        "legal_representative": "The legal representative, or who runs the business.",
        "enterprise_name": "The name.",
        "type_of_organization": "组成形式, of a business of one person.",
        "address": "The address.",
        "type_of_enterprise": "The type.",
        "business_scope": "The scope of business, its rows joined.",
        "registered_capital": "The registered capital as it is written.",
        "paid_in_capital": "The capital paid in, 实收资本.",
        "valid_period": "The period as it is written.",
        "registered_date": "The day of registration as it is written.",
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
