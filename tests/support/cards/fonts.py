"""The faces of the two sets of drawings: they share none, so that nothing is reported on what was tuned on."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import pytest
from PIL import ImageFont

Split = Literal["tune", "report"]
Role = Literal["hei", "bold", "song", "kai", "digits", "raised", "plate", "latin", "korean", "uyghur"]
SPLITS: tuple[Split, ...] = ("tune", "report")
SHARE = Path("/usr/share/fonts")


class Face(NamedTuple):
    """A font file below /usr/share/fonts, the place of the face in it, and the Debian package that has it."""

    file: str
    place: int
    package: str


NOTO, NOTO_BOLD = (Face(f"opentype/noto/NotoSansCJK-{w}.ttc", 2, "fonts-noto-cjk") for w in ("Regular", "Bold"))
SERIF, SERIF_BOLD = (Face(f"opentype/noto/NotoSerifCJK-{w}.ttc", 2, "fonts-noto-cjk") for w in ("Regular", "Bold"))
UMING = Face("truetype/arphic/uming.ttc", 0, "fonts-arphic-uming")
SUNGTI = Face("truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0, "fonts-arphic-gbsn00lp")
UKAI = Face("truetype/arphic/ukai.ttc", 0, "fonts-arphic-ukai")
ZENHEI = Face("truetype/wqy/wqy-zenhei.ttc", 0, "fonts-wqy-zenhei")
MICROHEI = Face("truetype/wqy/wqy-microhei.ttc", 0, "fonts-wqy-microhei")
WENKAI, WENKAI_BOLD = (
    Face(f"truetype/lxgw-wenkai/LXGWWenKai-{w}.ttf", 0, "fonts-lxgw-wenkai") for w in ("Regular", "Bold")
)
MONO_BOLD = Face("truetype/liberation/LiberationMono-Bold.ttf", 0, "fonts-liberation")
NARROW = Face("truetype/liberation/LiberationSansNarrow-Bold.ttf", 0, "fonts-liberation")
SANS = Face("truetype/liberation/LiberationSans-Regular.ttf", 0, "fonts-liberation")
DEJAVU_MONO = Face("truetype/dejavu/DejaVuSansMono-Bold.ttf", 0, "fonts-dejavu-core")
OCR_A = Face("truetype/ocr-a/OCRA.ttf", 0, "fonts-ocr-a")
OCR_B = Face("opentype/ocr-b/OCRB.otf", 0, "fonts-ocr-b")
NIMBUS_MONO = Face("opentype/urw-base35/NimbusMonoPS-Bold.otf", 0, "fonts-urw-base35")
NIMBUS_NARROW = Face("opentype/urw-base35/NimbusSansNarrow-Bold.otf", 0, "fonts-urw-base35")
GOTHIC = Face("opentype/urw-base35/URWGothic-Book.otf", 0, "fonts-urw-base35")
KOREAN = Face("opentype/noto/NotoSansCJK-Regular.ttc", 1, "fonts-noto-cjk")
NANUM = Face("truetype/nanum/NanumMyeongjo.ttf", 0, "fonts-nanum")
UKIJ = Face("truetype/fonts-ukij-uyghur/UKIJTuz.ttf", 0, "fonts-ukij-uyghur")
UKIJ_BASMA = Face("truetype/fonts-ukij-uyghur/UKIJBasma.ttf", 0, "fonts-ukij-uyghur")

FACES: Mapping[Split, Mapping[Role, tuple[Face, ...]]] = {
    "tune": {
        "hei": (NOTO,),
        "bold": (NOTO_BOLD,),
        "song": (UMING, SUNGTI),
        "kai": (UKAI,),
        "digits": (MONO_BOLD, DEJAVU_MONO),
        "raised": (OCR_A, MONO_BOLD),
        "plate": (NARROW,),
        "latin": (SANS,),
        "korean": (KOREAN,),
        "uyghur": (UKIJ,),
    },
    "report": {
        "hei": (ZENHEI, MICROHEI),
        "bold": (WENKAI_BOLD, SERIF_BOLD),
        "song": (SERIF,),
        "kai": (WENKAI,),
        "digits": (OCR_B, NIMBUS_MONO),
        "raised": (OCR_B, NIMBUS_MONO),
        "plate": (NIMBUS_NARROW,),
        "latin": (GOTHIC,),
        "korean": (NANUM,),
        "uyghur": (UKIJ_BASMA,),
    },
}
"""What each part of a card is written in. Real cards have their number in OCR-B: it is kept for the report."""


def missing_packages(split: Split) -> list[str]:
    """The Debian packages that have faces of `split` and are not installed: figures need them all."""
    faces = {face for faces in FACES[split].values() for face in faces}
    return sorted({face.package for face in faces if not (SHARE / face.file).exists()})


class Faces:
    """The faces that one drawing is written in, chosen from its split's."""

    def __init__(self, split: Split, random: np.random.Generator) -> None:
        present = {
            role: [face for face in faces if (SHARE / face.file).exists()] for role, faces in FACES[split].items()
        }
        if not present["hei"]:
            pytest.skip(f"no Chinese font: install {', '.join(missing_packages(split))}")
        instead = present["hei"]
        self._chosen = {
            role: faces[int(random.integers(len(faces)))] if faces else instead[0] for role, faces in present.items()
        }

    def font(self, role: Role, pixels: float) -> ImageFont.FreeTypeFont:
        """The face of a part of the card, `pixels` high from line to line."""
        return _loaded(self._chosen[role], max(6, round(pixels)))


@lru_cache(128)
def _loaded(face: Face, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SHARE / face.file, pixels, index=face.place)
