"""Train the network: python -m training.aicrop.train ARRAYS SELFIE.tflite OUT [--steps 10000].

ARRAYS is the folder that prepare.py wrote. The checkpoint in OUT is written every few minutes, and the same command
goes on from there. Everything random is drawn for each step from SEED and the step's number, so an interruption
changes nothing.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from .augment import toned, view
from .lettering import with_block
from .loss import distance, loss
from .net import SaliencyNet
from .pretrained import weights
from .state import Schedule, State

SEED = 20261124
SIDE = 224
BATCH = 16
RATE = 1e-3
WARM_UP = 300
AVERAGE = 0.998
"""The weights kept are a moving average over about 500 steps."""
CHECKPOINT_STEPS = 500

Bytes = NDArray[np.uint8]


class Data:
    """The arrays of one part of the set."""

    def __init__(self, folder: Path, part: str) -> None:
        self.images: Bytes = np.load(folder / f"{part}-images.npy", mmap_mode="r")
        self.masks: Bytes = np.load(folder / f"{part}-masks.npy", mmap_mode="r")

    def batch(self, step: int) -> tuple[Tensor, Tensor]:
        """Random views for one step: N x 3 x S x S, and masks N x 1 x S/4 x S/4."""
        random = np.random.default_rng([SEED, step])
        chosen = np.sort(random.choice(len(self.images), BATCH, replace=False))
        grid = torch.tensor([view(random).matrix() for _ in chosen])
        drawn = [with_block(*self._shares(int(index)), random) for index in chosen]
        pixels = np.stack([toned(image, random) for image, _ in drawn])
        images = _seen(torch.from_numpy(pixels).permute(0, 3, 1, 2), grid, SIDE)
        masks = torch.from_numpy(np.stack([mask for _, mask in drawn]))[:, None]
        return images, functional.avg_pool2d(_seen(masks, grid, SIDE // 2), 2)

    def _shares(self, index: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """One image and its mask, from 0 to 1."""
        image, mask = (stack[index].astype(np.float32) / 255 for stack in (self.images, self.masks))
        return image, mask

    def whole(self, start: int) -> tuple[Tensor, Tensor]:
        """Whole images from number `start` on."""
        images = torch.from_numpy(self.images[start : start + BATCH].copy()).permute(0, 3, 1, 2).float() / 255
        masks = torch.from_numpy(self.masks[start : start + BATCH].copy())[:, None].float() / 255
        return functional.interpolate(images, (SIDE, SIDE), mode="area"), functional.interpolate(
            masks, (SIDE // 4, SIDE // 4), mode="area"
        )


def _seen(stack: Tensor, grid: Tensor, side: int) -> Tensor:
    places = functional.affine_grid(grid, [len(stack), stack.shape[1], side, side], align_corners=False)
    return functional.grid_sample(stack, places, padding_mode="border", align_corners=False)


def validated(net: SaliencyNet, data: Data) -> tuple[float, float]:
    """Mean absolute error and mean distance on whole validation images."""
    errors, distances = [], []
    with torch.no_grad():
        for start in range(0, len(data.images), BATCH):
            images, truth = data.whole(start)
            found = torch.sigmoid(net(images.contiguous(memory_format=torch.channels_last)))
            errors.append((found - truth).abs().mean((1, 2, 3)))
            distances.append(distance(found, truth))
    return float(torch.cat(errors).mean()), float(torch.cat(distances).mean())


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("arrays", "start", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    training, validation = (Data(options.arrays, part) for part in ("train", "validation"))
    net = SaliencyNet()
    net.start_from(weights(options.start))
    schedule = Schedule(options.steps, RATE, WARM_UP, AVERAGE, most_norm=1.0)
    run, began, losses = State(options.out / "checkpoint.pt", net, SaliencyNet(), schedule), time.monotonic(), []
    while run.step < options.steps:
        images, truth = training.batch(run.step)
        losses.append(run.update(loss(run.net(images.contiguous(memory_format=torch.channels_last)), truth)))
        if run.step % CHECKPOINT_STEPS == 0 or run.step == options.steps:
            run.save()
            error, far = validated(run.average, validation)
            mean = sum(losses) / len(losses)
            losses.clear()
            passed = time.monotonic() - began
            line = f"{run.step} loss {mean:.4f} error {error:.4f} distance {far:.4f} s {passed:.0f}\n"
            sys.stdout.write(line)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
