"""The mean of a network and of what it was trained on to: python -m training.superresolution.blend A B SHARE OUT.

A and B are the best.pt of train.py, SHARE that of B, from 0 to 1. The mean has most of what B has learnt and forgets
less of what A knew (Wortsman et al., 2022, https://arxiv.org/abs/2203.05482).
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Read the arguments, write the mean."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", type=Path, nargs=2)
    parser.add_argument("share", type=float)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    one, other = (torch.load(path, weights_only=True) for path in options.networks)
    torch.save({name: value.lerp(other[name], options.share) for name, value in one.items()}, options.out)


if __name__ == "__main__":
    main()
