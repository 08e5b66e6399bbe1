"""What a platform would not take or not run is refused, with a sentence."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.artifacts import package
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from scripts.packager import cli
from scripts.packager.artifact import Artifact, Zip
from scripts.packager.limits import PLATFORMS
from scripts.packager.target import PackageError, Target

MB = 1_000_000


def zip_of(size: int) -> Zip:
    return Zip(Path("token.zip"), size, "0" * 64)


SMALL = Artifact(Target("token"), Path("token"), 14 * MB, glibc=17, compiled=True, zip=zip_of(5 * MB))
AS_IMAGE = "deploy it as a container image, with the Dockerfile"


@pytest.mark.parametrize("platform", ["scf", "fc"])
def test_a_small_one_is_taken(platform: str) -> None:
    PLATFORMS[platform].refuse(SMALL)


@pytest.mark.parametrize(
    "platform, change, sentence",
    [
        ("scf", {"size": 501 * MB}, f"it has 501.0 MB unpacked, and Tencent SCF takes 500 MB: {AS_IMAGE}"),
        ("scf", {"glibc": 27}, f"its libraries need glibc 2.27, and Tencent SCF has glibc 2.17: {AS_IMAGE}"),
        (
            "fc",
            {"zip": zip_of(501 * MB)},
            f"it has 501.0 MB zipped, and Aliyun FC custom.debian12 takes 500 MB: {AS_IMAGE}",
        ),
    ],
    ids=["unpacked", "glibc", "zipped"],
)
def test_what_does_not_fit_is_refused(platform: str, change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PackageError) as refused:
        PLATFORMS[platform].refuse(replace(SMALL, **change))
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["--for", "scf", "--machine", "arm64"], "Tencent SCF has x86_64 machines: leave --machine out"),
        (["--for", "fc-debian11", "--python", "3.11"], "Aliyun FC custom.debian11 has Python 3.12: leave --python out"),
    ],
    ids=["machine", "python"],
)
def test_nothing_is_made_for_a_machine_that_the_platform_does_not_have(
    arguments: list[str], sentence: str, tmp_path: Path
) -> None:
    done = package("token", *arguments, "--output", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr == f"cannot package token: {sentence}\n"
    assert list(tmp_path.iterdir()) == []


def test_what_was_refused_is_not_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(target: Target, output: Path, _shelf: object, *, zipped: bool) -> Artifact:
        (output / target.name).mkdir()
        (output / "token.zip").touch()
        return replace(SMALL, folder=output / target.name, glibc=27, zip=replace(zip_of(1), path=output / "token.zip"))

    monkeypatch.setattr(cli, "build", build)
    assert cli.main(["token", "--for", "scf", "--output", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("cannot package token: its libraries need glibc 2.27")
    assert list(tmp_path.iterdir()) == []
