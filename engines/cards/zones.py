"""Zones of values that move with the labels beside which they stand."""

from collections.abc import Mapping, Sequence

import numpy as np

from .template import Label, Template, Zone

BEHIND = 2.0
"""Millimetres from the middle of a label's last character to where its value may begin: a character is 2.4."""
BEFORE = 1.6
"""Millimetres from where a value ends to the middle of the next label's first character."""
SAME_ROW = 2.0
"""Millimetres by which labels of one row may stand apart."""


def placed(template: Template, labels: Sequence[Label]) -> dict[str, Zone]:
    """A template's zones, those beside a label where it was found; where it was not, where its neighbours say."""
    found = {label.text: label for label in labels}
    wanted = {label.text: label for label in template.labels}
    down = {text: found[text].y - wanted[text].y for text in wanted if text in found}
    zones = dict(template.zones)
    for name, text in template.beside.items():
        zone, label = zones[name], wanted[text]
        near = sorted(down, key=lambda other: abs(wanted[other].y - label.y))[:2]
        drop = down.get(text, float(np.mean([down[other] for other in near])) if near else 0.0)
        left = found[text].last[0] + BEHIND if text in found else _column_end(label, wanted, found, zone.left)
        level = label.y + drop
        after = [
            other.first[0] - BEFORE for other in labels if abs(other.y - level) < SAME_ROW and other.first[0] > left
        ]
        zones[name] = Zone(left, zone.top + drop, min(after, default=zone.right), zone.bottom + drop)
    return zones


def _column_end(label: Label, wanted: Mapping[str, Label], found: Mapping[str, Label], left: float) -> float:
    """Where a label ends that was not found: as far from its place as the ends of others of its column."""
    off = [
        found[text].last[0] - other.last[0]
        for text, other in wanted.items()
        if text in found and abs(other.first[0] - label.first[0]) < SAME_ROW
    ]
    return min(left, label.last[0] + float(np.median(off)) + BEHIND) if off else left
