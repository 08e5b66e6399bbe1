"""Back end "local": reads a business licence with our own engine and answers in the vendor's form."""

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
    "reg_num": "number",
    "serial": "serial",
    "legal_representative": "legal_representative",
    "enterprise_name": "enterprise_name",
    "type_of_organization": "type_of_organization",
    "address": "address",
    "type_of_enterprise": "type_of_enterprise",
    "business_scope": "business_scope",
    "registered_capital": "registered_capital",
    "paid_in_capital": "paid_in_capital",
    "valid_period": "valid_period",
    "registered_date": "registered_date",
}
"""The vendor's names, in its order, and the engine's."""


def recognize(call: Call) -> dict[str, Any]:
    """The fields and the place of the clearest business licence in the call's image. What is not certain is absent."""
    data = call.load_image()
    with decoding.decoded(data, "RGB", settings().max_image_pixels, MEMORY) as image:
        read = read_cards(np.asarray(image), Deadline.after(settings().ocr_seconds), admission.processors())
        width, height = image.size
    card = read.first(Kind.BUSINESS_LYING, Kind.BUSINESS_STANDING)
    if card is None:
        raise errors.NothingFound.on_picture(
            Bilingual(
                "a business licence of 2019 or later, whole, sharp and without reflections",
                "2019 年及以后版式的营业执照，且完整、清晰、无反光",
            ),
            complete=read.complete,
        )
    fields = card.named(FIELDS)
    place = {"pos": wechat.pos(card.corners)}
    return wechat.ok(partial=not read.complete, **fields, cert_position=place, img_size={"w": width, "h": height})


prepare()
