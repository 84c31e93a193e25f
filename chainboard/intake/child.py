"""The process that opens a sent file: python -m chainboard.intake.child FILE FOLDER.

It runs under limits of memory and time and writes what it found into FOLDER: report.json, and a
file of rows a sheet. A hostile or broken file takes this process down and nothing else.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from chainboard.intake import rowfile
from chainboard.intake.grid import Checked
from chainboard.intake.issue import Issue, Refused
from chainboard.intake.known import known
from chainboard.intake.reading import read
from chainboard.intake.rules import checked
from chainboard.intake.wide import Answers
from chainboard.store.place import data_folder

MEMORY = 2_500 * 1024 * 1024  # of address space; resident memory stays well below
CPU_SECONDS = 170
CELL = re.compile(r"([A-Z]*)(\d+)")


def main(arguments: Sequence[str]) -> int:
    """Check one file into a folder. The folder's asked.json has parks that are in no list, and what
    the sender says of wide tables."""
    file, folder = Path(arguments[0]), Path(arguments[1])
    limit(folder)
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    lists = known(data_folder(), asked["parks"])
    try:
        tables, issues = read(file, lists, Answers(**asked["answers"]))
    except Refused as refused:
        _write(folder, [], [refused.issue])
        return 0
    found = [checked(table, lists) for table in tables]
    told = [*issues, *(issue for each in found for issue in each.issues)]
    _write(folder, found, sorted(told, key=_place))
    return 0


def _place(issue: Issue) -> tuple[str, int, int, str]:
    """Where the issue stands: by sheet, row and column; those of the file come first."""
    found = CELL.match(issue.cell)
    letters, row = found.groups() if found else ("", "0")
    return issue.sheet, int(row), len(letters), letters


def _write(folder: Path, found: Sequence[Checked], issues: Sequence[Issue]) -> None:
    for number, each in enumerate(found):
        rowfile.write(folder / f"{number}.rows", each.batch)
    sheets = [
        {"sheet": each.sheet, "template": each.template, "rows": each.rows, "kept": each.kept}
        | ({"asks": each.asks} if each.asks else {})
        for each in found
    ]
    told = {"sheets": sheets, "issues": [asdict(issue) for issue in issues]}
    (folder / "report.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def limit(folder: Path) -> None:
    """Hold this process to the limits, where the system has them; its copies go into folder."""
    tempfile.tempdir = str(folder)  # it goes with the parent, however this process ends
    try:
        import resource
    except ImportError:  # Windows has no such limits; the wall clock of the parent holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
