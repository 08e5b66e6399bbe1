"""The command line of scripts/deploy-files."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ..packager.target import ROOT
from . import aliyun, hosts, knative, nginx, serverless, tencent
from .function import SETTINGS, DeploymentError, Function, described, described_gateway

FOLDER = ROOT / "deploy"
_BY_HAND = (SETTINGS, FOLDER / "compose")
_HEAD = """\
# Written by scripts/deploy-files from the functions' records and deploy/settings.yml: change these, and run it again.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files; 1: settings.yml is wrong or, with --check, a file is missing, stale or left over."""
    parser = argparse.ArgumentParser(prog="deploy-files", description="Write serverless.yml and deploy/.")
    parser.add_argument("--check", action="store_true", help="only say which files are not up to date")
    check = parser.parse_args(arguments).check
    try:
        wanted = files(described(), described_gateway())
    except DeploymentError as error:
        print(f"deploy/settings.yml: {error}", file=sys.stderr)
        return 1
    stale = [path for path, text in wanted.items() if _text(path) != text]
    known = (*wanted, *_BY_HAND)
    left_over = [path for path in FOLDER.rglob("*") if path.is_file() and not {path, path.parent} & set(known)]
    if check:
        for path in [*stale, *left_over]:
            print(f"{path.relative_to(ROOT)} is not up to date: run scripts/deploy-files", file=sys.stderr)
        return int(bool(stale or left_over))
    for path in left_over:
        path.unlink()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
        print(path.relative_to(ROOT))
    return 0


def files(functions: Iterable[Function], gateway: Function) -> Mapping[Path, str]:
    """Every file, and its text. Raises DeploymentError."""
    functions = list(functions)
    made = _of_platforms([*functions, gateway])
    made |= {f"one-host/{name}": text for name, text in _of_one_host(functions).items()}
    descriptor = {ROOT / "serverless.yml": _yaml(serverless.service(functions))}
    return descriptor | {FOLDER / name: text for name, text in made.items()}


def _of_platforms(deployed: Sequence[Function]) -> dict[str, str]:
    """The files with which each is made on a platform."""
    made: dict[str, str] = {}
    for one in deployed:
        made[f"knative/{one.service}.yaml"] = _yaml(knative.service(one))
        made[f"cloud-run/{one.service}.yaml"] = _yaml(knative.cloud_run(one))
        made[f"tencent-scf/{one.service}.json"] = _json(tencent.scf(one.with_settings(tencent.SCF_SETTINGS)))
        in_cloudrun = one.with_settings(tencent.CLOUDRUN_SETTINGS)
        made[f"wechat-cloudrun/{one.service}/container.config.json"] = _json(tencent.cloudrun(in_cloudrun))
    made["aliyun-fc/s.yaml"] = _yaml(aliyun.custom_runtime(deployed))
    made["aliyun-fc-container/s.yaml"] = _yaml(aliyun.container(deployed))
    return made


def _of_one_host(functions: Sequence[Function]) -> dict[str, str]:
    """The files that lead their paths to one host."""
    return {
        "aliyun-fc/s.yaml": _yaml(hosts.fc(functions)),
        "cloud-run.yaml": _yaml(hosts.cloud_run(functions)),
        "knative.yaml": _yaml(*hosts.knative(functions)),
        "nginx.conf": _HEAD + nginx.configuration(functions),
        "tencent-scf.json": _json(hosts.scf(functions)),
    }


class _Plain(yaml.SafeDumper):
    """Writes a value that occurs twice out twice, and lists indented."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)


def _yaml(*documents: Mapping[str, Any]) -> str:
    return _HEAD + yaml.dump_all(documents, Dumper=_Plain, sort_keys=False, width=120)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, indent=2) + "\n"


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
