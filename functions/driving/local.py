"""Back end "local": reads a vehicle licence with our own engine and answers in the vendor's form."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from engines.cards import Card, Cards, Kind, prepare, read_cards
from engines.text import WORKING_BYTES
from shared import admission, errors, wechat
from shared.bilingual import Bilingual
from shared.call import Call
from shared.clock import Deadline
from shared.config import settings
from shared.images import decoding

MEMORY = decoding.EngineMemory(per_pixel=0, fixed=WORKING_BYTES)
MAIN = {
    "plate_num": "plate",
    "vehicle_type": "type",
    "owner": "owner",
    "addr": "address",
    "use_character": "use",
    "model": "model",
    "vin": "vin",
    "engine_num": "engine",
    "register_date": "registered",
    "issue_date": "issued",
}
SECOND = {
    "plate_num_b": "plate",
    "record": "record",
    "passengers_num": "persons",
    "total_quality": "total_mass",
    "prepare_quality": "kerb_mass",
    "overall_size": "dimensions",
}
"""The vendor's names, in its order, and the engine's."""


def recognize(call: Call) -> dict[str, Any]:
    """The fields and places of the pages in the image: one of them, or both. What is not certain is absent."""
    data = call.load_image()
    with decoding.decoded(data, "RGB", settings().max_image_pixels, MEMORY) as image:
        read = read_cards(np.asarray(image), Deadline.after(settings().ocr_seconds), admission.processors())
        width, height = image.size
    fields: dict[str, Any] = {}
    places: dict[str, Any] = {}
    for card, names, place in _pages(read):
        fields |= card.named(names)
        places[place] = {"pos": wechat.pos(card.corners)}
    if not places:
        raise errors.NothingFound.on_picture(
            Bilingual(
                "a page of a vehicle licence, whole, sharp and without reflections",
                "行驶证的一页，且完整、清晰、无反光",
            ),
            complete=read.complete,
        )
    return wechat.ok(partial=not read.complete, **fields, **places, img_size={"w": width, "h": height})


def _pages(read: Cards) -> Iterator[tuple[Card, Mapping[str, str], str]]:
    """Yield the clearest main page and the clearest second page; the latter not if it says that it is another car's."""
    main, second = read.first(Kind.VEHICLE_MAIN), read.first(Kind.VEHICLE_SECOND)
    if main:
        yield main, MAIN, "card_position_front"
    plates = {card.fields["plate"] for card in (main, second) if card and "plate" in card.fields}
    if second and len(plates) < 2:
        yield second, SECOND, "card_position_back"


prepare()
