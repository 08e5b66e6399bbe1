"""Back end "local": reads an identity card with our own engine and answers in the vendor's form."""

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
FRONT = {"name": "name", "id": "number", "addr": "address", "gender": "sex", "nationality": "nationality"}
BACK = {"valid_date": "validity"}
"""The vendor's names, in its order, and the engine's."""


def recognize(call: Call) -> dict[str, Any]:
    """The fields of the clearest side in the call's image. What is not certain is absent."""
    data = call.load_image()
    with decoding.decoded(data, "RGB", settings().max_image_pixels, MEMORY) as image:
        read = read_cards(np.asarray(image), Deadline.after(settings().ocr_seconds), admission.processors())
    for kind, side, names in ((Kind.IDENTITY_FRONT, "Front", FRONT), (Kind.IDENTITY_BACK, "Back", BACK)):
        if card := read.first(kind):
            fields = card.named(names)
            return wechat.ok(partial=not read.complete, type=side, **fields)
    raise errors.NothingFound.on_picture(
        Bilingual(
            "an identity card of the second generation, whole, sharp and without reflections",
            "第二代身份证，且完整、清晰、无反光",
        ),
        complete=read.complete,
    )


prepare()
