"""The prepared pictures as tensors on the training device."""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .pack import unpacked
from .scenes import Portraits, split

CHUNK = 32

log = logging.getLogger(__name__)


def load(path: Path, device: torch.device, threads: int) -> tuple[Portraits, Tensor]:
    """Portraits, and grounds as N x 3 x S x S bytes. A portrait of which a part cannot be read is left out."""
    kept = unpacked(path)
    with ThreadPoolExecutor(threads) as pool:
        pictures = list(pool.map(_colours, kept["picture"]))
        alphas, trusts = (list(pool.map(_grey, kept[kind])) for kind in ("alpha", "trust"))
        grounds = [ground for ground in pool.map(_colours, kept["ground"]) if ground is not None]
    whole = [
        (picture, alpha, cv2.resize(trust, alpha.shape[::-1], interpolation=cv2.INTER_NEAREST))
        for picture, alpha, trust in zip(pictures, alphas, trusts, strict=True)
        if picture is not None and alpha is not None and trust is not None and picture.shape[:2] == alpha.shape
    ]
    log.info("%d portraits of %d, %d grounds", len(whole), len(pictures), len(grounds))
    picture = torch.from_numpy(np.stack([entry[0].transpose(2, 0, 1) for entry in whole])).to(device)
    alpha, trust = (torch.from_numpy(np.stack([entry[i][None] for entry in whole])).to(device) for i in (1, 2))
    person, ground = torch.empty_like(picture), torch.empty_like(picture)
    for first in range(0, len(whole), CHUNK):
        part = slice(first, first + CHUNK)
        colours = split(picture[part].float() / 255, alpha[part].float() / 255)
        person[part], ground[part] = ((255 * colour).round().to(torch.uint8) for colour in colours)
    shown = torch.from_numpy(np.stack([entry.transpose(2, 0, 1) for entry in grounds])).to(device)
    return Portraits(picture, person, alpha, trust, ground), shown


def _colours(file: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    picture = cv2.imdecode(file, cv2.IMREAD_COLOR)
    return None if picture is None else np.ascontiguousarray(picture[..., ::-1])


def _grey(file: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    picture = cv2.imdecode(file, cv2.IMREAD_GRAYSCALE)
    return None if picture is None else np.asarray(picture, np.uint8)
