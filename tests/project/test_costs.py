"""The pages on costs: computed from the benchmarks, the same in both languages, and found where they are stale."""

import json
import re
from pathlib import Path

import pytest

import functions
from scripts.costpages import cli, measure, prices
from scripts.costpages.figures import Figures, circumstances, figures
from scripts.costpages.tables import short, tables
from tests.support import ROOT

MEASURED = {
    "day": "2026-01-02",
    "load": 0,
    "cores": 2,
    "functions": {
        "qrcode": {"seconds": 0.01, "start": 0.21, "megabytes": 71},
        "token": {"seconds": 0.002, "start": 0.14, "megabytes": 28},
        "gone": {"seconds": 1, "start": 1, "megabytes": 1},
    },
}


def test_functions_that_are_still_there_have_figures_the_dearest_last() -> None:
    assert figures(json.dumps(MEASURED)) == [
        Figures("token", 0.002, 0.14, 28, 128),
        Figures("qrcode", 0.01, 0.21, 71, 1024),
    ]


def test_a_measurement_has_every_function_and_tells_its_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(measure, "MEASURED", tmp_path / "measured.json")
    monkeypatch.setattr(functions, "names", lambda: ("token",))
    monkeypatch.setattr(measure, "_MOST_CALLS", 2)
    monkeypatch.setattr(measure, "_ENOUGH_S", 0.01)
    measure.measure()
    (row,) = figures((tmp_path / "measured.json").read_text("utf-8"))
    assert row.name == "token"
    assert row.start > 0
    assert row.used > 10


class TestPrices:
    def test_scf_counts_the_memory_that_is_set(self) -> None:
        small, large = (prices.scf(1000, 0.5, size) for size in (512, 1024))
        call = 1000 * prices.SCF_CALL.amount
        assert large - call == pytest.approx(2 * (small - call))
        assert large == pytest.approx(500 * prices.SCF_GB_S.amount + call)

    def test_fc_gives_a_vcpu_no_less_than_a_gigabyte(self) -> None:
        assert prices.fc(1000, 0.5, 128) == prices.fc(1000, 0.5, 1024) < prices.fc(1000, 0.5, 2048)

    @pytest.mark.parametrize(("seconds", "billed"), [(0.001, 0.1), (0.1, 0.1), (0.3, 0.3), (0.301, 0.4)])
    def test_cloud_run_rounds_time_up(self, seconds: float, billed: float) -> None:
        each = prices.RUN_VCPU_S.amount + prices.RUN_GIB_S.amount
        assert prices.cloud_run(10, seconds, 1024) == pytest.approx(10 * (billed * each + prices.RUN_CALL.amount))

    def test_who_was_looked_up_says_when(self) -> None:
        assert all(bool(one.source) == bool(one.seen) for one in prices.PRICES)


@pytest.mark.parametrize(
    ("figure", "shown"), [(0.00122, "0.0012"), (0.571, "0.57"), (17.54, "18"), (818.0, "820"), (10.0, "10"), (0.0, "0")]
)
def test_two_digits_count(figure: float, shown: str) -> None:
    assert short(figure) == shown


class TestPages:
    def test_are_up_to_date(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["--check"]) == 0
        assert capsys.readouterr().err == ""

    def test_another_measurement_makes_them_stale(self) -> None:
        page, told = (ROOT / "docs" / "costs.md").read_text("utf-8"), json.dumps(MEASURED)
        assert cli.filled(page, tables(figures(told), circumstances(told), "en")) != page

    def test_every_function_has_a_row(self) -> None:
        assert {row.name for row in figures(measure.MEASURED.read_text("utf-8"))} == set(functions.names())

    def test_have_the_same_figures_and_headings_in_both_languages(self) -> None:
        english, chinese = ((ROOT / name).read_text("utf-8") for name in cli.PAGES.values())
        assert re.findall(r"^#+", english, re.MULTILINE) == re.findall(r"^#+", chinese, re.MULTILINE)
        rows = [re.findall(r"^\| `.*", page, re.MULTILINE) for page in (english, chinese)]
        assert rows[0] == rows[1] != []
