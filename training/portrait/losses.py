"""How far an answer is from the alpha."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

EDGE = 4
"""Pixels around what is neither person nor ground that count more."""
EDGE_WEIGHT = 4.0
SIDES_WEIGHT = 0.25
LEVELS = 3


def loss(logits: Tensor, sides: Sequence[Tensor], alpha: Tensor, trust: Tensor) -> Tensor:
    """Of a batch: difference and cross entropy, more beside edges; steps between pixels; and the coarser answers."""
    logits = logits.float()
    said = torch.sigmoid(logits)
    unsure = ((alpha > 0.02) & (alpha < 0.98)).float()
    weight = trust * (1 + EDGE_WEIGHT * functional.max_pool2d(unsure, 2 * EDGE + 1, 1, EDGE))
    entropy = functional.binary_cross_entropy_with_logits(logits, alpha, reduction="none")
    total = (weight * ((said - alpha).abs() + 0.3 * entropy)).mean()
    total = total + 2.0 * _steps(said, alpha, trust)
    for side in sides:
        small = functional.interpolate(alpha, size=side.shape[2:], mode="area")
        total = total + SIDES_WEIGHT * functional.binary_cross_entropy_with_logits(side.float(), small)
    return total


def _steps(said: Tensor, alpha: Tensor, trust: Tensor) -> Tensor:
    """Difference of the steps to the next pixels, at several sizes."""
    total = said.new_zeros(())
    for _ in range(LEVELS):
        error = (said - alpha) * trust
        total = (
            total
            + (error[..., 1:] - error[..., :-1]).abs().mean()
            + (error[..., 1:, :] - error[..., :-1, :]).abs().mean()
        )
        said, alpha = functional.avg_pool2d(said, 2), functional.avg_pool2d(alpha, 2)
        trust = -functional.max_pool2d(-trust, 2)
    return total


def figures(said: Tensor, alpha: Tensor, trust: Tensor) -> tuple[float, float, float]:
    """Mean difference x 1000; that beside edges x 1000; intersection over union in per cent."""
    unsure = functional.max_pool2d(((alpha > 0.02) & (alpha < 0.98)).float(), 2 * EDGE + 1, 1, EDGE) * trust
    error = (said - alpha).abs() * trust
    one, other = (said > 0.5) & (trust > 0), (alpha > 0.5) & (trust > 0)
    union = (one | other).flatten(1).sum(1).clamp(min=1)
    return (
        1000 * float(error.mean()),
        1000 * float((error * unsure).sum() / unsure.sum().clamp(min=1)),
        100 * float(((one & other).flatten(1).sum(1) / union).mean()),
    )
