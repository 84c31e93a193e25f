"""Blank forms as offices above send them, drawn for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from chainboard.briefs import Brief
from chainboard.briefs.form_fill import Filled, filled

CHAINS = """
2026年1—10月产业链运行情况表
产业链       产业链产值（亿元）  同比增长（%）  年度目标（亿元）  完成率（%）
油煤气化工    .                 .             .               .
苹果产业链    .                 .             .               .
"""


def drawn(text: str) -> list[list[str]]:
    """The cells of a form: words apart by two blanks or more, a point for an empty cell."""
    lines = [line.split() for line in text.strip().splitlines()]
    return [["" if cell == "." else cell for cell in line] for line in lines]


def form(folder: Path, text: str, merged: str = "", **more: Any) -> Path:
    """A form in a file; merged: ranges, more: cells by address."""
    book = Workbook()
    for row, cells in enumerate(drawn(text), 1):
        for column, words in enumerate(cells, 1):
            book.active.cell(row, column, words or None)
    for area in merged.split():
        book.active.merge_cells(area)
    for address, value in more.items():
        book.active[address] = value
    path = folder / "form.xlsx"
    book.save(path)
    return path


def fill(path: Path, brief: Brief) -> tuple[Any, Filled]:
    """The first sheet of the form as it was filled, and what was told."""
    made = filled(path, brief)
    copy = path.with_name("filled.xlsx")
    copy.write_bytes(made.content)
    return load_workbook(copy).active, made


def left(made: Filled) -> dict[str, str]:
    """Cell → why it was not filled."""
    return {each.cell: each.reason for each in made.unfilled}
