"""python -m benchmarks.printed_text_ocr.public: receipts and CnOCR's test images, out of clones of their repositories.

The clones may be bare: files are read with `git show`.
"""

import argparse
import ast
import csv
import io
import random
import subprocess
from pathlib import Path

from benchmarks.printed_text_ocr.truth import TruthLine, half, written

HOME = Path(".data/printed_text_ocr")
RECEIPTS = {"tune": 24, "report": 40}
SEED = 2026


def shown(clone: Path, name: str) -> bytes:
    """Return the content of a file of the newest commit of a clone."""
    return subprocess.run(["git", "-C", str(clone), "show", f"HEAD:{name}"], capture_output=True, check=True).stdout


def listed(clone: Path, folder: str) -> list[str]:
    """Return the paths of the files in a folder of a clone."""
    command = ["git", "-C", str(clone), "ls-tree", "--name-only", "HEAD", f"{folder}/"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()


def receipts(clone: Path, home: Path) -> None:
    """Write a seeded choice of SROIE's receipts, one half for tuning and one for reporting."""
    names = sorted(Path(path).stem for path in listed(clone, "data/img") if path.endswith(".jpg"))
    random.Random(SEED).shuffle(names)
    for split, count in RECEIPTS.items():
        for name in [name for name in names if half(name) == split][:count]:
            rows = csv.reader(
                io.StringIO(shown(clone, f"data/box/{name}.csv").decode("utf-8", "replace")), quoting=csv.QUOTE_NONE
            )
            lines = [_receipt_line(row) for row in rows if len(row) > 8]
            written(shown(clone, f"data/img/{name}.jpg"), home / f"receipts-{split}" / f"{name}.jpg", lines)


def _receipt_line(row: list[str]) -> TruthLine:
    numbers = [float(word) for word in row[:8]]
    return TruthLine(",".join(row[8:]), tuple(zip(numbers[::2], numbers[1::2], strict=True)))


def cnocr(clone: Path, home: Path) -> None:
    """Write the images that CnOCR's own tests read, with the texts they expect (no boxes)."""
    tree = ast.parse(shown(clone, "tests/test_cnocr.py"))
    tables = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for table in ("SINGLE_LINE_CASES", "MULTIPLE_LINE_CASES"):
        for name, texts in ast.literal_eval(tables[table]):
            image = shown(clone, f"docs/examples/{name}")
            written(image, home / "cnocr" / name, [TruthLine(text) for text in texts])


def main() -> None:
    """Read the options and write the sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sroie", type=Path, help="a clone of zzzDavid/ICDAR-2019-SROIE")
    parser.add_argument("--cnocr", type=Path, help="a clone of breezedeus/CnOCR")
    parser.add_argument("--home", type=Path, default=HOME, help=f"where to write ({HOME})")
    options = parser.parse_args()
    if options.sroie:
        receipts(options.sroie, options.home)
    if options.cnocr:
        cnocr(options.cnocr, options.home)


if __name__ == "__main__":
    main()
