"""Files of a meeting on the disk: what it shows stays as it was made, whatever is loaded after."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from chainboard.board.door import Named
from chainboard.recorded import Given
from chainboard.store import whole


def read(file: Path) -> Named | None:
    """A file as it was written; None where there is none, or not all of it."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(_note(file).read_text(encoding="utf-8"))
        given = Given(told["rows"], told["firms"])
        return Named(str(told["name"]), file.read_bytes(), given)
    return None


def write(file: Path, made: Named) -> None:
    """Keep a file; what is said of it comes last. Raises NoSpace, Unwritable."""
    file.parent.mkdir(parents=True, exist_ok=True)
    told = {"name": made.name, "rows": made.given.rows, "firms": made.given.firms}
    whole.write(file, made.content)
    whole.write(_note(file), json.dumps(told, ensure_ascii=False).encode())


def _note(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")
