"""Reads spoilt workbooks in a process under the limits of a check: NUMBER … on the command line.

Prints a number before its file is read and how it ended after it, so that one that takes the
process down is known.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory

from chainboard.intake.child import limit
from chainboard.intake.issue import Refused
from chainboard.intake.known import Known, known
from chainboard.intake.reading import read
from chainboard.intake.rules import checked
from chainboard.store.place import data_folder
from tests.intake.mutations import spoilt


def main() -> None:
    lists = known(data_folder(), [])
    with TemporaryDirectory() as made:
        folder = Path(made)
        limit(folder, 0)
        for number in sys.argv[1:]:
            print(number, end=" ", flush=True)
            (folder / "sent").write_bytes(spoilt(int(number)))
            print(ended(folder / "sent", lists), flush=True)


def ended(file: Path, lists: Known) -> str:
    """read, the code of its refusal, or the fault that nobody foresaw."""
    try:
        tables, _issues = read(file, lists)
        for table in tables:
            checked(table, lists)
    except Refused as refused:
        return refused.issue.code
    except Exception as fault:  # noqa: BLE001 (it is what is looked for)
        place = traceback.extract_tb(fault.__traceback__)[-1]
        return f"FAULT {type(fault).__name__}: {fault} ({place.filename}:{place.lineno})"[:200]
    return "read"


if __name__ == "__main__":
    main()
