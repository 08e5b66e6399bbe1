"""Train the network: python -m training.portrait.train DATA OUT --seconds 180 [--device cuda].

DATA holds pictures.npz (prepare.py) and start.pt (start.py). OUT/average.pt is the moving average of the weights,
written every 40 seconds under the second as its name as well. The rate follows the clock, so that a run ends with it
at its lowest, whatever the machine.
"""

import argparse
import copy
import logging
import math
import os
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .load import load
from .losses import figures, loss
from .network import Matting
from .scenes import Batch, Portraits, Scenes
from .start import calibrate

BEGAN = time.monotonic()
RATE, LOWEST, WARM_UP = 1.5e-3, 0.01, 60
DECAY = 1e-4
AVERAGE = 0.995
SAVE_SECONDS, TELL_SECONDS = 40, 20
HELD_OUT = 24
"""One portrait in so many is for validation."""
SEED_VALIDATION, CHECKS = 3, 3
"""Of the batches that the average is measured on, and how many there are."""
CALIBRATED = 32
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)

log = logging.getLogger(__name__)


class Run:
    """A network in training, and the moving average of its weights."""

    def __init__(self, start: Path, device: torch.device) -> None:
        self.device = device
        network = Matting()
        stored = torch.load(start, weights_only=True)
        network.load_state_dict(
            {name: value.float() if value.is_floating_point() else value for name, value in stored.items()}
        )
        self.network = network.to(device, memory_format=torch.channels_last)
        self.optimiser = torch.optim.AdamW(self.network.parameters(), RATE, (0.9, 0.99), weight_decay=DECAY)
        self.step = 0

    def calibrate(self, batch: Batch) -> None:
        """Set the normalisations by a first batch, and begin the average."""
        calibrate(self.network, self._normal(batch.picture))
        self.average = copy.deepcopy(self.network).eval()
        self.guard()

    def half(self) -> Any:
        """Numbers of 16 bits where that is faster."""
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda")

    def _normal(self, picture: Tensor) -> Tensor:
        mean, deviation = (torch.tensor(values, device=self.device)[:, None, None] for values in (MEAN, DEVIATION))
        return ((picture - mean) / deviation).contiguous(memory_format=torch.channels_last)

    def learn(self, batch: Batch, share: float) -> None:
        """One step, at this share of the time."""
        factor = LOWEST + (1 - LOWEST) * (1 + math.cos(math.pi * min(1.0, share))) / 2
        for group in self.optimiser.param_groups:
            group["lr"] = RATE * factor * min(1.0, (self.step + 1) / WARM_UP)
        with self.half():
            logits, sides = self.network(self._normal(batch.picture))
        self.optimiser.zero_grad(set_to_none=True)
        loss(logits, sides, batch.alpha, batch.trust).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.step += 1
        keep = min(AVERAGE, self.step / (self.step + 10))
        with torch.no_grad():
            ours, new = self.average.state_dict(), self.network.state_dict()
            floats = [name for name, value in ours.items() if value.is_floating_point()]
            torch._foreach_lerp_([ours[name] for name in floats], [new[name] for name in floats], 1 - keep)

    def guard(self) -> None:
        """Keep a sound average; go back to the last one if numbers have become none."""
        state = self.average.state_dict()
        if all(bool(torch.isfinite(value).all()) for value in state.values() if value.is_floating_point()):
            self.sound = {name: value.clone() for name, value in state.items()}
            return
        log.info("not finite: back to the last sound average")
        for network in (self.network, self.average):
            network.load_state_dict(self.sound)
        self.optimiser.state.clear()

    def measure(self, batches: list[Batch]) -> str:
        """The average's figures on batches that it was not trained on."""
        rows = []
        with torch.no_grad(), self.half():
            for batch in batches:
                said = torch.sigmoid(self.average(self._normal(batch.picture))[0].float())
                rows.append(figures(said, batch.alpha, batch.trust))
        whole, edge, overlap = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        return f"difference {whole:.2f}, beside edges {edge:.1f}, IoU {overlap:.2f}"

    def save(self, out: Path, seconds: float) -> None:
        """Write the average, whole or not at all."""
        for name in ("average.pt", f"average-{seconds:.0f}.pt"):
            torch.save(self.average.state_dict(), out / f"{name}.part")
            (out / f"{name}.part").replace(out / name)


def parted(portraits: Portraits) -> tuple[Tensor, Tensor]:
    """Numbers of the portraits to train on, and of those held out."""
    numbers = torch.arange(len(portraits), device=portraits.picture.device)
    held = numbers % HELD_OUT == 0
    return numbers[~held], numbers[held]


def train(run: Run, scenes: Scenes, numbers: Tensor, checks: list[Batch], options: argparse.Namespace) -> None:
    """Learn until the time is over, counted from the program's start."""
    began = time.monotonic() - BEGAN
    saved = told = began
    steps = 0
    while (now := time.monotonic() - BEGAN) < options.seconds:
        share = (now - began) / (options.seconds - began)
        chosen = numbers[scenes.choice(options.batch, len(numbers))]
        run.learn(scenes.batch(chosen), share)
        if now - told > TELL_SECONDS:
            rate = (run.step - steps) / (now - told)
            told, steps = now, run.step
            run.guard()
            log.info(
                "%.0f s, step %d, %.1f steps/s, %.0f samples/s: %s",
                now,
                run.step,
                rate,
                rate * options.batch,
                run.measure(checks),
            )
        if now - saved > SAVE_SECONDS:
            saved = now
            run.guard()
            run.save(options.out, now)
    run.guard()
    log.info("%.0f s, step %d: %s", time.monotonic() - BEGAN, run.step, run.measure(checks))
    run.save(options.out, options.seconds)


def main() -> None:
    """Read the arguments and train."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--side", type=int, default=256)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    device = torch.device(options.device)
    torch.backends.cudnn.benchmark = True
    torch.manual_seed(1)
    portraits, grounds = load(options.data / "pictures.npz", device, os.cpu_count() or 1)
    log.info("%.0f s: loaded", time.monotonic() - BEGAN)
    numbers, held = parted(portraits)
    steady = Scenes(portraits, grounds, options.side, SEED_VALIDATION)
    checks = [
        steady.batch(part)
        for part in held.repeat(1 + CHECKS * options.batch // len(held))[: CHECKS * options.batch].split(options.batch)
    ]
    scenes = Scenes(portraits, grounds, options.side)
    run = Run(options.data / "start.pt", device)
    run.calibrate(scenes.batch(numbers[scenes.choice(min(CALIBRATED, 2 * options.batch), len(numbers))]))
    log.info("%.0f s, start: %s", time.monotonic() - BEGAN, run.measure(checks))
    train(run, scenes, numbers, checks, options)


if __name__ == "__main__":
    main()
