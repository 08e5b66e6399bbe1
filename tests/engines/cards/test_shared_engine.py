"""One process that has every function that reads text holds one text engine, and its networks once."""

import subprocess
import sys

import pytest

from tests.support import ROOT
from tests.support.models import folder_of

FUNCTIONS = ("printed_text_ocr", "idcard", "bankcard", "driving", "drivinglicense", "bizlicense", "platenum", "menu")
COUNT = """
import gc, importlib, sys
for function in sys.argv[1:]:
    importlib.import_module(f"functions.{function}.local")
from engines.text import Engine
print(sum(isinstance(one, Engine) for one in gc.get_objects()))
"""


@pytest.mark.slow
def test_functions_that_read_text_share_one_engine() -> None:
    folder_of("text")
    command = [sys.executable, "-c", COUNT, *FUNCTIONS]
    assert subprocess.run(command, capture_output=True, check=True, cwd=ROOT, text=True).stdout == "1\n"
