"""The reference page: the API's description, drawn by Scalar, which scripts/models takes out of a wheel.

Everything comes from this server: the page asks for no font, no proxy and no other file elsewhere.
"""

from pathlib import Path
from string import Template
from typing import Any

from shared.bilingual import Language
from shared.openapi.parts import HERE
from shared.openapi.words import LANGUAGES, Words

from .. import openapi
from .tables import with_tables

Json = dict[str, Any]
_HOME = Path(__file__).parent
LIBRARY = _HOME / "library" / "scalar.js"
FILES = (LIBRARY, _HOME / "start.js", _HOME / "reference.css")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The page's Content-Security-Policy. Scalar writes its styles into the page: only those may stand in it."""
_TITLE = Words("API reference", "接口参考")
_PAGES = Words("Pages", "页面")
_TRY = Words("Try it", "试用")
_MISSING = Words(
    "The reference cannot be drawn: its library is not here. Stop the emulator, run scripts/models, start it again.",
    "参考页画不出来：缺少绘制它的库。请停下模拟器，运行 scripts/models，再重新启动。",
)


def language(asked: str) -> Language:
    """One of the languages that there are, from its name; English in place of any other."""
    return next((one for one in LANGUAGES if one == asked), "en")


def page(shown: Language) -> str:
    """The page; without its library it says so, and leads to the description."""
    there = LIBRARY.is_file()
    other: Language = "en" if shown == "zh" else "zh"
    return Template((_HOME / "reference.html").read_text(encoding="utf-8")).substitute(
        language=shown,
        tag="zh-CN" if shown == "zh" else "en",
        title=_TITLE.say(shown),
        pages=_PAGES.say(shown),
        try_it=_TRY.say(shown),
        other=other,
        other_tag="zh-CN" if other == "zh" else "en",
        other_name={"zh": "中文", "en": "English"}[other],
        content=_drawn(shown) if there else f'<main class="missing"><p>{_MISSING.say(shown)}</p></main>',
    )


def _with_files(part: Any) -> Any:
    """The description with its files marked as OpenAPI 3.0 has them: by that alone the page lets one pick a file."""
    if isinstance(part, list):
        return [_with_files(one) for one in part]
    if not isinstance(part, dict):
        return part
    mark = {"format": "binary"} if "contentMediaType" in part else {}
    return {name: _with_files(value) for name, value in part.items()} | mark


def _drawn(shown: Language) -> str:
    """A place for the reference, and what draws it there: that has a main of its own."""
    place = f'<div id="reference" data-language="{shown}"></div>'
    return f'{place}\n<script src="/reference/scalar.js"></script>\n<script src="/reference/start.js"></script>'


def document(shown: Language, url: str) -> Json:
    """The description as the page shows it: for the server at `url`, with the tables of error codes in its texts."""
    described: Json = _with_files(with_tables(openapi.document(shown), shown))
    described["servers"] = [{"url": url}]
    for item in described["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict):
                for sample in operation.get("x-codeSamples", []):
                    sample["source"] = sample["source"].replace(HERE, url)
    return described
