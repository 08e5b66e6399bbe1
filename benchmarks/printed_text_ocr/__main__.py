"""python -m benchmarks.printed_text_ocr: our engine beside rapidocr 3.10, rapidocr-onnxruntime 1.4.4 and Tesseract."""

import argparse
import sys
from pathlib import Path

from benchmarks.printed_text_ocr import accuracy, load, start
from benchmarks.printed_text_ocr.answers import Kept, Reader
from benchmarks.printed_text_ocr.processes import Peer, UnavailableError, running
from benchmarks.printed_text_ocr.public import HOME
from benchmarks.printed_text_ocr.sets import NAMES, images
from benchmarks.printed_text_ocr.truth import Sample

OURS = "ours"
MODELS = Path("engines/text/models")
LOAD = ("cnocr", "synthetic", "receipts")


def peers(options: argparse.Namespace) -> list[Peer]:
    """Return the engines that the options name, ours first."""
    here = Path(sys.executable)
    named = [
        Peer(OURS, here, str(options.models), options.threads),
        Peer("rapidocr", options.rapidocr or here, "", options.threads),
        Peer("rapidocr-v4", options.rapidocr_v4 or here, "", options.threads),
        Peer("tesseract", here, "", options.threads),
    ]
    return [peer for peer in named if not options.only or peer.name in options.only]


def compared(who: list[Peer], pictures: list[Sample], answers: Path | None) -> dict[str, accuracy.Result]:
    """Measure every engine that runs here on the images; peers' answers come from the folder once there."""
    results = {}
    for peer in who:
        file = answers / f"{peer.name}.jsonl" if answers else None
        if file and peer.name == OURS:
            file.unlink(missing_ok=True)
        if file and Kept(file).has([sample.path for sample in pictures]):
            results[peer.name] = accuracy.measured(Kept(file), pictures)
            continue
        try:
            with running(peer) as engine:
                engine.ask(pictures[0].path)  # warm
                reader: Reader = Kept(file, engine) if file else engine
                results[peer.name] = accuracy.measured(reader, pictures)
        except UnavailableError as error:
            print(f"skipped: {error}")
    return results


def main() -> None:
    """Read the options, measure, print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=HOME, help=f"folder of the sets ({HOME})")
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--split", choices=("tune", "report"), default="report")
    parser.add_argument("--sets", nargs="*", choices=NAMES, default=NAMES)
    parser.add_argument("--photographs", type=Path, metavar="FOLDER", help="clones of repositories, as OWNER+NAME")
    parser.add_argument("--answers", type=Path, metavar="FOLDER", help="keep what is read; peers are not asked twice")
    parser.add_argument("--only", nargs="*", help="names of engines")
    parser.add_argument("--rapidocr", type=Path, help="interpreter that has rapidocr==3.10.0")
    parser.add_argument("--rapidocr-v4", type=Path, help="interpreter that has rapidocr-onnxruntime==1.4.4")
    parser.add_argument("--threads", type=int, default=1, help="0: each engine's default")
    parser.add_argument("--start", action="store_true", help="cold start, and memory on a page of 12 megapixels")
    parser.add_argument("--load", type=int, default=0, metavar="N", help="N mixed requests, four at a time")
    options = parser.parse_args()
    who = peers(options)
    for name in options.sets:
        pictures = images(options.home, name, options.split, options.photographs)
        folder = options.answers / f"{name}-{options.split}" if options.answers else None
        if not pictures:
            print(f"skipped: {name} is not in {options.home} (see README.md)")
        elif results := compared(who, pictures, folder):
            accuracy.printed(name, options.split, results)
    if options.start:
        start.printed(who, options.home)
    if options.load:
        pool = [sample for name in LOAD for sample in images(options.home, name, "tune")]
        load.printed(who[0], pool, options.load)


if __name__ == "__main__":
    main()
