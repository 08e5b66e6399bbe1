"""Portraits on other grounds, as the engine's network sees them: all on the training device, by batches."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from . import spoil
from .grounds import brick, lines, noise, plain

SHARE_REAL = 0.3
"""Of the samples that are portraits as they are: real light, and the teacher's alpha."""
SHARE_SHADOW = 0.3
COVERED = 0.02
"""Share of a side along which the person is cut off by it, from which the picture is not continued beyond."""
FACE = 100
"""Pixels of a face's height in the stored portraits, roughly."""


@dataclass(frozen=True, eq=False)
class Portraits:
    """Stored pictures, N x C x H x W, bytes: as they are, the person's own colours, alpha, trust, the ground alone."""

    picture: Tensor
    person: Tensor
    alpha: Tensor
    trust: Tensor
    ground: Tensor

    def __len__(self) -> int:
        """How many there are."""
        return len(self.picture)


@dataclass(frozen=True, eq=False)
class Batch:
    """Pictures 0 to 1, their alpha, and how much to trust it: N x C x S x S."""

    picture: Tensor
    alpha: Tensor
    trust: Tensor


def blurred(x: Tensor, radius: int) -> Tensor:
    """The mean over a square of 2 * radius + 1 pixels, in two passes."""
    side = 2 * radius + 1
    rows = functional.avg_pool2d(x, (1, side), 1, (0, radius), count_include_pad=False)
    return functional.avg_pool2d(rows, (side, 1), 1, (radius, 0), count_include_pad=False)


