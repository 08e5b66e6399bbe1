"""Train a network: python -m training.superresolution.train PAIRS OUT [--minutes N] [--share-jpeg 0.4] [--start PT].

PAIRS is the folder that prepare.py wrote. `--colours` trains the network of colours, `--quick` the quick one and
`--noisy` the one that doubles pictures with noise; otherwise it is one of the other two that double.
OUT/last.pt is written every few minutes, and the same command goes on from there; OUT/best.pt is the moving average
that did best on the validation photographs. The rate follows the time spent, not the steps done, so that a busy
machine still ends with the rate at its lowest. --start goes on from another run's last.pt, to specialise it by
another share of JPEGs; --rate is the share of the highest rate to begin with.
"""

import argparse
import copy
import logging
import math
import time
from pathlib import Path

import cv2
import torch
from torch import Tensor, nn

from .batches import SEED
from .muon import Muon
from .tasks import Colouring, Denoising, Doubling, Quickening, Task

RATE_MUON, RATE_ADAM = 0.02, 1e-3
LOWEST = 0.01
"""Share of the rate that is left at the end."""
WARM_UP = 100
AVERAGE = 0.998
VALIDATE_SECONDS = 400

log = logging.getLogger(__name__)


class State:
    """All that a checkpoint holds."""

    def __init__(self, network: nn.Module) -> None:
        self.network = network
        self.average = copy.deepcopy(self.network)
        inner = [layer.weight for layer in self.network.body if isinstance(layer, nn.Conv2d)]
        rest = [p for p in self.network.parameters() if not any(p is weight for weight in inner)]
        self.optimisers = [Muon(inner, RATE_MUON), torch.optim.Adam(rest, RATE_ADAM, betas=(0.9, 0.99))]
        self.step = 0
        self.seconds = 0.0
        self.best = -math.inf

    def save(self, path: Path) -> None:
        """Write the checkpoint, whole or not at all."""
        parts = {"network": self.network.state_dict(), "average": self.average.state_dict()}
        parts |= {f"optimiser{i}": optimiser.state_dict() for i, optimiser in enumerate(self.optimisers)}
        counters = {"step": self.step, "seconds": self.seconds, "best": self.best}
        torch.save(parts | counters, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        parts = torch.load(path, weights_only=True)
        self.network.load_state_dict(parts["network"])
        self.average.load_state_dict(parts["average"])
        for i, optimiser in enumerate(self.optimisers):
            optimiser.load_state_dict(parts[f"optimiser{i}"])
        self.step, self.seconds, self.best = parts["step"], parts["seconds"], parts["best"]

    def update(self, loss: Tensor, share: float, highest: float) -> None:
        """One step of both optimisers and of the moving average, at this share of the time and of the rate."""
        factor = LOWEST + (1 - LOWEST) * (1 + math.cos(math.pi * share)) / 2
        self.network.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        for optimiser, rate in zip(self.optimisers, (RATE_MUON, RATE_ADAM), strict=True):
            for group in optimiser.param_groups:
                group["lr"] = rate * highest * factor * min(1.0, (self.step + 1) / WARM_UP)
            optimiser.step()
        self.step += 1
        keep = min(AVERAGE, self.step / (self.step + 20))
        with torch.no_grad():
            for kept, new in zip(self.average.parameters(), self.network.parameters(), strict=True):
                kept.lerp_(new, 1 - keep)


def validate(state: State, task: Task, out: Path) -> None:
    """Measure the moving average; keep it if it is the best."""
    score, figures = task.measure(state.average)
    if score > state.best:
        state.best = score
        torch.save(state.average.state_dict(), out / "best.pt")
    log.info("step %d, %.0f s: %s", state.step, state.seconds, figures)
    state.save(out / "last.pt")


def run(state: State, task: Task, out: Path, seconds: float, highest: float) -> None:
    """Train until so many seconds have been spent, validation included."""
    validated = 0.0
    while state.seconds < seconds:
        start = time.monotonic()
        share = state.seconds / seconds
        state.update(task.loss(state.step, share), share, highest)
        if validated > VALIDATE_SECONDS:
            validate(state, task, out)
            validated = 0.0
        spent = time.monotonic() - start
        state.seconds += spent
        validated += spent
    validate(state, task, out)


def main() -> None:
    """Read the arguments, go on from the last checkpoint if there is one."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=105)
    parser.add_argument("--share-jpeg", type=float, default=0.4)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--rate", type=float, default=1)
    parser.add_argument("--colours", dest="task", action="store_const", const=Colouring)
    parser.add_argument("--noisy", dest="task", action="store_const", const=Denoising)
    parser.add_argument("--quick", dest="task", action="store_const", const=Quickening)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    task: Task = options.task(options.pairs) if options.task else Doubling(options.pairs, options.share_jpeg)
    state = State(task.network)
    if (options.out / "last.pt").exists():
        state.load(options.out / "last.pt")
    elif options.start:
        state.load(options.start)
        state.best = -math.inf
    run(state, task, options.out, options.minutes * 60, options.rate)


if __name__ == "__main__":
    main()
