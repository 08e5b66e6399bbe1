"""Pictures of other repositories: which count, what their authors expect, and which of them a person should look at."""

import json
from pathlib import Path

import cv2
import numpy as np

from benchmarks.qrcode import truth
from benchmarks.qrcode.drawing import symbol
from benchmarks.qrcode.peers import Peer
from benchmarks.qrcode.public import Picture, pictures, same
from benchmarks.qrcode.publictable import ALL, measured
from benchmarks.qrcode.readers import Gray


def _saved(path: Path, gray: Gray) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), gray)
    return path


def _code(text: str) -> Gray:
    return symbol("QR_CODE", text, 6, 4)


def test_a_smaller_copy_of_another_projects_sample_does_not_count(tmp_path: Path) -> None:
    _saved(tmp_path / "zxing" / "1.png", _code("the same"))
    half = cv2.resize(_code("the same"), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.uint8)
    _saved(tmp_path / "public" / "jsqr" / "copy.png", half)
    _saved(tmp_path / "public" / "jsqr" / "own.png", _code("something else"))
    found = pictures(tmp_path / "public", [tmp_path / "zxing"])
    assert [picture.name for picture in found] == ["jsqr/own.png"]


def test_a_file_that_is_no_picture_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n")
    assert not list(pictures(tmp_path, []))


def test_jsqrs_answer_is_the_bytes_of_its_output_and_null_says_nothing(tmp_path: Path) -> None:
    picture = tmp_path / "input.png"
    output = tmp_path / "output.json"
    output.write_text(json.dumps({"binaryData": list("né".encode())}))
    assert truth.wanted(picture) == "né"
    output.write_text("null")
    assert truth.wanted(picture) is None


def test_quaggas_result_stands_in_the_test_of_the_pictures_folder(tmp_path: Path) -> None:
    tests = tmp_path / "test" / "integration" / "decoders"
    tests.mkdir(parents=True)
    (tests / "ean.spec.ts").write_text(
        "{ 'name': '1.jpg', 'result': `${FNC1}42${FNC1}7` },\n"
        '// {"name": "2.jpg", "result": "9"},\n'
        "{ name: '3.jpg', result: '' },\n"
    )
    for folder in (tmp_path / "test" / "fixtures" / "ean", tmp_path / "docs" / "examples" / "fixtures" / "ean"):
        assert [truth.wanted(folder / f"{number}.jpg") for number in range(1, 5)] == [
            "42\x1d7",
            "9",
            None,
            None,
        ]


def test_spellings_of_one_content_are_the_same() -> None:
    assert same("A40156B", "codabar") == same("40156", "") == "40156"
    assert same("3PRM8N", "code_32") == "A123456788"
    assert same("419871600890101", "ean_extended") == "4198716008901"


def test_the_table_says_where_a_peer_has_more_and_where_ours_is_alone(tmp_path: Path) -> None:
    picture = Picture(_saved(tmp_path / "jsqr" / "a.png", _code("a")), tmp_path, "a")
    table = measured([Peer("ours", lambda _: ["b"]), Peer("other", lambda _: ["a"])], [picture])
    assert table.missing == ["jsqr/a.png: other reads ['a'], ours ['b']"]
    assert table.alone == ["jsqr/a.png: ['b'], not 'a'"]
    assert (dict(table.tallies[ALL].right), table.tallies["jsqr"].known) == ({"ours": 0, "other": 1}, 1)
