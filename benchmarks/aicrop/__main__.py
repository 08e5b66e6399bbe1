"""python -m benchmarks.aicrop: our crops beside the centre crop, libvips and smartcrop.py. See README.md."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import cv2

from benchmarks.aicrop import drawings, posters, sets, speed, tables
from benchmarks.aicrop.judge import Judge
from benchmarks.aicrop.peers import Method, methods
from benchmarks.aicrop.sets import Sample

MODELS = Path("engines/crop/models")


def chosen(options: argparse.Namespace) -> Iterator[tuple[str, Iterable[Sample]]]:
    """The sets whose clones were named."""
    clones: Mapping[str, Path | None] = {
        "ECSSD": options.ecssd,
        "PASCAL-S": options.pascal,
        "DUTS-TE": options.duts,
    }
    if options.tuning:
        yield "DUTS-TR, validation", sets.held_out(options.duts)
        return
    for name, clone in clones.items():
        if clone is None:
            print(f"skipped: {name} (see README.md)")
            continue
        yield name, sets.samples(clone, name, options.every)
        if name == "ECSSD":
            moved = (sets.shifted(sample) for sample in sets.samples(clone, name, options.every))
            yield "ECSSD, subject at the edge", (sample for sample in moved if sample)
    yield "Posters", posters.samples()


def main() -> None:
    """Read the options, measure, print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ecssd", type=Path, help="clone of total-black/U2Net-ECSSD-Evaluation")
    parser.add_argument("--pascal", type=Path, help="clone of frankLeo123/Saliency_Matlab")
    parser.add_argument("--duts", type=Path, help="clone of Nithurshen/salient-object-detection")
    parser.add_argument("--judge", type=Path, help="centerface.onnx: measure faces too")
    parser.add_argument("--every", type=int, help="take every n-th image (ECSSD: 2, PASCAL-S: 1, DUTS-TE: 12)")
    parser.add_argument("--only", nargs="*", help="names of methods")
    parser.add_argument(
        "--tuning", action="store_true", help="DUTS-TR's validation images instead of the held-out sets"
    )
    parser.add_argument("--time", action="store_true", help="CPU time on 12 megapixels")
    parser.add_argument("--draw", type=Path, help="folder for pictures of crops")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    who: dict[str, Method] = {
        name: method for name, method in methods(MODELS).items() if not options.only or name in options.only
    }
    judge = Judge(options.judge) if options.judge else None
    for name, images in chosen(options):
        if options.draw:
            drawings.write(options.draw, name, images, who["ours"])
        else:
            tables.printed(name, images, who, judge)
    if options.time:
        speed.printed(who)


if __name__ == "__main__":
    main()
