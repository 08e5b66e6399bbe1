"""s.yaml for Serverless Devs (component fc3): Aliyun Function Compute 3.0."""

from collections.abc import Iterable
from typing import Any

from .function import CONCURRENCY, Function

_STEP = 0.05  # vCPUs come in steps of it; 1 to 4 GB of memory belong to each
_MOST = 1.0  # a call uses one core
_HEALTH = {
    "httpGetUrl": "/healthz",
    "initialDelaySeconds": 1,
    "periodSeconds": 30,
    "timeoutSeconds": 3,
    "failureThreshold": 6,
}


def custom_runtime(functions: Iterable[Function]) -> dict[str, Any]:
    """Every function from its zip file, on Debian 12, which brings Python 3.11."""
    return _project(
        {
            one.service: _function(one)
            | {
                "runtime": "custom.debian12",
                "code": f"../../dist/{one.name}.zip",
                "customRuntimeConfig": {"command": ["/code/scf_bootstrap"], "port": 9000, "healthCheckConfig": _HEALTH},
            }
            for one in functions
        }
    )


def container(functions: Iterable[Function]) -> dict[str, Any]:
    """Every function from its container image."""
    return _project(
        {
            one.service: _function(one)
            | {
                "runtime": "custom-container",
                "customContainerConfig": {
                    "image": f"${{env('REGISTRY')}}/{one.service}:${{env('TAG')}}",
                    "port": 8080,
                    "healthCheckConfig": _HEALTH,
                },
            }
            for one in functions
        }
    )


def _project(resources: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "edition": "3.0.0",
        "name": "wx-image-functions",
        "access": "default",
        "vars": {"region": "cn-hangzhou"},
        "resources": {name: {"component": "fc3", "props": props} for name, props in resources.items()},
    }


def _function(function: Function) -> dict[str, Any]:
    cpu = min(_MOST, int(function.record.megabytes / 1024 / _STEP) * _STEP)
    trigger = {"authType": "anonymous", "methods": function.methods}  # our own token lets callers in
    return {
        "region": "${vars.region}",
        "functionName": function.cloud_name,
        "cpu": round(cpu, 2),
        "memorySize": function.record.megabytes,
        "diskSize": 512,
        "timeout": function.record.seconds,
        "instanceConcurrency": CONCURRENCY,
        "internetAccess": True,
        "environmentVariables": {**function.settings, **{name: f"${{env('{name}')}}" for name in function.asked}},
        "triggers": [{"triggerName": "http", "triggerType": "http", "triggerConfig": trigger}],
    }
