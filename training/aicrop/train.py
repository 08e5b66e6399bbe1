"""Train the network: python -m training.aicrop.train ARRAYS SELFIE.tflite OUT [--steps 10000].

ARRAYS is the folder that prepare.py wrote. The checkpoint in OUT is written every few minutes, and the same command
goes on from there. Everything random is drawn for each step from SEED and the step's number, so an interruption
changes nothing.
"""

import argparse
import math
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from .augment import toned, view
from .lettering import with_block
from .net import SaliencyNet
from .pretrained import weights

SEED = 20261124
SIDE = 224
BATCH = 16
RATE = 1e-3
WARM_UP = 300
AVERAGE = 0.998
"""The weights kept are a moving average over about 500 steps."""
CHECKPOINT_STEPS = 500
EMPTY = 0.002
"""Share of the image: a smaller subject has no place to be learnt, only its absence."""

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


def distance(found: Tensor, truth: Tensor) -> Tensor:
    """The mean difference of the cumulated shares along both axes, for each image.

    A crop from a to b keeps F(b) - F(a) of a subject with the cumulated share F: this is the error of just that.
    """
    differences = []
    for axis in (2, 3):
        shares = []
        for stack in (found, truth):
            profile = stack.sum(5 - axis)[:, 0]
            shares.append(profile.cumsum(1) / (profile.sum(1, keepdim=True) + 1e-3))
        differences.append((shares[0] - shares[1]).abs().mean(1))
    return torch.stack(differences).mean(0)


def loss(logits: Tensor, truth: Tensor) -> Tensor:
    """Cross entropy for each pixel, overlap of the whole, and where along each axis the subject lies."""
    found = torch.sigmoid(logits)
    both = (found * truth).sum((1, 2, 3))
    overlap = (both + 1) / ((found + truth).sum((1, 2, 3)) - both + 1)
    present = (truth.mean((1, 2, 3)) > EMPTY).float()
    entropy = functional.binary_cross_entropy_with_logits(logits, truth)
    return entropy + 0.5 * (1 - overlap).mean() + 3.0 * (distance(found, truth) * present).mean()


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


class Run:
    """The state of a training run: the network, its moving average, the optimiser, the step."""

    def __init__(self, checkpoint: Path, start: Path, steps: int) -> None:
        self._checkpoint, self._steps = checkpoint, steps
        self.net, self.average = SaliencyNet(), SaliencyNet()
        self.net.start_from(weights(start))
        self.average.load_state_dict(self.net.state_dict())
        self.net.to(memory_format=torch.channels_last)
        self._optimiser = torch.optim.AdamW(self.net.parameters(), RATE, weight_decay=1e-2)
        self.step = 0
        if checkpoint.is_file():
            state: dict[str, Any] = torch.load(checkpoint)
            self.net.load_state_dict(state["net"])
            self.average.load_state_dict(state["average"])
            self._optimiser.load_state_dict(state["optimiser"])
            self.step = state["step"]

    def save(self) -> None:
        """Write the checkpoint at once."""
        new = self._checkpoint.with_suffix(".new")
        state = {"net": self.net.state_dict(), "average": self.average.state_dict(), "step": self.step}
        torch.save(state | {"optimiser": self._optimiser.state_dict()}, new)
        new.replace(self._checkpoint)

    def advance(self, images: Tensor, truth: Tensor) -> float:
        """One step; the loss."""
        share = self.step / self._steps
        rate = RATE * min(1.0, (self.step + 1) / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * share))
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        value = loss(self.net(images.contiguous(memory_format=torch.channels_last)), truth)
        self._optimiser.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self._optimiser.step()
        kept = min(AVERAGE, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for slow, fast in zip(self.average.parameters(), self.net.parameters(), strict=True):
                slow.lerp_(fast, 1 - kept)
        self.step += 1
        return float(value.detach())


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
    run, began, losses = Run(options.out / "checkpoint.pt", options.start, options.steps), time.monotonic(), []
    while run.step < options.steps:
        losses.append(run.advance(*training.batch(run.step)))
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
