"""The engine: find the person, cut them out, measure, place, render, finish. Knows no vendor."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from shared.clock import NEVER, Deadline

from . import checks, reasons, sheet
from .arrays import Rgb
from .bounds import Format
from .bust import Bust, Cutter, Matting
from .detector import Detector
from .face import Body, Face
from .finish import finish
from .head import Head, measure_head, upright_matrix
from .landmarks import Landmarks
from .networks import Networks
from .order import Order, Photos
from .patches import Square
from .placing import Place, place_head
from .pose import Pose
from .render import Cut, render
from .shoulders import tilt_of
from .unsuitable import UnsuitablePhoto
from .warping import Warp

MODELS = Path(__file__).parent / "models"

MOST_FACES = 6
"""Places looked at more closely: a crowd has more than one face among its largest."""
MOST_TURNS = 2
"""One is enough for all portraits that were tried."""
SURROUNDINGS = (2.0, 3.0)
"""Face heights: sides of the squares in which the detector is asked whether a face is upside down."""
MOST_UNCOVERED = 0.03
"""Heads, or square heads, of missing body."""
MOST_ENLARGED = 0.1
"""By how much the head may be larger, by the photo's height, so that no missing body shows."""
LEAST_BODY = 0.15
"""Heads of body below the chin: less is a head without a neck."""


class Studio:
    """Makes ID photos. Build it once per process; `make` and `cut` may be called from many threads at once.

    `models` is the folder that scripts/models fills. `matting`, if given, is a stronger network's alpha for a picture.
    """

    def __init__(self, matting: Matting | None = None, models: Path = MODELS) -> None:
        self._networks = Networks(models)
        self._detector, self._landmarks = Detector(self._networks.faces), Landmarks(self._networks)
        self._pose = Pose(self._networks.pose)
        self._cutter = Cutter(self._networks.person, self._networks.matting, matting)

    def prepare(self) -> None:
        """Load what every call runs ahead of the first one. Raises MissingModel."""
        self._networks.prepare()

    def make(self, rgb: Rgb, order: Order, seed: int, deadline: Deadline = NEVER) -> Photos:
        """The files of an order, for an image, H x W x 3, which may be turned by quarters.

        `seed` settles the watermark: give photos of one image the same one. Raises UnsuitablePhoto, DoesNotFit,
        TooLarge, or OutOfTime where the deadline passes before all files are made.
        """
        layouts = _layouts(order)
        upright, face = self._upright(rgb, deadline)
        cuts = self._cuts(upright, face, order.formats, deadline)
        deadline.check()
        return finish(cuts, order, layouts, seed, deadline)

    def face(self, rgb: Rgb, deadline: Deadline = NEVER) -> Face:
        """The one person's face in an upright image.

        Raises UnsuitablePhoto: none, several, or one that no photo can be made of. Raises OutOfTime.
        """
        return _checked(rgb, self._faces(rgb, deadline))

    def _upright(self, rgb: Rgb, deadline: Deadline) -> tuple[Rgb, Face]:
        """The image turned by the quarters that set it upright, and the one person's face in it. Raises as `face`."""
        upright, turned = rgb, 0
        faces = self._faces(rgb, deadline)
        for _ in range(MOST_TURNS):
            quarters = self._quarters(upright, faces[0]) if faces else 2  # of upside-down faces some are not found
            if not quarters:
                break
            turned += quarters
            upright = rgb  # lets go of the copy of an earlier turn
            upright = np.ascontiguousarray(np.rot90(rgb, turned))
            faces = self._faces(upright, deadline)
            if not faces:
                break
        return upright, _checked(upright, faces)

    def _quarters(self, rgb: Rgb, face: Face) -> int:
        """By how many quarters to the left the image must be turned for the face to be upright.

        The mesh follows a face that lies on its side, and lays an upright one on a face that is upside down: what
        that is, the detector knows better.
        """
        lying = round(face.roll / (np.pi / 2))
        if lying:
            return lying
        upright, turned = (
            max(self._detector.score(rgb, Square(face.centre, side * face.height, angle)) for side in SURROUNDINGS)
            for angle in (0.0, np.pi)
        )
        return 2 if turned > upright else 0

    def _faces(self, rgb: Rgb, deadline: Deadline) -> list[Face]:
        """The faces of an image, the largest first."""
        faces: list[Face] = []
        for finds in self._detector.search(rgb):
            deadline.check()
            faces = checks.nms(face for find in finds[:MOST_FACES] if (face := self._landmarks.face(rgb, find)))
            if faces:
                break
        return faces

    def cut(self, rgb: Rgb, wanted: Format, deadline: Deadline = NEVER) -> Cut:
        """Cut the person out of an image, H x W x 3, which may be turned by quarters, and place them in a photo.

        Where no crop keeps all bounds, the nearest is taken, and the result says what it misses. Raises
        UnsuitablePhoto or OutOfTime.
        """
        return self._cuts(*self._upright(rgb, deadline), (wanted,), deadline)[0]

    def _cuts(self, rgb: Rgb, face: Face, formats: Sequence[Format], deadline: Deadline) -> list[Cut]:
        """Cut out the person whose face it is, once, and place them in photos of each format. Raises as `cut`."""
        deadline.check()
        body = self._pose.body(rgb, face) if any(wanted.level_shoulders for wanted in formats) else None
        deadline.check()
        bust = self._cutter.bust(rgb, face, formats)
        head = measure_head(bust)
        cuts = []
        for wanted in formats:
            deadline.check()
            cuts.append(_placed(bust, head, wanted, (body, face) if wanted.level_shoulders and body else None))
        return cuts


