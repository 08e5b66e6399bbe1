"""What a function takes: its process is started here, its CPU and memory are read, so that other work hardly counts."""

import datetime
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import functions
from benchmarks.coldstart.measure import cpu_of, memory_of
from tests.support import ROOT
from tests.support.function_process import AS_PACKAGED, environment, served, works

MEASURED = Path(__file__).with_name("measured.json")
_ENOUGH_S = 1.0
"""CPU seconds to be spent before they are divided by the calls: a hundred of the system's ticks."""
_MOST_CALLS = 500
_PATIENT = {"OCR_SECONDS": "60", "IDPHOTO_SECONDS": "60", "SUPERRESOLUTION_SECONDS": "60"}
"""A busy machine would else answer with a part."""


def measure() -> None:
    """Measure every function here, and keep in `MEASURED` the figures, the day, and how much other work there was."""
    day, load = datetime.datetime.now(tz=datetime.UTC).date().isoformat(), round(os.getloadavg()[0])
    figures = {name: _measured(name) for name in functions.names()}
    measured = {"day": day, "load": load, "cores": os.cpu_count(), "functions": figures}
    MEASURED.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


def _measured(name: str) -> Mapping[str, float]:
    """CPU seconds for a call and up to the first answer, and MB in use after that, with our tests' sample call."""
    print(name, file=sys.stderr)
    command = [sys.executable, "-m", "shared.serving"]
    with tempfile.TemporaryDirectory() as home:
        target = {"FUNCTION_TARGET": name, "FUNCTION_SOURCE": f"functions/{name}/main.py", "LOG_LEVEL": "error"}
        variables = environment(Path(home), **target, **AS_PACKAGED, **_PATIENT)
        with served(name, command, ROOT, variables) as function:
            pid = function.process.pid
            works(function)
            first, memory = cpu_of(pid), memory_of(pid)
            calls, spent = 0, 0.0
            while spent < _ENOUGH_S and calls < _MOST_CALLS:
                works(function)
                calls, spent = calls + 1, cpu_of(pid) - first
    return {"seconds": round(spent / calls, 5), "start": round(first, 2), "megabytes": round(memory)}
