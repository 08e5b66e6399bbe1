"""What cameras and files do to pictures, by batches: N x C x S x S, 0 to 1."""

import math

import torch
from torch import Tensor
from torch.nn import functional

from .grounds import Draw

BLOCK = 8
LUMA = (0.299, 0.587, 0.114)


def _spread(values: Tensor) -> Tensor:
    return values[:, None, None, None]


def toned(x: Tensor, draw: Draw, share: float) -> Tensor:
    """Other exposure, contrast, saturation, and colour of the light, in this share of the pictures."""
    count = x.shape[0]
    grey = (x * torch.tensor(LUMA, device=x.device)[None, :, None, None]).sum(1, keepdim=True)
    y = grey + (x - grey) * _spread(0.4 + 1.0 * draw(count))
    y = y * (1 + 0.3 * (draw(count, 3) - 0.5))[..., None, None]
    y = y.clamp(1e-4, 1) ** torch.exp(1.4 * (_spread(draw(count)) - 0.5))
    y = 0.5 + (y - 0.5) * _spread(0.7 + 0.55 * draw(count)) + _spread(0.2 * (draw(count) - 0.5))
    return torch.where(_spread(draw(count)) < share, y, x).clamp(0, 1)


def softened(x: Tensor, draw: Draw, share: float, most: float) -> Tensor:
    """Blurred by up to `most` pixels, in this share of the pictures."""
    count, channels, height, width = x.shape
    sigma = most * draw(count) ** 1.5 * (draw(count) < share) + 1e-2
    radius = math.ceil(2.5 * most)
    places = torch.arange(-radius, radius + 1, device=x.device)
    kernel = torch.exp(-(places[None] ** 2) / (2 * sigma[:, None] ** 2))
    kernel = (kernel / kernel.sum(1, keepdim=True)).repeat_interleave(channels, 0)[:, None]
    y = x.reshape(1, count * channels, height, width)
    for ahead, shape in (((radius, radius, 0, 0), (1, -1)), ((0, 0, radius, radius), (-1, 1))):
        weight = kernel.reshape(count * channels, 1, *shape)
        y = functional.conv2d(functional.pad(y, ahead, mode="replicate"), weight, groups=count * channels)
    return y.reshape(x.shape)


def photographed(x: Tensor, draw: Draw) -> Tensor:
    """A picture as a file: soft, noisy, grey now and then, and a JPEG."""
    count = x.shape[0]
    x = softened(x, draw, 0.3, 1.3)
    level = 0.05 * draw(count) ** 2 * (draw(count) < 0.5)
    x = x + _spread(level) * (draw(*x.shape) + draw(*x.shape) - 1) * 2.4
    grey = (x * torch.tensor(LUMA, device=x.device)[None, :, None, None]).sum(1, keepdim=True).expand_as(x)
    x = torch.where(_spread(draw(count)) < 0.06, grey, x).clamp(0, 1)
    return torch.where(_spread(draw(count)) < 0.5, jpeg(x, 5 + 30 * draw(count) ** 2), x)


def jpeg(x: Tensor, step: Tensor) -> Tensor:
    """Cosines of 8 x 8 blocks rounded to steps (of 255) that grow with the frequency; no colours are halved."""
    count, channels, height, width = x.shape
    place = torch.arange(BLOCK, device=x.device)
    basis = torch.cos(torch.pi / BLOCK * (place[None] + 0.5) * place[:, None]) * math.sqrt(2 / BLOCK)
    basis[0] /= math.sqrt(2)
    blocks = x.reshape(count, channels, height // BLOCK, BLOCK, width // BLOCK, BLOCK).transpose(3, 4)
    coefficients = basis @ blocks @ basis.T
    size = (1 + 0.5 * (place[:, None] + place[None])) * (step / 255)[:, None, None, None, None, None] / 2
    rounded = torch.round(coefficients / size) * size
    back = basis.T @ rounded @ basis
    return back.transpose(3, 4).reshape(x.shape).clamp(0, 1)
