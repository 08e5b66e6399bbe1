"""What our pages hold."""

import re
from pathlib import Path

BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[tuple[str, str]]:
    """The language and the text of each code block."""
    return [(found[2], found[3]) for found in BLOCK.finditer(page.read_text("utf-8"))]
