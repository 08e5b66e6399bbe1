"""Train the heads: python -m training.aicrop.heads.train DUTS-TR DRAWINGS efficientnet-lite0.pth OUT [--steps 3000].

DRAWINGS holds google/*.png and twitter/*.png. The checkpoint in OUT is written every few minutes, and the same command
goes on from there. Everything random is drawn for each step from SEED and the step's number.
"""

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.aicrop.prepare import held_out, pairs
from training.aicrop.state import Schedule, State
from training.aicrop.train import loss as subject_loss

from .data import CELL, HERE, KINDS, SIDE, Rgba, View, boxes, cut, draw, figure, photo
from .net import HeadNet

SEED = 20261126
BATCH = 16
RATE = 1.5e-3
WARM_UP = 100
AVERAGE = 0.995
CHECKPOINT_STEPS = 100
CELLS = SIDE // CELL
PHOTOS = ("people", "animals", "nothing")
"""Kinds of photos of which all heads are known."""
OTHERS = 4
"""Of the other photos every so many-th is shown."""
EVERYWHERE = np.array([[0.0, 0.0, 1.0, 1.0]])
SUBJECT = 1.0
"""What the subject's loss counts."""
SMALL = 1.2
"""Cells: a head of a smaller side is neither taught nor counted as wrong."""


class Data:
    """The pictures in memory, and batches of views of them."""

    def __init__(self, photos: Path, drawings: Path) -> None:
        marked = {kind: boxes((HERE / f"{kind}.txt").read_text("utf-8")) for kind in (*PHOTOS, "drawings")}
        known = {name for kind in PHOTOS for name in marked[kind]}
        rest = [image for image, _ in pairs(photos) if not held_out(image.stem) and image.stem not in known]
        marked["others"] = {image.stem: np.zeros((0, 4)) for image in rest[::OTHERS]}
        self.photos = {
            kind: [(_photo(photos, name), heads) for name, heads in marked[kind].items()]
            for kind in (*PHOTOS, "others")
        }
        self.figures = [(figure(drawings / f"{name}.png"), heads) for name, heads in marked["drawings"].items()]

    def batch(self, step: int) -> list[View]:
        """Random views for one step."""
        random = np.random.default_rng([SEED, step])
        return [self._view(random) for _ in range(BATCH)]

    def _view(self, random: np.random.Generator) -> View:
        kind = str(random.choice(list(KINDS), p=list(KINDS.values())))
        if kind != "drawings":
            image, heads = self.photos[kind][int(random.integers(len(self.photos[kind])))]
            seen = cut(image, heads, random)
            return replace(seen, doubtful=EVERYWHERE) if kind == "others" else seen
        chosen = [self.figures[int(random.integers(len(self.figures)))] for _ in range(int(random.integers(1, 4)))]
        ground = self.photos["nothing"][int(random.integers(len(self.photos["nothing"])))][0]
        return draw(ground, chosen, random)


def _photo(folder: Path, name: str) -> Rgba:
    return photo(folder / "DUTS-TR-Image" / f"{name}.jpg", folder / "DUTS-TR-Mask" / f"{name}.png")


