"""Back end "local": chooses the crops with our own engine and answers in the vendor's form."""

from typing import Any

import numpy as np

from engines.crop import Crop, Engine
from shared import errors, wechat
from shared.call import Call
from shared.clock import NO_RESULT, Deadline
from shared.config import settings
from shared.images import decoding

from .params import parse

MEMORY = decoding.EngineMemory(per_pixel=0, fixed=48 << 20)
"""Measured with 12 megapixels: 30 MiB for a photo, 36 for noise. All pictures are reduced to 512 pixels a side."""


def crop(call: Call) -> dict[str, Any]:
    """One crop for each ratio that the call names, or the crop of the best ratio."""
    ratios = parse(call.fields.get("ratios", ""))
    data = call.load_image()
    with decoding.decoded(data, "RGB", settings().max_image_pixels, MEMORY) as image:
        found = _engine.crops(np.asarray(image), ratios, Deadline.after(settings().aicrop_seconds))
        width, height = image.size
    if not found.complete:
        raise errors.OutOfTime(NO_RESULT)
    return wechat.ok(results=[_result(one) for one in found.crops], img_size={"w": width, "h": height})


def _result(one: Crop) -> dict[str, int]:
    return {"crop_left": one.left, "crop_top": one.top, "crop_right": one.right, "crop_bottom": one.bottom}


_engine = Engine()
# At process start, before the workers are forked: a network that runs on its caller's thread alone survives a fork.
_engine.prepare()
