"""Other ways to the same crops. Each takes an image and the ratios; libraries that are not installed are left out."""

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.aicrop.sets import Rgb
from engines.crop import Crop, Engine
from engines.crop.crop import largest
from shared.clock import NEVER, Budget

Method = Callable[[Rgb, Sequence[float]], list[Crop]]


def methods(models: Path) -> dict[str, Method]:
    """What can run here, by name, ours first."""
    engine = Engine(models)

    def ours(rgb: Rgb, ratios: Sequence[float]) -> list[Crop]:
        return list(engine.crops(rgb, ratios).crops)

    def faceless(rgb: Rgb, ratios: Sequence[float]) -> list[Crop]:
        seen = engine.look(rgb, Budget(NEVER))
        assert seen is not None, "there was time"
        scene = replace(seen, faces=(), heads=())
        return [scene.crop(ratio) for ratio in ratios]

    found: dict[str, Method] = {"ours": ours, "ours, faces left out": faceless, "centre crop": centre}
    if importlib.util.find_spec("pyvips"):
        found["libvips attention"] = lambda rgb, ratios: vips(rgb, ratios, "attention")
        found["libvips entropy"] = lambda rgb, ratios: vips(rgb, ratios, "entropy")
    if importlib.util.find_spec("smartcrop"):
        found["smartcrop.py"] = smartcrop
    return found


def centre(rgb: Rgb, ratios: Sequence[float]) -> list[Crop]:
    """The crop in the middle."""
    height, width = rgb.shape[:2]
    sizes = [largest(width, height, ratio) for ratio in ratios]
    return [_at((width - wide) // 2, (height - high) // 2, wide, high) for wide, high in sizes]


def vips(rgb: Rgb, ratios: Sequence[float], interest: str) -> list[Crop]:
    """libvips' smartcrop."""
    import pyvips

    height, width = rgb.shape[:2]
    image = pyvips.Image.new_from_memory(rgb.tobytes(), width, height, 3, "uchar").copy(interpretation="srgb")
    crops = []
    for wide, high in (largest(width, height, ratio) for ratio in ratios):
        part = image.smartcrop(wide, high, interesting=interest)
        crops.append(_at(-part.xoffset, -part.yoffset, wide, high))
    return crops


def smartcrop(rgb: Rgb, ratios: Sequence[float]) -> list[Crop]:
    """smartcrop.py, held to maximal crops."""
    import smartcrop

    height, width = rgb.shape[:2]
    chooser, image, crops = smartcrop.SmartCrop(), Image.fromarray(rgb), []
    for wide, high in (largest(width, height, ratio) for ratio in ratios):
        top = chooser.crop(image, wide, high, prescale=True, min_scale=1.0, max_scale=1.0)["top_crop"]
        left = int(np.clip(round(top["x"]), 0, width - wide))
        crops.append(_at(left, int(np.clip(round(top["y"]), 0, height - high)), wide, high))
    return crops


def _at(left: int, top: int, width: int, height: int) -> Crop:
    return Crop(left, top, left + width - 1, top + height - 1)
