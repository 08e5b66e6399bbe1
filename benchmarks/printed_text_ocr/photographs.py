"""Set "photographs": public pictures in clones of their repositories, with truths of our own, by text alone.

A truth is `photographs/OWNER+NAME.json`: a list of {"path": in the repository, "sha256": of the file, "lines": [text,
...], "kind": "photo", "scan", "screen" or "scene", "unsure": [text, ...]}. What is read of
what is unsure does not count.
"""

import hashlib
import json
from pathlib import Path

from .truth import Sample, TruthLine, half

TRUTHS = Path(__file__).with_name("photographs")


def images(repositories: Path, split: str) -> list[Sample]:
    """The pictures of a split that the folder has, as OWNER+NAME/path; one that is missing or another is named."""
    found = []
    for truth in sorted(TRUTHS.glob("*.json")):
        for entry in json.loads(truth.read_text("utf-8")):
            path = repositories / truth.stem / entry["path"]
            if half(entry["path"]) != split:
                continue
            if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
                print(f"skipped: {path} is not the picture that the truth was written from")
                continue
            lines = tuple(TruthLine(line) for line in entry["lines"])
            found.append(Sample(path, lines, entry["kind"], tuple(entry.get("unsure", ()))))
    return found
