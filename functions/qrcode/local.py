"""Back end "local": reads codes with our own engine and answers in the vendor's form."""

from typing import Any

import numpy as np

from engines.codes import LONGEST, Code, read_codes
from shared import errors, wechat
from shared.bilingual import Bilingual
from shared.call import Call
from shared.clock import Deadline
from shared.config import settings
from shared.images import decoding

POSITIONED = frozenset({"QR_CODE", "DATA_MATRIX"})  # the vendor gives no position for bar codes and PDF_417

MEMORY = decoding.EngineMemory(per_pixel=0, fixed=64 << 20)
"""Measured: noise of 12 megapixels, all remedies tried, takes 55 MiB; larger pictures are reduced to that."""


def recognize(call: Call) -> dict[str, Any]:
    """The codes in the call's image. No code found is a success with an empty list, if nothing is left to be tried."""
    data = call.load_image()
    with decoding.decoded(data, "L", settings().max_image_pixels, MEMORY) as image:
        if max(image.size) > LONGEST:
            raise errors.InvalidImage(
                Bilingual(
                    "a side has more than {most} pixels: send the part with the code",
                    "有一边超过 {most} 像素：请只发送含有码的部分",
                    most=LONGEST,
                )
            )
        read = read_codes(np.asarray(image), Deadline.after(settings().qrcode_seconds))
        width, height = image.size
    if not read.codes and not read.complete:
        raise errors.OutOfTime(
            Bilingual(
                "no code was found in the time that there is, "
                "and not all was tried: send a smaller picture or the part "
                "with the code, or try again; the operator can raise QRCODE_SECONDS",
                "在限定时间内没有找到码，且尚未试完：请换一张小一些的图片或只发送含有码的部分，"
                "或重试；部署者可以调大 QRCODE_SECONDS",
            )
        )
    results = [_result(code) for code in read.codes]
    return wechat.ok(partial=not read.complete, code_results=results, img_size={"w": width, "h": height})


def _result(code: Code) -> dict[str, Any]:
    result: dict[str, Any] = {"type_name": code.format, "data": code.text}
    if code.format in POSITIONED:
        result["pos"] = wechat.pos(code.corners)
    return result
