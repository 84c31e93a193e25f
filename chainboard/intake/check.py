"""A sent file checked: opened in a process of its own, reported cell by cell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chainboard.intake import rowfile
from chainboard.intake.answers import NOTHING_SAID, Said
from chainboard.intake.grid import Batch
from chainboard.intake.issue import REFUSED, Issue
from chainboard.intake.known import Reached
from chainboard.intake.turns import Waiting, turn
from chainboard.store.place import ROOT

WALL_SECONDS = 180
PARK = ("park_id", "name_zh", "name_en", "area_code")


@dataclass(frozen=True)
class Held:
    """What a pack holds that a check is to know.

    parks    parks beside those of the lists: park_id, name_zh, name_en, area_code
    reached  how far projects and deals are, as store.city.preview.reached has it
    """

    parks: Sequence[Mapping[str, object]] = ()
    reached: Reached = field(default_factory=dict)


@dataclass(frozen=True)
class SheetCount:
    """One sheet that fits a template: its rows of data, and those that can be kept.

    asks     what a wide table still has to say: metric, unit, basis, year
    mark, silent, headers  as in grid.Table
    """

    sheet: str
    template: str
    rows: int
    kept: int
    asks: tuple[str, ...] = ()
    mark: str = ""
    silent: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, object]:
        """The object of a sheet that `check --json` prints; asks only where something is open."""
        told = {key: getattr(self, key) for key in ("sheet", "template", "rows", "kept")}
        return told | ({"asks": list(self.asks)} if self.asks else {})


@dataclass(frozen=True)
class Report:
    """What a check of one file found.

    batches  one a sheet, with all its rows; those with an error say so (has_error)
    """

    file: str
    sheets: tuple[SheetCount, ...]
    issues: tuple[Issue, ...]
    batches: tuple[Batch, ...]

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that stand in the way of loading."""
        return tuple(issue for issue in self.issues if issue.severity == "error")

    @property
    def is_refused(self) -> bool:
        """Whether the file cannot or may not be opened at all."""
        return any(issue.code in REFUSED for issue in self.issues)

    def as_json(self, lang: str) -> dict[str, object]:
        """The object that `check --json` prints."""
        return {
            "file": self.file,
            "ok": not self.errors,
            "sheets": [sheet.as_json() for sheet in self.sheets],
            "issues": [issue.as_json(lang) for issue in self.issues],
        }


NOTHING_HELD = Held()


def check(
    path: Path,
    held: Held = NOTHING_HELD,
    name: str = "",
    said: Said = NOTHING_SAID,
    waiting: Waiting = lambda _is_waiting: None,
) -> Report:
    """The report on one file. Nothing of a broken or hostile file reaches this process.

    held     what the pack has already
    name     the name the sender gave it, where path is a stored copy
    said     what the sender says of tables that do not say it
    waiting  told True while two other files are being checked, False when it is this one's turn

    Raises Queued when that takes too long.
    """
    file = name or path.name
    if not path.is_file():
        return _refused(
            file,
            f"{file} 不存在或不是文件，请检查路径。",
            f"{file} does not exist or is no file; check the path.",
        )
    with TemporaryDirectory() as made:
        folder = Path(made)
        known = [[park[key] for key in PARK] for park in held.parks]
        told = {"parks": known, "reached": held.reached, "said": said.as_json()}
        (folder / "asked.json").write_text(json.dumps(told), encoding="utf-8")
        with turn(waiting):
            is_read = _run(path, folder)
        if not is_read:
            return _refused(
                file,
                f"{file} 读取时超过内存或时间限制，或文件已损坏。请删去多余的工作表和空行，"
                "用 Excel 或 WPS 另存为 .xlsx 再发。",
                f"{file} broke the limits of memory or time, or is damaged. Delete sheets and "
                "rows that are not needed, save it as .xlsx and send it again.",
            )
        told = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        batches = [rowfile.read(folder / f"{n}.rows") for n in range(len(told["sheets"]))]
    return Report(
        file,
        tuple(_sheet(sheet) for sheet in told["sheets"]),
        tuple(Issue(**issue) for issue in told["issues"]),
        tuple(batches),
    )


def _sheet(told: dict[str, Any]) -> SheetCount:
    headers = tuple((word, name) for word, name in told["headers"])
    lists = {"asks": tuple(told["asks"]), "silent": tuple(told["silent"]), "headers": headers}
    return SheetCount(**{**told, **lists})


def _run(path: Path, folder: Path) -> bool:
    """Whether the child came to its end and left a report."""
    command = [sys.executable, "-m", "chainboard.intake.child", str(path.resolve()), str(folder)]
    # Arrow's own pool reserves a gigabyte of address space, which is what can be limited.
    environment = {
        **os.environ,
        "PYTHONIOENCODING": "utf-8",
        "OPENBLAS_NUM_THREADS": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
    }
    try:
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, timeout=WALL_SECONDS
        )
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0 and (folder / "report.json").exists()


def _refused(file: str, zh: str, en: str) -> Report:
    return Report(file, (), (Issue("unreadable", zh, en),), ())
