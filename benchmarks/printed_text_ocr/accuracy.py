"""One engine on one set: character errors, lines, order, CPU time, memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .answers import Reader
from .score import Tally, scored
from .strings import counted
from .truth import Sample


@dataclass
class Result:
    """What an engine did on a set."""

    total: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)
    images: dict[str, Tally] = field(default_factory=dict)
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    peak: float = 0.0

    def note(self, sample: Sample, answer: dict[str, Any]) -> None:
        """Add one image's answer."""
        read = [(text, tuple(map(tuple, box))) for text, box in answer["lines"]]
        kept = counted([text for text, _ in read], [line.text for line in sample.lines], sample.unsure)
        tally = scored(sample.lines, [read[place] for place in kept])
        self.total.add(tally)
        self.kinds.setdefault(sample.kind, Tally()).add(tally)
        self.images[sample.path.name] = tally
        self.cpu.append(answer["cpu"])
        self.wall.append(answer["wall"])
        self.peak = answer["peak"]

    @property
    def cpu_mean(self) -> float:
        """Seconds of CPU for an image."""
        return sum(self.cpu) / max(1, len(self.cpu))


def measured(engine: Reader, samples: list[Sample]) -> Result:
    """Read every image once."""
    result = Result()
    for sample in samples:
        result.note(sample, engine.ask(sample.path))
    return result


COLUMNS: dict[str, Callable[[Tally], str]] = {
    "CER": lambda tally: f"{tally.cer:.4f}",
    "errors": lambda tally: f"{tally.errors}/{tally.characters}",
    "to traditional": lambda tally: f"{tally.to_traditional}",
    "to simplified": lambda tally: f"{tally.to_simplified}",
    "line hmean": lambda tally: f"{tally.hmean:.3f}" if tally.truth else "-",
    "order": lambda tally: f"{tally.order:.3f}" if tally.truth else "-",
    "CER by text": lambda tally: f"{tally.text_cer:.4f}",
    "line hmean by text": lambda tally: f"{tally.text_hmean:.3f}",
    "lines exact": lambda tally: f"{tally.exact:.3f}",
    "pages in order": lambda tally: f"{tally.sheets_kept}/{tally.sheets}",
    "neighbours in order": lambda tally: f"{tally.links_kept / max(1, tally.links):.4f}",
}
PLACED = ("CER", "line hmean", "order")
SHOWN = {
    "gb2312": ("errors", "to traditional", "to simplified"),
    "posters": ("lines exact", "line hmean by text", "CER"),
    "forms": ("pages in order", "neighbours in order", "CER"),
    "newspapers": ("pages in order", "neighbours in order", "CER"),
    "photographs": ("line hmean by text", "lines exact", "CER by text"),
}
"""The columns of a set, if they are not PLACED."""


def printed(name: str, split: str, results: dict[str, Result]) -> None:
    """Print one row for each engine, and under it the kinds of image."""
    columns, first = SHOWN.get(name, PLACED), next(iter(results.values()))
    print(f"\n### {name}, split {split} ({len(first.cpu)} images)\n")
    _row("engine", *columns, "CPU s/image", "ratio", "peak MB")
    print("|---" * (len(columns) + 4) + "|")
    reference = results.get("rapidocr")
    for engine, result in results.items():
        ratio = f"{result.cpu_mean / reference.cpu_mean:.2f}" if reference else "-"
        cells = [COLUMNS[column](result.total) for column in columns]
        _row(engine, *cells, f"{result.cpu_mean:.3f}", ratio, f"{result.peak:.0f}")
    if len(first.kinds) > 1:
        print()
        _row(", ".join(columns), *results)
        print("|---" * (len(results) + 1) + "|")
        for kind in first.kinds:
            tallies = [result.kinds[kind] for result in results.values()]
            _row(kind, *(", ".join(COLUMNS[column](tally) for column in columns) for tally in tallies))


def _row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |")
