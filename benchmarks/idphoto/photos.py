"""python -m benchmarks.idphoto.photos --deepface DIR ...: copy the portraits out of clones of public repositories."""

import argparse
import shutil
import zlib
from pathlib import Path
from typing import NamedTuple

HOME = Path(".data/idphoto")
REPOSITORIES = {
    "hivision": "https://github.com/Zeyi-Lin/HivisionIDPhotos",
    "deepface": "https://github.com/serengil/deepface",
    "face_recognition": "https://github.com/ageitgey/face_recognition",
    "face_api": "https://github.com/justadudewhohacks/face-api.js",
    "gfpgan": "https://github.com/TencentARC/GFPGAN",
    "rembg": "https://github.com/danielgatis/rembg",
}
FILES = {
    "hivision": [f"demo/images/test{number}.jpg" for number in range(5)],
    "deepface": [f"tests/unit/dataset/img{number}.jpg" for number in (*range(1, 52), *range(53, 60), 61, 62, 67)],
    "face_recognition": [
        "examples/biden.jpg",
        "examples/obama.jpg",
        "examples/obama2.jpg",
        "examples/alex-lacamoire.png",
        "examples/lin-manuel-miranda.png",
        "examples/knn_examples/test/johnsnow_test1.jpg",
        "examples/knn_examples/train/rose_leslie/img1.jpg",
        "examples/knn_examples/train/rose_leslie/img2.jpg",
        "examples/knn_examples/train/kit_harington/john1.jpeg",
        "examples/knn_examples/train/kit_harington/john2.jpeg",
        "examples/knn_examples/train/biden/biden2.jpg",
        "tests/test_images/obama3.jpg",
        "tests/test_images/obama_partial_face.jpg",
        "examples/two_people.jpg",
    ],
    "face_api": [f"examples/images/{mood}.jpg" for mood in ("disgusted", "happy", "neutral", "sad", "surprised")],
    "gfpgan": ["inputs/whole_imgs/00.jpg", "inputs/whole_imgs/10045.png", "tests/data/gt/00000000.png"],
    "rembg": [f"examples/girl-{number}.jpg" for number in (1, 2, 3)],
}
UNSUITABLE: dict[str, tuple[str | int, ...]] = {
    "deepface": (16, 27, 28, 34, 51, 53, 56, 61),  # hair cut off by the upper edge
    "face_recognition": ("img1", "john2", "obama_partial_face", "two_people"),
    "gfpgan": ("00", "10045", "00000000"),  # several children; a family; a baby's hair at the edge
    "rembg": (1, 2, 3),  # 59 pixels of face; from behind; in profile
}
"""What no ID photo can be made of, judged by eye: such a picture is to be refused."""


class Photo(NamedTuple):
    """One picture of the set: whether it should give an ID photo, and whether it was tuned on."""

    path: Path
    suitable: bool
    tuned_on: bool


def photos(home: Path) -> list[Photo]:
    """Return the pictures of a folder that `main` has filled; a third of them, by their names, is for tuning."""
    unsuitable = {f"{repository}-{name}" for repository, names in UNSUITABLE.items() for name in names}
    return [
        Photo(path, path.stem not in unsuitable, zlib.crc32(path.name.encode()) % 3 == 0)
        for path in sorted(home.iterdir())
    ]


def main() -> None:
    """Copy what the clones that were given hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=HOME)
    for name, address in REPOSITORIES.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=Path, help=f"a clone of {address}")
    options = parser.parse_args()
    options.home.mkdir(parents=True, exist_ok=True)
    for name, files in FILES.items():
        clone = getattr(options, name)
        for file in files if clone else ():
            short = Path(file).name
            if name != "face_recognition":
                short = short.removeprefix("img").removeprefix("test").removeprefix("girl-")
            shutil.copyfile(clone / file, options.home / f"{name}-{short}")


if __name__ == "__main__":
    main()
