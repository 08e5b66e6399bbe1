"""Peers under another interpreter: asked once about a picture, started again when they crash, missed with a reason."""

import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.qrcode.asked import Asked
from benchmarks.qrcode.drawing import symbol
from benchmarks.qrcode.readers import UnavailableError

CODE = symbol("QR_CODE", "asked", 4, 4)


def test_a_peer_is_asked_about_a_picture_once(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    with Asked(sys.executable, "zxing", None, kept) as peer:
        assert peer.read(CODE) == ["asked"]
        spent = peer.clock()
    changed = kept.read_text("utf-8").replace('"asked"', '"kept"')
    kept.write_text(changed, "utf-8")
    with Asked(sys.executable, "zxing", None, kept) as peer:
        assert peer.read(CODE) == ["kept"]
        assert peer.clock() == pytest.approx(spent)
        assert peer.read(np.full((40, 40), 255, np.uint8)) == []
    assert kept.read_text("utf-8").count("\n") == 2


def test_a_peer_that_is_not_there_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="it ended at once"):
        Asked("false", "zxing", None, tmp_path / "kept.jsonl")


def test_a_peer_that_crashes_has_read_nothing_and_is_started_again(tmp_path: Path) -> None:
    crashes = tmp_path / "crashes"
    crashes.write_text("#!/bin/sh\necho '\"\"'\nread -r _\n")
    crashes.chmod(0o755)
    with Asked(str(crashes), "zxing", None, tmp_path / "kept.jsonl") as peer:
        assert peer.read(CODE) == []
        assert peer.read(CODE[:, ::-1].copy()) == []
