"""python -m benchmarks.superresolution.looks sheets|count ...: see ../README.md."""

import argparse
import io
import json
from pathlib import Path

from PIL import Image

from ..methods import OURS
from .files import DAMAGES
from .pictures import PICTURES, drawn
from .results import enlarging, kept
from .sheets import order, sheet
from .verdicts import against, read, rows


def sheets(options: argparse.Namespace) -> None:
    """Write a sheet for each picture, and apart from them which method has which letter."""
    out, methods = options.out, enlarging(options.models)
    folder = out / f"sheets{options.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    key = {}
    for picture in PICTURES:
        file = DAMAGES[picture.damage](drawn(picture, options.sources, options.font))
        done = {
            name: kept(name, run, file, out / "results" / picture.name / f"{name}.png") for name, run in methods.items()
        }
        key[picture.name] = order(picture.name, list(methods), options.seed)
        shown = {letter: done[name] for letter, name in key[picture.name].items()}
        sheet(Image.open(io.BytesIO(file.content)), shown).save(folder / f"{picture.name}.png")
    (out / f"key{options.seed}.json").write_text(json.dumps(key), "utf-8")


def count(options: argparse.Namespace) -> None:
    """Print how often ours was better, equal and worse, in each pass and in all, and what it lost."""
    passes = []
    for seed in options.seeds:
        key = json.loads((options.out / f"key{seed}.json").read_text("utf-8"))
        passes.append(read((options.out / f"pass{seed}.txt").read_text("utf-8"), key))
    peers = [name for name in passes[0][PICTURES[0].name] if name != OURS]
    for some in [*([each] for each in passes), passes]:
        print(*rows(OURS, sorted(peers), some), "", sep="\n")
    for peer in sorted(peers):
        stands = {name: [against(peer, OURS, [each[name]]) for each in passes] for name in passes[0]}
        same = sum(len(set(stand)) == 1 for stand in stands.values())
        lost = [name for name, stand in stands.items() if sum(stand) < 0]
        print(f"{peer}: the passes agree on {same}; lost: {', '.join(lost)}")


def main() -> None:
    """Do what the first argument says."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("sheets")
    making.set_defaults(run=sheets)
    making.add_argument("--sources", type=Path, required=True)
    making.add_argument("--models", type=Path, required=True)
    making.add_argument("--font", type=Path, required=True)
    making.add_argument("--seed", type=int, required=True)
    counting = commands.add_parser("count")
    counting.set_defaults(run=count)
    counting.add_argument("--seeds", type=int, nargs="+", required=True)
    for command in (making, counting):
        command.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
