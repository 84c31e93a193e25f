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
from dataclasses import asdict, replace
from pathlib import Path

import psutil

from chainboard.intake import rowfile
from chainboard.intake.answers import as_said
from chainboard.intake.container import FILE_LIMITS
from chainboard.intake.grid import Checked
from chainboard.intake.issue import Issue, Refused
from chainboard.intake.known import known
from chainboard.intake.reading import read
from chainboard.intake.rules import checked
from chainboard.store.place import data_folder

MEMORY = 1_536 * 1024 * 1024  # resident
MAPPED = 64 * 1024 * 1024  # of it for libraries that are mapped and not read yet
CPU_SECONDS, CPU_SECONDS_LARGE = 60, 170
CELL = re.compile(r"([A-Z]*)(\d+)")


def main(arguments: Sequence[str]) -> int:
    """Check one file into a folder. The folder's asked.json has parks that are in no list, how far
    projects and deals are, and what the sender says of tables that do not say it."""
    file, folder = Path(arguments[0]), Path(arguments[1])
    limit(folder, file.stat().st_size)
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    lists = replace(known(data_folder(), asked["parks"]), reached=asked["reached"])
    try:
        tables, issues = read(file, lists, as_said(asked["said"]))
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
    told_of = ("sheet", "template", "rows", "kept", "asks", "mark", "silent", "headers")
    sheets = [{what: getattr(each, what) for what in told_of} for each in found]
    told = {"sheets": sheets, "issues": [asdict(issue) for issue in issues]}
    (folder / "report.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def limit(folder: Path, size: int) -> None:
    """Hold this process to the limits, where the system has them.

    folder  where its copies lie, which goes with the parent however this process ends
    size    bytes of the file; one larger than any workbook may be has more time
    """
    tempfile.tempdir = str(folder)
    try:
        import resource
    except ImportError:  # Windows has no such limits; the wall clock of the parent holds
        return
    # Only address space can be limited, and much of what is mapped by now is not resident.
    now = psutil.Process().memory_info()
    space = now.vms - now.rss + MEMORY - MAPPED
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    seconds = CPU_SECONDS if size <= FILE_LIMITS["xlsx_bytes"] else CPU_SECONDS_LARGE
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
