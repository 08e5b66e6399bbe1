"""Train the heads by the clock: python -m training.aicrop.heads.train PACK OUT --seconds 170.

PACK is the folder that pack.py wrote. OUT gets the moving average of the weights every so often, as heads-SECONDS.pt,
and at the end as heads.pt. The rate falls with the time. To go on from weights that are there, on a CPU: --start
heads.pt --device cpu --batch 48 --at-once 16 --rate 7e-4; the layers up to a quarter of the size, which take half of
the time, then stay as they are.
"""

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from copy import deepcopy
from itertools import count
from pathlib import Path

import torch
from torch import Tensor

from .check import checked
from .net import HeadNet
from .targets import Views, loss, targets
from .views import Pictures, batch

SEED = 20261126
SIDE = 224
BATCH = 96
RATE = 4e-3
SLOW = 0.3
"""Of that rate: for the layers that start from EfficientNet-Lite0."""
WARM_UP = 0.04
"""The share of the time in which the rate rises."""
AVERAGE = 0.996
MOST_NORM = 2.0
SPARE = 5.0
"""Seconds at the end for the last check and file."""


class Run:
    """The network, its moving average and its optimiser, and from when until when it is trained."""

    def __init__(self, start: Path, going_on: bool, device: torch.device, rate: float, until: float) -> None:
        self.device, self.rate = device, rate
        self.net = HeadNet()
        self.net.load_state_dict({name: values.float() for name, values in torch.load(start).items()})
        self.net.to(device=device, memory_format=torch.channels_last)
        for part in (self.net.stem, self.net.quarter):
            part.requires_grad_(not going_on)
        self.average = deepcopy(self.net)
        known = [self.net.stem, self.net.quarter, self.net.fine, self.net.coarse, self.net.deep]
        slow = [weights for part in known for weights in part.parameters()]
        rest = [weights for weights in self.net.parameters() if all(weights is not other for other in slow)]
        groups = [{"params": slow, "share": SLOW}, {"params": rest, "share": 1.0}]
        self.optimiser = torch.optim.AdamW(groups, rate, weight_decay=2e-2)
        self.began, self.until, self.step = time.monotonic(), until, 0

    def advance(self) -> bool:
        """One step of the optimiser and of the average; False when the time is up."""
        done = (time.monotonic() - self.began) / max(1e-3, self.until - self.began)
        if done >= 1:
            return False
        rate = self.rate * min(1.0, max(done, 1e-3) / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * done))
        for group in self.optimiser.param_groups:
            group["lr"] = rate * group["share"]
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), MOST_NORM)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        kept = min(AVERAGE, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.net.parameters()), 1 - kept)
        self.step += 1
        return True

    def save(self, path: Path) -> None:
        """Write the average."""
        torch.save({name: values.cpu() for name, values in self.average.state_dict().items()}, path)

    def learn(self, parts: Sequence[Views]) -> Tensor:
        """The gradient of a batch that comes in parts; its loss."""
        fast = torch.autocast("cuda", torch.bfloat16) if self.device.type == "cuda" else nullcontext()
        total = torch.zeros((), device=self.device)
        for views in parts:
            with fast:
                found, subject = self.net(views.images.contiguous(memory_format=torch.channels_last))
            lost = loss(found.float(), subject.float(), views, targets(views)) / len(parts)
            lost.backward()  # type: ignore[no-untyped-call]
            total += lost.detach()
        return total


def train(run: Run, out: Path, batches: Iterator[Sequence[Views]], check: Callable[[HeadNet], str]) -> None:
    """Train until the time is up; a line every so often, eight times in all or, in a short run, every 20 seconds."""
    every, turn, since, losses = max(20.0, (run.until - run.began) / 8), 0, 0, torch.zeros((), device=run.device)
    for parts in batches:
        lost = run.learn(parts)
        if not run.advance():
            break
        losses += lost
        passed = time.monotonic() - run.began
        if passed > every * (turn + 1):
            turn, mean = int(passed / every), float(losses) / (run.step - since)
            _print(f"step {run.step}, {passed:.0f} s, loss {mean:.4f}: {check(run.average)}\n")
            losses, since = torch.zeros((), device=run.device), run.step
            run.save(out / f"heads-{passed:.0f}.pt")
    run.save(out / "heads.pt")
    _print(f"step {run.step}, {time.monotonic() - run.began:.0f} s, the end: {check(run.average)}\n")


def _print(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


def main() -> None:
    """Train."""
    began = time.monotonic()
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("pack", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--seconds", type=float, default=170.0)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--batch", type=int, default=BATCH)
    parser.add_argument("--at-once", type=int, default=BATCH)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--rate", type=float, default=RATE)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.backends.cudnn.benchmark = True
    options.out.mkdir(parents=True, exist_ok=True)
    device = torch.device(options.device)
    photos, held = (Pictures(options.pack / "photos.npz", device, some) for some in (False, True))
    figures = Pictures(options.pack / "figures.npz", device, False)
    _print(f"{len(photos.kind)} photos, {len(held.kind)} to check, {time.monotonic() - began:.1f} s to load\n")
    start = options.start or options.pack / "start.pt"
    run = Run(start, options.start is not None, device, options.rate, began + options.seconds - SPARE)
    parts = max(1, options.batch // options.at_once)
    batches = ([batch(photos, figures, options.batch // parts, SIDE) for _ in range(parts)] for _ in count())
    train(run, options.out, batches, lambda net: checked(net, held, SIDE))


if __name__ == "__main__":
    main()
