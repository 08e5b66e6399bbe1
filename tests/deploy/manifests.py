"""Deployment files, as tests read them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import functions
from gateway.record import record as record_of_gateway
from scripts.deployfiles.function import Record
from scripts.packager.target import GATEWAY
from tests.support import ROOT
from tests.support.function_process import FUNCTIONS

DEPLOY = ROOT / "deploy"
PLATFORMS = sorted(path.name for path in DEPLOY.iterdir() if path.is_dir() and path.name not in ("one-host", "compose"))
DEPLOYED = [*FUNCTIONS, GATEWAY]
"""What has a file of its own for each platform."""


def record_of(name: str) -> Record:
    """The record of a function, or of the gateway for all of them."""
    return record_of_gateway(FUNCTIONS) if name == GATEWAY else functions.record(name)


def service_name(function: str) -> str:
    return function.replace("_", "-")


@cache  # hundreds of tests ask for each, and the largest takes a tenth of a second
def document(path: Path) -> Any:
    """What a YAML file of deploy/ holds; nobody changes it."""
    return yaml.safe_load(path.read_text("utf-8"))


def settings_of(platform: str, function: str) -> dict[str, str]:
    """The environment variables that a platform's file gives to a function."""
    name = service_name(function)
    if platform.startswith("aliyun"):
        project = document(DEPLOY / platform / "s.yaml")
        return dict(project["resources"][name]["props"]["environmentVariables"])
    if platform == "tencent-scf":
        request = json.loads((DEPLOY / platform / f"{name}.json").read_text("utf-8"))
        return {one["Key"]: one["Value"] for one in request["Environment"]["Variables"]}
    if platform == "wechat-cloudrun":
        config = json.loads((DEPLOY / platform / name / "container.config.json").read_text("utf-8"))
        return dict(config["envParams"])
    manifest = document(DEPLOY / platform / f"{name}.yaml")
    container = manifest["spec"]["template"]["spec"]["containers"][0]
    return {one["name"]: one.get("value", "${secret}") for one in container["env"]}
