"""What a whole HTTP call costs beyond decoding the JPEG and reading its codes, for a photo of 200 kB."""

import statistics
import time
from collections.abc import Callable

import numpy as np
import requests

from benchmarks.photo import photo
from engines.codes import read_codes
from shared.images import decoding

ROUNDS = 200


def printed(url: str, token: str) -> None:
    """Measure both in turn, over one kept connection, and print a row."""
    image = photo()
    with requests.Session() as session:
        session.trust_env = False

        def call() -> object:
            return session.post(url, params={"access_token": token}, files={"img": image}, timeout=30).json()

        def read() -> object:
            return read_codes(np.asarray(decoding.decode(image, "L", 50_000_000)))

        reading, calling = in_turn(read, call)
    print("| photo of 200 kB, median ms | decoder alone | HTTP call | beyond |\n| --- | --- | --- | --- |")
    print(f"| {len(image) // 1000} kB, {ROUNDS} rounds | {reading:.1f} | {calling:.1f} | {calling - reading:.1f} |\n")


def in_turn(*works: Callable[[], object]) -> list[float]:
    """The median milliseconds of each, measured round by round."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, spent, strict=True):
            started = time.perf_counter()
            work()
            times.append((time.perf_counter() - started) * 1000)
    return [statistics.median(times) for times in spent]
