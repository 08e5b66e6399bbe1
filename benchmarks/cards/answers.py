"""What was read, kept as JSON lines: a run that was broken off goes on, one of other code begins anew."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from tests.support.cards.drawing import Specimen
from tests.support.cards.fonts import Split

from .pictures import FIRST, Picture
from .reading import ON_LINES, PAGES, Fields, documents, on_lines, read_text, timed

CODE = (
    "engines/cards/**/*.py",
    "engines/text/**/*.py",
    "engines/text/models/*.onnx",
    "tests/support/cards/*.py",
    "benchmarks/cards/reading.py",
    "benchmarks/cards/pictures.py",
)
"""What an answer depends on."""
EVERY = [*PAGES, *ON_LINES]


@dataclass(frozen=True)
class Row:
    """One picture: its cards with what is hidden on them, the answers of the functions that were asked, CPU seconds.

    `text_cpu` is 0 where it was not measured.
    """

    name: str
    cards: list[dict[str, Any]]
    asked: list[str]
    answers: dict[str, Fields]
    cpu: float
    text_cpu: float


def read_all(pictures: Iterable[Picture], split: Split, folder: Path) -> Iterator[tuple[Picture, Row]]:
    """The pictures and what was read on them: now, or in a run of the same code before."""
    file = folder / f"{split}-{_fingerprint()}.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = file.read_text("utf-8").splitlines() if file.exists() else []
    kept = {row["name"]: Row(**row) for row in map(json.loads, rows)}
    for picture in pictures:
        row = kept.get(picture.name)
        if row is None:
            row = _read(picture, picture.draw(split), picture.seed == FIRST[split] and picture.way == "photo")
            with file.open("a", encoding="utf-8") as stored:
                stored.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
        yield picture, row


def _read(picture: Picture, specimen: Specimen, every: bool) -> Row:
    """Ask the picture's function; for `every`, and where no answer is right, the others too."""
    function, rgb = picture.function, specimen.image
    truth = [{"kind": card.kind, "fields": dict(card.fields), "hidden": sorted(card.hidden)} for card in specimen.cards]
    if function == "wrong":
        lines, _ = read_text(rgb)
        return Row(picture.name, truth, EVERY, documents(rgb) | on_lines(rgb, lines, [*ON_LINES]), 0.0, 0.0)
    before = every and crc32(picture.name.encode()) % 2 == 0  # which of the two comes first must not matter
    text = read_text(rgb) if before else None
    answers, cpu = timed(rgb, function)
    if not every:
        return Row(picture.name, truth, [function] if function in ON_LINES else [*PAGES], answers, cpu, 0.0)
    lines, text_cpu = text or read_text(rgb)
    answers |= on_lines(rgb, lines, [name for name in ON_LINES if name != function])
    answers |= documents(rgb) if function in ON_LINES else {}
    return Row(picture.name, truth, EVERY, answers, cpu, text_cpu)


def _fingerprint() -> str:
    total = hashlib.sha256()
    for file in sorted(file for pattern in CODE for file in Path().glob(pattern)):
        total.update(str(file).encode() + file.read_bytes())
    return total.hexdigest()[:12]
