"""A face and a body as points. Knows neither how they were found nor what is made of them."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .arrays import Matrix, Points, transform

# Points, and rows of points, of MediaPipe's face-mesh topology; each set stands here once.
FOREHEAD, CHIN, NOSE = 10, 152, 1
CHIN_ARC = (152, 148, 377, 176, 400)
"""Around the chin's lowest: its middle, and a little to both sides."""
RIGHT_CHEEK, LEFT_CHEEK = 234, 454
RIGHT_CHEEKBONE, LEFT_CHEEKBONE = 50, 280
CHEEKS = (RIGHT_CHEEKBONE, LEFT_CHEEKBONE, 205, 425)
"""Where skin is free of hair and beard for certain: the cheekbones, and the cheeks below them."""
LEFT_OVAL = (10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377)
RIGHT_OVAL = (152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109)
MOUTH = (61, 291, 0, 17)
"""The corners, the upper and the lower lip's edge."""
LIPS = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
RIGHT_BROW, LEFT_BROW = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46), (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
NOSTRILS = (98, 327)
"""The wings of the nose."""
RIGHT_EYE, LEFT_EYE = (33, 133), (263, 362)
"""Outer and inner corner."""
RIGHT_LIDS, LEFT_LIDS = ((160, 144), (159, 145), (158, 153)), ((387, 373), (386, 374), (385, 380))
"""Upper and lower lid, one above the other."""
LEFT_CONTOUR = (263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398)
RIGHT_CONTOUR = (33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173)
"""The lids' edges: the mesh points that the iris network places more exactly."""
LEFT_SHOULDER, RIGHT_SHOULDER = 11, 12
"""Points of MediaPipe's pose topology."""


@dataclass(frozen=True, eq=False)
class Face:
    """One face, in pixels of one image.

    `mesh` is 468 x 2 in MediaPipe's face-mesh topology. `left_iris` and `right_iris` are 5 x 2, the centre first, then
    four points of the rim. Left is the person's own left, as in MediaPipe: at the right of an image that is not
    mirrored. `score` is the certainty that this is a face, 0 to 1. `box` is x0, y0, x1, y1 around the mesh.
    """

    mesh: Points
    left_iris: Points
    right_iris: Points
    score: float

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """The least upright box around the mesh."""
        (x0, y0), (x1, y1) = self.mesh.min(axis=0), self.mesh.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)

    @property
    def centre(self) -> Points:
        """The middle of the box, one point."""
        return np.asarray((self.mesh.min(axis=0) + self.mesh.max(axis=0)) / 2, np.float32)

    @property
    def height(self) -> float:
        """Pixels from the upper forehead (near the hair line) to the chin: the unit of the engine's lengths."""
        return float(np.hypot(*(self.mesh[FOREHEAD] - self.mesh[CHIN])))

    @property
    def eyes(self) -> Points:
        """2 x 2: the middle of the right iris, and of the left one."""
        return np.stack((self.right_iris[0], self.left_iris[0]))

    @property
    def roll(self) -> float:
        """Radians by which the line of the eyes falls to the right (a head leaning clockwise).

        The mean of the lines through the irises and through the lids, whose errors go their own ways.
        """
        lids = self.mesh[list(LEFT_CONTOUR)].mean(axis=0) - self.mesh[list(RIGHT_CONTOUR)].mean(axis=0)
        across = (self.left_iris[0] - self.right_iris[0]) + lids
        return float(np.arctan2(across[1], across[0]))

    @property
    def yaw(self) -> float:
        """How far the head is turned: 0 looks at the camera, +-0.5 is a profile.

        The place of the nose's tip between the cheeks' edges, measured along them.
        """
        right, left = self.mesh[RIGHT_CHEEK], self.mesh[LEFT_CHEEK]
        across = left - right
        return float((self.mesh[NOSE] - right) @ across / (across @ across)) - 0.5

    @property
    def eye_openness(self) -> tuple[float, float]:
        """Height of the right and the left eye's opening by its width: 0.2 to 0.4 open, 0.05 to 0.25 closed."""
        return self._openness(RIGHT_EYE, RIGHT_LIDS), self._openness(LEFT_EYE, LEFT_LIDS)

    def _openness(self, corners: tuple[int, int], lids: tuple[tuple[int, int], ...]) -> float:
        width = np.hypot(*(self.mesh[corners[0]] - self.mesh[corners[1]]))
        heights = [np.hypot(*(self.mesh[upper] - self.mesh[lower])) for upper, lower in lids]
        return float(np.mean(heights) / max(float(width), 1e-6))

    def transform(self, matrix: Matrix) -> "Face":
        """The face in the pixels that an affine map leads to."""
        return replace(
            self,
            mesh=transform(self.mesh, matrix),
            left_iris=transform(self.left_iris, matrix),
            right_iris=transform(self.right_iris, matrix),
        )


@dataclass(frozen=True, eq=False)
class Body:
    """The body that belongs to a face.

    `landmarks` is 33 x 2 in MediaPipe's pose topology, in pixels of the same image as the face (points may lie outside
    of it); `visibility` has 33 values, 0 to 1.
    """

    landmarks: Points
    visibility: NDArray[np.float32]

    @property
    def shoulders(self) -> Points:
        """2 x 2: the right shoulder (at the left of an image that is not mirrored), and the left one."""
        return self.landmarks[[RIGHT_SHOULDER, LEFT_SHOULDER]]
