"""python -m benchmarks.idphoto.memory PHOTO: what whole orders take beside the picture, for functions/idphoto/local.py.

Each order is made twice by a process of its own, of the photo enlarged to 12 megapixels. Before is the process with all
networks loaded, and the picture; kept is what it has grown by after both calls, passing what it had more at the most.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.function_process import AS_PACKAGED

SIZES = {
    "295 x 413": ((295, 413),),
    "413 x 579": ((413, 579),),
    "both on one sheet": ((413, 579), (295, 413)),
    "1050 x 1500": ((1050, 1500),),
}


def main() -> None:
    """Print a table, in MiB."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photo", type=Path)
    photo = parser.parse_args().photo
    print("| MiB | before | kept | passing | peak |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, sizes in SIZES.items():
        command = [sys.executable, "-m", "benchmarks.idphoto.ordering", str(photo), json.dumps(sizes)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | AS_PACKAGED)
        before, after, peak = json.loads(done.stdout)
        print(f"| {name} | {before:.0f} | {after - before:.0f} | {peak - after:.0f} | {peak:.0f} |")


if __name__ == "__main__":
    main()
