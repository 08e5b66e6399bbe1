"""The error codes of each path, with the texts and the advice of the tables in shared, and the schemas of errors."""

from collections.abc import Mapping

from shared import leqi
from shared.wechat import SYSTEM_ERROR
from shared.wechat.errcodes import ERRCODES, Errcode

from .parts import Json, closed, opened
from .words import Words

When = Mapping[int, Words]
"""The codes that our own code answers at a path, and which requests get them."""

RID = r" rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$"
FAULT = {
    SYSTEM_ERROR: Words(
        "A fault of ours: our log holds the cause by the rid.", "本项目内部出错，凭 rid 在日志里查原因。"
    )
}
LATE_OR_FAULT = {
    SYSTEM_ERROR: Words(
        "Too many calls at once, or no time left for a result, which the text says. "
        "Else a fault of ours: our log holds the cause by the rid.",
        "同时到达的请求太多，或时限内算不完，文字里会写明；否则是本项目内部出错，凭 rid 在日志里查原因。",
    )
}
STORE_FAULT = {
    -1: Words(
        "The store for pictures does not work, or another fault of ours: our log holds the cause by the rid.",
        "图片存储不可用，或本项目内部出错，凭 rid 在日志里查原因。",
    )
}
TOKEN: When = {
    40001: Words(
        "It was not issued by this deployment, or was changed on its way.", "不是本部署签发的，或传输中被改动过。"
    ),
    42001: Words("It is older than 7200 seconds.", "签发已超过 7200 秒。"),
    41001: Words("It is looked for in the query, a form and JSON.", "依次在查询串、表单和 JSON 里找。"),
}
FIELDS: When = {
    47001: Words(
        "Or a multipart body is cut off; or there are more than 100 fields.",
        "或 multipart 请求体不完整，或字段超过 100 个。",
    ),
}
IMAGE: When = {
    **TOKEN,
    **LATE_OR_FAULT,
    **FIELDS,
    41005: Words(
        "Here a part without a file name and an `img_url` in the body count; a body without a boundary does not.",
        "本项目也认没有文件名的部分和请求体里的 `img_url`；没有 boundary 的请求体不算。",
    ),
    43002: Words("GET is taken too, and no other method.", "只接受 POST 和 GET。"),
    45001: Words(
        "The limit is `MAX_IMAGE_BYTES`, 2 MB unless set otherwise; it holds for a download too.",
        "上限由 `MAX_IMAGE_BYTES` 决定，默认 2 MB，按地址下载的图片也受它限制。",
    ),
    101000: Words(
        "Only public hosts are asked; redirects are followed three times.", "只访问公网地址，最多跟随三次重定向。"
    ),
    101002: Words(
        "JPEG, PNG, WebP, GIF, BMP, TIFF and HEIC are read, of at most `MAX_IMAGE_PIXELS`.",
        "支持 JPEG、PNG、WebP、GIF、BMP、TIFF 和 HEIC，像素数不超过 `MAX_IMAGE_PIXELS`。",
    ),
}
BODY: When = {
    41005: Words(
        "Only for a multipart body whose `Content-Type` names no boundary.",
        "仅当 multipart 请求的 `Content-Type` 没有写 boundary。",
    ),
    45001: Words(
        "Only for a body of more than 64 KiB, which this path has no use for.",
        "仅当请求体超过 64 KiB：本接口用不着请求体。",
    ),
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
            "meaning": row.meaning,
            "advice": row.advice,
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
        "meaning": errcode.meaning,
        "advice": errcode.advice,
    }


def _error(code: str, text: str, when: When, pattern: str) -> Json:
    return closed({code: {"enum": sorted(when)}, text: {"type": "string", "pattern": pattern}})


def _vendor_error(code: str, text: str, ours: list[int]) -> Json:
    schema = opened({code: {"type": "integer", "not": {"enum": sorted(ours)}}, text: {"type": "string"}}, (code,))
    words = Words(
        "Only from the vendor itself (`BACKEND=vendor` or `relay`), or ordered from the emulator.",
        "只有原厂才会返回（`BACKEND=vendor` 或 `relay`），或向模拟器点名要。",
    )
    return {"description": words, **schema}
