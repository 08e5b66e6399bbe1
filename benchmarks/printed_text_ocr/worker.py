"""One engine in a process of its own: paths come in on stdin, a JSON line goes out for each.

Started by processes.py as `python worker.py NAME [MODELS] [--threads N]`, by a Python with the engine's libraries.
Every engine gets the same upright RGB picture. The first line out tells what the start took.
"""

import argparse
import importlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

STARTED = time.perf_counter()
PAGE = Path("/proc/self/statm")
Lines = list[tuple[str, list[list[float]]]]
Read = Callable[[Any], Lines]


def ours(models: str, threads: int) -> Read:
    """Return our engine."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from engines.text import Engine
    from shared.admission import Line
    from shared.clock import NEVER

    engine, idle = Engine(Path(models)), Line(max(threads, 1) - 1)  # the thread that calls has one

    def read(rgb: Any) -> Lines:
        lines = engine.read(rgb, NEVER, idle).lines
        return [(line.text, [list(point) for point in line.corners]) for line in lines]

    return read


def rapidocr(_models: str, threads: int) -> Read:
    """Return rapidocr 3 with its defaults."""
    library = importlib.import_module("rapidocr")
    chosen: dict[str, Any] = {"Global.log_level": "critical"}
    if threads:
        chosen["EngineConfig.onnxruntime.intra_op_num_threads"] = threads
    engine = library.RapidOCR(params=chosen)

    def read(rgb: Any) -> Lines:
        found = engine(rgb[:, :, ::-1])
        if found.boxes is None or found.txts is None:
            return []
        return [(text, box.tolist()) for text, box in zip(found.txts, found.boxes, strict=True)]

    return read


def rapidocr_v4(_models: str, threads: int) -> Read:
    """Return rapidocr-onnxruntime 1.4 with its defaults."""
    library = importlib.import_module("rapidocr_onnxruntime")
    engine = library.RapidOCR(**({"intra_op_num_threads": threads} if threads else {}))

    def read(rgb: Any) -> Lines:
        found, _times = engine(rgb[:, :, ::-1])
        return [(text, [[float(x), float(y)] for x, y in box]) for box, text, _score in found or []]

    return read


def tesseract(_models: str, threads: int) -> Read:
    """Return the program tesseract with Chinese and English, one process a picture."""
    environment = os.environ | {"OMP_THREAD_LIMIT": str(threads or 2)}
    command = ["tesseract", "-", "-", "-l", "chi_sim+eng", "tsv"]
    subprocess.run(["tesseract", "--version"], capture_output=True, check=True)

    def read(rgb: Any) -> Lines:
        import io

        from PIL import Image

        picture = io.BytesIO()
        Image.fromarray(rgb).save(picture, "PNG", compress_level=1)
        done = subprocess.run(command, input=picture.getvalue(), capture_output=True, env=environment, check=False)
        return _tsv(done.stdout.decode("utf-8", "replace"))

    return read


def _tsv(text: str) -> Lines:
    words: dict[tuple[str, ...], list[str]] = {}
    boxes: dict[tuple[str, ...], list[list[float]]] = {}
    for row in (line.split("\t") for line in text.splitlines()[1:]):
        key = tuple(row[1:5])
        if len(row) == 12 and row[0] == "4":
            x, y, w, h = map(float, row[6:10])
            boxes[key] = [[x, y], [x + w, y], [x + w, y + h], [x, y + h]]
        elif len(row) == 12 and row[0] == "5":
            words.setdefault(key, []).append(row[11])
    return [(" ".join(words[key]), box) for key, box in boxes.items() if "".join(words.get(key, [])).strip()]


ENGINES = {"ours": ours, "rapidocr": rapidocr, "rapidocr-v4": rapidocr_v4, "tesseract": tesseract}


def cpu() -> float:
    """Return the seconds of CPU of this process, its threads and its children."""
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def memory() -> dict[str, float]:
    """Return megabytes: now, and the most so far (of a child process where one does the work)."""
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"rss": int(PAGE.read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20, "peak": most / 2**10}


def decoded(path: str) -> Any:
    """Return the picture as an H x W x 3 array, RGB, upright."""
    import numpy as np
    from PIL import Image, ImageOps

    with Image.open(path) as image:
        return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))


def reply(message: dict[str, Any]) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Build the engine, then answer each path (or each `N path path ...`: all of them, N at a time)."""
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("models", nargs="?", default="")
    parser.add_argument("--threads", type=int, default=0, help="0: the engine's default")
    options = parser.parse_args()
    before = cpu()
    try:
        read = ENGINES[options.engine](options.models, options.threads)
    except (ImportError, OSError) as error:
        reply({"missing": f"{options.engine}: {error}"})
        return
    reply({"wall": time.perf_counter() - STARTED, "cpu": cpu(), "build": cpu() - before} | memory())
    for line in sys.stdin:
        words = line.rstrip("\n").split("\t")
        if len(words) == 1:
            rgb = decoded(words[0])
            wall, began = time.perf_counter(), cpu()
            lines = read(rgb)
            used = {"cpu": cpu() - began, "wall": time.perf_counter() - wall, "since": time.perf_counter() - STARTED}
            reply({"lines": lines} | used | memory())
            continue
        with ThreadPoolExecutor(int(words[0])) as pool:
            for found in pool.map(lambda path: len(read(decoded(path))), words[1:]):
                reply({"count": found} | memory())


if __name__ == "__main__":
    main()
