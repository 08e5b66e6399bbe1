"""Set "forms": forms, lists and tables with wordy cells, ruled and unruled, where the order of the rows counts."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from PIL import ImageDraw

from .drawn import Draw, DrawnSet
from .pages import FACES, Page, font, wrapped
from .texts import CITIES, GIVEN, STREETS, SURNAMES
from .wordings import COMPANIES, DEPARTMENTS, LABELS, PLACES, REMARKS, part

EACH = 6
Rows = list[list[str]]
"""The cells of each row; an empty cell has no line."""


def table(page: Page, rows: Rows, starts: Sequence[float], top: float, rng: random.Random) -> list[float]:
    """Write rows of cells between the given x; return the y of the rows' edges.

    A cell too wide for its column is broken into lines. A cell comes after the one before it in its row (by their first
    lines: whether the row is then read line by line or cell by cell is free), a row after all lines of the row above.
    """
    size = rng.randint(18, 24)
    face, pad = font(rng.randrange(len(FACES)), size), size * rng.uniform(0.5, 1.0)
    above, edges = list(range(len(page.lines)))[-1:], [top]
    for row in rows:
        cells = [
            wrapped(text, face, end - start - size) for text, (start, end) in zip(row, pairwise(starts), strict=True)
        ]
        ends: list[int] = []
        first: list[int] = []
        for x, lines in zip(starts, cells, strict=False):
            for depth, line in enumerate(lines):
                page.text(x, edges[-1] + pad + depth * size * 1.35, line, face)
                after = [len(page.lines) - 2] if depth else first or above
                page.lines[-1] = replace(page.lines[-1], after=tuple(after))
                first = first if depth else [len(page.lines) - 1]
            ends += [len(page.lines) - 1] * bool(lines)
        above = ends
        edges.append(edges[-1] + 2 * pad + size * (1 + 1.35 * (max(map(len, cells)) - 1)))
    return edges


def rule(page: Page, starts: Sequence[float], rows: Sequence[float], *, upright: bool) -> None:
    """Draw the lines of a table, across and, if wanted, upright."""
    draw, left, right = ImageDraw.Draw(page.image), starts[0] - 10, starts[-1] - 10
    for y in rows:
        draw.line([(left, y), (right, y)], fill=(60, 60, 60), width=2)
    for x in starts if upright else ():
        draw.line([(x - 10, rows[0]), (x - 10, rows[-1])], fill=(60, 60, 60), width=2)


def person(rng: random.Random) -> str:
    """A name of three characters."""
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, 2))


def value(rng: random.Random, split: str) -> str:
    """What may stand in a field of a form."""
    return rng.choice(
        (
            person(rng),
            f"{rng.randint(1960, 2026)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
            f"1{rng.randint(30, 99)}{rng.randint(10**7, 10**8 - 1)}",
            rng.choice(part(PLACES, split)),
            rng.choice(part(COMPANIES, split)),
            rng.choice(part(DEPARTMENTS, split)),
            "已核对无误",
        )
    )


def form(split: str, rng: random.Random) -> Rows:
    """Two pairs of label and value in a row."""
    labels = rng.sample(part(LABELS, split), 2 * rng.randint(5, 8))
    colon = rng.choice(("", "："))
    pairs = [(label + colon, value(rng, split)) for label in labels]
    return [[*one, *other] for one, other in zip(pairs[::2], pairs[1::2], strict=True)]


def contacts(split: str, rng: random.Random) -> Rows:
    """Name, department, telephone, place."""
    head = [["姓名", "部门", "电话", "单位"]]
    return head + [
        [
            person(rng),
            rng.choice(part(DEPARTMENTS, split)),
            f"1{rng.randint(30, 99)}{rng.randint(10**7, 10**8 - 1)}",
            rng.choice(part(PLACES, split)),
        ]
        for _ in range(rng.randint(6, 14))
    ]


def companies(split: str, rng: random.Random) -> Rows:
    """Number, company, person in charge, date."""
    head = [["序号", "企业名称", "负责人", "成立日期"]]
    names = rng.sample(part(COMPANIES, split), rng.randint(6, 11))
    return head + [
        [f"{index}", name, person(rng), f"{rng.randint(1985, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"]
        for index, name in enumerate(names, 1)
    ]


def statement(split: str, rng: random.Random) -> Rows:
    """Date, remark, amount and balance of an account; some without an amount on either side."""
    head, balance, rows = ["交易日期", "摘要", "收入", "支出", "余额"], rng.uniform(1000, 90000), []
    for index in range(rng.randint(8, 16)):
        amount = rng.uniform(5, 900) if rng.random() < 0.6 else -rng.uniform(5, 900)
        balance += amount
        sides = [f"{amount:,.2f}", ""] if amount > 0 else ["", f"{-amount:,.2f}"]
        rows.append([f"2026-03-{index + 1:02d}", rng.choice(part(REMARKS, split)), *sides, f"{balance:,.2f}"])
    return [head, *rows]


def addresses(split: str, rng: random.Random) -> Rows:
    """Company, address, telephone: all of them long."""
    names = rng.sample(part(COMPANIES, split), rng.randint(5, 11))
    return [["企业名称", "注册地址", "联系电话"]] + [
        [
            name,
            f"{rng.choice(CITIES)}{rng.choice(STREETS)}{rng.randint(1, 999)}号",
            f"0{rng.randint(100, 999)}-{rng.randint(2 * 10**7, 9 * 10**7)}",
        ]
        for name in names
    ]


def pairs(split: str, rng: random.Random) -> Rows:
    """Two labels in a row, each with its value behind a colon."""
    labels = rng.sample(part(LABELS, split), 2 * rng.randint(4, 8))
    fields = [f"{label}：{value(rng, split)}" for label in labels]
    return [list(row) for row in zip(fields[::2], fields[1::2], strict=True)]


def ledger(split: str, rng: random.Random) -> Rows:
    """Time, remark with who it was paid to, number of the voucher: all of them long."""
    return [["交易时间", "摘要及对方户名", "凭证号码"]] + [
        [
            f"2026-04-{index + 1:02d} {rng.randint(8, 19):02d}:{rng.randint(10, 59)}",
            rng.choice(part(REMARKS, split)) + rng.choice(part(DEPARTMENTS, split)),
            "".join(rng.choices("0123456789", k=rng.choice((12, 16)))),
        ]
        for index in range(rng.randint(6, 14))
    ]


@dataclass(frozen=True)
class Layout:
    """What the rows hold, where columns start as shares of the width, and the rules: "", "lines" or "grid"."""

    rows: Callable[[str, random.Random], Rows]
    shares: Sequence[float]
    rules: str = ""

    def draw(self, split: str, rng: random.Random) -> Page:
        """A page with a title and the table."""
        width = rng.choice((900, 1000, 1100))
        page = Page.blank(width, 1400)
        starts = [60 + share * (width - 110) for share in (*self.shares, 1.0)]
        page.text(width * 0.3, 40, rng.choice(part(PLACES, split)) + "登记表", font(2, 32))
        edges = table(page, self.rows(split, rng), starts, 120, rng)
        page.image = page.image.crop((0, 0, width, int(edges[-1]) + 60))
        if self.rules:
            rule(page, starts, edges, upright=self.rules == "grid")
        return page


LAYOUTS = {
    "form": Layout(form, (0, 0.19, 0.5, 0.69)),
    "form ruled": Layout(form, (0, 0.19, 0.5, 0.69), "grid"),
    "contacts": Layout(contacts, (0, 0.15, 0.4, 0.65)),
    "contacts wrapped": Layout(contacts, (0, 0.15, 0.3, 0.55)),
    "companies": Layout(companies, (0, 0.1, 0.55, 0.75)),
    "companies ruled": Layout(companies, (0, 0.1, 0.55, 0.75), "grid"),
    "companies wrapped": Layout(companies, (0, 0.1, 0.34, 0.6), "grid"),
    "addresses": Layout(addresses, (0, 0.42, 0.74)),
    "addresses ruled": Layout(addresses, (0, 0.42, 0.74), "grid"),
    "pairs": Layout(pairs, (0, 0.5)),
    "pairs ruled": Layout(pairs, (0, 0.5), "grid"),
    "ledger": Layout(ledger, (0, 0.28, 0.7)),
    "statement": Layout(statement, (0, 0.2, 0.45, 0.63, 0.81)),
    "statement lined": Layout(statement, (0, 0.2, 0.45, 0.63, 0.81), "lines"),
}


def kinds(split: str) -> Mapping[str, Sequence[Draw]]:
    """What draws each page."""
    return {kind: [partial(layout.draw, split)] * EACH for kind, layout in LAYOUTS.items()}


SET = DrawnSet("forms", kinds)
