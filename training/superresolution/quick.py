"""Train the quick network: python -m training.superresolution.quick PAIRS OUT [--minutes N].

As train.py, but in 16 bits for most of the time, which processors with AMX do four times as fast.
"""

import argparse
import logging
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from . import colour_batches
from .batches import SEED, input_planes, read
from .degrade import Bytes, compressed
from .quick_network import QuickNetwork
from .tasks import SQUARED_FROM
from .train import State, run

SHARE_JPEG = 0.5
CHROMA_WEIGHT = 0.5
BORDER = 6
"""Low-resolution pixels at a patch's edge without a say: their surroundings are not in the patch."""
EXACT_FROM = 0.88
"""From this share of the time on, 32 bits."""
SIDE = 160
STUDIO = 219 / 255
"""PSNR is usual on luma from 16 to 235."""


class Quickening:
    """Luma and chroma at twice the sides: a Task of tasks.py."""

    def __init__(self, folder: Path) -> None:
        self.network: nn.Module = QuickNetwork()
        self._pairs, self._photographs = (
            read(folder / f"{part}.npz", colour_batches.SIDE) for part in ("train", "validation")
        )

    def loss(self, step: int, share: float) -> Tensor:
        """See Task."""
        examples = colour_batches.whole_batch(self._pairs, step, SHARE_JPEG)
        planes = torch.from_numpy(examples.planes).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=share < EXACT_FROM):
            residual = self.network(planes)
        edge = 2 * BORDER
        missed = (residual.float() - torch.from_numpy(examples.missing))[..., edge:-edge, edge:-edge]
        luma, chroma = (_mean(part, squared=share > SQUARED_FROM) for part in (missed[:, :1], missed[:, 1:]))
        return luma + CHROMA_WEIGHT * chroma

    def measure(self, network: nn.Module) -> tuple[float, str]:
        """See Task."""
        clean, better, worse = (self._psnr(network, quality) for quality in (None, 75, 50))
        told = f"clean {clean:.3f}, q75 {better:.3f}, q50 {worse:.3f} dB"
        return (1 - SHARE_JPEG) * clean + SHARE_JPEG * (better + worse) / 2, told

    def _psnr(self, network: nn.Module, quality: int | None) -> float:
        """Mean PSNR of luma in dB."""
        pairs = zip(self._photographs.low, self._photographs.high, strict=True)
        return float(np.mean([_psnr(network, low, high, quality) for low, high in pairs]))


def _psnr(network: nn.Module, low: Bytes, high: Bytes, quality: int | None) -> float:
    clean = np.ascontiguousarray(low[:SIDE, :SIDE])
    seen = clean if quality is None else compressed(clean, quality, 2)
    planes = torch.from_numpy(np.ascontiguousarray(input_planes(seen, quality).transpose(2, 0, 1)[None]))
    with torch.no_grad():
        residual = network(planes)[0, 0].numpy()
    missing = colour_batches.missing(seen, high[: 2 * seen.shape[0], : 2 * seen.shape[1]])[..., 0]
    edge = 2 * BORDER
    error = (missing - residual)[edge:-edge, edge:-edge] * STUDIO
    return float(-10 * np.log10(np.mean(error**2)))


def _mean(error: Tensor, *, squared: bool) -> Tensor:
    return (error.square().mean((1, 2, 3)) + 1e-8).sqrt().mean() if squared else error.abs().mean()


def main() -> None:
    """Read the arguments, go on from the last checkpoint if there is one."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    task = Quickening(options.pairs)
    state = State(task.network)
    if (options.out / "last.pt").exists():
        state.load(options.out / "last.pt")
    run(state, task, options.out, options.minutes * 60)


if __name__ == "__main__":
    main()
