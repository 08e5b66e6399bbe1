"""Random views of pictures, made where the network is trained: a whole batch at once."""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from .data import KINDS, MOST, unpacked
from .targets import SEEN, Views, area

SHARES = {"people": 0.27, "animals": 0.27, "nothing": 0.25, "others": 0.06, "sets": 0.15}
"""How often each kind of photo is shown."""
DRAWN, MOSAICS = 0.12, 0.12
"""The share of a batch's views that are drawings, and that are four photos at half the size: for small heads."""
WHOLE = 0.3
SMALLEST = 0.4
"""Of a side: the smallest part of a photo that is shown."""
FIGURES = 3
"""Drawings in a view at the most."""
COVERED = 0.3
"""The share of a head from which another drawing that lies over it takes it away."""


class Place(NamedTuple):
    """Where drawings go, N x 2 in shares: left and top, width and height; N: whether mirrored, and whether at all."""

    start: Tensor
    size: Tensor
    flip: Tensor
    shown: Tensor


class Pictures:
    """The pictures of one file on a device: N x C x S x S bytes; boxes N x MOST x 4, and which of them there are."""

    def __init__(self, file: Path, device: torch.device, checked: bool) -> None:
        arrays: dict[str, Any] = dict(np.load(file))
        chosen = np.flatnonzero(arrays["checked"] == checked)
        self.pixels, self.masks = (_stacked(arrays, name, chosen, device) for name in ("pixels", "mask"))
        boxes, ends = np.zeros((len(arrays["number"]), MOST, 4), np.float32), np.cumsum(arrays["number"])
        there = np.arange(MOST) < arrays["number"][:, None]
        boxes[there] = arrays["heads"][: ends[-1]]
        self.boxes, self.there, self.kind = (
            torch.from_numpy(part[chosen]).to(device) for part in (boxes, there, arrays["kind"])
        )
        often = torch.tensor(list(SHARES.values()), device=device)[self.kind.long()]
        self.often = often / torch.bincount(self.kind, minlength=len(KINDS))[self.kind.long()]


def _stacked(arrays: dict[str, Any], name: str, chosen: Any, device: torch.device) -> Tensor:
    if not len(arrays[name]):
        return torch.zeros(0, device=device)
    return torch.from_numpy(unpacked(arrays, name, chosen)).permute(0, 3, 1, 2).contiguous().to(device)


def whole(pictures: Pictures, chosen: Tensor, side: int) -> Views:
    """Pictures as they are."""
    size = len(chosen)
    edges = torch.tensor([0.0, 0.0, 1.0, 1.0], device=chosen.device).repeat(size, 1)
    return _seen(pictures, chosen, edges, torch.zeros(size, dtype=torch.bool, device=chosen.device), side)


def batch(photos: Pictures, figures: Pictures, number: int, side: int) -> Views:
    """Random views: parts of photos, mirrored or not, four photos in one, and drawings."""
    drawn, mosaics = round(number * DRAWN), round(number * MOSAICS)
    single = number - drawn - mosaics
    marked = photos.often * (photos.kind != KINDS.index("others"))
    several = (photos.often, single), (marked, 4 * mosaics)
    chosen = torch.cat([often.multinomial(some, replacement=True) for often, some in several])
    flip = _random(chosen, len(chosen)) < 0.5
    seen = _seen(photos, chosen, _parts(len(chosen), chosen), flip, side)
    empty = photos.often * (photos.kind == KINDS.index("nothing"))
    grounds = photos.pixels[empty.multinomial(drawn, replacement=True)]
    parts = (_first(seen, single), _mosaics(seen, single), _drawn(grounds, figures, side))
    most = max(part.boxes.shape[1] for part in parts)
    boxes = torch.cat([functional.pad(part.boxes, (0, 0, 0, most - part.boxes.shape[1])) for part in parts])
    there = torch.cat([functional.pad(part.there, (0, most - part.there.shape[1])) for part in parts])
    images, complete, subject, known = (
        torch.cat([getattr(part, name) for part in parts]) for name in ("images", "complete", "subject", "known")
    )
    return Views(_toned(images), boxes, there, complete, subject, known)


