"""Tables of error codes, put into the texts of the description: what draws it knows nothing of x-errcodes."""

from typing import Any

from shared.bilingual import Language
from shared.openapi.words import Words

Json = dict[str, Any]
_METHODS = ("post", "get", "head")
_CODES = Words("Error codes", "错误码")
_VENDORS = Words("Codes that only WeChat gives", "只有微信才会返回的错误码")
_HEAD = Words("Code | Text | Meaning | What to do", "错误码 | 文字 | 含义 | 怎么办")


def with_tables(document: Json, language: Language) -> Json:
    """The document itself, its operations described by what holds for their path, and by its codes."""
    for item in document["paths"].values():
        operations = [item[method] for method in _METHODS if method in item]
        for operation in operations:
            own = operation.get("description", "")
            operation["description"] = "\n\n".join(filter(None, (item["description"], own)))
        operations[0]["description"] += _table(item.get("x-errcodes", []), _CODES.say(language), language)
    vendors = _table(document["x-vendor-errcodes"], _VENDORS.say(language), language)
    document["info"]["description"] += vendors
    return document


def _table(rows: list[Json], title: str, language: Language) -> str:
    """Rows as a table in Markdown that opens when asked."""
    if not rows:
        return ""
    lines = [_line(row) for row in rows]
    head = f"| {_HEAD.say(language)} |\n| --- | --- | --- | --- |\n"
    return f"\n\n<details><summary>{title} ({len(rows)})</summary>\n\n{head}{''.join(lines)}\n</details>"


def _line(row: Json) -> str:
    meaning = f"{row['meaning']} {row.get('when', '')}".strip()
    cells = (str(row["code"]), row["text"], meaning, row["advice"])
    return f"| {' | '.join(cell.replace('|', '&#124;').replace('<', '&lt;') for cell in cells)} |\n"
