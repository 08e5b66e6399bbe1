"""Back end "local": reads a number plate with our own engine and answers in the vendor's form."""

from typing import Any

import numpy as np

from engines.cards import read_plates
from engines.text import WORKING_BYTES, engine
from shared import admission, errors, wechat
from shared.bilingual import Bilingual
from shared.call import Call
from shared.clock import Budget, Deadline
from shared.config import settings
from shared.images import decoding

MEMORY = decoding.EngineMemory(per_pixel=0, fixed=WORKING_BYTES)


def recognize(call: Call) -> dict[str, Any]:
    """The number of the largest plate in the call's image."""
    data = call.load_image()
    with decoding.decoded(data, "RGB", settings().max_image_pixels, MEMORY) as image:
        rgb = np.asarray(image)
        budget = Budget(Deadline.after(settings().ocr_seconds))
        text = engine().read(rgb, budget.deadline, admission.processors())
        found = read_plates(rgb, text.lines, engine(), budget)
    complete = text.complete and budget.complete
    if not found:
        raise errors.NothingFound.on_picture(
            Bilingual(
                "the number plate of a vehicle, whole, sharp and without reflections", "车牌，且完整、清晰、无反光"
            ),
            complete=complete,
        )
    return wechat.ok(partial=not complete, number=found[0].number)


engine().prepare()
