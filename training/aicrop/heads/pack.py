"""Put together what a training run needs: python -m training.aicrop.heads.pack DUTS-TR SETS DRAWINGS lite0.pth OUT.

SETS holds caltech101/*/*.jpg and pets/*.jpg, DRAWINGS google/*.png and twitter/*.png. OUT gets photos.npz, figures.npz
and start.pt, the network with EfficientNet-Lite0's weights.
"""

import argparse
import sys
from itertools import chain
from pathlib import Path

import numpy as np
import torch

from .data import packed
from .net import HeadNet
from .pictures import SEED, figures, photos, sets


def main() -> None:
    """Write the files; print their sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("photos", "sets", "drawings", "start", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    several = chain(photos(options.photos), sets(options.sets))
    for name, pictures in (("photos", several), ("figures", figures(options.drawings))):
        np.savez(options.out / f"{name}.npz", **packed(list(pictures)))  # type: ignore[arg-type]
    torch.manual_seed(SEED)
    net = HeadNet()
    net.start_from(options.start)
    torch.save({name: values.half() for name, values in net.state_dict().items()}, options.out / "start.pt")
    for path in sorted(options.out.iterdir()):
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
