"""How far a saliency map is off."""

import torch
from torch import Tensor
from torch.nn import functional

EMPTY = 0.002
"""Share of the image: a smaller subject has no place to be learnt, only its absence."""


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
