"""What a training run holds, and goes on from: a network, its moving average, the optimiser, the step."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Schedule:
    """So many steps at a rate that rises in the first, `warm_up`, and falls as a cosine; what bounds a step.

    `average` is the share of itself that the moving average keeps, `most_norm` the greatest norm of the gradients.
    """

    steps: int
    rate: float
    warm_up: int
    average: float
    most_norm: float

    def rate_at(self, step: int) -> float:
        """The rate of a step."""
        return self.rate * min(1.0, (step + 1) / self.warm_up) * (0.5 + 0.5 * math.cos(math.pi * step / self.steps))


class State:
    """`average` follows `net`, of the same shape; both as they were last saved, where there is a checkpoint."""

    def __init__(self, checkpoint: Path, net: nn.Module, average: nn.Module, schedule: Schedule) -> None:
        self._checkpoint, self._schedule = checkpoint, schedule
        self.net, self.average = net, average
        self.average.load_state_dict(self.net.state_dict())
        self.net.to(memory_format=torch.channels_last)
        self._optimiser = torch.optim.AdamW(self.net.parameters(), schedule.rate, weight_decay=1e-2)
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

    def update(self, loss: Tensor) -> float:
        """One step of the optimiser and of the average; the loss."""
        for group in self._optimiser.param_groups:
            group["lr"] = self._schedule.rate_at(self.step)
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), self._schedule.most_norm)
        self._optimiser.step()
        kept = min(self._schedule.average, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for slow, fast in zip(self.average.parameters(), self.net.parameters(), strict=True):
                slow.lerp_(fast, 1 - kept)
        self.step += 1
        return float(loss.detach())
