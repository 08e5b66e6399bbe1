"""Back end "local": computes with our own engine and answers in the vendor's form."""

from typing import Any

from shared import wechat
from shared.call import Call
from shared.config import settings
from shared.images import decoding

MEMORY = decoding.EngineMemory(per_pixel=0, fixed=64 << 20)
"""Guessed: measure what the engine takes beside the picture."""


def answer(call: Call) -> dict[str, Any]:
    """The size of the call's image: the engine's result belongs here."""
    with decoding.decoded(call.load_image(), "L", settings().max_image_pixels, MEMORY) as image:
        width, height = image.size
    return wechat.ok(img_size={"w": width, "h": height})
