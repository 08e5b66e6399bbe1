"""Back end "local": reads a menu with our own engine and answers in the vendor's form."""

import json
from typing import Any

import numpy as np

from engines.cards import read_menu
from engines.text import WORKING_BYTES, engine
from shared import admission, errors, wechat
from shared.bilingual import Bilingual
from shared.call import Call
from shared.clock import Deadline
from shared.config import settings
from shared.images import decoding

MEMORY = decoding.EngineMemory(per_pixel=0, fixed=WORKING_BYTES)


def recognize(call: Call) -> dict[str, Any]:
    """Names and prices of the menu in the call's image: a text that holds JSON, as the vendor's samples show it."""
    data = call.load_image()
    with decoding.decoded(data, "RGB", settings().max_image_pixels, MEMORY) as image:
        text = engine().read(np.asarray(image), Deadline.after(settings().ocr_seconds), admission.processors())
    dishes = read_menu(text.lines)
    if not dishes:
        raise errors.NothingFound.on_picture(
            Bilingual("a menu with prices, whole, sharp and straight", "带价格的菜单，且完整、清晰、端正"),
            complete=text.complete,
        )
    items = [{"name": dish.name, "price": dish.price} for dish in dishes]
    return wechat.ok(partial=not text.complete, content=json.dumps({"menu_items": items}, ensure_ascii=False))


engine().prepare()
