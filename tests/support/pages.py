"""What our pages hold."""

from pathlib import Path

from scripts.doctwins.pages import BLOCK


def blocks(page: Path) -> list[tuple[str, str]]:
    """The language and the text of each code block."""
    return [(found[2], found[3]) for found in BLOCK.finditer(page.read_text("utf-8"))]
