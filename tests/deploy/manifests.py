"""Deployment files, as tests read them."""

import json

import yaml

from tests.support import ROOT

DEPLOY = ROOT / "deploy"
PLATFORMS = sorted(path.name for path in DEPLOY.iterdir() if path.is_dir())


def service_name(function: str) -> str:
    return function.replace("_", "-")


def settings_of(platform: str, function: str) -> dict[str, str]:
    """The environment variables that a platform's file gives to a function."""
    name = service_name(function)
    if platform.startswith("aliyun"):
        project = yaml.safe_load((DEPLOY / platform / "s.yaml").read_text("utf-8"))
        return dict(project["resources"][name]["props"]["environmentVariables"])
    if platform == "tencent-scf":
        request = json.loads((DEPLOY / platform / f"{name}.json").read_text("utf-8"))
        return {one["Key"]: one["Value"] for one in request["Environment"]["Variables"]}
    if platform == "wechat-cloudrun":
        config = json.loads((DEPLOY / platform / name / "container.config.json").read_text("utf-8"))
        return dict(config["envParams"])
    manifest = yaml.safe_load((DEPLOY / platform / f"{name}.yaml").read_text("utf-8"))
    container = manifest["spec"]["template"]["spec"]["containers"][0]
    return {one["name"]: one.get("value", "${secret}") for one in container["env"]}
