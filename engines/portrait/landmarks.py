"""A face's 468 points and its irises, from a place where a face may be. Knows no bodies."""

import numpy as np

from engines.runtime.tensors import sigmoid

from .arrays import Points, Rgb, transform, unit
from .detector import Detection
from .face import LEFT_CONTOUR, LEFT_EYE, RIGHT_CONTOUR, RIGHT_EYE, Face
from .networks import Network, Networks
from .patches import Square, patch

MESH_SIDE, EYE_SIDE = 192, 64
"""Pixels: the networks' inputs."""
MESH_OUTPUTS = ("conv2d_21", "conv2d_31")
IRIS_OUTPUTS = ("output_eyes_contours_and_brows", "output_iris")
LEAST_SCORE = 0.95
"""What the mesh network says of faces is 0.99; of hair seen from behind, hands and facades it says 0.0 to 0.85."""
AROUND_MESH = 1.5
"""Side of the square that the mesh network sees, by the mesh's extent (MediaPipe's face_landmark graph)."""
AROUND_EYE = (2.0, 2.7, 3.4)
"""The same for the iris network, by the eye's width: on both sides of MediaPipe's 2.3. Looks at widths far apart err
differently, so that their mean is steadier than of widths alike."""
OTHERWISE = (0, 3, 2, 1, 4, *range(13, 4, -1), *range(20, 13, -1))
"""The order of iris and contour where the network took an eye for the other one: from the inner to the outer corner."""
MOST_DISAGREEMENT = np.radians(4.0)
"""Lines through the irises and through the eyes' corners differ by up to 2 degrees where the irises are seen well."""


class Landmarks:
    """The mesh and iris networks."""

    def __init__(self, networks: Networks) -> None:
        self._mesh: Network = networks.mesh
        self._iris: Network = networks.iris

    def face(self, image: Rgb, seen: Detection) -> Face | None:
        """The face at a place, or None if it is none for certain.

        The mesh is taken twice: the second time in a square around the first one's points, which the detector's box
        hits less well.
        """
        mesh, _ = self._points(image, seen.square)
        mesh, score = self._points(image, _around(mesh))
        if score <= LEAST_SCORE:
            return None
        right, right_contour = self._eye(image, mesh, is_left=False)
        left, left_contour = self._eye(image, mesh, is_left=True)
        if _disagree(mesh, right, left):  # closed, behind a glare, in shadow: the corners are the better guide
            right = right - right[0] + mesh[list(RIGHT_EYE)].mean(axis=0)
            left = left - left[0] + mesh[list(LEFT_EYE)].mean(axis=0)
        else:
            mesh[list(RIGHT_CONTOUR)] = right_contour
            mesh[list(LEFT_CONTOUR)] = left_contour
        return Face(mesh, left, right, score)

    def _points(self, image: Rgb, square: Square) -> tuple[Points, float]:
        picture, matrix = patch(image, square, MESH_SIDE)
        points, logit = self._mesh.run(unit(picture), MESH_OUTPUTS)
        # the network counts from the patch's edge, our pixels from the first one's centre
        return transform(points.reshape(468, 3)[:, :2] - 0.5, matrix), float(sigmoid(logit.ravel())[0])

    def _eye(self, image: Rgb, mesh: Points, *, is_left: bool) -> tuple[Points, Points]:
        """The iris (5 points) and the contour (16), the mean of six looks.

        The network knows left eyes; a right one is one in the mirror. Each is shown both ways, as upright as the face
        is: an eye's own corners, near to each other, say less surely how it is turned.
        """
        one, other = mesh[list(LEFT_EYE if is_left else RIGHT_EYE)]
        width = float(np.hypot(*(other - one)))
        looks = []
        for factor in AROUND_EYE:
            square = Square((one + other) / 2, factor * width, _slope(mesh))
            as_left, as_right = self._look(image, square, mirrored=False), self._look(image, square, mirrored=True)
            looks += [as_left, as_right[list(OTHERWISE)]] if is_left else [as_left[list(OTHERWISE)], as_right]
        mean = np.asarray(np.mean(looks, axis=0), np.float32)
        return mean[:5], mean[5:]

    def _look(self, image: Rgb, square: Square, *, mirrored: bool) -> Points:
        """Iris and contour, in the order of a left eye, or, if mirrored, of a right one."""
        picture, matrix = patch(image, square, EYE_SIDE)
        if mirrored:
            picture = picture[:, ::-1]
        contour, iris = self._iris.run(unit(picture), IRIS_OUTPUTS)
        points = np.concatenate((iris.reshape(5, 3)[:, :2], contour.reshape(71, 3)[:16, :2]))
        if mirrored:
            points[:, 0] = EYE_SIDE - points[:, 0]
        return transform(points - 0.5, matrix)


def _around(mesh: Points) -> Square:
    """An upright square around the points, as the eyes' corners stand."""
    angle = _slope(mesh)
    turn = np.array(((np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))))
    upright = mesh @ turn
    low, high = upright.min(axis=0), upright.max(axis=0)
    return Square(np.asarray(turn @ ((low + high) / 2), np.float32), AROUND_MESH * float((high - low).max()), angle)


def _slope(mesh: Points) -> float:
    """Radians by which the line of the eyes' outer corners falls to the right."""
    across = mesh[LEFT_EYE[0]] - mesh[RIGHT_EYE[0]]
    return float(np.arctan2(across[1], across[0]))


def _disagree(mesh: Points, right: Points, left: Points) -> bool:
    irises = left[0] - right[0]
    angle = np.arctan2(irises[1], irises[0]) - _slope(mesh)
    return bool(abs(np.arctan2(np.sin(angle), np.cos(angle))) > MOST_DISAGREEMENT)
