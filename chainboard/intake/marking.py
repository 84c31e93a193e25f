"""The sender's own workbook with its issues marked, made in a process of its own.

python -m chainboard.intake.marking FILE ISSUES.json OUT LANG
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile

from chainboard.intake.child import limit
from chainboard.intake.container import judged
from chainboard.intake.issue import Issue
from chainboard.intake.marked import marked
from chainboard.store.place import ROOT

WALL_SECONDS = 120


def marked_copy(path: Path, issues: Sequence[Issue], lang: str) -> bytes | None:
    """The marked workbook, or None where the file is too much for the process that makes it."""
    with TemporaryDirectory() as made:
        told, out = Path(made) / "issues.json", Path(made) / "marked.xlsx"
        told.write_text(json.dumps([asdict(issue) for issue in issues]), encoding="utf-8")
        command = [sys.executable, "-m", "chainboard.intake.marking", str(path.resolve())]
        try:
            subprocess.run(
                [*command, str(told), str(out), lang],
                cwd=ROOT,
                capture_output=True,
                timeout=WALL_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return None
        return out.read_bytes() if out.exists() else None


def main(arguments: Sequence[str]) -> int:
    """Mark one file. A workbook that openpyxl cannot open is copied cell by cell."""
    path, told, out, lang = Path(arguments[0]), Path(arguments[1]), Path(arguments[2]), arguments[3]
    limit()
    issues = [Issue(**issue) for issue in json.loads(told.read_text(encoding="utf-8"))]
    kind = judged(path)
    try:
        made = marked(path, kind, issues, lang)
    except (KeyError, ValueError, TypeError, BadZipFile):
        made = marked(path, "xls", issues, lang)
    out.write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
