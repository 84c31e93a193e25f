"""The issues of one sheet while its rules run: addressed, counted, and capped a code."""

from __future__ import annotations

import re
from collections import Counter

from chainboard.intake.grid import Cell, Table, column_letters, in_words
from chainboard.intake.issue import WARNINGS, Issue
from chainboard.intake.values import Read, shown

MOST_OF_ONE_CODE = 1000
WARNED = WARNINGS - {"duplicate_row", "stage_backward"}


class Findings:
    """Collects the issues of one table.

    issues     those found before, then those of the rules
    error_rows rows that an error names
    unkeyed    rows whose key or subject could not be read
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.issues = list(table.issues)
        self.error_rows: set[int] = set()
        self.unkeyed: set[int] = set()
        self.broken_cells = {each.cell for each in table.issues if each.severity == "error"}
        self._keys = {*table.template.key, "unit_text", "basis"}
        self._letters = {id: column_letters(column) for id, column in table.columns.items()}
        self._headers = {each.id: each.name for each in table.template.fields}
        self._said: set[tuple[str, str, tuple[str, str]]] = set()
        self._counts: Counter[tuple[str, str]] = Counter()
        for each in table.issues:
            if each.severity == "error" and (match := re.search(r"(\d+)$", each.cell)):
                self.error_rows.add(int(match[1]))

    def address(self, row: int, field: str) -> str:
        """The address of a field's cell: G14; the whole row (14:14) where it has no column."""
        if places := self.table.places.get(row):
            return places.get(field) or places["value"]
        column = self._letters.get(field)
        return f"{column}{row}" if column else f"{row}:{row}"

    def named(self, row: int) -> tuple[str, str]:
        """What a row is called in both languages; a figure of a wide table by its cell."""
        place = self.address(row, "value") if self.table.places else f"{row}:{row}"
        return in_words(place)

    def read(self, row: int, field: str, cell: Cell, read: Read) -> None:
        """Report what reading a cell found."""
        if read.code is None:
            return
        if read.code not in WARNED and field in self._keys:
            self.unkeyed.add(row)
        self.add(read.code, row, field, (read.zh, read.en), shown(cell))

    def add(self, code: str, row: int, field: str, words: tuple[str, str], value: str = "") -> None:
        """Report one issue about a cell; words say what is wrong in both languages.

        code  as in issue.py; an empty value of duplicate_row makes it a warning: a mere repetition
        """
        is_warned = code in WARNED or (code == "duplicate_row" and not value)
        self._put((code, "warning" if is_warned else "error"), row, field, words, value)

    def remark(
        self, code: str, row: int, field: str, words: tuple[str, str], value: str = ""
    ) -> None:
        """Report what is an error elsewhere as a warning: it does not stand in the way."""
        self._put((code, "warning"), row, field, words, value)

    def _put(
        self, kind: tuple[str, str], row: int, field: str, words: tuple[str, str], value: str
    ) -> None:
        code, severity = kind
        if severity == "error":
            self.error_rows.add(row)
        self._counts[kind] += 1
        if self._counts[kind] > MOST_OF_ONE_CODE:
            return
        cell, header = self.address(row, field), self._headers[field]
        if self.table.places and (code, cell, words) in self._said:
            return  # one cell names many figures of a wide table
        self._said.add((code, cell, words))
        zh_cell, en_cell = in_words(cell)
        zh, en = f"{zh_cell} {header}：{words[0]}", f"{en_cell} {header}: {words[1]}"
        self.issues.append(Issue(code, zh, en, self.table.sheet, cell, header, value, severity))

    def all(self) -> list[Issue]:
        """Every issue, with one that counts those left out for each code over the cap."""
        left = {key: count - MOST_OF_ONE_CODE for key, count in self._counts.items()}
        return self.issues + [
            Issue(
                code,
                f"{code}：还有 {count} 处。",
                f"{code}: {count} more.",
                self.table.sheet,
                severity=severity,
            )
            for (code, severity), count in left.items()
            if count > 0
        ]
