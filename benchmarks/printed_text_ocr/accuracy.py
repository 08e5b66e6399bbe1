"""One engine on one set: character errors, lines, order, CPU time, memory."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.printed_text_ocr.processes import Running
from benchmarks.printed_text_ocr.score import Tally, scored
from benchmarks.printed_text_ocr.truth import Sample


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
        tally = scored(sample.lines, [(text, tuple(map(tuple, box))) for text, box in answer["lines"]])
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


def measured(engine: Running, samples: list[Sample], warm_up: Path) -> Result:
    """Read every image once, after one that is not counted."""
    engine.ask(warm_up)
    result = Result()
    for sample in samples:
        result.note(sample, engine.ask(sample.path))
    return result


def printed(title: str, results: dict[str, Result]) -> None:
    """Print one row for each engine, and under it the kinds of image."""
    print(f"\n### {title} ({len(next(iter(results.values())).cpu)} images)\n")
    print("| engine | CER | line hmean | order | CPU s/image | ratio | peak MB |\n|---|---|---|---|---|---|---|")
    reference = results.get("rapidocr")
    for name, result in results.items():
        ratio = f"{result.cpu_mean / reference.cpu_mean:.2f}" if reference else "-"
        lines = f"{result.total.hmean:.3f} | {result.total.order:.3f}" if result.total.truth else "- | -"
        print(f"| {name} | {result.total.cer:.4f} | {lines} | {result.cpu_mean:.3f} | {ratio} | {result.peak:.0f} |")
    kinds = list(next(iter(results.values())).kinds)
    if len(kinds) > 1:
        print("\n| CER / hmean | " + " | ".join(kinds) + " |\n|---|" + "---|" * len(kinds))
        for name, result in results.items():
            cells = [f"{result.kinds[kind].cer:.3f} / {result.kinds[kind].hmean:.2f}" for kind in kinds]
            print(f"| {name} | " + " | ".join(cells) + " |")
