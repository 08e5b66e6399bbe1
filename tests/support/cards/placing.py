"""Cards on a ground: where each lies in the picture, and what of it can be seen."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from .drawing import Card, Corners, Drawing, Quads, Rgb


def arranged(random: np.random.Generator, drawings: Sequence[Drawing]) -> list[Corners]:
    """The corners of one card, or of several below or, one time in five, beside each other; around 0, 0."""
    beside = random.random() < 0.2
    quads, at = [], 0.0
    for drawing in drawings:
        size = drawing.corners[2]
        turn = np.radians(random.uniform(-4, 4)) if len(drawings) > 1 else 0.0
        spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        offset = np.array([at, random.uniform(-40, 40)] if beside else [random.uniform(-40, 40), at])
        quads.append((drawing.corners - size / 2) @ spin.T + offset)
        at += (size[0] if beside else size[1]) * random.uniform(1.12, 1.3)
    middle = np.concatenate(quads).mean(0)
    return [(quad - middle).astype(np.float32) for quad in quads]


def seen(quads: Sequence[Corners], tilt: tuple[float, float, float]) -> list[Corners]:
    """The corners as a camera sees them that is tilted by degrees about x, about y, and turned; 2.6 long sides away."""
    around_x, around_y, turn = np.radians(tilt)
    rotation, _ = cv2.Rodrigues(np.array([around_x, around_y, 0.0]))
    spin, _ = cv2.Rodrigues(np.array([0.0, 0.0, turn]))
    distance = 2.6 * float(np.ptp(np.concatenate(quads), axis=0).max())
    result = []
    for quad in quads:
        points = np.c_[quad, np.zeros(4)] @ (rotation @ spin).T
        result.append((points[:, :2] * distance / (points[:, 2:] + distance)).astype(np.float32))
    return result


def framed(
    random: np.random.Generator, quads: Sequence[Corners], long_side: float, fill: float
) -> tuple[list[Corners], tuple[int, int]]:
    """The corners scaled so that the first card's longer side has so many pixels, and the picture's width and height.

    The picture is four by three, lying or standing as the cards do; they take up to `fill` of its width or height.
    """
    scale = long_side / max(float(np.linalg.norm(quads[0][i] - quads[0][i - 1])) for i in range(4))
    points = np.concatenate(quads) * scale
    low, span = points.min(0), np.ptp(points, axis=0)
    aspect = 4 / 3 if span[0] > span[1] else 3 / 4
    width = max(span[0], span[1] * aspect) / fill
    frame = np.array([width, width / aspect])
    offset = (frame - span) * random.uniform(0.25, 0.75, 2) - low
    return [(quad * scale + offset).astype(np.float32) for quad in quads], (round(frame[0]), round(frame[1]))


def laid(ground: Rgb, drawing: Drawing, corners: Corners) -> tuple[Rgb, Card]:
    """The ground with a card laid over it, and the card's truth there."""
    pixels, scale = drawing.pixels, 1.0
    side = max(float(np.linalg.norm(corners[i] - corners[i - 1])) for i in range(4))
    if side < 0.75 * max(pixels.shape[:2]):
        scale = side / max(pixels.shape[:2])
        pixels = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    transform = cv2.getPerspectiveTransform(drawing.corners * scale, corners)
    left, top = np.maximum(np.floor(corners.min(0)).astype(int) - 12, 0)
    right, foot = np.minimum(np.ceil(corners.max(0)).astype(int) + 12, (ground.shape[1], ground.shape[0]))
    size, moved = (int(right - left), int(foot - top)), np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]]) @ transform
    card = cv2.warpPerspective(pixels, moved, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = (
        cv2.warpPerspective(_outline(pixels, drawing.radius * scale), moved, size)[..., None].astype(np.float32) / 255
    )
    shade = cv2.GaussianBlur(mask, (0, 0), 5)[..., None]
    patch = ground[top:foot, left:right].astype(np.float32) * (1 - 0.45 * shade)
    ground[top:foot, left:right] = (patch + (card - patch) * mask).astype(np.uint8)
    whole = np.asarray(cv2.getPerspectiveTransform(drawing.corners, corners), np.float64)
    boxes = {field: moved_points(quads, whole) for field, quads in drawing.boxes.items()}
    return ground, Card(drawing.kind, drawing.fields, corners, boxes)


def moved_points(quads: Quads, transform: NDArray[np.float64]) -> Quads:
    """Quads after a homography."""
    points = cv2.perspectiveTransform(quads.reshape(-1, 1, 2), transform)
    return np.asarray(points, np.float32).reshape(-1, 4, 2)


def with_hidden(card: Card, covered: NDArray[np.bool_]) -> Card:
    """The card with the fields named of which more than a speck is covered, H x W, or that leave the picture."""
    hidden = {field for field, quads in card.boxes.items() if any(_covered(quad, covered) for quad in quads)}
    return replace(card, hidden=card.hidden | hidden)


def _covered(quad: Corners, covered: NDArray[np.bool_]) -> bool:
    height, width = covered.shape
    if (quad < -1).any() or (quad > (width + 1, height + 1)).any():
        return True
    left, top = np.maximum(np.floor(quad.min(0)).astype(int), 0)
    right, foot = np.ceil(quad.max(0)).astype(int)
    part = covered[top:foot, left:right]
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.round(quad - (left, top)).astype(np.int32), 1)
    return bool((part & (inside > 0)).sum() > 0.01 * inside.sum())


def _outline(pixels: Rgb, radius: float) -> NDArray[np.uint8]:
    height, width = pixels.shape[:2]
    mask = np.full((height, width), 255, np.uint8)
    r = round(radius)
    if r:
        corner = np.zeros((r, r), np.uint8)
        cv2.circle(corner, (r, r), r, 255, -1)
        mask[:r, :r], mask[:r, -r:] = corner, corner[:, ::-1]
        mask[-r:, :r], mask[-r:, -r:] = corner[::-1], corner[::-1, ::-1]
    return mask
