"""Train the network that says how strong noise is: python -m training.superresolution.noise_estimate PAIRS OUT.onnx.

PAIRS is the folder of prepare.py. Seeded; a quarter of an hour on one core. Prints the SHA-256 of the file, and on
parts of the validation photographs how often noise is seen where there is some, and where there is none.
"""

import argparse
import hashlib
import logging
import math
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from torch import Tensor, nn

from engines.superresolution.noise import PART, planes

from .batches import Pairs, busiest, read
from .chains import noiseless
from .degrade import Bytes, Floats
from .noise import WIDEST, any_strength, of_strength

SEED = 20261127
SHARE_PLAIN, SHARE_UNTOUCHED, SHARE_GREY, SHARE_HALVED = 0.5, 0.3, 0.1, 0.5
NONE = 1.0
"""Levels of noise that a picture without any is said to have."""
BATCH, STEPS, RATE = 48, 2600, 3e-3
EXAMPLES = 1500
OPSET = 17
LIMITS = (2, 3, 4, 5, 6)
RANGES = ((1, 3), (3, 5), (5, 8), (8, 12), (12, 31))
Part = tuple[Floats, float, float]
"""What the network sees, the logarithm of the strength of the noise, and of all that luma is off by."""

log = logging.getLogger(__name__)


class Estimate(nn.Module):
    """N x 3 x PART x PART to both logarithms, N x 2."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for before, after, stride in ((3, 16, 1), (16, 24, 2), (24, 24, 1), (24, 32, 2), (32, 32, 1), (32, 48, 2)):
            layers += [nn.Conv2d(before, after, 3, stride, 1), nn.BatchNorm2d(after), nn.ReLU()]
        self.layers = nn.Sequential(*layers)
        self.last = nn.Linear(2 * 48, 2)

    def forward(self, parts: Tensor) -> Tensor:
        """See the class."""
        features = self.layers(parts)
        logarithms: Tensor = self.last(torch.cat((features.mean((2, 3)), features.amin((2, 3))), dim=1))
        return logarithms


def part(pairs: Pairs, random: np.random.Generator) -> Part:
    """A part of a photograph or of its half, mostly with noise."""
    index = int(random.choice(len(pairs.low), p=pairs.chance))
    picture = (pairs.low if random.random() < SHARE_HALVED else pairs.high)[index]
    seen, strength, off = _damaged(np.ascontiguousarray(picture[busiest(picture, PART, random)]), random)
    return planes(seen), math.log(max(strength, NONE)), math.log(max(off, NONE))


def _damaged(clean: Bytes, random: np.random.Generator) -> tuple[Bytes, float, float]:
    if random.random() < SHARE_GREY:
        clean = np.repeat(clean[..., 1:2], 3, axis=2)
    if random.random() < SHARE_PLAIN:
        return (clean if random.random() < SHARE_UNTOUCHED else noiseless(clean, random)), 0, 0
    strength = any_strength(random)
    seen, off = of_strength(strength, clean, random)
    return seen, strength, off * WIDEST


def batch(pairs: Pairs, count: int, random: np.random.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """So many parts."""
    seen, strengths, off = zip(*(part(pairs, random) for _ in range(count)), strict=True)
    return torch.from_numpy(np.stack(seen)), torch.tensor(strengths), torch.tensor(off)


def train(pairs: Pairs) -> Estimate:
    """By mean absolute errors; what luma is off by counts where there is noise."""
    torch.manual_seed(SEED)
    random = np.random.default_rng(SEED)
    network = Estimate()
    optimiser = torch.optim.Adam(network.parameters(), RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, STEPS)
    for step in range(STEPS):
        seen, strengths, off = batch(pairs, BATCH, random)
        made = network(seen)
        missed = (made[:, 0] - strengths).abs().mean() + ((made[:, 1] - off).abs() * (strengths > 0)).mean() / 2
        optimiser.zero_grad()
        missed.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        if step % 200 == 0:
            log.info("step %d: %.3f", step, missed.item())
    network.eval()
    return network


def report(network: Estimate, pairs: Pairs) -> Iterator[str]:
    """Lines about parts that were not learnt from."""
    seen, strengths, off = batch(pairs, EXAMPLES, np.random.default_rng(SEED + 1))
    with torch.no_grad():
        made = network(seen)
    noisy = strengths > 0
    yield f"off by: {(made[noisy, 1] - off[noisy]).abs().mean():.3f} (mean error of the logarithm)"
    for limit in LIMITS:
        above = made[:, 0].exp() > limit
        shares = [above[(strengths.exp() > low) & (strengths.exp() <= high)].float().mean() for low, high in RANGES]
        names = [f"{low} to {high}: {share:.0%}" for (low, high), share in zip(RANGES, shares, strict=True)]
        yield f"seen above {limit}: {above[~noisy].float().mean():.1%} without noise; with {', '.join(names)}"


def main() -> None:
    """Read the arguments, train, write."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    network = train(read(options.pairs / "train.npz", PART))
    print("\n".join(report(network, read(options.pairs / "validation.npz", PART))))  # noqa: T201
    torch.onnx.export(
        network,
        (torch.rand(2, 3, PART, PART),),
        str(options.out),
        input_names=["parts"],
        output_names=["logarithms"],
        dynamic_axes={"parts": {0: "count"}, "logarithms": {0: "count"}},
        opset_version=OPSET,
        dynamo=False,
    )
    model = onnx.load(options.out)
    model.producer_name, model.producer_version = "", ""
    onnx.save(model, options.out)
    print(f"{hashlib.sha256(options.out.read_bytes()).hexdigest()}  {options.out}")  # noqa: T201


if __name__ == "__main__":
    main()