def _checked(rgb: Rgb, faces: Sequence[Face]) -> Face:
    face = checks.only_face(faces)
    checks.check_face(rgb, face)
    return face


def _layouts(order: Order) -> tuple[sheet.Layout, ...]:
    """Where the photos of each format stand on a sheet. Raises TooLarge."""
    photo = sheet.Print(order.format.size, order.printed_dpi or order.dpi)
    if order.second is None:
        return (sheet.layout(photo, order.spacing, order.paper),)
    second = sheet.Print(order.second.format.size, order.second.dpi)
    return sheet.mixed_layout((photo, second), order.spacing, order.paper)


def _placed(bust: Bust, head: Head, wanted: Format, shoulders: tuple[Body, Face] | None) -> Cut:
    """The bust in a photo, with its shoulders levelled if they are given. Raises UnsuitablePhoto."""
    middle = head.between_ears if wanted.by_ears else head.middle
    place = place_head(head, wanted, middle)
    if _lacks_body(head, place, place_head(head.whole, wanted, middle)):
        raise UnsuitablePhoto(reasons.NO_SHOULDERS)
    warp = _warp(bust, place, head, middle, wanted.size)
    if shoulders:
        warp = replace(warp, tilt=tilt_of(*shoulders, warp))
    return _render(bust, head, place, warp)


def _lacks_body(head: Head, place: Place, whole: Place) -> bool:
    """Whether a photo would look cut; `whole` is the crop that a body with no missing parts would get."""
    return (
        place.uncovered > MOST_UNCOVERED
        or place.ratios.head > whole.ratios.head + MOST_ENLARGED
        or head.below - head.chin < LEAST_BODY * head.height
    )


def _warp(bust: Bust, place: Place, head: Head, middle: float, size: tuple[int, int]) -> Warp:
    """The way from the image's pixels to the photo's."""
    upright = upright_matrix(bust.face)
    width, height = size
    turn = place.scale * upright[:, :2]
    corner = np.array((middle, head.crown))
    target = np.array(((width - 1) / 2, place.ratios.top * height - 0.5))
    from_alpha = Warp(np.column_stack((turn, place.scale * (upright[:, 2] - corner) + target)), size)
    to_alpha = np.linalg.inv(np.vstack((bust.to_image, (0, 0, 1))))[:2]
    return from_alpha.after(to_alpha)


def _render(bust: Bust, head: Head, place: Place, warp: Warp) -> Cut:
    """Render the photo."""
    from_alpha = warp.after(bust.to_image)
    from_part = warp.after(np.array(((1, 0, bust.origin[0]), (0, 1, bust.origin[1])), np.float64))
    face = bust.face.transform(from_alpha.affine)
    rgb, alpha, picture = render(bust.part, from_part, bust.alpha, from_alpha, face.height)
    crown = place.ratios.top * warp.size[1] - 0.5
    chin = crown + place.scale * head.height
    return Cut(rgb, alpha, picture, face, crown, chin, place.ratios, place.misses, bust.doubtful)
