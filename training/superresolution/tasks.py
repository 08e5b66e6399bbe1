"""What train.py trains: a network, the loss of a step, and the figures that say how good it is."""

from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor, nn

from . import batches, colour_batches
from .batches import Damage, Pairs, read
from .chains import damaged
from .colour_network import ColourNetwork
from .degrade import Floats
from .network import Network
from .noise import noisy
from .quick_network import QuickNetwork
from .validation import colour_gain, noisy_psnr, psnr, quick_psnr

CHROMA_WEIGHT, CHROMA_WEIGHT_JPEG, CHROMA_WEIGHT_NOISY = 0.25, 0.05, 0.5
"""The second where all are JPEGs, whose colours come from their own network."""
BFLOAT16 = torch.cpu._is_amx_tile_supported()  # torch has no public name for it
"""Whether training's convolutions take 16 bits: four times faster where the processor multiplies tiles of them."""
BORDER = 4
"""Low-resolution pixels at a patch's edge without a say: their surroundings are not in the patch."""
COLOUR_BORDER, QUICK_BORDER = 8, 6
NOISES = (3, 7, 15, 25)
"""Strengths, in levels, that validation is about."""
QUICK_CHROMA_WEIGHT, QUICK_SHARE_JPEG = 0.5, 0.5
SQUARED_FROM = 0.7
"""From this share of the time on the error is squared within each patch, as PSNR does; before, L1 learns faster."""


class Task(Protocol):
    """`network` has a `head`, a `body` of convolutions of the same width, and a `tail`."""

    network: nn.Module

    def loss(self, step: int, share: float) -> Tensor:
        """The loss of one step's patches, at this share of the time."""

    def measure(self, network: nn.Module) -> tuple[float, str]:
        """How good a network of this kind is, more being better; and the same in words."""


class Doubling:
    """Luma at twice the sides, and chroma as it was seen; so many of the patches JPEGs, from 0 to 1."""

    damage: Damage = staticmethod(damaged)

    def __init__(self, folder: Path, share_jpeg: float) -> None:
        self.network = Network()
        self._share_jpeg = share_jpeg
        self._as_seen = share_jpeg == 1  # where nothing but JPEGs is learnt, errors count by how well they are seen
        self._chroma_weight = CHROMA_WEIGHT if share_jpeg < 1 else CHROMA_WEIGHT_JPEG
        self._pairs, self._photographs = _parts(folder, batches.SIDE)

    def loss(self, step: int, share: float) -> Tensor:
        """See Task."""
        examples = batches.batch(self._pairs, step, self._share_jpeg, self.damage)
        with rounding():
            luma, chroma = self.network(_channels_last(examples.planes))
        missed = _inner(luma - torch.from_numpy(examples.luma), 2 * BORDER)
        visible = _inner(torch.from_numpy(examples.visible), 2 * BORDER) if self._as_seen else 1.0
        missed_chroma = _inner(chroma - torch.from_numpy(examples.chroma), BORDER).abs().mean()
        return _mean(missed, visible, squared=share > SQUARED_FROM) + self._chroma_weight * missed_chroma

    def measure(self, network: nn.Module) -> tuple[float, str]:
        """See Task; JPEGs count by their share in training."""
        clean, better, worse = (psnr(network, self._photographs, quality) for quality in (None, 75, 50))
        again = psnr(network, self._photographs, 30, later=92)
        score = (1 - self._share_jpeg) * clean + self._share_jpeg * (better + worse) / 2
        return score, f"clean {clean:.3f}, q75 {better:.3f}, q50 {worse:.3f}, q30 then q92 {again:.3f} dB"


class Denoising(Doubling):
    """The same of pictures with noise, whose chroma is the same network's."""

    damage: Damage = staticmethod(noisy)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, 1)
        self._chroma_weight, self._as_seen = CHROMA_WEIGHT_NOISY, False

    def measure(self, network: nn.Module) -> tuple[float, str]:
        """See Task."""
        figures = {strength: noisy_psnr(network, self._photographs, strength) for strength in NOISES}
        return sum(figures.values()) / len(figures), f"{figures} dB"


class Colouring:
    """Chroma of JPEGs at twice the sides."""

    def __init__(self, folder: Path) -> None:
        self.network = ColourNetwork()
        self._pairs, self._photographs = _parts(folder, colour_batches.SIDE)

    def loss(self, step: int, share: float) -> Tensor:
        """See Task."""
        examples = colour_batches.batch(self._pairs, step)
        with rounding():
            chroma = self.network(_channels_last(examples.planes))
        missed = _inner(chroma - torch.from_numpy(examples.chroma), 2 * COLOUR_BORDER)
        return _mean(missed, squared=share > SQUARED_FROM)

    def measure(self, network: nn.Module) -> tuple[float, str]:
        """See Task."""
        kinds = ((75, 2), (60, 2), (40, 2), (75, 0), (90, 2))
        gains = [colour_gain(network, self._photographs, *kind) for kind in kinds]
        told = [
            f"q{quality} {'4:2:0' if kept else '4:4:4'} {gain:+.3f}"
            for (quality, kept), gain in zip(kinds, gains, strict=True)
        ]
        return sum(gains) / len(gains), ", ".join(told) + " dB"


class Quickening:
    """Luma and chroma at twice the sides; half of the patches JPEGs."""

    def __init__(self, folder: Path) -> None:
        self.network = QuickNetwork()
        self._pairs, self._photographs = _parts(folder, colour_batches.SIDE)

    def loss(self, step: int, share: float) -> Tensor:
        """See Task."""
        examples = colour_batches.whole_batch(self._pairs, step, QUICK_SHARE_JPEG)
        with rounding():
            colours = self.network(_channels_last(examples.planes))
        missed = _inner(colours - torch.from_numpy(examples.missing), 2 * QUICK_BORDER)
        luma, chroma = (_mean(part, squared=share > SQUARED_FROM) for part in (missed[:, :1], missed[:, 1:]))
        return luma + QUICK_CHROMA_WEIGHT * chroma

    def measure(self, network: nn.Module) -> tuple[float, str]:
        """See Task."""
        clean, better, worse = (quick_psnr(network, self._photographs, quality) for quality in (None, 75, 50))
        score = (1 - QUICK_SHARE_JPEG) * clean + QUICK_SHARE_JPEG * (better + worse) / 2
        return score, f"clean {clean:.3f}, q75 {better:.3f}, q50 {worse:.3f} dB"


def _parts(folder: Path, side: int) -> tuple[Pairs, Pairs]:
    """The pictures to train on and those to validate with, none smaller than a patch of `side`."""
    return read(folder / "train.npz", side), read(folder / "validation.npz", side)


def rounding() -> torch.autocast:
    """Convolutions by 16 bits where that is faster; weights, loss and updates keep 32."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=BFLOAT16)


def _channels_last(planes: Floats) -> Tensor:
    return torch.from_numpy(planes).contiguous(memory_format=torch.channels_last)


def _inner(error: Tensor, border: int) -> Tensor:
    return error[..., border:-border, border:-border]


def _mean(error: Tensor, weight: Tensor | float = 1.0, *, squared: bool) -> Tensor:
    if squared:
        return ((weight * error.square()).mean((1, 2, 3)) + 1e-8).sqrt().mean()
    return (weight * error.abs()).mean()
