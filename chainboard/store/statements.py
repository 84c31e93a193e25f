"""Named SQL: statements read from .sql files, each under its own name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WRITES = Path(__file__).parent
_NAME = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)
_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class Statement:
    """One statement: its text, the comment above it, and the parameters it uses."""

    name: str
    sql: str
    comment: str
    parameters: frozenset[str]

    @property
    def question(self) -> str:
        """The first line of the comment: the question the statement answers."""
        return self.comment.splitlines()[0] if self.comment else ""


@cache
def read(file: Path) -> dict[str, Statement]:
    """The statements of one .sql file by name, in the file's order."""
    parts = _NAME.split(file.read_text(encoding="utf-8"))[1:]
    return {
        name: _statement(name, text) for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def named(topic: str, name: str, folder: Path = WRITES) -> str:
    """The text of one statement of folder/topic.sql."""
    return read(folder / f"{topic}.sql")[name].sql


def _statement(name: str, text: str) -> Statement:
    lines = text.strip().splitlines()
    comment = [line.lstrip("- ").rstrip() for line in lines if line.startswith("--")]
    sql = "\n".join(line for line in lines if not line.startswith("--")).strip()
    return Statement(name, sql, "\n".join(comment), frozenset(_PARAMETER.findall(sql)))