def _random(like: Tensor, *shape: int) -> Tensor:
    return torch.rand(shape, device=like.device)


def _parts(number: int, like: Tensor) -> Tensor:
    """Parts of pictures to show: left, top, width and height in shares."""
    width = SMALLEST + (1 - SMALLEST) * _random(like, number)
    height = (width * (0.7 + 0.7 * _random(like, number))).clamp(SMALLEST, 1)
    size = torch.where(_random(like, number, 1) < WHOLE, 1.0, torch.stack([width, height], 1))
    return torch.cat([_random(like, number, 2) * (1 - size), size], 1)


def _seen(pictures: Pictures, chosen: Tensor, parts: Tensor, flip: Tensor, side: int) -> Views:
    start, size = parts[:, :2], parts[:, 2:]
    sign = torch.where(flip, -1.0, 1.0)
    theta = torch.zeros(len(chosen), 2, 3, device=chosen.device)
    theta[:, 0, 0], theta[:, 1, 1] = size[:, 0] * sign, size[:, 1]
    theta[:, :, 2] = 2 * start + size - 1
    images, masks = (
        _sampled(stack[chosen], theta, extent)
        for stack, extent in ((pictures.pixels, side), (pictures.masks, side // 2))
    )
    boxes = (pictures.boxes[chosen] - start.repeat(1, 2)[:, None]) / size.repeat(1, 2)[:, None]
    boxes = torch.where(flip[:, None, None], _mirrored(boxes), boxes)
    complete, known = (pictures.kind[chosen] != KINDS.index(kind) for kind in ("others", "sets"))
    return Views(images, boxes, pictures.there[chosen], complete, functional.avg_pool2d(masks, 2), known)


def _sampled(stack: Tensor, theta: Tensor, side: int, padding: str = "border") -> Tensor:
    places = functional.affine_grid(theta, [len(stack), stack.shape[1], side, side], align_corners=False)
    return functional.grid_sample(stack.float() / 255, places, padding_mode=padding, align_corners=False)


def _mirrored(boxes: Tensor) -> Tensor:
    left, top, right, bottom = boxes.unbind(-1)
    return torch.stack([1 - right, top, 1 - left, bottom], -1)


def _first(views: Views, number: int) -> Views:
    return Views(*(getattr(views, name)[:number] for name in Views.__dataclass_fields__))


def _mosaics(views: Views, start: int) -> Views:
    """Four views in one, of those from `start` on. The subject of such a view is not known."""
    number, _, high, wide = views.images[start:].shape
    tiles = functional.avg_pool2d(views.images[start:], 2).reshape(number // 4, 2, 2, 3, high // 2, wide // 2)
    images = tiles.permute(0, 3, 1, 4, 2, 5).reshape(number // 4, 3, high, wide)
    corner = torch.tensor([[0.0, 0.0], [0.5, 0.0], [0.0, 0.5], [0.5, 0.5]], device=images.device)
    inner = views.boxes[start:].clamp(0, 1)
    lost = area(inner) < SEEN * area(views.boxes[start:])
    boxes = inner.reshape(number // 4, 4, -1, 4) / 2 + corner.repeat(1, 2)[None, :, None]
    boxes, there = boxes.flatten(1, 2), (views.there[start:] & ~lost).reshape(number // 4, -1)
    complete = views.complete[start:].reshape(-1, 4).all(1)
    unknown = torch.zeros_like(complete)
    return Views(images, boxes, there, complete, views.subject[start:][: number // 4], unknown)


def _drawn(grounds: Tensor, figures: Pictures, side: int) -> Views:
    """Drawings on photos, blurred photos and plain grounds. The subject of such a view is not known."""
    number = len(grounds)
    canvas = functional.interpolate(grounds.float() / 255, (side, side), mode="area")
    kind = _random(canvas, number, 1, 1, 1)
    blurred = functional.interpolate(functional.avg_pool2d(canvas, side // 7), (side, side), mode="bilinear")
    canvas = torch.where(kind < 0.75, blurred, canvas)
    plain = torch.where(kind < 0.25, _random(canvas, number, 3, 1, 1), 0.85 + 0.15 * _random(canvas, number, 1, 1, 1))
    canvas = torch.where(kind < 0.5, plain.expand_as(canvas), canvas)
    boxes, there = canvas.new_zeros(number, 0, 4), torch.zeros(number, 0, dtype=torch.bool, device=canvas.device)
    for turn in range(FIGURES):
        place = _place(canvas, 1 - turn / FIGURES)
        chosen = torch.randint(len(figures.pixels), (number,), device=canvas.device)
        canvas = _with_figure(canvas, figures.pixels[chosen], place)
        new = torch.where(place.flip[:, None, None], _mirrored(figures.boxes[chosen]), figures.boxes[chosen])
        low = torch.maximum(boxes[..., :2], place.start[:, None])
        high = torch.minimum(boxes[..., 2:], (place.start + place.size)[:, None])
        over = area(torch.cat([low, high], -1)) >= COVERED * area(boxes)
        shown = place.shown[:, None]
        there = torch.cat([there & ~(over & shown), figures.there[chosen] & shown], 1)
        new = new * place.size.repeat(1, 2)[:, None] + place.start.repeat(1, 2)[:, None]
        boxes = torch.cat([boxes, new], 1)
    known = torch.ones(number, dtype=torch.bool, device=canvas.device)
    return Views(canvas, boxes, there, known, canvas.new_zeros(number, 1, side // 4, side // 4), ~known)


def _place(canvas: Tensor, share: float) -> Place:
    number = len(canvas)
    high = 0.25 + 0.7 * _random(canvas, number)
    wide = (high * (0.6 + _random(canvas, number))).clamp(max=1)
    size = torch.stack([wide, high], 1)
    start = _random(canvas, number, 2) * (1 - size)
    return Place(start, size, _random(canvas, number) < 0.5, _random(canvas, number) < share)


def _with_figure(canvas: Tensor, figure: Tensor, place: Place) -> Tensor:
    theta = torch.zeros(len(canvas), 2, 3, device=canvas.device)
    sign = torch.where(place.flip, -1.0, 1.0)
    offset = (1 - 2 * place.start) / place.size - 1
    theta[:, 0, 0], theta[:, 1, 1] = sign / place.size[:, 0], 1 / place.size[:, 1]
    theta[:, 0, 2], theta[:, 1, 2] = sign * offset[:, 0], offset[:, 1]
    drawn = _sampled(figure, theta, canvas.shape[-1], "zeros")
    colours = drawn[:, :3] / drawn[:, 3:].clamp(min=1e-3)
    other, grey = (_random(canvas, len(canvas), 1, 1, 1) < share for share in (0.3, 0.25))
    colours = torch.where(other, colours[:, [1, 2, 0]], colours)
    colours = torch.where(grey, colours.mean(1, keepdim=True), colours)
    return canvas + drawn[:, 3:] * place.shown[:, None, None, None] * (colours.clamp(0, 1) - canvas)


def _toned(images: Tensor) -> Tensor:
    """In another light: contrast and colour shifted, sometimes without colour."""
    number = len(images)
    grey = _random(images, number, 1, 1, 1) < 0.1
    images = torch.where(grey, images.mean(1, keepdim=True), images)
    contrast, shift = 0.7 + 0.6 * _random(images, number, 1, 1, 1), 0.16 * _random(images, number, 3, 1, 1) - 0.08
    return ((images - 0.5) * contrast + 0.5 + shift).clamp(0, 1)
