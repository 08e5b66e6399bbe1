"""PSNR of a network on the validation photographs."""

import numpy as np
import torch

from .batches import Pairs, input_planes
from .degrade import compressed, enlarged, luma_chroma
from .network import Network

SIDE = 160
"""Low-resolution pixels: the upper left corner of each photograph that is as large."""
BORDER = 8
STUDIO = 219 / 255
"""PSNR is usual on luma from 16 to 235."""


def psnr(network: Network, photographs: Pairs, quality: int | None) -> float:
    """Mean PSNR in dB, of clean inputs or of JPEGs of one quality (4:2:0)."""
    figures = []
    for low, high in zip(photographs.low, photographs.high, strict=True):
        if min(low.shape[:2]) < SIDE:
            continue
        clean = np.ascontiguousarray(low[:SIDE, :SIDE])
        seen = clean if quality is None else compressed(clean, quality, 2)
        planes = torch.from_numpy(input_planes(seen, quality).transpose(2, 0, 1)[None])
        with torch.no_grad():
            residual = network(planes.contiguous(memory_format=torch.channels_last))[0][0, 0].numpy() * 255
        luma = np.clip(enlarged(np.ascontiguousarray(luma_chroma(seen)[..., 0])) + residual, 0, 255)
        error = (luma - luma_chroma(high[: 2 * SIDE, : 2 * SIDE])[..., 0])[BORDER:-BORDER, BORDER:-BORDER] * STUDIO
        figures.append(10 * np.log10(255**2 / np.mean(error**2)))
    return float(np.mean(figures))
