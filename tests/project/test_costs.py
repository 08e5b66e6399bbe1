"""The pages on costs: computed from the benchmarks, the same in both languages, and found where they are stale."""

import re

import pytest

from scripts.costpages import cli, prices
from scripts.costpages.figures import Figures, figures, table
from scripts.costpages.tables import short, tables
from tests.support import ROOT

PAGE = """\
## Cold start

| function | first real answer (s) | memory (MB) |
| --- | ---: | ---: |
| empty function |  | 36 |
| qrcode | 0.210 | 71 |
| token | 0.135 | 28 |

## Throughput

words

| function | calls/s |
| --- | ---: |
| token | 1000 |
| qrcode | 200 |
| aicrop | 7 |

| another | table |
"""


def test_a_function_has_figures_where_both_tables_have_it() -> None:
    assert figures("\n" + PAGE) == [Figures("token", 0.002, 0.135, 28, 128), Figures("qrcode", 0.01, 0.21, 71, 1024)]


def test_a_page_without_a_table_is_told() -> None:
    with pytest.raises(ValueError, match="no table below '## Throughput'"):
        table("\n## Throughput\n\nwords\n", "## Throughput")


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
        page = (ROOT / "docs" / "costs.md").read_text("utf-8")
        measured = cli.BENCHMARKS.read_text("utf-8").replace("| qrcode | 308 |", "| qrcode | 30 |")
        assert cli.filled(page, tables(figures(measured), "en")) != page

    def test_have_the_same_figures_and_headings_in_both_languages(self) -> None:
        english, chinese = ((ROOT / name).read_text("utf-8") for name in cli.PAGES.values())
        assert re.findall(r"^#+", english, re.MULTILINE) == re.findall(r"^#+", chinese, re.MULTILINE)
        rows = [re.findall(r"^\| `.*", page, re.MULTILINE) for page in (english, chinese)]
        assert rows[0] == rows[1] != []
