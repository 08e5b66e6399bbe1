"""The tables of one set: subjects, faces, and the crop without ratios."""

import time
from collections.abc import Iterable, Mapping

import numpy as np

from benchmarks.aicrop.judge import Judge
from benchmarks.aicrop.peers import Method
from benchmarks.aicrop.score import RATIOS, FaceTally, Tally
from benchmarks.aicrop.sets import Sample


class Row:
    """What is counted of one method."""

    def __init__(self) -> None:
        self.subjects, self.faceless = Tally(), Tally()
        self.portraits, self.groups = FaceTally(), FaceTally()
        self.seconds: list[float] = []


def printed(name: str, images: Iterable[Sample], who: Mapping[str, Method], judge: Judge | None) -> None:
    """Measure every method on every image, and print."""
    rows = {method: Row() for method in who}
    free: list[tuple[float, float]] = []
    number = faces = 0
    for sample in images:
        number += 1
        boxes = judge.boxes(sample.rgb) if judge else []
        faces += len(boxes)
        height, width = sample.mask.shape
        for method, row in rows.items():
            began = time.process_time()
            crops = who[method](sample.rgb, RATIOS)
            row.seconds.append(time.process_time() - began)
            row.subjects.add(sample.mask, crops)
            if not boxes:
                row.faceless.add(sample.mask, crops)
            else:
                (row.groups if len(boxes) > 1 else row.portraits).add(boxes, width, height, crops)
        if "ours" in who:
            (crop,) = who["ours"](sample.rgb, ())
            kept = sample.mask[crop.top : crop.bottom + 1, crop.left : crop.right + 1].sum() / sample.mask.sum()
            free.append((float(kept), crop.width * crop.height / (width * height)))
    print(f"\n### {name}: {number} images, {faces} faces\n")
    _subjects(rows)
    if faces:
        _faces(rows)
    if free:
        kept, area = np.mean(free, axis=0)
        print(f"\nWithout ratios: {kept:.3f} of the subject kept on {area:.2f} of the area.", flush=True)


def _subjects(rows: Mapping[str, Row]) -> None:
    print("| method | rel | bad | images without faces: rel | bad | invalid | CPU ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for method, row in rows.items():
        every, some, milliseconds = row.subjects, row.faceless, 1000 * float(np.median(row.seconds))
        cells = f"{every.rel:.3f} | {every.bad:.3f} | {some.rel:.3f} | {some.bad:.3f}"
        print(f"| {method} | {cells} | {every.invalid} | {milliseconds:.1f} |")


def _faces(rows: Mapping[str, Row]) -> None:
    first = next(iter(rows.values()))
    one, many = first.portraits, first.groups
    print(f"\n| method | one face ({one.pairs} pairs): cut | needlessly ", end="")
    print(f"| several faces ({many.pairs} pairs): cut | needlessly ({many.together} pairs) | all: cut |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for method, row in rows.items():
        cells = [_share(value, of) for tally in (row.portraits, row.groups) for value, of in _counts(tally)]
        every = _share(row.portraits.cut + row.groups.cut, row.portraits.pairs + row.groups.pairs)
        print(f"| {method} | {' | '.join([*cells, every])} |")


def _counts(tally: FaceTally) -> tuple[tuple[int, int], tuple[int, int]]:
    return (tally.cut, tally.pairs), (tally.needless, tally.together)


def _share(value: int, of: int) -> str:
    return f"{value / of:.3f}" if of else "-"
