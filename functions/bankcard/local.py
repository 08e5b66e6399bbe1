"""Back end "local": reads a bank card with our own engine and answers in the vendor's form."""

from typing import Any

import numpy as np

from engines.cards import read_bank_cards
from engines.text import WORKING_BYTES, engine
from shared import admission, errors, wechat
from shared.bilingual import Bilingual
from shared.call import Call
from shared.clock import Budget, Deadline
from shared.config import settings
from shared.images import decoding

MEMORY = decoding.EngineMemory(per_pixel=0, fixed=WORKING_BYTES)


def recognize(call: Call) -> dict[str, Any]:
    """The number of the clearest bank card in the call's image, by both of the vendor's names for it."""
    data = call.load_image()
    with decoding.decoded(data, "RGB", settings().max_image_pixels, MEMORY) as image:
        rgb = np.asarray(image)
        budget = Budget(Deadline.after(settings().ocr_seconds))
        text = engine().read(rgb, budget.deadline, admission.processors())
        found = read_bank_cards(rgb, text.lines, engine(), budget)
    complete = text.complete and budget.complete
    if not found:
        raise errors.NothingFound.on_picture(
            Bilingual(
                "the front of a bank card, whole, sharp and without reflections", "银行卡正面，且完整、清晰、无反光"
            ),
            complete=complete,
        )
    number = found[0].number
    return wechat.ok(partial=not complete, number=number, id=number)


engine().prepare()
