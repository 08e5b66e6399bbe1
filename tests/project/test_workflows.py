"""GitHub's files: they parse, have the keys that GitHub documents, and call scripts that exist."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.packager.target import PYTHONS
from tests.support import ROOT

FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
KINDS = {"markdown": {"value"}, "input": {"label"}, "textarea": {"label"}, "dropdown": {"label", "options"}}


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def test_workflow_runs_scripts_and_tests_that_exist() -> None:
    jobs = read(".github/workflows/ci.yml")["jobs"]
    commands = [step["run"].split() for job in jobs.values() for step in job["steps"] if "run" in step]
    scripts = [next(word for word in command if "/" in word) for command in commands]
    assert scripts == [".ci/run", "scripts/test", ".ci/start", "scripts/test", "scripts/check-platforms"]
    assert all((ROOT / script).stat().st_mode & 0o100 for script in scripts)
    assert [word for command in commands for word in command if "tests/" in word and not (ROOT / word).exists()] == []
    assert all(job["timeout-minutes"] <= 60 for job in jobs.values())


def test_workflow_starts_the_emulator_wherever_the_readme_says_that_it_runs() -> None:
    jobs = read(".github/workflows/ci.yml")["jobs"]
    matrix = jobs["start"]["strategy"]["matrix"]
    assert matrix == {"machine": ["ubuntu-latest", "ubuntu-24.04-arm", "macos-latest"], "python": list(PYTHONS)}
    assert jobs["newer-python"]["strategy"]["matrix"] == {"python": list(PYTHONS[1:])}
    used = [step for name in ("start", "newer-python") for step in jobs[name]["steps"] if "setup-python" in str(step)]
    assert [step["with"]["python-version"] for step in used] == ["${{ matrix.python }}"] * 2


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.name)
def test_issue_forms_have_what_github_asks_for(form: Path) -> None:
    document = yaml.safe_load(form.read_text("utf-8"))
    assert {"name", "description", "body"} <= set(document)
    for part in document["body"]:
        assert KINDS[part["type"]] <= set(part["attributes"])
        assert part["type"] == "markdown" or part["id"].isidentifier()


def test_hooks_call_what_the_check_installs() -> None:
    hooks = [hook for repository in read(".pre-commit-config.yaml")["repos"] for hook in repository["hooks"]]
    installed = (ROOT / "scripts" / "requirements-check.txt").read_text("utf-8")
    for hook in hooks:
        program = hook["entry"].split()[0]
        assert hook["language"] == "system"
        assert (ROOT / program).is_file() or program.removeprefix(".venv/bin/") in installed
