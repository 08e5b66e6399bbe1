"""What stands above the labels of other documents that have some of ours: what the document is called."""

import re
from collections.abc import Sequence

import numpy as np

from .frame import TITLE, Frame
from .pieces import Piece
from .template import Ledger

NAMED = re.compile(
    "[\u4e00-\u9fff·()]{1,20}(?:(?<![验认查求保论见公])(?:证|证书|通知书|登记卡|登记表|保险单|报告|基本情况|一卡通)"
    "|(?:社会保障|健康|市民|医保|就诊|会员|优待|服务|保障|工作)卡)"
)
"""A line that is nothing but what a document is called. What apps verify (认证, 验证) is none."""
OWN = re.compile("身份证|驾驶证|行驶证|营业执照|[仅供请拍传件印]|(?<!信)用")
"""What those of ours are called, and what is written across copies and around pictures in apps."""
SECOND = "副页"
"""What the title of a licence's second page ends with."""
NEAR = 1.5
"""Millimetres by which the parts of a title may lie apart in height."""


def is_titled_otherwise(frame: Frame, inside: Sequence[Piece]) -> bool:
    """Tell whether a title says that what seems to be a document of a kind is another one, or its second page.

    `inside` are the lines on it. A title stands above all labels but the code's; what has its own is what that says.
    """
    ledger = frame.template if isinstance(frame.template, Ledger) else None
    words = ledger.words if ledger else [label.text for label in frame.template.labels]
    labels = [anchor for anchor in frame.anchors if anchor.text in words]
    if not labels or (ledger and ledger.title in {anchor.text for anchor in frame.anchors}):
        return False
    top = float(frame.millimetres(np.array([anchor.first for anchor in labels], np.float64))[:, 1].min())
    above = [piece.text for piece in inside if float(frame.millimetres(piece.points)[:, 1].max()) < top + NEAR]
    titled = not ledger and any(len(word) >= TITLE for word in words)
    return any((titled and text.endswith(SECOND)) or (NAMED.fullmatch(text) and not OWN.search(text)) for text in above)
