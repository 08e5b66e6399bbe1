"""The heads' branch: the saliency network's features at an eighth of the size, and a third stage of its own."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.aicrop.net import SaliencyNet

FEATURES = 24
"""Channels of the features that the branch takes."""
NECK = 64
CELL = 8
"""Pixels of the network's input for each cell of the branch's output."""
RARE = -4.6
"""The heat's bias at the start: one cell in a hundred."""

Weights = dict[str, NDArray[np.float32]]


class HeadBranch(nn.Module):
    """N x 24 x C x C features to N x 5 x C x C: a logit, and logs of the cells from a cell's middle to a box's edges.

    The third stage and the context are copies of the saliency network's, and are trained on.
    """

    def __init__(self) -> None:
        super().__init__()
        source = SaliencyNet()
        self.third, self.context, self.context_gate = source.third, source.context, source.context_gate
        self.join = nn.Conv2d(self.context.out_channels + FEATURES, NECK, 1)
        self.filter = nn.Conv2d(NECK, NECK, 5, padding=2, groups=NECK)
        self.mix = nn.Conv2d(NECK, NECK, 1)
        self.last = nn.Conv2d(NECK, 5, 1)
        nn.init.constant_(self.last.bias[:1], RARE)  # type: ignore[index]

    def forward(self, x2: Tensor) -> Tensor:
        """Logits and logs."""
        x3 = self.third(x2)
        gate = torch.sigmoid(self.context_gate(x3.mean((2, 3), keepdim=True)))
        up = functional.interpolate(functional.relu(self.context(x3)) * gate, scale_factor=2, mode="bilinear")
        y = functional.relu(self.join(torch.cat([up, x2], 1)))
        y = y + functional.relu(self.mix(functional.relu(self.filter(y))))
        found: Tensor = self.last(y)
        return found

    def start_from(self, weights: Weights) -> None:
        """Take over the saliency network's third stage and context."""
        own = self.state_dict()
        taken = [name for name in own if name.startswith(("third.", "context"))]
        self.load_state_dict(own | {name: torch.from_numpy(weights[name]) for name in taken})
