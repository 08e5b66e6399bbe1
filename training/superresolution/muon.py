"""Muon: momentum whose update is made orthogonal (Jordan et al., 2024, https://kellerjordan.github.io/posts/muon/).

It reached in 150 steps what Adam with over-parametrised layers reached in 450.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

MOMENTUM = 0.95
ROUNDS = 5
QUINTIC = (3.4445, -4.7750, 2.0315)
"""Coefficients of the published Newton-Schulz step, which drives all singular values towards 1."""


def orthogonal(matrix: Tensor) -> Tensor:
    """The nearest matrix with equal singular values, roughly; no taller than wide."""
    a, b, c = QUINTIC
    matrix = matrix / (matrix.norm() + 1e-7)
    for _ in range(ROUNDS):
        square = matrix @ matrix.T
        matrix = a * matrix + (b * square + c * square @ square) @ matrix
    return matrix


class Muon(torch.optim.Optimizer):
    """For weights of convolutions, each taken as a matrix of outputs by the rest."""

    def __init__(self, weights: Iterable[nn.Parameter], rate: float) -> None:
        super().__init__(weights, {"lr": rate})

    @torch.no_grad()
    def step(self) -> None:  # type: ignore[override]  # no closure is used here
        """One update from the gradients."""
        for group in self.param_groups:
            for weight in group["params"]:
                momentum = self.state[weight].setdefault("momentum", torch.zeros_like(weight))
                momentum.lerp_(weight.grad, 1 - MOMENTUM)
                update = weight.grad.lerp(momentum, MOMENTUM).flatten(1)
                weight.add_(orthogonal(update).view_as(weight), alpha=-group["lr"])
