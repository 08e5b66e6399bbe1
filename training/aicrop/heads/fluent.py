"""Draw the labelled figures of Fluent Emoji: python -m training.aicrop.heads.fluent icons.json OUT. Needs resvg-py."""

import argparse
import json
from pathlib import Path

import resvg_py

from .data import labels

SIDE = 96
TONE = "medium-light"
"""The skin of those that come in several."""


def main() -> None:
    """Write a PNG file for each name of `drawings.txt` that begins with fluent/."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("icons", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    icons = json.loads(options.icons.read_text("utf-8"))["icons"]
    for path in labels("drawings"):
        source, _, name = path.partition("/")
        if source == "fluent":
            icon = icons.get(name) or icons[f"{name}-{TONE}"]
            box = f"0 0 {icon.get('width', 32)} {icon.get('height', 32)}"
            drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="{box}">'
            content = resvg_py.svg_to_bytes(svg_string=f"{drawn}{icon['body']}</svg>")
            (options.out / f"{name}.png").write_bytes(bytes(content))


if __name__ == "__main__":
    main()
