"""Back end "local": reads text with our own engine and answers in the vendor's form."""

from typing import Any

import numpy as np

from engines.text import WORKING_BYTES, engine
from shared import admission, errors, wechat
from shared.bilingual import Bilingual
from shared.call import Call
from shared.clock import Deadline
from shared.config import settings
from shared.images import decoding

MEMORY = decoding.EngineMemory(per_pixel=0, fixed=WORKING_BYTES)


def recognize(call: Call) -> dict[str, Any]:
    """The lines of text in the call's image. No text is a success with an empty list. `type` has no effect."""
    data = call.load_image()
    with decoding.decoded(data, "RGB", settings().max_image_pixels, MEMORY) as image:
        deadline = Deadline.after(settings().ocr_seconds)
        read = engine().read(np.asarray(image), deadline, admission.processors())
        width, height = image.size
    if not read.lines and not read.complete:
        raise errors.OutOfTime(
            Bilingual(
                "the time ran out before a line was read: send a smaller picture or a part of it, "
                "or try again; the operator can raise OCR_SECONDS",
                "没来得及读出任何一行：请换一张小一些的图片或只发送一部分，或重试；部署者可以调大 OCR_SECONDS",
            )
        )
    items = [{"text": line.text, "pos": wechat.pos(line.corners)} for line in read.lines]
    return wechat.ok(partial=not read.complete, items=items, img_size={"w": width, "h": height})


# At process start, before the workers are forked: a network that runs on its caller's thread alone survives a fork.
engine().prepare()
