"""Large and small print on one page, pieces of lines, and two readings of one place."""

import numpy as np
import pytest

from engines.text import Engine
from engines.text.candidates import Candidates, Spare
from engines.text.letters import Letter
from engines.text.line import Reading, Region
from engines.text.overlaps import resolved, with_spares
from engines.text.parts import Part, parts
from engines.text.pieces import merged
from engines.text.scale import MOST_PIXELS, first
from tests.support.pictures.pages import Rgb, array, chinese, latin, page, write

SMALL_PRINT = ("Tickets are sold at the door", "No entry after the bell")


def texts(engine: Engine, image: Rgb) -> list[str]:
    return [line.text for line in engine.read(image).lines]


def box(left: float, top: float, right: float, bottom: float) -> Region:
    return Region(np.array(((left, top), (right, top), (right, bottom), (left, bottom)), float))


def reading(region: Region, text: str, probability: float = 0.99) -> Reading:
    step = region.length / len(text)
    letters = tuple(Letter(letter, probability, (number + 0.5) * step) for number, letter in enumerate(text))
    return Reading(region, letters, region.length)


@pytest.mark.parametrize("size", [120, 190, 260])
def test_small_print_below_huge_letters_is_read(engine: Engine, size: int) -> None:
    image = page(1100, 720)
    write(image, 40, 20, "JAZZ", latin(size))
    write(image, 40, 40 + size, "NIGHT", latin(size))
    for number, text in enumerate(SMALL_PRINT):
        write(image, 50, 640 + 34 * number, text, latin(17))
    assert texts(engine, array(image)) == ["JAZZ", "NIGHT", *SMALL_PRINT]


def test_huge_characters_are_not_taken_to_pieces(engine: Engine) -> None:
    image = page(1000, 700)
    write(image, 60, 60, "书香满城", chinese(215))
    write(image, 300, 520, "读者服务部 周一闭馆", chinese(20))
    assert [text.replace(" ", "") for text in texts(engine, array(image))] == ["书香满城", "读者服务部周一闭馆"]


def test_footnotes_of_a_large_photograph_are_read_beside_its_headline(engine: Engine) -> None:
    image = page(3200, 2400)
    write(image, 200, 150, "Harvest festival", latin(380))
    for number, text in enumerate(SMALL_PRINT):
        write(image, 220, 2100 + 70 * number, text, latin(34))
    assert texts(engine, array(image)) == ["Harvest festival", *SMALL_PRINT]


def test_noise_beside_print_does_not_cost_the_print(engine: Engine) -> None:
    image = array(page(1200, 800)).copy()
    image[60:740, 700:1150] = np.random.default_rng(3).integers(0, 256, (680, 450, 1), np.uint8)
    for row in range(60, 740, 30):
        image[row : row + 15, 700:1150] //= 2
    write_on = page(600, 800)
    for number, text in enumerate(SMALL_PRINT):
        write(write_on, 40, 200 + 150 * number, text, latin(24))
    image[:, :600] = array(write_on)
    assert set(SMALL_PRINT) <= set(texts(engine, image))


def test_lines_without_leading_stay_whole(engine: Engine) -> None:
    image = page(560, 220)
    wanted = ["图书归还请走左侧通道", "自习座位需要提前预约", "阅览室内请勿大声喧哗", "闭馆前十分钟停止借阅"]
    for number, text in enumerate(wanted):
        write(image, 40, 30 + 31 * number, text, chinese(30))
    assert texts(engine, array(image)) == wanted


def test_a_line_across_tiles_is_one_line(engine: Engine) -> None:
    words = "every seat in the reading room has a lamp and a number of its own " * 2
    image, font = page(2600, 500), latin(38)
    write(image, 30, 200, words.strip(), font)
    (line,) = engine.read(array(image)).lines
    assert line.text.replace(" ", "") == words.replace(" ", "")


def test_pieces_that_overlap_on_one_line_are_one_region() -> None:
    (line,) = merged([box(10, 100, 150, 140), box(135, 102, 300, 141), box(290, 99, 400, 139)])
    assert line.width == pytest.approx(390, abs=2)
    assert line.height == pytest.approx(42, abs=2)


def test_pieces_of_a_column_are_one_region() -> None:
    (column,) = merged([box(50, 10, 90, 200), box(52, 185, 91, 330)])
    assert column.height == pytest.approx(320, abs=2)


