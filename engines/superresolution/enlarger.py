"""The engine: a picture in tiles, all of them by one network, the best one that is through in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from engines.runtime import loading
from engines.runtime.crew import ALONE, Processors, crew
from shared.clock import NEVER, Deadline

from .canvas import Canvas, Part
from .colour import Bytes
from .damage import Search
from .doubler import Doubler, Quick, Residual
from .pace import Pace
from .quality import HALVED, Jpeg
from .tiles import tiles


@dataclass(frozen=True)
class Enlarged:
    """`image` is 2H x 2W, with the channels of the one given.

    `network` is the place of the one that has made all of it, 0 for the best; None if none was through in time, so that
    all of it is interpolated. `begun` says whether a network had been through any of it.
    """

    image: Bytes
    network: int | None
    begun: bool

    @property
    def complete(self) -> bool:
        """Whether a network has been through all that has any detail."""
        return self.network is not None


class Enlarger:
    """Build it once per process; `enlarge` may be called from many threads at once."""

    def __init__(self, networks: Sequence[Doubler] = ()) -> None:
        """`networks` are those to choose from, the best first, each cheaper than the one before; ours by default."""
        self._networks = tuple(networks) or (Residual(), Quick())
        self._search = Search()

    def prepare(self) -> None:
        """Load the networks ahead of the first call."""
        loading.prepare(*self._networks, self._search)

    def enlarge(
        self,
        image: Bytes,
        quality: int | None,
        deadline: Deadline = NEVER,
        processors: Processors = ALONE,
        subsampling: int = HALVED,
    ) -> Enlarged:
        """An image, H x W (grey), H x W x 3 (RGB) or H x W x 4 (RGBA), at twice its sides.

        It is made on the caller's thread and on idle ones of `processors`. `quality` is that of the JPEG that it was, 1
        to 100, None if its file is lossless; signs of worse damage are looked for; `subsampling` is as in Jpeg. What
        cannot be seen of an RGBA image is changed in the one given.
        """
        told = None if quality is None else Jpeg(quality, subsampling)
        canvas = Canvas(image, self._search.damage(image, told))
        halo = max(network.halo for network in self._networks)
        begun = False
        with crew(processors) as threads:
            each = tiles(*image.shape[:2], transparent=canvas.transparent)
            parts = threads.map(lambda tile: canvas.begin(tile, halo), each)
            for place, network in enumerate(self._networks):
                pace = self._pace(place, parts, deadline)
                threads.map(partial(_do, canvas, network, pace), parts)
                begun |= pace.done > 0
                if not pace.ended:
                    return Enlarged(canvas.enlarged, place, begun)
            threads.map(canvas.interpolate, parts)
        return Enlarged(canvas.enlarged, None, begun)

    def _pace(self, place: int, parts: Sequence[Part], deadline: Deadline) -> Pace:
        network, *cheaper = self._networks[place:]
        work = sum(part.work(network.halo) for part in parts)
        return Pace(work, deadline, cheaper[0].cost / network.cost if cheaper else None)


def _do(canvas: Canvas, network: Doubler, pace: Pace, part: Part) -> None:
    if (work := part.work(network.halo)) and pace.goes_on():
        canvas.double(part, network)
        pace.did(work)
