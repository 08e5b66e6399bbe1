"""Error codes to order: the emulator answers whatever code a caller wants to see, in the form of the path."""

import re
from dataclasses import replace

from shared import errors, leqi, wechat
from shared.bilingual import Bilingual
from shared.wechat.errcodes import ERRCODES
from shared.wire import Wire

HEADER = "X-Emulate-Errcode"
_CODE = re.compile(r"\s*-?[0-9]{1,9}\s*")


class Ordered(errors.ServiceError):
    """An error that a caller of the emulator asked for, to test the own error handling."""


def ordered(wish: str, wire: Wire) -> tuple[Wire, errors.ServiceError]:
    """The error for what stands in HEADER, and the form that has its code; InvalidParameter for what is no code."""
    code = int(wish) if _CODE.fullmatch(wish) else 0
    advice = _advice(wire, code) if code else None
    if advice is None or not isinstance(wire, wechat.Form | leqi.Form):
        return wire, errors.InvalidParameter(
            Bilingual(
                "{header} takes an error code of docs/errcodes.md, such as 45009",
                "{header} 的值是 docs/errcodes.md 中的错误码，例如 45009",
                header=HEADER,
            )
        )
    said = Bilingual(
        "as {header} asked for: {advice}", "按 {header} 的要求返回：{advice}", header=HEADER, advice=advice
    )
    return replace(wire, codes={Ordered: code}), Ordered(said)


def _advice(wire: Wire, code: int) -> Bilingual | None:
    if isinstance(wire, leqi.Form):
        return leqi.TABLE[code].advice if code in leqi.TABLE else None
    return ERRCODES[code].advice if code in ERRCODES else None