def split(picture: Tensor, alpha: Tensor) -> tuple[Tensor, Tensor]:
    """The colours of person and ground for pictures 0 to 1 (Forte, Pitie 2021, as the engine does it).

    Behind the person the ground is filled from farther and farther off.
    """
    person = ground = picture
    for radius in (FACE // 4, max(2, FACE // 22)):
        covered = blurred(alpha, radius)
        person = blurred(person * alpha, radius) / (covered + 1e-5)
        ground = blurred(ground * (1 - alpha), radius) / (1 - covered + 1e-5)
        left = picture - alpha * person - (1 - alpha) * ground
        person = (person + alpha * left).clamp(0, 1)
    free = -functional.max_pool2d(-(alpha < 0.01).float(), 5, 1, 2)
    known, small = functional.avg_pool2d(free, 4), functional.avg_pool2d(picture * free, 4)
    filled, reached = torch.zeros_like(small), torch.zeros_like(known)
    for radius in (1, 3, 7, 16, 32):
        share = blurred(known, radius)
        filled = torch.where(reached > 0, filled, blurred(small, radius) / (share + 1e-5))
        reached = torch.maximum(reached, (share > 0.02).float())
    far = functional.interpolate(filled, size=picture.shape[2:], mode="bilinear", align_corners=False)
    filled = torch.where(free > 0, picture, far)
    return person, filled


def windows(alpha: Tensor, real: Tensor, draw: Callable[..., Tensor]) -> Tensor:
    """Affine maps, N x 2 x 3, from a view's places (-1 to 1) to a portrait's.

    Beyond a side that the person does not reach a composite may go on: there is nothing but ground.
    """
    count = alpha.shape[0]
    inside = (alpha > 0.5).float()
    beside = torch.stack((inside[..., :2].amax(3).mean((1, 2)), inside[..., -2:].amax(3).mean((1, 2))), 1)
    above = inside[:, :, :2].amax(2).mean((1, 2))
    room = (beside < COVERED).float() * (1 - real[:, None])
    out = draw(count, 2) ** 2 * 0.9 * room * (draw(count, 1) < 0.7)
    left, right = (
        -1 - out[:, 0] + 0.3 * draw(count) ** 2 * (room[:, 0] == 0),
        1 + out[:, 1] - 0.3 * draw(count) ** 2 * (room[:, 1] == 0),
    )
    top = -1 - 0.5 * draw(count) ** 2 * (above < COVERED) * (1 - real) + 0.15 * draw(count) ** 3
    bottom = 1 - 0.5 * draw(count) ** 2
    mirrored = torch.where(draw(count) < 0.5, -1.0, 1.0)
    angle = (draw(count) - 0.5) * 0.1 * (draw(count) < 0.5)
    wide, high = (right - left) / 2, (bottom - top) / 2
    zero = torch.zeros_like(wide)
    cos, sin = torch.cos(angle), torch.sin(angle)
    turned = torch.stack((wide * cos * mirrored, -wide * sin, (left + right) / 2), 1)
    upright = torch.stack((high * sin * mirrored, high * cos, (top + bottom) / 2), 1)
    return torch.stack((turned, upright), 1) + zero[:, None, None]


def sampled(pictures: Tensor, maps: Tensor, side: int) -> Tensor:
    """The views of pictures under the maps: twice as fine, and then halved, against aliasing."""
    count, channels = pictures.shape[:2]
    grid = functional.affine_grid(maps, [count, channels, 2 * side, 2 * side], align_corners=False)
    fine = functional.grid_sample(pictures, grid, "bilinear", "border", align_corners=False)
    return functional.avg_pool2d(fine, 2)


class Scenes:
    """Draws batches. Without a seed each is new."""

    def __init__(self, portraits: Portraits, grounds: Tensor, side: int, seed: int | None = None) -> None:
        self._portraits, self._grounds, self._side = portraits, grounds, side
        self._device = grounds.device
        self._random = torch.Generator(self._device)
        if seed is not None:
            self._random.manual_seed(seed)
        else:
            self._random.seed()

    def draw(self, *size: int) -> Tensor:
        """Numbers from 0 to 1."""
        return torch.rand(size, generator=self._random, device=self._device)

    def choice(self, count: int, among: int) -> Tensor:
        """Numbers of pictures."""
        return torch.randint(among, (count,), generator=self._random, device=self._device)

    def batch(self, numbers: Tensor) -> Batch:
        """Views of these portraits, some as they are and most on other grounds."""
        count = len(numbers)
        stored = self._portraits
        alpha = stored.alpha[numbers].float() / 255
        real = (self.draw(count) < SHARE_REAL).float()
        maps = windows(alpha, real, self.draw)
        layers = [stored.picture[numbers], stored.person[numbers], stored.alpha[numbers], stored.trust[numbers]]
        seen = sampled(torch.cat([layer.float() / 255 for layer in layers], 1), maps, self._side)
        picture, person, alpha, trust = seen.split((3, 3, 1, 1), 1)
        ground = self._ground(numbers, person, alpha)
        toned = spoil.toned(person, self.draw, 0.6)
        mixed = alpha * toned + (1 - alpha) * ground
        pick = real[:, None, None, None]
        made = pick * picture + (1 - pick) * mixed
        made = spoil.toned(made, self.draw, 0.5)
        return Batch(spoil.photographed(made, self.draw), alpha, trust)

    def _ground(self, numbers: Tensor, person: Tensor, alpha: Tensor) -> Tensor:
        count = len(numbers)
        kind = self.draw(count)[:, None, None, None]
        photo = self._photo(count)
        other = sampled(
            self._portraits.ground[self.choice(count, len(self._portraits))].float() / 255,
            self._crops(count, 0.6),
            self._side,
        )
        shape = (count, self._side)
        drawn = torch.where(
            self.draw(count)[:, None, None, None] < 0.5, lines(shape, self.draw), noise(shape, self.draw)
        )
        drawn = torch.where(self.draw(count)[:, None, None, None] < 0.25, brick(shape, self.draw), drawn)
        wall = plain(person, alpha, self.draw)
        found = torch.where(kind < 0.4, photo, torch.where(kind < 0.6, other, torch.where(kind < 0.8, wall, drawn)))
        found = spoil.softened(found, self.draw, 0.5, 5.0)
        found = spoil.toned(found, self.draw, 0.5)
        return self._shadowed(found, alpha)

    def _crops(self, count: int, least: float) -> Tensor:
        """Random parts of a picture, mirrored or not."""
        wide, high = (least + (1 - least) * self.draw(count) for _ in range(2))
        x, y = ((2 * self.draw(count) - 1) * (1 - size) for size in (wide, high))
        zero = torch.zeros_like(wide)
        wide = wide * torch.where(self.draw(count) < 0.5, -1.0, 1.0)
        return torch.stack((torch.stack((wide, zero, x), 1), torch.stack((zero, high, y), 1)), 1)

    def _photo(self, count: int) -> Tensor:
        """Parts of photographs without people; now and then two of them side by side, as behind a door's edge."""
        one, other = (
            sampled(
                self._grounds[self.choice(count, len(self._grounds))].float() / 255,
                self._crops(count, 0.35),
                self._side,
            )
            for _ in range(2)
        )
        across = torch.linspace(0, 1, self._side, device=self._device)
        beyond = (across[None] > self.draw(count, 1)) & (self.draw(count, 1) < 0.2)
        return torch.where(beyond[:, None, None, :], other, one)

    def _shadowed(self, ground: Tensor, alpha: Tensor) -> Tensor:
        """The person's shadow on the wall, beside or below."""
        count = len(alpha)
        zero, one = torch.zeros(count, device=self._device), torch.ones(count, device=self._device)
        x, y = 0.3 * (self.draw(count) - 0.5), -0.15 * self.draw(count)
        maps = torch.stack((torch.stack((one, zero, x), 1), torch.stack((zero, one, y), 1)), 1)
        moved = functional.grid_sample(
            alpha,
            functional.affine_grid(maps, list(alpha.shape), align_corners=False),
            "bilinear",
            "border",
            align_corners=False,
        )
        soft = spoil.softened(moved, self.draw, 1.0, 8.0)
        depth = 0.6 * self.draw(count) * (self.draw(count) < SHARE_SHADOW)
        return ground * (1 - depth[:, None, None, None] * soft)
