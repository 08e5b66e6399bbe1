"""How good networks are on the validation photographs."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import nn

from .batches import SEED, Pairs, input_planes
from .colour_batches import missing_chroma, quickly_enlarged
from .degrade import Bytes, Floats, compressed, enlarged, lost, luma_chroma
from .noise import of_strength

SIDE = 160
"""Low-resolution pixels: the upper left corner of each photograph that is as large."""
BORDER = 8
COLOURLESS = 4
"""Chroma, from -128 to 127, that a picture in grey stays below."""
STUDIO = 219 / 255
"""PSNR is usual on luma from 16 to 235."""


def psnr(network: nn.Module, photographs: Pairs, quality: int | None, later: int | None = None) -> float:
    """Mean PSNR in dB, of clean inputs or of JPEGs of one quality (4:2:0), perhaps saved again at a later one."""
    figures = []
    for seen, luma in _seen(photographs, quality, later):
        with torch.no_grad():
            residual = network(_planes(seen, quality))[0][0, 0].numpy() * 255
        made = np.clip(enlarged(np.ascontiguousarray(luma_chroma(seen)[..., 0])) + residual, 0, 255)
        figures.append(_decibels(luma - made))
    return float(np.mean(figures))


def noisy_psnr(network: nn.Module, photographs: Pairs, strength: float) -> float:
    """The same of inputs with noise of a strength, the same noise for the same photograph."""
    figures = []
    for index, (low, luma) in enumerate(_seen(photographs, None)):
        seen, told = of_strength(strength, low, np.random.default_rng([SEED, index]))
        with torch.no_grad():
            residual = network(_as_tensor(input_planes(seen, told)))[0][0, 0].numpy() * 255
        made = np.clip(enlarged(np.ascontiguousarray(luma_chroma(seen)[..., 0])) + residual, 0, 255)
        figures.append(_decibels(luma - made))
    return round(float(np.mean(figures)), 3)


def quick_psnr(network: nn.Module, photographs: Pairs, quality: int | None) -> float:
    """The same of a network whose residual is that of all colours, for the quick interpolation."""
    figures = []
    for seen, luma in _seen(photographs, quality):
        with torch.no_grad():
            residual = network(_planes(seen, quality))[0, 0].numpy() * 255
        made = np.clip(luma_chroma(quickly_enlarged(seen))[..., 0] + residual, 0, 255)
        figures.append(_decibels(luma - made))
    return float(np.mean(figures))


def _seen(photographs: Pairs, quality: int | None, later: int | None = None) -> Iterator[tuple[Bytes, Floats]]:
    """The corner of each photograph as a network sees it, and its luma at twice the sides."""
    for low, high in zip(photographs.low, photographs.high, strict=True):
        if min(low.shape[:2]) >= SIDE:
            seen = np.ascontiguousarray(low[:SIDE, :SIDE])
            seen = seen if quality is None else compressed(seen, quality, 2)
            seen = seen if later is None else compressed(seen, later, 2)
            yield seen, luma_chroma(high[: 2 * SIDE, : 2 * SIDE])[..., 0]


def _decibels(error: Floats) -> float:
    inner = error[BORDER:-BORDER, BORDER:-BORDER] * STUDIO
    return float(10 * np.log10(255**2 / np.mean(inner**2)))


def colour_gain(network: nn.Module, photographs: Pairs, quality: int, subsampling: int) -> float:
    """Mean gain in dB of the enlarged chroma of JPEGs over interpolation; pictures without colour do not count."""
    gains = []
    for low, high in zip(photographs.low, photographs.high, strict=True):
        clean = np.ascontiguousarray(low[: min(SIDE, low.shape[0] // 2 * 2), : min(SIDE, low.shape[1] // 2 * 2)])
        if np.abs(luma_chroma(clean)[..., 1:]).max() < COLOURLESS:
            continue
        seen = compressed(clean, quality, subsampling)
        missing = missing_chroma(seen, high[: 2 * clean.shape[0], : 2 * clean.shape[1]])
        with torch.no_grad():
            residual = network(_planes(seen, quality))[0].numpy().transpose(1, 2, 0)
        before, after = (float(np.square(_inner(error)).mean()) for error in (missing, missing - residual))
        gains.append(10 * np.log10(before / after))
    return float(np.mean(gains))


def _planes(seen: Bytes, quality: int | None) -> torch.Tensor:
    return _as_tensor(input_planes(seen, lost(quality)))


def _as_tensor(rows: Floats) -> torch.Tensor:
    planes = torch.from_numpy(np.ascontiguousarray(rows.transpose(2, 0, 1)[None]))
    return planes.contiguous(memory_format=torch.channels_last)


def _inner(planes: Floats) -> Floats:
    return planes[2 * BORDER : -2 * BORDER, 2 * BORDER : -2 * BORDER]