@pytest.mark.parametrize(
    "other",
    [box(160, 100, 300, 140), box(10, 128, 150, 168), box(40, 104, 90, 136), box(140, 80, 300, 180)],
    ids=["after a gutter", "the next line", "inside", "much higher"],
)
def test_regions_that_are_no_pieces_of_a_line_stay_two(other: Region) -> None:
    assert len(merged([box(10, 100, 150, 140), other])) == 2


def test_a_bad_box_over_lines_that_are_read_well_goes() -> None:
    lines = [reading(box(0, 0, 200, 30), "上午九点开放"), reading(box(0, 34, 200, 64), "下午六点关闭")]
    bad = reading(box(-10, -10, 210, 75), "口品", 0.85)
    assert resolved([bad, *lines]) == lines


def test_a_piece_inside_a_line_that_is_read_well_goes() -> None:
    line, piece = reading(box(0, 0, 200, 30), "Reading room"), reading(box(120, 2, 200, 29), "room")
    assert resolved([piece, line]) == [line]


def test_a_chinese_line_stays_whose_translation_below_it_has_more_letters() -> None:
    line, below = reading(box(0, 0, 230, 50), "车辆类型小型轿车"), reading(box(5, 32, 110, 58), "Vehicle Type")
    assert resolved([line, below]) == [line, below]


def test_lines_with_little_between_them_stay() -> None:
    lines = [reading(box(0, 26 * number, 200, 26 * number + 34), f"Row {number}") for number in range(4)]
    assert resolved(lines) == lines


def test_of_two_readings_of_one_place_the_surer_stays() -> None:
    sure, doubtful = reading(box(0, 0, 200, 30), "400-800-1234"), reading(box(2, -4, 205, 36), "40-800-134", 0.85)
    assert resolved([doubtful, sure]) == [sure]


def test_a_spare_region_is_read_only_where_its_cover_is_not_read_with_certainty() -> None:
    good, bad, unread = (box(0, top, 200, top + 30) for top in (0, 100, 200))
    spares = [box(0, top, 200, top + 40) for top in (0, 100, 200)]
    found = Candidates(
        [good, bad, unread], [Spare(spare, [cover]) for spare, cover in zip(spares, (good, bad, unread), strict=True)]
    )
    said = {id(good): 0.99, id(bad): 0.7, id(spares[1]): 0.98, id(spares[2]): 0.97}
    readings = with_spares(found, lambda regions: [reading(r, "word", said[id(r)]) for r in regions if id(r) in said])
    assert [r.region for r in readings] == [good, bad, *spares[1:]]


def whole(width: int, height: int) -> Part:
    return Part(0, 0, width, height, first(width, height))


def rows(top: int, count: int, height: int, width: int = 900) -> list[Region]:
    return [
        box(100, top + 2 * height * number, 100 + width, top + height * (2 * number + 1)) for number in range(count)
    ]


def test_a_page_of_one_size_is_looked_at_once_more_as_a_whole() -> None:
    (part,) = parts(whole(1240, 1754), rows(100, 26, 30))
    assert part.pixels <= MOST_PIXELS * 1.01
    assert part[:4] == (40, 40, 1060, 1690)


def test_print_of_a_good_size_is_not_looked_at_again() -> None:
    assert parts(whole(1000, 800), rows(50, 7, 32, 700) + rows(600, 1, 60, 300)) == []


def test_only_the_place_of_small_print_is_looked_at_again() -> None:
    small = parts(whole(1400, 1900), rows(100, 4, 130, 1100) + rows(1800, 2, 18, 300))
    assert [part[:4] for part in small] == [(64, 1764, 436, 1890)]


def test_a_headline_does_not_set_the_size_of_small_print() -> None:
    found = parts(whole(3000, 2200), rows(100, 3, 420, 2400) + rows(2100, 1, 36, 700))
    coarse, fine = sorted(found, key=lambda part: part.factor)
    assert coarse.factor < whole(3000, 2200).factor < fine.factor


def test_dirt_beside_lines_is_not_looked_at_again() -> None:
    dirt = [box(700 + 40 * number, 1500, 712 + 40 * number, 1510) for number in range(9)]
    assert parts(whole(1000, 1600), rows(100, 20, 40, 700) + dirt) == []


def test_the_parts_together_keep_to_the_pixels_of_one() -> None:
    page_of_sizes = rows(50, 20, 26, 1000) + rows(50, 20, 14, 1000) + rows(1300, 4, 45, 1000)
    assert sum(part.pixels for part in parts(whole(1240, 1754), page_of_sizes)) <= 1.01 * MOST_PIXELS
