"""Back end "local": makes ID photos with our own engine, stores them and answers in Leqi's form."""

import hashlib
import logging
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.portrait import (
    CustomMatting,
    DoesNotFit,
    Miss,
    Order,
    Photo,
    Photos,
    Studio,
    TooLarge,
    UnsuitablePhoto,
    UnusableModel,
)
from shared import config, errors
from shared.bilingual import Bilingual, joined
from shared.call import Call
from shared.clock import Deadline
from shared.config import settings
from shared.images import decoding, grounds
from shared.kept import names, storage
from shared.leqi import links

from . import own, params, refusals

logger = logging.getLogger(__name__)
NAME_LENGTH = 38
RATIOS = {"head": "head_h/pic_h", "eye": "eye_h/pic_h", "top": "top_h/pic_h", "face": "face_w/pic_w"}
"""What the vendor's document calls them."""

_DOUBTFUL = Bilingual(
    "the person hardly stands out in places: look at the photo, or send one in front of a plain wall",
    "人物与背景有些地方难以区分：请检查照片，或者换一张以纯色墙面为背景的照片",
)

KEPT, PASSING, PHOTO_PIXEL = 173 << 20, 97 << 20, 64
"""Bytes that the engine keeps, and that it gives back: for any order, and for each pixel of its formats.

By `python -m benchmarks.idphoto.memory` of two portraits, beauty, level shoulders and two grounds: 182 MiB in all for
295 x 413, 198 and 188 for 413 x 579, 198 and 189 for both on one sheet, 232 and 230 for 1050 x 1500. As
packaged, processes give nothing of that back; without (2026-11-24) 37 to 123 stayed, and 124 by the second network on
the person.
"""


def make(call: Call) -> dict[str, Any]:
    """Names of the photos in the order of their backgrounds, and links to watermarked ones and to print sheets.

    `warning` says what of the request was not followed.
    """
    order = params.order(call.document)
    data = call.load_image()
    seed = int.from_bytes(hashlib.sha256(data).digest()[:8])
    with decoding.decoded(data, "RGB", settings().max_image_pixels, _memory(order), grounds.SHOWN) as picture:
        made = _photos(np.asarray(picture), order, seed)
    misses = [_missed(miss) for miss in made.misses]
    if misses:
        facts = {"rid": call.rid, "misses": [str(miss) for miss in misses]}
        logger.warning("no crop keeps all ratios", extra={"facts": facts})
    kept = [_store(photo) for photo in made.photos]
    warnings = [*order.ignored, *([_no_crop(misses)] if misses else []), *([_DOUBTFUL] if made.doubtful else [])]
    return {
        "code": 200,
        "final_pic_name": kept,
        "print_wm_pic_url": [_link(f"{name}_print") for name in kept],
        "one_sheet_num": made.on_sheet,
        "wm_pic_url": [_link(name) for name in kept],
        **({"warning": joined(warnings, "; ", "；")} if warnings else {}),
    }


def _missed(miss: Miss) -> Bilingual:
    return Bilingual(
        "{name} is {value:.3f}, not {bound:g}",
        "{name} 为 {value:.3f}，而不是 {bound:g}",
        name=RATIOS[miss.name],
        value=miss.value,
        bound=miss.bound,
    )


def _no_crop(misses: list[Bilingual]) -> Bilingual:
    listed = joined(misses, ", ", "，")
    return Bilingual("no crop keeps all ratios: {misses}", "没有裁剪能满足所有比例：{misses}", misses=listed)


def _memory(order: Order) -> decoding.EngineMemory:
    """What an order takes. A picture that lies on its side or is upside down is copied: 3 bytes a pixel."""
    photo_pixels = sum(width * height for width, height in (wanted.size for wanted in order.formats))
    return decoding.EngineMemory(per_pixel=3, fixed=KEPT, passing=PASSING + PHOTO_PIXEL * photo_pixels)


def _photos(rgb: NDArray[np.uint8], order: Order, seed: int) -> Photos:
    try:
        return _studio.make(rgb, order, seed, Deadline.after(settings().idphoto_seconds))
    except UnsuitablePhoto as error:
        raise refusals.UnsuitablePhoto(error.reason) from error
    except TooLarge as error:
        raise errors.InvalidParameter(
            Bilingual(
                "at {dpi} dpi {reason}: send a greater dpi, a larger paper as sheet_inches, or no sheet_spec_id",
                "在 {dpi} dpi 下，{reason}：请增大 dpi，或用 sheet_inches 指定更大的相纸，或去掉 sheet_spec_id",
                dpi=order.dpi,
                reason=error.reason,
            )
        ) from error
    except DoesNotFit as error:
        raise errors.InvalidParameter(
            Bilingual(
                "the photo does not fit into file_size_max of {most} KB: it needs at least {least} KB",
                "照片压缩不到 file_size_max 的 {most} KB：至少需要 {least} KB",
                most=order.window.most_kb,
                least=error.least_kb,
            )
        ) from error


def _store(photo: Photo) -> str:
    """Store the four files; the name of the clean photo."""
    name = names.new(NAME_LENGTH, photo.name)
    storage.RESULT.put(name, photo.clean)
    storage.RESULT.put(f"{name}_print", photo.clean_sheet)
    storage.RESULT_WM.put(name, photo.marked)
    storage.RESULT_WM.put(f"{name}_print", photo.marked_sheet)
    return name


def _link(name: str) -> str:
    return links.link(f"{storage.RESULT_WM.folder}/{name}.jpg", storage.RESULT_WM.left(name))


def _open() -> Studio:
    model = settings().matting_model
    try:
        return Studio(CustomMatting(Path(model)) if model else None)
    except UnusableModel as error:
        raise config.SettingError(
            Bilingual("MATTING_MODEL: {reason}", "MATTING_MODEL：{reason}", reason=error.reason)
        ) from error


own.specs()  # raises SettingError, at process start, for what the operator's table says wrongly
_studio = _open()
# At process start, before the workers are forked: networks that run on their caller's thread alone survive a fork.
_studio.prepare()
