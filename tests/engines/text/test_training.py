"""The lines that the recogniser's ranges are measured on: what is drawn, and what is said without the fonts."""

from pathlib import Path

import numpy as np
import pytest

from tests.support import ROOT
from training.text import lines


def random() -> np.random.Generator:
    return np.random.default_rng(5)


def test_every_character_is_drawn_once() -> None:
    characters = lines.level_one()
    assert len(characters) == 3755
    drawn = lines.cut(characters + characters[:40], random())
    assert sorted("".join(drawn)) == sorted(characters)
    assert {len(line) for line in drawn[:-1]} == {lines.A_LINE}


def test_a_photographed_line_is_the_same_every_time_and_keeps_its_size() -> None:
    line = np.full((31, 200, 3), 255, np.uint8)
    line[10:20, 20:180] = 0
    one, other = (lines.damage(line, random()) for _ in range(2))
    assert one.shape == line.shape
    assert np.array_equal(one, other)
    assert not np.array_equal(one, line)
    assert lines.flat(one).shape == (48, 310, 3)


def test_a_missing_font_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "FONTS", tmp_path)
    with pytest.raises(SystemExit, match=r"NotoSansCJK-\w+\.ttc is missing: install Debian's fonts-noto-cjk$"):
        lines.draw("永", lines.OF_BOTH_SCRIPTS[0], 30, False, random())


def test_the_card_names_the_package_of_every_font() -> None:
    card = (ROOT / "training/text/README.md").read_text("utf-8")
    for face in (*lines.OF_GB_2312, *lines.OF_LATIN):
        packages = lines.PACKAGES[str(Path(face[0]).parent)].split(" and ")
        assert all(package in card for package in packages)
