"""The error codes of each path, with the texts and the advice of the tables in shared, and the schemas of errors."""

from collections.abc import Mapping

from shared import leqi
from shared.wechat import SYSTEM_ERROR
from shared.wechat.errcodes import ERRCODES, Errcode

from .parts import Json, closed, opened

When = Mapping[int, str]
"""The codes that our own code answers at a path, and which requests get them."""

RID = r" rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$"
FAULT = {SYSTEM_ERROR: "A fault of ours: our log holds the cause by the rid."}
LATE_OR_FAULT = {
    SYSTEM_ERROR: "Too many calls at once, or no time left for a result, which the text says. "
    "Else a fault of ours: our log holds the cause by the rid."
}
STORE_FAULT = {
    -1: "The store for pictures does not work, or another fault of ours: our log holds the cause by the rid."
}
TOKEN: When = {
    40001: "It was not issued by this deployment, or was changed on its way.",
    42001: "It is older than 7200 seconds.",
    41001: "It is looked for in the query, a form and JSON.",
}
FIELDS: When = {
    47001: "Or a multipart body is cut off; or there are more than 100 fields.",
}
IMAGE: When = {
    **TOKEN,
    **LATE_OR_FAULT,
    **FIELDS,
    41005: "Here a part without a file name and an `img_url` in the body count; a body without a boundary does not.",
    43002: "GET is taken too, and no other method.",
    45001: "The limit is `MAX_IMAGE_BYTES`, 2 MB unless set otherwise; it holds for a download too.",
    101000: "Only public hosts are asked; redirects are followed three times.",
    101002: "JPEG, PNG, WebP, GIF, BMP, TIFF and HEIC are read, of at most `MAX_IMAGE_PIXELS`.",
}
BODY: When = {
    41005: "Only for a multipart body whose `Content-Type` names no boundary.",
    45001: "Only for a body of more than 64 KiB, which this path has no use for.",
    **FIELDS,
}


def wechat_table(when: When) -> list[Json]:
    """Rows for the codes of a path in WeChat's form, in the order of docs/errcodes.md.

    `origin` tells whether a request gets the code by what it holds, or only a fault of ours gives it.
    """
    rows = [errcode for errcode in ERRCODES.values() if errcode.code in when]
    return [
        {**_row(row), "when": when[row.code], "origin": "fault" if row.code == SYSTEM_ERROR else "request"}
        for row in rows
    ]


def vendor_table(ours: set[int]) -> list[Json]:
    """Rows for the codes that no path of ours answers by itself."""
    rows = [errcode for errcode in ERRCODES.values() if errcode.code not in ours | {0}]
    return [{**_row(row), "origin": "vendor"} for row in rows]


def leqi_table(when: When) -> list[Json]:
    """Rows for the codes of a path in Leqi's form."""
    return [
        {
            "code": code,
            "text": row.text,
            "meaning": str(row.meaning),
            "advice": str(row.advice),
            "when": when[code],
            "origin": "request",
        }
        for code, row in leqi.TABLE.items()
        if code in when
    ]


def wechat_schemas(name: str, when: When, cloud_name: str = "") -> Json:
    """Schemas of the errors of a path: ours, and those that only WeChat gives; with a cloud call's name, also its."""
    schemas = {
        f"{name}Error": _error("errcode", "errmsg", when, f"^.+{RID}"),
        f"{name}VendorError": _vendor_error("errcode", "errmsg", [0, *when]),
    }
    if cloud_name:
        text = f"^{cloud_name.replace('.', '[.]')}:fail .+{RID}"
        schemas[f"{name}CloudError"] = _error("errCode", "errMsg", when, text)
        schemas[f"{name}CloudVendorError"] = _vendor_error("errCode", "errMsg", [0, *when])
    return schemas


def leqi_schemas(name: str, when: When) -> Json:
    """Schemas of the errors of a path in Leqi's form."""
    return {
        f"{name}Error": _error("code", "error", when, f"^.+: .+{RID}"),
        f"{name}VendorError": _vendor_error("code", "error", [leqi.OK, *when]),
    }


def _row(errcode: Errcode) -> Json:
    return {
        "code": errcode.code,
        "text": errcode.text,
        "meaning": str(errcode.meaning),
        "advice": str(errcode.advice),
    }


def _error(code: str, text: str, when: When, pattern: str) -> Json:
    return closed({code: {"enum": sorted(when)}, text: {"type": "string", "pattern": pattern}})


def _vendor_error(code: str, text: str, ours: list[int]) -> Json:
    schema = opened({code: {"type": "integer", "not": {"enum": sorted(ours)}}, text: {"type": "string"}}, (code,))
    words = "Only from the vendor itself (`BACKEND=vendor` or `relay`), or ordered from the emulator."
    return {"description": words, **schema}
