"""What is made of one portrait: the order, and its finished files. Knows no pixels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .background import Background
from .bounds import Format, Miss
from .jpeg import ANY_SIZE, Window
from .levels import Levels
from .sheet import SIX_INCH, WIDE, Paper, Spacing


@dataclass(frozen=True)
class Second:
    """A further format that is printed only, and its resolution."""

    format: Format
    dpi: int


@dataclass(frozen=True)
class Order:
    """Photos of one person in one format, one for each of `backgrounds`, whose keys are the caller's names for them;
    None stands for the picture's own ground.

    `dpi` is the resolution that the files name, in pixels by inch; it settles how large the photos are on their sheets,
    unless `printed_dpi` does.
    `window` is for the photo's own file. `spacing` is that of the copies on a sheet, which is of `paper`; with `second`
    they share it with copies in another format. `light` is how much of bad light is made good, from 0 (none: the
    pixels stay exactly as they are) to 1 (all that looks natural).
    """

    format: Format
    backgrounds: Mapping[str, Background | None]
    dpi: int = 300
    window: Window = ANY_SIZE
    spacing: Spacing = WIDE
    levels: Levels = Levels()
    light: float = 0.0
    paper: Paper = SIX_INCH
    second: Second | None = None
    printed_dpi: int | None = None

    @property
    def formats(self) -> tuple[Format, ...]:
        """All that the person is cut out for."""
        return (self.format, self.second.format) if self.second else (self.format,)


@dataclass(frozen=True)
class Photo:
    """The JPEG files for one background: the photo and its print sheet, and both under a watermark."""

    name: str
    clean: bytes
    clean_sheet: bytes
    marked: bytes
    marked_sheet: bytes


@dataclass(frozen=True)
class Photos:
    """One photo for each background in the order's order, how many copies stand on a sheet, in both formats if there
    are two, and the bounds missed. `doubtful` says that over a large area it was left open what is the person."""

    photos: Sequence[Photo]
    on_sheet: int
    misses: Sequence[Miss]
    doubtful: bool

    @property
    def complete(self) -> bool:
        """Always: a part of an order is of no use, so that OutOfTime is raised in the place of one."""
        return True
