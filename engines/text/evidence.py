"""What a region or a reading says of how text stands: how much it tells, and how well it was read so."""

from collections.abc import Sequence

from .letters import IDEOGRAPHS
from .line import Reading, Region

STROKES = frozenset("—–―一－-_~.·，, |")
"""What a standing stroke, or !, is read as when it lies."""
SYMMETRIC = frozenset("0OoXxIlHNSsZz8*+=-—–―一_·•●○〇°|:.口日田回十工王中")
"""What is read upside down as well: masked numbers and dotted lines tell nothing."""
PROBES, TELLING = 5, 8.0
"""Lines that are read every way to learn how the page stands, and the length in heights that tells enough."""
SPARSE, MISSING = 0.6, 0.3
"""Characters for each height of a line under which some are missing, and what that takes off its certainty."""
MARGIN, FEW, MARGIN_OF_FEW = 0.05, 4, 0.4
"""By how much another orientation must be more certain; with so few characters (x8, 8X) by how much."""


def at_most_one(reading: Reading) -> bool:
    """Tell whether no more than a character was read, or a stroke or two."""
    return len(reading.letters) <= 1 or is_stroke(reading)


def is_stroke(lying: Reading) -> bool:
    """Tell whether what was read lying is a stroke, which stands then."""
    return len(lying.letters) <= 2 and set(lying.text) <= STROKES


def is_symmetric(reading: Reading) -> bool:
    """Tell whether a reading is the same upside down, whatever stands there."""
    return bool(reading.letters) and set(reading.text) <= SYMMETRIC | {" "}


def telling(regions: Sequence[Region]) -> list[Region]:
    """A few regions long enough to tell how the page stands, and no longer."""
    return sorted(regions, key=lambda region: abs(length(region) - TELLING))[:PROBES]


def length(region: Region) -> float:
    """About how many characters a region holds."""
    return max(region.width, region.height) / max(1.0, min(region.width, region.height))


def worth(reading: Reading) -> float:
    """The score, less where characters are missing: upside down, some letters read well, most not at all."""
    return reading.score - (MISSING if len(reading.letters) < SPARSE * length(reading.region) else 0.0)


def is_clearer(other: Reading, best: Reading) -> bool:
    """Tell whether another orientation reads better than the page's own."""
    margin = MARGIN_OF_FEW if len(other.letters) <= FEW else MARGIN
    return worth(other) > worth(best) + margin


def is_chinese(reading: Reading) -> bool:
    """Tell whether most of a text is Chinese: other scripts are not written in columns of upright characters."""
    return 2 * sum(letter.text >= IDEOGRAPHS for letter in reading.letters) > len(reading.letters)


def shared_share(text: str, other: str) -> float:
    """The share of a text's characters that another has too."""
    return sum(letter in other for letter in text) / max(1, len(text))
