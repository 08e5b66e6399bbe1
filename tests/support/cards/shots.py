"""A picture of drawings: alone, scanned, photographed, photographed under difficulties, cut off."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from . import camera, grounds, placing, plates
from .drawing import Card, Corners, Drawing, Rgb, Specimen
from .fonts import Faces, Split

HARDSHIPS = ("coarse", "glare", "tilt", "worn", "screen")


def flat(drawing: Drawing) -> Specimen:
    """Nothing but the card."""
    return _specimen(drawing.pixels, (Card(drawing.kind, drawing.fields, drawing.corners, drawing.boxes),))


def scan(drawings: Sequence[Drawing], random: np.random.Generator) -> Specimen:
    """On a scanner's white, turned by up to three degrees, one time in four by a quarter or more."""
    quads = placing.seen(placing.arranged(random, drawings), (0, 0, random.uniform(-3, 3)))
    long_side = max(drawings[0].pixels.shape) * random.uniform(0.6, 0.95)
    quads, (width, height) = placing.framed(random, quads, long_side, random.uniform(0.7, 0.95))
    image = np.full((height, width, 3), int(random.integers(236, 254)), np.uint8)
    image, cards = _laid(image, drawings, quads)
    image = camera.noisy(random, camera.blurred(random, image, 0.7), 2)
    image, cards = camera.turned(image, cards, _quarters(random))
    return _specimen(camera.compressed(image, int(random.integers(75, 93))), cards)


def photo(drawings: Sequence[Drawing], random: np.random.Generator, faces: Faces, split: Split, hard: bool) -> Specimen:
    """On a ground of the split's, in uneven light, tilted; when `hard`, with two hardships out of five."""
    chosen = {str(name) for name in random.choice(HARDSHIPS, 2, replace=False)} if hard else set()
    if "worn" in chosen:
        drawings = [replace(drawing, pixels=camera.worn(random, drawing.pixels)) for drawing in drawings]
    if drawings[0].kind.startswith("platenum"):
        image, quads = _street(drawings[0], random, split, "coarse" in chosen)
    else:
        image, quads = _table(drawings, random, faces, split, chosen)
    image, cards = _laid(image, drawings, quads)
    image = camera.lit(random, image, shadow=random.random() < 0.5)
    if "screen" in chosen:
        image = camera.on_screen(random, image)
    covered = np.zeros(image.shape[:2], np.bool_)
    if "glare" in chosen:
        image, covered = camera.glared(random, image, quads[0])
    cards = tuple(placing.with_hidden(card, covered) for card in cards)
    image = camera.noisy(random, camera.blurred(random, image, 1.1 if hard else 0.9), random.uniform(2, 8))
    if not drawings[0].kind.startswith("platenum"):
        image, cards = camera.turned(image, cards, _quarters(random))
    return _specimen(camera.compressed(image, int(random.integers(40, 93))), cards)


def cut(specimen: Specimen, random: np.random.Generator) -> Specimen:
    """The picture without what lies beyond a line through the first card's middle."""
    image, corners = specimen.image, specimen.corners
    low, span = corners.min(0), np.ptp(corners, axis=0)
    x, y = (int(v) for v in low + span * random.uniform(0.35, 0.65, 2))
    side, move = int(random.integers(4)), np.zeros(2, np.float32)
    if side == 0:
        image = image[:, :x]
    elif side == 1:
        image = image[:y]
    elif side == 2:
        image, move = image[:, x:], np.array((x, 0), np.float32)
    else:
        image, move = image[y:], np.array((0, y), np.float32)
    image = np.ascontiguousarray(image)
    whole = np.zeros(image.shape[:2], np.bool_)
    cards = []
    for card in specimen.cards:
        boxes = {field: quads - move for field, quads in card.boxes.items()}
        cards.append(placing.with_hidden(replace(card, corners=card.corners - move, boxes=boxes), whole))
    return Specimen(image, specimen.kind, tuple(cards))


def _table(
    drawings: Sequence[Drawing], random: np.random.Generator, faces: Faces, split: Split, chosen: set[str]
) -> tuple[Rgb, list[Corners]]:
    most = 14.0
    tilt = [float(random.uniform(-most, most)) for _ in range(2)] + [float(random.uniform(-9, 9))]
    if "tilt" in chosen:
        tilt[int(random.integers(2))] = float(random.choice((-1, 1)) * random.uniform(24, 34))
    quads = placing.seen(placing.arranged(random, drawings), (tilt[0], tilt[1], tilt[2]))
    page = max(drawings[0].pixels.shape) > 1500  # A4, whose print is finer for its size
    long_side = random.uniform(1350, 1650) if page else random.uniform(780, 1150)
    if "coarse" in chosen:
        long_side = random.uniform(980, 1150) if page else random.uniform(460, 580)
    if len(drawings) > 1:
        long_side *= 0.8
    fill = random.uniform(0.8, 0.95) if page else random.uniform(0.6, 0.9)
    quads, (width, height) = placing.framed(random, quads, long_side, fill)
    image = grounds.GROUNDS[split][int(random.integers(3))](random, faces, width, height)
    if random.random() < 0.2:
        middle = (quads[0][0] + quads[0][3]) / 2 if split == "tune" else (quads[0][1] + quads[0][2]) / 2
        image = grounds.thumb(random, image, split, (float(middle[0]), float(middle[1])), 0.1 * long_side)
    return image, quads


def _street(drawing: Drawing, random: np.random.Generator, split: Split, coarse: bool) -> tuple[Rgb, list[Corners]]:
    height, width = drawing.pixels.shape[:2]
    image, corners = plates.street(random, split == "report", width / height, drawing.kind == "platenum_lorry")
    if coarse:
        factor = random.uniform(0.55, 0.75)
        small = Image.fromarray(image).resize((round(1280 * factor), round(960 * factor)))
        return np.array(small), [(corners * factor).astype(np.float32)]
    return image, [corners]


def _laid(image: Rgb, drawings: Sequence[Drawing], quads: Sequence[Corners]) -> tuple[Rgb, tuple[Card, ...]]:
    cards = []
    for drawing, quad in zip(drawings, quads, strict=True):
        image, card = placing.laid(image, drawing, quad)
        cards.append(card)
    return image, tuple(cards)


def _quarters(random: np.random.Generator) -> int:
    return int(random.integers(1, 4)) if random.random() < 0.3 else 0


def _specimen(image: Rgb, cards: tuple[Card, ...]) -> Specimen:
    """What says nothing is no card: a wrong document, a sheet with labels only."""
    return Specimen(image, cards[0].kind, tuple(card for card in cards if card.fields))
