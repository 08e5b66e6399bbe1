"""A face, and which boxes are one."""

from dataclasses import dataclass, replace

SAME = 0.3
"""Overlap (intersection over union) from which two boxes are one face."""


Point = tuple[float, float]


@dataclass(frozen=True)
class Face:
    """A box from the eyebrows to the chin, in pixels, and how sure the network is, 0 to 1.

    `points` (x, y) are the eyes, the nose's tip, the mouth's middle and the ears, those on the image's left first; or
    none.
    """

    left: float
    top: float
    right: float
    bottom: float
    score: float
    points: tuple[Point, ...] = ()

    @property
    def area(self) -> float:
        """In square pixels."""
        return (self.right - self.left) * (self.bottom - self.top)

    @property
    def turn(self) -> float:
        """How far it looks aside, 0 to 1 in profile: by where the nose is between the ears."""
        if not self.points:
            return 0.0
        (nose, _), _, (one, _), (other, _) = self.points[2:]
        between = max(abs(one - other), 0.01 * (self.right - self.left))
        return min(1.0, 2 * abs(nose - (one + other) / 2) / between)

    def moved(self, scale: float, x: float = 0.0, y: float = 0.0) -> "Face":
        """The face in an image that is `scale` times as large and begins `x`, `y` pixels further out."""
        return replace(
            self,
            left=self.left * scale + x,
            top=self.top * scale + y,
            right=self.right * scale + x,
            bottom=self.bottom * scale + y,
            points=tuple((column * scale + x, row * scale + y) for column, row in self.points),
        )


def nms(faces: list[Face]) -> list[Face]:
    """Non-maximum suppression: the surest of each group of boxes that overlap, the surest first."""
    kept: list[Face] = []
    for face in sorted(faces, key=lambda face: -face.score):
        if all(overlap(face, other) < SAME for other in kept):
            kept.append(face)
    return kept


def overlap(one: Face, other: Face) -> float:
    """Intersection over union."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    common = max(width, 0.0) * max(height, 0.0)
    return common / max(one.area + other.area - common, 1e-9)
