"""python -m benchmarks.printed_text_ocr: our engine beside rapidocr 3.10, rapidocr-onnxruntime 1.4.4 and Tesseract."""

import argparse
import sys
from pathlib import Path

from benchmarks.printed_text_ocr import accuracy, load, start, synthetic
from benchmarks.printed_text_ocr.processes import Peer, UnavailableError, running
from benchmarks.printed_text_ocr.public import HOME
from benchmarks.printed_text_ocr.truth import Sample, samples

MODELS = Path("engines/text/models")
SETS = ("cnocr", "synthetic", "receipts")


def peers(options: argparse.Namespace) -> list[Peer]:
    """Return the engines that the options name, ours first."""
    here = Path(sys.executable)
    named = [
        Peer("ours", here, str(options.models), options.threads),
        Peer("rapidocr", options.rapidocr or here, "", options.threads),
        Peer("rapidocr-v4", options.rapidocr_v4 or here, "", options.threads),
        Peer("tesseract", here, "", options.threads),
    ]
    return [peer for peer in named if not options.only or peer.name in options.only]


def chosen(home: Path, name: str, split: str) -> list[Sample]:
    """Return the images of a set; CnOCR's nine are too few to split."""
    if name == "synthetic":
        return samples(synthetic.make(home, split))
    return samples(home / (name if name == "cnocr" else f"{name}-{split}"))


def compared(who: list[Peer], images: list[Sample]) -> dict[str, accuracy.Result]:
    """Measure every engine that runs here on the images."""
    results = {}
    for peer in who:
        try:
            with running(peer) as engine:
                results[peer.name] = accuracy.measured(engine, images, images[0].path)
        except UnavailableError as error:
            print(f"skipped: {error}")
    return results


def main() -> None:
    """Read the options, measure, print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=HOME, help=f"folder of the sets ({HOME})")
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--split", choices=("tune", "report"), default="report")
    parser.add_argument("--sets", nargs="*", choices=SETS, default=SETS)
    parser.add_argument("--only", nargs="*", help="names of engines")
    parser.add_argument("--rapidocr", type=Path, help="interpreter that has rapidocr==3.10.0")
    parser.add_argument("--rapidocr-v4", type=Path, help="interpreter that has rapidocr-onnxruntime==1.4.4")
    parser.add_argument("--threads", type=int, default=1, help="0: each engine's default")
    parser.add_argument("--start", action="store_true", help="cold start, and memory on a page of 12 megapixels")
    parser.add_argument("--load", type=int, default=0, metavar="N", help="N mixed requests, four at a time")
    options = parser.parse_args()
    who = peers(options)
    for name in options.sets:
        images = chosen(options.home, name, options.split)
        if not images:
            print(f"skipped: {name} is not in {options.home} (see README.md)")
        elif results := compared(who, images):
            accuracy.printed(f"{name}, split {options.split}", results)
    if options.start:
        start.printed(who, options.home)
    if options.load:
        load.printed(who[0], [sample for name in SETS for sample in chosen(options.home, name, "tune")], options.load)


if __name__ == "__main__":
    main()
