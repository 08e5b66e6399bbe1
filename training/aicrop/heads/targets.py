"""What the network is to say of a batch of views, and how far it is off."""

from dataclasses import dataclass

import torch
from torch import Tensor

from training.aicrop.loss import loss as subject_loss

SMALL = 1.2
"""Cells: a head of a smaller side is neither taught nor counted as wrong."""
SUBJECT = 1.0
"""What the subject's loss counts."""
OVERLAP, OUTSIDE = 1.0, 2.0
"""What the boxes' loss counts, and what of a head that lies outside."""
SHORT = 0.75
"""What a box counts that is too short; one that is too long counts the rest. So three of four edges are to lie outside
of the head: the more doubtful an edge is, the further."""
SEEN = 0.6
"""A head of which less is in a view is neither taught nor counted as wrong."""


@dataclass(frozen=True)
class Views:
    """A batch: pictures N x 3 x S x S from 0 to 1; boxes N x K x 4, in shares, and which of them there are; N: whether
    all heads are known; the subject N x 1 x S/4 x S/4, and N: whether it is known."""

    images: Tensor
    boxes: Tensor
    there: Tensor
    complete: Tensor
    subject: Tensor
    known: Tensor


@dataclass(frozen=True)
class Targets:
    """N x C x C: heat, whether it counts, whether a box is taught; N x 4 x C x C: the cells to that box's edges."""

    heat: Tensor
    counts: Tensor
    taught: Tensor
    edges: Tensor


def area(boxes: Tensor) -> Tensor:
    """Of boxes, ... x 4: left, top, right, bottom; 0 for what is no box."""
    return (boxes[..., 2] - boxes[..., 0]).clamp(min=0) * (boxes[..., 3] - boxes[..., 1]).clamp(min=0)


def targets(views: Views) -> Targets:
    """What is wanted of the heads, in cells of 8 pixels."""
    cells = views.images.shape[-1] // 8
    middle = torch.arange(cells, device=views.images.device) + 0.5
    inside = views.boxes.clamp(0, 1)
    seen, whole = area(inside), area(views.boxes).clamp(min=1e-9)
    left, top, right, bottom = (edge[..., None, None] for edge in (inside * cells).unbind(-1))
    across, down = middle[None, None, None], middle[None, None, :, None]
    small = torch.minimum(right - left, bottom - top) < SMALL
    taught = (views.there & (seen >= SEEN * whole))[..., None, None] & ~small
    doubtful = (views.there & (seen > 0))[..., None, None] & ~taught
    covered = (across > left - 1) & (across < right + 1) & (down > top - 1) & (down < bottom + 1)
    counts = ~(doubtful & covered).any(1) & views.complete[:, None, None]
    far = ((across - (left + right) / 2) * 2 / (right - left).clamp(min=1e-3)) ** 2
    far = far + ((down - (top + bottom) / 2) * 2 / (bottom - top).clamp(min=1e-3)) ** 2
    column, row = ((low + high) / 2 for low, high in ((left, right), (top, bottom)))
    peak = (across - 0.5 == column.floor().clamp(max=cells - 1)) & (down - 0.5 == row.floor().clamp(max=cells - 1))
    heat = torch.where(peak, 1.0, torch.exp(-far * 4.5)) * taught
    near = taught & (peak | (far < 0.25))
    size = torch.where(near, seen[..., None, None], torch.inf)
    chosen = size.argmin(1, keepdim=True)
    edges = [across - left, down - top, right - across, bottom - down]
    picked = torch.stack([edge.expand_as(size).gather(1, chosen)[:, 0] for edge in edges], 1)
    return Targets(heat.amax(1), counts, near.any(1), picked)


def loss(found: Tensor, subject: Tensor, views: Views, wanted: Targets) -> Tensor:
    """Focal loss of the heat, as in CenterNet, one less overlap of the boxes, how far the edges are off in shares of
    the box (a quantile loss), and the subject's loss as of saliency."""
    share = torch.sigmoid(found[:, 0]).clamp(1e-4, 1 - 1e-4)
    peak = (wanted.heat > 0.99).float()
    right = -peak * (1 - share) ** 2 * share.log()
    wrong = -(1 - peak) * wanted.counts * (1 - wanted.heat) ** 4 * share**2 * (1 - share).log()
    focal = (right + wrong).sum() / peak.sum().clamp(min=1)
    own, truth = found[:, 1:5].clamp(-4, 4).exp(), wanted.edges.clamp(min=1e-3)
    low = torch.minimum(own, truth)
    common = (low[:, 0] + low[:, 2]) * (low[:, 1] + low[:, 3])
    size, true = ((box[:, 0] + box[:, 2]) * (box[:, 1] + box[:, 3]) for box in (own, truth))
    overlap = common / (size + true - common)
    sides = torch.stack([truth[:, 0] + truth[:, 2], truth[:, 1] + truth[:, 3]], 1).repeat(1, 2, 1, 1)
    short = (truth - own) / sides
    off = torch.maximum(SHORT * short, (SHORT - 1) * short).sum(1)
    boxes = ((OVERLAP * (1 - overlap) + OUTSIDE * off) * wanted.taught).sum() / wanted.taught.sum().clamp(min=1)
    return focal + boxes + SUBJECT * subject_loss(subject[views.known], views.subject[views.known])
