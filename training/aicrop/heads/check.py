"""How well a network does on pictures that it is not trained on."""

import torch
from torch import Tensor
from torch.nn import functional

from training.aicrop.loss import distance

from .data import KINDS
from .net import HeadNet
from .views import Pictures, whole

SCORES = (0.35, 0.6)
OVERLAP = 0.5
"""Intersection over union from which a box is that of a head."""
AT_ONCE = 32


@torch.no_grad()
def checked(net: HeadNet, pictures: Pictures, side: int) -> str:
    """Heads found and wrong boxes a picture at two scores, for each kind; the subject's mean error and distance."""
    hits, heads, wrong = torch.zeros(2, len(KINDS)), torch.zeros(len(KINDS)), torch.zeros(2, len(KINDS))
    errors: list[Tensor] = []
    apart: list[Tensor] = []
    for chosen in torch.arange(len(pictures.kind), device=pictures.kind.device).split(AT_ONCE):
        views = whole(pictures, chosen, side)
        found, subject = net(views.images)
        seen = torch.sigmoid(subject)
        errors.append((seen - views.subject).abs().mean((1, 2, 3)))
        apart.append(distance(seen, views.subject))
        for number, (scores, boxes) in enumerate(zip(*_peaks(found), strict=True)):
            kind, truth = int(pictures.kind[chosen[number]]), views.boxes[number][views.there[number]]
            heads[kind] += len(truth)
            for row, least in enumerate(SCORES):
                match = _overlap(boxes[scores >= least], truth) >= OVERLAP
                hits[row, kind] += int(match.any(0).sum()) if len(truth) else 0
                wrong[row, kind] += int((~match.any(1)).sum()) if len(truth) else len(match)
    parts = [
        f"{kind} {'/'.join(f'{float(hit):.2f}' for hit in hits[:, number] / heads[number].clamp(min=1))} wrong "
        f"{'/'.join(f'{int(some)}' for some in wrong[:, number])}"
        for number, kind in enumerate(KINDS[:3])
    ]
    return f"{', '.join(parts)}; subject {float(torch.cat(errors).mean()):.4f} {float(torch.cat(apart).mean()):.4f}"


def _peaks(found: Tensor) -> tuple[list[Tensor], list[Tensor]]:
    """The scores and boxes (in shares) of the places that are higher than those around, for each picture."""
    scores = torch.sigmoid(found[:, 0].float())
    cells = scores.shape[-1]
    high = (functional.max_pool2d(scores[:, None], 3, 1, 1)[:, 0] == scores) & (scores >= SCORES[0])
    middle = (torch.arange(cells, device=found.device) + 0.5).expand(cells, cells)
    left, up, right, down = found[:, 1:].float().exp().unbind(1)
    boxes = torch.stack([middle - left, middle.T - up, middle + right, middle.T + down], -1) / cells
    return [some[peak] for some, peak in zip(scores, high, strict=True)], [
        some[peak].clamp(0, 1) for some, peak in zip(boxes, high, strict=True)
    ]


def _overlap(boxes: Tensor, truth: Tensor) -> Tensor:
    """Intersection over union, N x M."""
    low = torch.maximum(boxes[:, None, :2], truth[None, :, :2])
    high = torch.minimum(boxes[:, None, 2:], truth[None, :, 2:])
    common = (high - low).clamp(min=0).prod(-1)
    one, other = ((some[:, 2:] - some[:, :2]).prod(-1) for some in (boxes, truth))
    return common / (one[:, None] + other[None] - common).clamp(min=1e-9)
