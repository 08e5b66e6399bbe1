"""What the sets draw and load."""

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks.printed_text_ocr import photographs
from benchmarks.printed_text_ocr.answers import Kept
from benchmarks.printed_text_ocr.hanzi import level_one
from benchmarks.printed_text_ocr.newspapers import LAYOUTS
from benchmarks.printed_text_ocr.pages import Page
from benchmarks.printed_text_ocr.truth import half


def test_level_one_has_all_common_characters_once() -> None:
    for charset, count, first, last in (("gb2312", 3755, "啊", "座"), ("big5", 5401, "一", "籲")):
        letters = level_one(charset)
        assert len(set(letters)) == len(letters) == count
        assert (letters[0], letters[-1]) == (first, last)


def test_newspapers_are_read_down_one_column_and_then_the_next() -> None:
    page: Page = LAYOUTS["two tight"].draw(True, True, "tune", random.Random(3))
    starts = [line.corners[0] for line in page.lines if line.corners]
    assert [line.after for line in page.lines] == [(), *((index,) for index in range(len(starts) - 1))]
    turns = [index for index in range(2, len(starts)) if starts[index][1] < starts[index - 1][1]]
    assert len(turns) == 1
    assert starts[turns[0]][0] > starts[turns[0] - 1][0]


def test_only_the_picture_that_a_truth_was_written_from_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, truths = tmp_path / "clones" / "somebody+signs", tmp_path / "truths"
    home.mkdir(parents=True)
    truths.mkdir()
    names = [name for name in map("{}.png".format, range(50)) if half(name) == "tune"][:2]
    for name in names:
        (home / name).write_bytes(b"picture")
    sums = [hashlib.sha256(b"picture").hexdigest(), hashlib.sha256(b"another").hexdigest()]
    entries = [
        {"path": name, "sha256": digest, "lines": ["出口"], "kind": "scene"}
        for name, digest in zip(names, sums, strict=True)
    ]
    (truths / "somebody+signs.json").write_text(json.dumps(entries), "utf-8")
    monkeypatch.setattr(photographs, "TRUTHS", truths)
    assert [(image.path.name, image.kind) for image in photographs.images(tmp_path / "clones", "tune")] == [
        (names[0], "scene")
    ]
    assert names[1] in capsys.readouterr().out
    assert photographs.images(tmp_path / "clones", "report") == []


class Echo:
    asked = 0

    def ask(self, path: Path) -> dict[str, Any]:
        self.asked += 1
        return {"lines": [[path.stem, []]]}


def test_an_engine_is_asked_again_only_for_an_image_that_changed(tmp_path: Path) -> None:
    image, file, echo = tmp_path / "one.png", tmp_path / "answers" / "peer.jsonl", Echo()
    image.write_bytes(b"first")
    assert not Kept(file).has([image])
    for _ in range(2):
        assert Kept(file, echo).ask(image)["lines"] == [["one", []]]
    assert (echo.asked, Kept(file).has([image])) == (1, True)
    image.write_bytes(b"second")
    assert not Kept(file).has([image])
    Kept(file, echo).ask(image)
    assert echo.asked == 2
