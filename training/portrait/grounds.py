"""Drawn grounds: walls, bricks, curtains and blinds, foliage. N x 3 x S x S, 0 to 1."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

Draw = Callable[..., Tensor]
"""Numbers from 0 to 1 of a size."""

NEAR_EDGE = 9
"""Pixels from the alpha's edge inwards whose colour a wall may have: that of the hair or of the clothes."""


def _spread(values: Tensor) -> Tensor:
    """For each sample a number, as N x 1 x 1 x 1."""
    return values[:, None, None, None]


def _colours(count: int, draw: Draw) -> Tensor:
    """Colours of things: mostly dull."""
    grey = draw(count, 1)
    return (grey + (draw(count, 3) - 0.5) * 0.7 * draw(count, 1) ** 1.5).clamp(0, 1)[..., None, None]


def plain(person: Tensor, alpha: Tensor, draw: Draw) -> Tensor:
    """Walls with a gradient; of any colour, very dark or pale, or of a colour that the person has near the edge."""
    count, side = person.shape[0], person.shape[-1]
    pale_or_dark = torch.where(draw(count, 1) < 0.5, 0.14 * draw(count, 1), 1 - 0.2 * draw(count, 1))
    tint = 0.04 * (draw(count, 3) - 0.5)
    colour = torch.where(_spread(draw(count)) < 0.5, _colours(count, draw), (pale_or_dark + tint)[..., None, None])
    inner = alpha * functional.max_pool2d(1 - alpha, 2 * NEAR_EDGE + 1, 1, NEAR_EDGE) * (alpha > 0.9)
    weight = inner * draw(count, 1, side, side) ** 8
    flat = weight.flatten(2)
    at = flat.argmax(2, keepdim=True).expand(-1, 3, -1)
    own = person.flatten(2).gather(2, at)[..., None] + 0.12 * (draw(count, 3) - 0.5)[..., None, None]
    colour = torch.where(_spread(draw(count)) < 0.45, own, colour)
    ramp = torch.linspace(-1, 1, side, device=person.device)
    slope = 0.5 * (draw(count, 2) - 0.5)
    light = 1 + slope[:, 0, None, None] * ramp[None, None] + slope[:, 1, None, None] * ramp[None, :, None]
    edges = 1 - 0.3 * draw(count, 1, 1) * (ramp[None, None] ** 2 + ramp[None, :, None] ** 2)
    rough = 0.05 * _spread(draw(count)) ** 2 * (noise((count, side), draw) - 0.5)
    return (colour * (light * edges)[:, None] + rough).clamp(0, 1)


def noise(shape: tuple[int, int], draw: Draw) -> Tensor:
    """Two or more colours mixed by noise of several sizes: foliage, fabrics, rock."""
    count, side = shape
    field = torch.zeros(1, device=draw(1).device)
    for cells in (3, 7, 16, 40, 90):
        coarse = draw(count, 1, cells, cells) - 0.5
        field = field + _spread(draw(count)) * functional.interpolate(coarse, size=(side, side), mode="bicubic")
    share = torch.sigmoid(field * (2 + 20 * _spread(draw(count))))
    return _colours(count, draw) * share + _colours(count, draw) * (1 - share)


def _phase(count: int, side: int, draw: Draw) -> tuple[Tensor, Tensor]:
    """Places along and across stripes of a random direction, mostly upright or level, in stripes."""
    ramp = torch.linspace(0, 1, side, device=draw(1).device)
    quarter = torch.pi / 2 * (draw(count) < 0.4)
    angle = quarter + torch.where(draw(count) < 0.7, 0.06, 1.5) * (draw(count) - 0.5)
    cos, sin = torch.cos(angle)[:, None, None], torch.sin(angle)[:, None, None]
    number = (2 + 28 * draw(count) ** 2)[:, None, None]
    x, y = ramp[None, None], ramp[None, :, None]
    return (number * (x * cos + y * sin))[:, None], (number * (y * cos - x * sin))[:, None]


def lines(shape: tuple[int, int], draw: Draw) -> Tensor:
    """Stripes: curtains (soft), blinds, shelves, frames (hard)."""
    count, side = shape
    across, _ = _phase(count, side, draw)
    wave = torch.sin(2 * torch.pi * (across + 0.3 * torch.sin(across * (1 + 2 * _spread(draw(count))))))
    share = torch.sigmoid((wave + 2 * (_spread(draw(count)) - 0.5)) * (0.7 + 20 * _spread(draw(count)) ** 2))
    mixed = _colours(count, draw) * share + _colours(count, draw) * (1 - share)
    return (mixed + 0.1 * (noise(shape, draw) - 0.5)).clamp(0, 1)


def brick(shape: tuple[int, int], draw: Draw) -> Tensor:
    """Bricks or tiles in rows, each row moved by half of one."""
    count, side = shape
    across, along = _phase(count, side, draw)
    row = torch.floor(along)
    place = across / 2 + 0.5 * (row % 2)
    joint = 0.03 + 0.12 * _spread(draw(count))
    inside = ((along % 1 > joint) & (place % 1 > joint / 2)).float()
    tone = torch.sin(row * 12.9898 + torch.floor(place) * 78.233) * 43758.5453
    tone = 0.25 * _spread(draw(count)) * (tone - torch.floor(tone) - 0.5)
    mixed = (_colours(count, draw) + tone) * inside + _colours(count, draw) * (1 - inside)
    return (mixed + 0.08 * (noise(shape, draw) - 0.5)).clamp(0, 1)
