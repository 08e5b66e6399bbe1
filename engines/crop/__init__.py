"""Smart crop of RGB images. Knows nothing of HTTP, files but its models, or settings."""

from .crop import Crop, Crops
from .cropper import Engine

__all__ = ["Crop", "Crops", "Engine"]
