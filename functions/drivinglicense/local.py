"""Back end "local": reads a driving licence with our own engine and answers in the vendor's form."""

from typing import Any

import numpy as np

from engines.cards import Kind, prepare, read_cards
from engines.text import WORKING_BYTES
from shared import admission, errors, wechat
from shared.bilingual import Bilingual
from shared.call import Call
from shared.clock import Deadline
from shared.config import settings
from shared.images import decoding

MEMORY = decoding.EngineMemory(per_pixel=0, fixed=WORKING_BYTES)
FIELDS = {
    "id_num": "number",
    "name": "name",
    "sex": "sex",
    "nationality": "nationality",
    "address": "address",
    "birth_date": "birth",
    "issue_date": "first_issue",
    "car_class": "classes",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
}
"""The vendor's names, in its order, and the engine's. Its official_seal is a stamp, and is not read."""


def recognize(call: Call) -> dict[str, Any]:
    """The fields of the clearest driving licence in the call's image. What is not certain is absent."""
    data = call.load_image()
    with decoding.decoded(data, "RGB", settings().max_image_pixels, MEMORY) as image:
        read = read_cards(np.asarray(image), Deadline.after(settings().ocr_seconds), admission.processors())
    card = read.first(Kind.DRIVING_LICENCE)
    if card is None:
        raise errors.NothingFound.on_picture(
            Bilingual(
                "the main page of a driving licence, whole, sharp and without reflections",
                "驾驶证正页，且完整、清晰、无反光",
            ),
            complete=read.complete,
        )
    fields = card.named(FIELDS)
    return wechat.ok(partial=not read.complete, **fields)


prepare()
