"""What is the same in both languages is copied from the English page into its twin: code, and cells of tables."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from .pages import BLOCK, LINK, chinese_link

_CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]")  # its punctuation too
_CELLS = re.compile(r"(?<!\\)\|")


class Differs(Exception):
    """The pages are built differently; the sentence says in what."""


def copied(english: str, chinese: str, page: Path) -> str:
    """The text of the twin with the code of the English `page`, and with its cells where no Chinese stands.

    Raises Differs.
    """
    return _with_cells(english, _with_blocks(english, chinese), page)


def _with_blocks(english: str, chinese: str) -> str:
    blocks = [found[0] for found in BLOCK.finditer(english)]
    places = len(BLOCK.findall(chinese))
    if places != len(blocks):
        raise Differs(f"{len(blocks)} blocks of code, and {places} in the twin")
    following = iter(blocks)
    return BLOCK.sub(lambda _: next(following), chinese)


def _with_cells(english: str, chinese: str, page: Path) -> str:
    lines, source = chinese.split("\n"), english.split("\n")
    ours, theirs = list(_tables(source)), list(_tables(lines))
    if len(ours) != len(theirs):
        raise Differs(f"{len(ours)} tables, and {len(theirs)} in the twin")
    for number, (rows, places) in enumerate(zip(ours, theirs, strict=True), 1):
        if len(rows) != len(places):
            raise Differs(f"table {number} has {len(rows)} rows, and {len(places)} in the twin")
        for row, place in zip(rows, places, strict=True):
            lines[place] = _row(source[row], lines[place], page)
    return "\n".join(lines)


def _tables(lines: Sequence[str]) -> Iterator[list[int]]:
    """The numbers of the lines of each table."""
    rows: list[int] = []
    inside = False
    for number, line in enumerate([*lines, ""]):
        inside ^= line.lstrip().startswith("```")
        if line.lstrip().startswith("|") and not inside:
            rows.append(number)
        elif rows:
            yield rows
            rows = []


def _row(english: str, chinese: str, page: Path) -> str:
    """A row whose cells are the twin's where they are Chinese, and the English page's elsewhere."""
    ours, theirs = _CELLS.split(english), _CELLS.split(chinese)
    if len(ours) != len(theirs):
        raise Differs(f"{len(ours) - 2} cells, and {len(theirs) - 2} in the twin: {english.strip()}")
    return "|".join(
        there if _CHINESE.search(there) else LINK.sub(lambda link: chinese_link(link[0], page), here)
        for here, there in zip(ours, theirs, strict=True)
    )
