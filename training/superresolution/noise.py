"""Pictures with a sensor's noise, as phones and messengers pass it on. No torch here."""

import cv2
import numpy as np

from .degrade import Bytes, Floats, compressed, luma_chroma

Random = np.random.Generator
STRENGTHS = (1.5, 30.0)
"""Standard deviation of the noise at middle grey, in levels; drawn evenly on a scale of logarithms."""
SIGNAL = (0.0, 1.0)
"""Share of the variance that grows with the light, as photons have it."""
COLOURED = (0.3, 1.2)
"""Noise of each colour beside the one that all share."""
SOFT = (0.0, 1.2)
"""Sigma of the blur that demosaicing and a phone's own filter leave in the noise, in pixels; as often none."""
SHARPENED = (0.0, 0.8)
BLOTCHES = (1.0, 2.5)
"""Sigma of the same in chroma, where phones smooth more."""
QUALITIES = (60, 98)
SUBSAMPLINGS = (0, 2, 2)
SHARE_LOSSLESS, SHARE_SOFT, SHARE_SHARP, SHARE_BLOTCHES, SHARE_SCALED = 0.2, 0.6, 0.4, 0.4, 0.3
SCALES = (0.5, 1.0)
WIDEST = 40.0
"""Levels that are told as 1."""
DOUBT = 0.15
"""Deviation of what is told from what is true, on a scale of logarithms: it has to be estimated."""


def noisy(image: Bytes, random: Random) -> tuple[Bytes, float]:
    """An RGB image with noise of any strength, saved or lossless, and the share of WIDEST by which its luma is off."""
    return of_strength(any_strength(random), image, random)


def any_strength(random: Random) -> float:
    """One of STRENGTHS."""
    return float(np.exp(random.uniform(*np.log(STRENGTHS))))


def of_strength(strength: float, image: Bytes, random: Random) -> tuple[Bytes, float]:
    """The same of one strength, in levels."""
    noise = _noise(image.shape[:2], random)
    share = random.uniform(*SIGNAL)
    light = luma_chroma(image)[..., :1] / 128
    seen = image + strength * np.sqrt(1 - share + share * light) * noise
    if random.random() < SHARE_SHARP:
        seen += random.uniform(*SHARPENED) * (seen - cv2.GaussianBlur(seen, (0, 0), 1.2))
    shown = np.clip(np.rint(seen), 0, 255).astype(np.uint8)
    if random.random() >= SHARE_LOSSLESS:
        shown = compressed(shown, int(random.integers(*QUALITIES)), int(random.choice(SUBSAMPLINGS)))
    return shown, told(shown, image, random)


def told(shown: Bytes, image: Bytes, random: Random) -> float:
    """What the engine will about find: the root mean square of the luma's error, as a share of WIDEST."""
    error = luma_chroma(shown)[..., 0] - luma_chroma(image)[..., 0]
    found = float(np.sqrt(np.square(error).mean())) * float(np.exp(random.normal(0, DOUBT)))
    return min(1.0, found / WIDEST)


def _noise(shape: tuple[int, int], random: Random) -> Floats:
    """H x W x 3 of a deviation about 1 in luma, correlated in place and between colours as chance has it."""
    shared, own = (random.normal(0, 1, (*shape, planes)) for planes in (1, 3))
    noise = np.asarray(shared + random.uniform(*COLOURED) * own, np.float32)
    if random.random() < SHARE_SOFT:
        noise = _blurred(noise, random.uniform(*SOFT))
    if random.random() < SHARE_SCALED:
        noise = _scaled(noise, random)
    if random.random() < SHARE_BLOTCHES:
        grey = noise.mean(axis=2, keepdims=True)
        noise = grey + _blurred(noise - grey, random.uniform(*BLOTCHES))
    deviation = (noise @ np.array([0.299, 0.587, 0.114])).std()
    return np.asarray(noise / (deviation + 1e-6), np.float32)


def _blurred(noise: Floats, sigma: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(noise, (0, 0), max(sigma, 0.1)), np.float32)


def _scaled(noise: Floats, random: Random) -> Floats:
    """As it is in a picture that was enlarged: grains are larger than pixels."""
    scale = random.uniform(*SCALES)
    height, width = noise.shape[:2]
    part = np.ascontiguousarray(noise[: round(height * scale), : round(width * scale)])
    return np.asarray(cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
