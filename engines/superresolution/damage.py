"""What a picture lost before it came here: what its file says, and what is found in its pixels."""

from engines.runtime import loading

from .colour import Bytes
from .dithering import dithered_quality
from .hidden import LATER, hidden_quality
from .noise import Noise, NoiseMeter
from .quality import HALVED, NO_JPEG, Jpeg

Damage = Jpeg | Noise


class Search:
    """Build it once per process; safe to call from many threads at once."""

    def __init__(self) -> None:
        self._meter = NoiseMeter()

    def prepare(self) -> None:
        """Load the network ahead of the first call."""
        loading.prepare(self._meter)

    def damage(self, image: Bytes, told: Jpeg | None) -> Damage | None:
        """What H x W (grey), H x W x 3 or H x W x 4 (RGBA) really lost; `told` is what its file says, None if nothing.

        The dots of few colours are taken for a JPEG's noise: networks that keep every pixel make more of them.
        """
        if told is None and (dotted := dithered_quality(image)) is not None:
            return Jpeg(dotted, HALVED)
        return self._meter.noise(image) or _worst(image, told)


def _worst(image: Bytes, told: Jpeg | None) -> Jpeg | None:
    """What the file says, unless signs of a worse JPEG are found, with halved colours."""
    searched = told.quality if told else None
    if told and told.subsampling == NO_JPEG:
        searched = LATER  # another format's steps move coefficients about as those of this JPEG
    quality = hidden_quality(image, searched)
    if quality is None or quality == searched or (told and told.quality <= quality):
        return told
    return Jpeg(quality, HALVED)
