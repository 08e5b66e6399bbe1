"""What scripts/environment does once it has found an interpreter. Needs Python 3.11, nothing else."""

import sys

from installer.cli import main

if __name__ == "__main__":
    sys.exit(main())
