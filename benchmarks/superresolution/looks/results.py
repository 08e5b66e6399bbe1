"""What every method makes of a file, kept as PNGs: the peers' once and for all, ours each time."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from PIL import Image

from engines.superresolution import Enlarger
from functions.superresolution import output, source
from shared.clock import NEVER

from ..damage import Seen
from ..methods import OURS, Method, methods
from .files import File

MANY = 1 << 30
Enlarge = Callable[[File], Image.Image]


def enlarging(models: Path) -> Mapping[str, Enlarge]:
    """The methods by name: ours is the whole function, from file to file; a peer is told how good the file looks."""
    engine = Enlarger()
    found: dict[str, Enlarge] = {name: _peer(name, run) for name, run in methods(models).items()}
    found[OURS] = lambda file: _ours(engine, file)
    return found


def kept(name: str, enlarge: Enlarge, file: File, place: Path) -> Image.Image:
    """The result in the file `place`, which is made where it is missing or ours."""
    if name == OURS or not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        enlarge(file).save(place)
    return Image.open(place)


def _ours(engine: Enlarger, file: File) -> Image.Image:
    with source.read(file.content, MANY, NEVER) as picture:
        enlarged = engine.enlarge(picture.images[0], picture.quality, subsampling=picture.subsampling).image
        return _opened(output.encoded(enlarged, picture, MANY))


def _peer(name: str, run: Method) -> Enlarge:
    """Transparency is enlarged as the peers' own programs do: apart, by bicubic interpolation."""

    def enlarge(file: File) -> Image.Image:
        image = _opened(file.content)
        twice = (2 * image.width, 2 * image.height)
        if name == "bicubic":
            return image.resize(twice, Image.Resampling.BICUBIC)
        done = Image.fromarray(run(Seen(np.asarray(image.convert("RGB")), None, file.looks)))
        if image.mode == "RGBA":
            done.putalpha(image.getchannel("A").resize(twice, Image.Resampling.BICUBIC))
        return done

    return enlarge


def _opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
