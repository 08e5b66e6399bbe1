"""An identity card and a business licence as lines written by hand. The numbers are nobody's."""

from collections.abc import Mapping, Sequence

from engines.cards.documents import idcard
from tests.support.lines import Print

from .documents import labels

NUMBER = "33010619520731000X"
LABELS = labels(idcard.FRONT_LAYOUT)
VALUES = [
    Print("司马国瑶", 15.5, 10.0, 3.1),
    Print("女", 15.5, 16.3, 2.6),
    Print("朝鲜", 33.2, 16.3, 2.6),
    Print("1952年7月31日", 15.5, 22.3, 2.6, 2.9),
    Print(NUMBER, 29.6, 44.8, 3.3, 2.5),
]
ADDRESS = [Print("浙江省杭州市西湖区枫桥", 15.5, 28.4, 2.6), Print("镇石榴村6组80号", 15.5, 32.8, 2.6)]

CODE = "91440106MA0000007K"
PLACE = ("广东省广州市天河区枫桥二路111", "号水岸家园24栋2单元2415")
LEFT = ("名称", "类型", "法定代表人", "负责人", "执行事务合伙人", "经营范围", "业务范围")
COOPERATIVE = {
    "名称": ("天河区云雀欣种植专业合作社",),
    "类型": ("农民专业合作社",),
    "法定代表人": ("欧阳思源",),
    "成员出资总额": ("壹佰万元整",),
    "成立日期": ("2006年01月02日",),
    "住所": PLACE,
    "业务范围": ("谷物种植。",),
}


def printed(values: Mapping[str, Sequence[str]], code: str = CODE) -> list[Print]:
    """A lying licence of two columns, in tenths of its millimetres: the view has ten pixels for one."""
    prints = [
        Print("统一社会信用代码", 2.6, 3.6, 0.44),
        Print(code, 2.6, 4.35, 0.48),
        Print("营业执照", 9.9, 5.9, 1.8, 2.7),
    ]
    for x, mine in ((2.6, True), (16.5, False)):
        y = 9.6
        for label, rows in values.items():
            if (label in LEFT) is mine:
                step = 2.0 / (len(label) - 1)
                apart = [Print(sign, x + step * place, y, 0.48) for place, sign in enumerate(label)]
                prints += apart if len(label) == 2 else [Print(label, x, y, 0.48, step)]
                prints += [Print(text, x + 3.1, y + 0.65 * row, 0.48) for row, text in enumerate(rows)]
                y += 1.35
    return [one._replace(x=4 * one.x, y=4 * one.y, size=4 * one.size, pitch=4 * one.pitch) for one in prints]
