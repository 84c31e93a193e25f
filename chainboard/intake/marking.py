"""The sender's own workbook with its issues marked, made in a process of its own.

python -m chainboard.intake.marking FILE FOLDER LANG WAY
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from chainboard.intake.child import limit
from chainboard.intake.issue import Issue
from chainboard.intake.marked import list_alone, marked, marked_cells
from chainboard.intake.opening import opened
from chainboard.store.place import ROOT

WALL_SECONDS = 120
_WAYS = {"whole": marked, "cells": marked_cells}


def marked_copy(path: Path, issues: Sequence[Issue], lang: str) -> bytes:
    """The marked workbook; where that is too much for the process that makes it, or openpyxl
    cannot read it, its cells alone, and failing that the list of issues alone."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        told = json.dumps([asdict(issue) for issue in issues])
        (folder / "issues.json").write_text(told, encoding="utf-8")
        for way in _WAYS:
            _run(path, folder, lang, way)
            if (folder / "marked.xlsx").exists():
                return (folder / "marked.xlsx").read_bytes()
    return list_alone(issues, lang)


def _run(path: Path, folder: Path, lang: str, way: str) -> None:
    """Let the process make what it can; what it leaves is looked for, not asked."""
    command = [sys.executable, "-m", "chainboard.intake.marking", str(path.resolve())]
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(
            [*command, str(folder), lang, way], cwd=ROOT, capture_output=True, timeout=WALL_SECONDS
        )


def main(arguments: Sequence[str]) -> int:
    """Mark one file with the issues of a folder, into that folder."""
    path, folder, lang, way = Path(arguments[0]), Path(arguments[1]), *arguments[2:]
    limit(folder, path.stat().st_size)
    found = json.loads((folder / "issues.json").read_text(encoding="utf-8"))
    with opened(path) as (file, kind):
        made = _WAYS[way](file, kind, [Issue(**issue) for issue in found], lang)
    draft = folder / "marked.part"
    draft.write_bytes(made)
    draft.rename(folder / "marked.xlsx")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
