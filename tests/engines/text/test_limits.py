"""No text, no time, odd shapes, many threads, a forked process, no network, steady memory."""

import multiprocessing
import os
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytest_mock import MockerFixture

from engines.text import Engine, reader, regions
from engines.text.line import Reading
from shared.admission import Line
from shared.clock import NEVER, Budget
from tests.support import Steps
from tests.support.pictures.pages import Rgb, array, latin, lines, page, write

SHAPES = [(0, 0), (0, 9), (1, 1), (1, 500), (500, 1), (4, 4), (5, 5), (6, 9000), (9000, 6), (40, 40_000), (40_000, 40)]


def noise(height: int, width: int) -> Rgb:
    return np.random.default_rng(1).integers(0, 256, (height, width, 3)).astype(np.uint8)


@pytest.mark.parametrize("shape", SHAPES)
def test_odd_shapes_give_nothing_and_do_not_raise(engine: Engine, shape: tuple[int, int]) -> None:
    assert engine.read(np.full((*shape, 3), 200, np.uint8)).lines == []


def test_empty_page_and_noise_hold_no_text(engine: Engine) -> None:
    assert engine.read(np.full((1200, 900, 3), 255, np.uint8)).lines == []
    assert engine.read(np.zeros((600, 900, 3), np.uint8)).lines == []
    assert engine.read(noise(500, 700)).lines == []


def test_corners_lie_in_the_image(engine: Engine) -> None:
    image = page(330, 60)
    write(image, -6, 2, "cut at every edge of it", latin(40))
    for line in engine.read(array(image)).lines:
        assert all(0 <= point.x < 330 and 0 <= point.y < 60 for point in line.corners)


def test_an_endless_strip_is_read_to_its_end(engine: Engine) -> None:
    image = page(45_000, 40)
    write(image, 44_000, 4, "the very end", latin(26))
    (line,) = engine.read(array(image)).lines
    assert line.text == "the very end"
    assert 43_980 < line.corners[0].x < 44_020


def test_a_view_that_is_not_contiguous_is_read(engine: Engine) -> None:
    image = array(lines(latin(30), "Upside down view"))
    assert [line.text for line in engine.read(image[::-1, ::-1]).lines] == ["Upside down view"]


def test_out_of_time_the_upper_lines_are_read_and_the_rest_is_told(models: Path) -> None:
    engine = Engine(models)
    image = array(lines(latin(30), *[f"Row {number} of the page" for number in range(4)]))
    whole, steps, seen = engine.read(image), 0, []
    while not (read := engine.read(image, Steps(steps))).complete:
        seen.append(len(read.lines))
        assert read.lines == whole.lines[: len(read.lines)]
        steps += 1
    assert read == whole
    assert len(whole.lines) == 4
    assert seen == sorted(seen)
    assert set(seen) == set(range(4))


def test_a_look_without_a_watermark_that_is_left_out_was_not_told(engine: Engine, mocker: MockerFixture) -> None:
    """Lines that a watermark hides are missing then."""
    image, deadline, read_once = array(lines(latin(30), "Row of the page")), Steps(1000), engine._readings

    def read_late(*given: Any) -> list[Reading]:
        found = read_once(*given)
        mocker.patch.object(deadline, "passed", return_value=True)
        return found

    mocker.patch.object(engine, "_readings", read_late)
    mocker.patch.object(reader, "without_watermark", lambda paper, readings: paper)
    read = engine.read(image, deadline)
    assert [line.text for line in read.lines] == ["Row of the page"]
    assert not read.complete


def test_a_part_of_a_strip_that_is_left_out_is_told(models: Path, mocker: MockerFixture) -> None:
    mocker.patch.object(reader, "LONGEST", 500)
    engine, image = Engine(models), page(1000, 60)
    write(image, 40, 10, "the beginning", latin(26))
    write(image, 700, 10, "the very end", latin(26))
    assert [line.text for line in engine.read(array(image)).lines] == ["the beginning", "the very end"]
    reads = (engine.read(array(image), Steps(steps)) for steps in range(20))
    read = next(read for read in reads if read.lines)
    assert [line.text for line in read.lines] == ["the beginning"]
    assert not read.complete


def test_threads_do_not_mix_results(engine: Engine) -> None:
    wanted = [f"Shelf {number * 37} holds {number} boxes" for number in range(8)]
    images = [array(lines(latin(24 + number), text)) for number, text in enumerate(wanted)]
    alone = [engine.read(image).lines for image in images]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda image: engine.read(image).lines, images))
    assert together == alone
    assert [line.text for (line,) in together] == wanted


def _child(engine: Engine, image: Rgb, answers: "multiprocessing.Queue[list[str]]") -> None:
    answers.put([line.text for line in engine.read(image).lines])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("used", [False, True], ids=["before", "after"])
def test_a_process_forked_before_or_after_the_first_use_reads(models: Path, used: bool) -> None:
    engine, image = Engine(models), array(lines(latin(30), "Fork safe"))
    if used:
        engine.read(image)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    process = context.Process(target=_child, args=(engine, image, answers))
    process.start()
    assert answers.get(timeout=30) == ["Fork safe"]
    process.join(10)


def test_no_socket_is_opened(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def refuse(*words: object, **named: object) -> None:
        opened.append(words)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "socket", refuse)
    assert Engine(models).read(array(lines(latin(30), "Offline"))).lines[0].text == "Offline"
    assert opened == []


def test_missing_models_name_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="scripts/models"):
        Engine(tmp_path).read(noise(100, 100))


def test_idle_processors_help_and_are_given_back(engine: Engine) -> None:
    image = array(lines(latin(30), *[f"Row {number} of the page" for number in range(8)]))
    before, processors = threading.active_count(), Line(3)
    assert engine.read(image, NEVER, processors) == engine.read(image)
    assert processors.in_use == 0
    assert threading.active_count() == before


def test_memory_stays_flat_over_many_shapes(models: Path) -> None:
    engine, random = Engine(models), np.random.default_rng(5)
    engine.read(array(lines(latin(30), *["The largest page comes first, with long lines of text"] * 20)))
    sizes: list[float] = []
    for _ in range(60):
        width, height = (int(side) for side in random.integers(80, 500, 2))
        image = page(width, height)
        write(image, 10, height // 3, "Memory is flat", latin(int(random.integers(14, 40))))
        engine.read(array(image))
        sizes.append(int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20)
    assert np.median(sizes[45:]) - np.median(sizes[15:30]) < 14


def test_a_page_of_more_regions_than_are_looked_at_was_whole_without_its_top(mocker: MockerFixture) -> None:
    mocker.patch.object(regions, "MOST", 20)
    marks = np.zeros((200, 200), np.uint8)
    for row in range(30):
        marks[row * 6 + 6 : row * 6 + 10, 20:120] = 255
    budget = Budget(NEVER)
    found = regions.regions(marks, (1.0, 1.0), budget)
    assert len(found) == 20 and min(region.quad[:, 1].min() for region in found) < 20
    assert not budget.complete
