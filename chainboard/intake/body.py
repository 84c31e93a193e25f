"""The rows under a header: data, totals and notes told apart, merged cells filled, remarks made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from chainboard.intake.grid import Cell, Grid, Table
from chainboard.intake.header import Header, Sheet, is_blank, value_at
from chainboard.intake.headings import normal
from chainboard.intake.known import Known
from chainboard.intake.remarks import remarks
from chainboard.intake.templates import Template
from chainboard.intake.values import number as figure

Record = tuple[int, dict[str, Cell]]
Total = tuple[int, str, dict[str, Cell]]

_NOTE = re.compile(
    r"(注(意|释)?|备注|说明|填表说明)([:.、\d(]|$)|(填报|填表|制表|审核|复核|联系)(单位|日期|时间|人|电话)?(:|$)"
    r"|(单位)?负责人(:|$)|联系电话|(数据|资料)来源(:|$)"
)
# 合计划, 综合计算, 小计算机: names of projects that only look like a total.
_TOTAL = re.compile(
    r"^(全市)?(合计|总计|小计)(?![划量算])|^其中|(?<![综联整结组])合计(?![划量算])|小计(?![划量算])"
)
_COLUMN_NUMBERS = frozenset("甲乙丙丁戊己庚辛壬癸")


def table(
    grid: Grid, template: Template, header: Header, missing: Sequence[str], known: Known
) -> Table:
    """The table under a header, with every remark on the way.

    missing  names of required fields that have no column
    """
    sheet = Sheet(grid, template, header)
    body, totals = _rows(sheet)
    body = body[: len(body) - _tail(sheet, [row for row, _ in body], known)]
    issues = remarks(sheet, missing, [row for row, _ in body], [row for row, *_ in totals])
    return Table(
        grid.sheet,
        template,
        header.columns,
        header.units,
        header.year,
        body,
        totals,
        issues,
        grid.is_text,
        headers=(*header.answered, *dict.fromkeys(header.asked.values())),
    )


def _rows(sheet: Sheet) -> tuple[list[Record], list[Total]]:
    columns = sheet.header.columns
    filled = _filled(sheet)
    unvalued = {row for row, column in sheet.grid.unvalued if column in columns.values()}
    words = _heading_words(sheet)
    body: list[Record] = []
    totals: list[Total] = []
    ids, picked = tuple(columns), itemgetter(*(column - 1 for column in columns.values()))
    width = max(columns.values())
    for number, row in sheet.below:
        given = [cell for cell in row if cell is not None]
        if not given and number not in unvalued:
            continue
        if _is_heading(sheet, number, given, words) or _is_note(given, len(columns)):
            continue
        whole = row if len(row) >= width else row + [None] * (width - len(row))
        cells = dict(zip(ids, picked(whole), strict=True))
        cells.update(filled.get(number, ()))
        label = _total_label(cells, given)
        if label:
            totals.append((number, label, cells))
        elif number in unvalued or any(cells.get(id) is not None for id in ids):
            body.append((number, cells))
    return body, totals


def _tail(sheet: Sheet, rows: Sequence[int], known: Known) -> int:
    """How many of the last rows are no data: a stamp, a day, who made the table, with at most two
    cells of the whole row filled, neither of them a figure or a name of the lists."""
    lists = known.areas, known.chains, known.parks, known.metrics
    count = 0
    for row in reversed(rows):
        given = [cell for cell in sheet.grid.rows[row - 1] if not is_blank(cell)]
        is_figure = any(figure(cell).value is not None for cell in given)
        is_named = any(names.find(cell) for cell in given for names in lists)
        is_formula = any(at == row for at, _ in sheet.grid.unvalued)
        if not 0 < len(given) <= 2 or is_figure or is_named or is_formula:
            break
        count += 1
    return count if len(sheet.header.columns) > 3 else 0


def _filled(sheet: Sheet) -> dict[int, dict[str, Cell]]:
    """Row → field id → the value of the merged range that covers the cell from above."""
    fields = {column: id for id, column in sheet.header.columns.items()}
    filled: dict[int, dict[str, Cell]] = {}
    for top, left, bottom, _ in sheet.grid.merged:
        if left in fields and top > sheet.header.rows[-1]:
            value = value_at(sheet.grid, top, left)
            for number in range(top + 1, min(bottom, len(sheet.grid.rows)) + 1):
                filled.setdefault(number, {})[fields[left]] = value
    return filled


def _heading_words(sheet: Sheet) -> frozenset[Cell]:
    """The texts that a repeated header row is made of, as printed and as the template has them."""
    printed = {cell for number in sheet.header.rows for cell in sheet.grid.rows[number - 1] if cell}
    fields = sheet.template.fields
    return frozenset(printed | {f.name for f in fields} | {f.header for f in fields})


def _is_heading(sheet: Sheet, number: int, given: list[Cell], words: frozenset[Cell]) -> bool:
    """Whether the row repeats the header, or numbers its columns just below it."""
    if number == sheet.header.rows[-1] + 1 and _is_column_numbers(given):
        return True
    if len(given) < 3 or words.isdisjoint(given):
        return False
    return sum([cell in words for cell in given]) >= max(3, len(given) // 2)


def _is_column_numbers(given: list[Cell]) -> bool:
    """甲 乙 1 2 3: the line of column numbers that statistical forms print."""
    texts = [normal(cell).strip("()") for cell in given]
    numbers = [text for text in texts if text not in _COLUMN_NUMBERS]
    first = int(numbers[0]) if numbers and numbers[0].isdecimal() else 0
    counted = [str(first + step) for step in range(len(numbers))]
    return len(texts) >= 3 and first in (0, 1) and numbers == counted


def _is_note(given: list[Cell], width: int) -> bool:
    """Whether the row is a note: it opens with a word of notes and fills few cells."""
    if not given or not isinstance(given[0], str):
        return False
    return len(given) <= max(2, width // 2) and _NOTE.match(normal(given[0])) is not None


def _total_label(cells: dict[str, Cell], given: list[Cell]) -> str:
    """The text that makes the row a total (合计, 西峰区小计, 其中:规上), or ""."""
    labels = [cells.get("chain_id"), cells.get("area_code"), cells.get("name")]
    for cell in given:
        if isinstance(cell, str):
            labels.append(cell)
            break
    for label in labels:
        if isinstance(label, str) and ("计" in label or "其" in label):
            text = normal(label)
            if _TOTAL.search(text):
                return text
    return ""
