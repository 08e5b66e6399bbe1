"""GitHub's files: they parse, have the keys that GitHub documents, and call scripts that exist.

scripts/check holds the workflows against GitHub's schema.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.packager.target import PYTHONS, artifacts
from tests.support import ROOT

FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
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


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_of_others_are_pinned_to_a_commit_whose_version_stands_beside(workflow: Path) -> None:
    used = re.findall(r"uses: (.+)", workflow.read_text("utf-8"))
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read_unless_a_job_says_more(workflow: Path) -> None:
    document = yaml.safe_load(workflow.read_text("utf-8"))
    assert document["permissions"] == {"contents": "read"}
    assert all(job["timeout-minutes"] <= 60 for job in document["jobs"].values())


class TestImages:
    """The workflow that publishes images on a tag."""

    JOBS = read(".github/workflows/images.yml")["jobs"]

    def step(self, job: str, action: str) -> Any:
        return next(step for step in self.JOBS[job]["steps"] if action in step.get("uses", ""))

    def test_only_a_tag_starts_it(self) -> None:
        text = (ROOT / ".github/workflows/images.yml").read_text("utf-8")
        assert yaml.safe_load(text)[True] == {"push": {"tags": ["v*.*.*"]}}  # YAML reads `on` as true

    def test_every_artifact_has_an_image(self) -> None:
        if shutil.which("jq") is None:
            pytest.skip("jq is not installed")
        script = self.JOBS["names"]["steps"][-1]["run"].replace('>>"$GITHUB_OUTPUT"', "")
        done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
        assert sorted(json.loads(done.stdout.partition("=")[2])) == sorted(artifacts())

    def test_both_processors_are_built_on_their_own_machines_and_joined(self) -> None:
        machines = self.JOBS["build"]["strategy"]["matrix"]["machine"]
        assert {one["kind"]: one["runner"] for one in machines} == {
            "amd64": "ubuntu-24.04",
            "arm64": "ubuntu-24.04-arm",
        }
        joined = self.JOBS["publish"]["steps"][-1]["run"]
        assert all(f'"$image:${{TAG#v}}-{one["kind"]}"' in joined for one in machines)

    def test_an_image_has_the_name_that_deployment_files_give_it(self) -> None:
        script = next(step["run"] for step in self.JOBS["build"]["steps"] if step.get("id") == "image")
        variables = {"PATH": os.defpath, "REGISTRY": "ghcr.io/Owner", "TAG": "v1.2.3", "NAME": "idphoto_result"}
        variables["GITHUB_OUTPUT"] = "/dev/stdout"
        done = subprocess.run(["bash", "-c", script], env=variables, capture_output=True, text=True, check=True)
        assert done.stdout == "name=ghcr.io/owner/idphoto-result:1.2.3\n"

    def test_an_image_says_what_is_in_it_and_how_it_was_built_and_is_signed_without_a_key(self) -> None:
        built = self.step("build", "build-push-action")["with"]
        assert built["build-args"] == "FUNCTION=${{ matrix.name }}"
        assert (built["sbom"], built["provenance"], built["push"]) == (True, "mode=max", True)
        assert self.JOBS["publish"]["permissions"] == {"contents": "read", "packages": "write", "id-token": "write"}
        assert "id-token" not in self.JOBS["build"]["permissions"]
        assert 'cosign sign --yes --recursive "$image@$digest"' in self.JOBS["publish"]["steps"][-1]["run"]


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
