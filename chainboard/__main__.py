"""The commands of chainboard: python -m chainboard --help lists them."""

from __future__ import annotations

import sys

from chainboard.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
