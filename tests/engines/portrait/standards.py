"""What offices ask of a photo."""

from engines.portrait import Bounds

STANDARDS = {
    "passport": ((390, 567), Bounds((0.583, 0.688), top=(0.062, 0.104), face=(0.455, 0.667))),
    "id card": ((358, 441), Bounds(eye=(0.469, None), top=(0.016, 0.048), face=(0.539, 0.617))),
    "us visa": ((600, 600), Bounds((0.50, 0.69), (0.56, 0.69))),
    "all four": ((295, 413), Bounds((0.5, 0.7), (0.5, 0.72), (0.05, 0.15), (0.35, 0.75))),
}
