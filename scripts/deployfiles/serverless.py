"""serverless.yml: every function in the schema of the Serverless Framework 3."""

from collections.abc import Iterable
from typing import Any

from .function import Function


def service(functions: Iterable[Function]) -> dict[str, Any]:
    """The whole descriptor. The libraries are not in it: what is deployed is made by scripts/package."""
    return {
        "service": "wx-image-functions",
        "frameworkVersion": "3 || 4",
        "configValidationMode": "error",
        "plugins": ["./scripts/serverless/functions-framework.js"],
        "provider": {"name": "functions-framework", "runtime": "python3.11"},
        "package": {"individually": True, "patterns": ["!**", "functions/__init__.py", "shared/*.py"]},
        "functions": {one.name: _function(one) for one in functions},
    }


def _function(function: Function) -> dict[str, Any]:
    name = function.name
    engines = [] if function.light else ["engines/*.py"]
    patterns = [f"functions/{name}/**", *engines, *(f"{room}/**" for room in function.rooms), "!**/__pycache__/**"]
    return {
        "handler": f"functions/{name}/main.{name}",
        "paths": list(function.record.paths),
        "methods": function.methods,
        "memorySize": function.record.megabytes,
        "timeout": function.record.seconds,
        "package": {"patterns": patterns},
        "environment": function.settings,
    }