def targets(view: View) -> NDArray[np.float32]:
    """9 x C x C: heat, whether it counts, whether a box is taught, and the cells to its four edges; the subject, and
    whether it is known."""
    out = np.zeros((9, CELLS, CELLS), np.float32)
    out[1] = 1
    if view.subject is not None:
        out[7], out[8] = view.subject, 1
    middle = np.arange(CELLS, dtype=np.float32) + 0.5
    for box in view.doubtful * CELLS:
        _ignore(out, box)
    for left, top, right, bottom in sorted(view.heads * CELLS, key=lambda box: -float(np.prod(box[2:] - box[:2]))):
        if min(right - left, bottom - top) < SMALL:
            _ignore(out, np.array([left, top, right, bottom]))
            continue
        across = (middle - (left + right) / 2) / ((right - left) / 2)
        down = (middle - (top + bottom) / 2) / ((bottom - top) / 2)
        far = down[:, None] ** 2 + across[None] ** 2
        heat = np.exp(-far * 4.5)
        row, column = (min(CELLS - 1, int((low + high) / 2)) for low, high in ((top, bottom), (left, right)))
        heat[row, column] = 1
        out[0] = np.maximum(out[0], heat)
        taught = far < 0.25
        taught[row, column] = True
        out[2][taught] = 1
        edges = (middle[None] - left, middle[:, None] - top, right - middle[None], bottom - middle[:, None])
        for number, edge in enumerate(edges):
            out[3 + number][taught] = np.broadcast_to(edge, (CELLS, CELLS))[taught]
    return out


def _ignore(out: NDArray[np.float32], box: NDArray[np.float32]) -> None:
    left, top, right, bottom = (int(value) for value in box)
    out[1, top : bottom + 1, left : right + 1] = 0


def loss(found: Tensor, truth: Tensor) -> Tensor:
    """Focal loss of the heat, as in CenterNet, one less overlap of the boxes, and the subject's loss as of saliency."""
    heat, counts, taught, edges = truth[:, 0], truth[:, 1], truth[:, 2], truth[:, 3:7]
    share = torch.sigmoid(found[:, 0]).clamp(1e-5, 1 - 1e-5)
    peak = (heat > 0.99).float()
    right = -peak * (1 - share) ** 2 * share.log()
    wrong = -(1 - peak) * counts * (1 - heat) ** 4 * share**2 * (1 - share).log()
    focal = (right + wrong).sum() / peak.sum().clamp(min=1)
    own, wanted = found[:, 1:5].clamp(-4, 4).exp(), edges.clamp(min=1e-3)
    low = torch.minimum(own, wanted)
    common = (low[:, 0] + low[:, 2]) * (low[:, 1] + low[:, 3])
    area, true = ((box[:, 0] + box[:, 2]) * (box[:, 1] + box[:, 3]) for box in (own, wanted))
    overlap = common / (area + true - common)
    known = truth[:, 8, 0, 0] > 0
    subject = subject_loss(found[known, 5:], truth[known, 7:8]) if known.any() else found.sum() * 0
    return focal + 2 * ((1 - overlap) * taught).sum() / taught.sum().clamp(min=1) + SUBJECT * subject


class Run(State):
    """A training run of all but the network's first stages."""

    def __init__(self, checkpoint: Path, start: Path, steps: int) -> None:
        net = HeadNet()
        net.start_from(start)
        for part in (net.stem, net.fine):
            part.requires_grad_(False)
        super().__init__(checkpoint, net, HeadNet(), Schedule(steps, RATE, WARM_UP, AVERAGE, most_norm=2.0))

    def advance(self, views: list[View]) -> float:
        """One step; the loss."""
        images = torch.from_numpy(np.stack([view.image for view in views])).permute(0, 3, 1, 2)
        wanted = torch.from_numpy(np.stack([targets(view) for view in views]))
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            fine = self.net.features(images.contiguous(memory_format=torch.channels_last))
        return self.update(loss(self.net.found(fine.float()), wanted))


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("photos", "drawings", "start", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    cv2.setNumThreads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    run = Run(options.out / "checkpoint.pt", options.start, options.steps)
    data, began, losses = Data(options.photos, options.drawings), time.monotonic(), []
    while run.step < options.steps:
        losses.append(run.advance(data.batch(run.step)))
        if run.step % CHECKPOINT_STEPS == 0 or run.step == options.steps:
            run.save()
            line = f"{run.step} loss {sum(losses) / len(losses):.4f} s {time.monotonic() - began:.0f}\n"
            losses.clear()
            sys.stdout.write(line)
            sys.stdout.flush()


if __name__ == "__main__":
    main()
