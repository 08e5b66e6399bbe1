"""Back end "local": reads text with our own engine and answers in the vendor's form."""

import os
from pathlib import Path
from typing import Any

import numpy as np

from shared import images, wechat
from shared.call import Call
from shared.config import settings

from .engine import Engine

_QUOTA = Path("/sys/fs/cgroup/cpu.max")  # "200000 100000": microseconds of CPU in so many; or "max"


def recognize(call: Call) -> dict[str, Any]:
    """The lines of text in the call's image. No text is a success with an empty list. `type` has no effect."""
    image = images.decode(call.image_bytes, "RGB", settings().max_image_pixels)
    lines = _engine.read(np.asarray(image), settings().ocr_seconds)
    width, height = image.size
    items = [{"text": line.text, "pos": wechat.pos(line.corners)} for line in lines]
    return wechat.ok(items=items, img_size={"w": width, "h": height})


def _cpus() -> int:
    """The processors that this process may use: those of the machine, or the container's share of them."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = _QUOTA.read_text("ascii").split()
        return max(1, min(allowed, round(int(quota) / int(period))))
    except (OSError, ValueError):
        return allowed


_engine = Engine(Path(__file__).parent / "models", _cpus())
# At process start, before the workers are forked: a network that runs on its caller's thread alone survives a fork.
_engine.prepare()
