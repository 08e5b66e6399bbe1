"""The command line of scripts/deploy-files."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from . import aliyun, knative, tencent
from .function import ROOT, DescriptorError, Function, functions

FOLDER = ROOT / "deploy"
_HEAD = "# Written by scripts/deploy-files from serverless.yml: change that, and run it again.\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files; 1: serverless.yml is wrong or, with --check, a file is missing, stale or left over."""
    parser = argparse.ArgumentParser(prog="deploy-files", description="Write deploy/ from serverless.yml.")
    parser.add_argument("--check", action="store_true", help="only say which files are not up to date")
    check = parser.parse_args(arguments).check
    try:
        wanted = files(functions())
    except DescriptorError as error:
        print(f"serverless.yml: {error}", file=sys.stderr)
        return 1
    stale = [name for name, text in wanted.items() if _text(FOLDER / name) != text]
    left_over = [path for path in FOLDER.rglob("*") if path.is_file() and str(path.relative_to(FOLDER)) not in wanted]
    if check:
        for path in [*(FOLDER / name for name in stale), *left_over]:
            print(f"{path.relative_to(ROOT)} is not up to date: run scripts/deploy-files", file=sys.stderr)
        return int(bool(stale or left_over))
    for path in left_over:
        path.unlink()
    for name in stale:
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        print(f"deploy/{name}")
    return 0


def files(described: Iterable[Function]) -> Mapping[str, str]:
    """Every deployment file: its name below deploy/, and its text."""
    made: dict[str, str] = {}
    described = list(described)
    for one in described:
        made[f"knative/{one.service}.yaml"] = _yaml(knative.service(one))
        made[f"cloud-run/{one.service}.yaml"] = _yaml(knative.cloud_run(one))
        made[f"tencent-scf/{one.service}.json"] = _json(tencent.scf(one.with_settings(tencent.SCF_SETTINGS)))
        in_cloudrun = one.with_settings(tencent.CLOUDRUN_SETTINGS)
        made[f"wechat-cloudrun/{one.service}/container.config.json"] = _json(tencent.cloudrun(in_cloudrun))
    made["aliyun-fc/s.yaml"] = _yaml(aliyun.custom_runtime(described))
    made["aliyun-fc-container/s.yaml"] = _yaml(aliyun.container(described))
    return made


class _Plain(yaml.SafeDumper):
    """Writes a value that occurs twice out twice, and lists indented."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)


def _yaml(value: Mapping[str, Any]) -> str:
    return _HEAD + yaml.dump(value, Dumper=_Plain, sort_keys=False, width=120)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, indent=2) + "\n"


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
