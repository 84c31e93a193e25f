"""What a person should know of a table as it stands: columns, merged, hidden, without value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chainboard.intake.grid import address, column_letters, in_words
from chainboard.intake.header import Sheet, cell_at, is_blank, value_at
from chainboard.intake.issue import Issue
from chainboard.intake.templates import STEP_TEMPLATES

LACKING = "表头里缺少这一列，请补上。", "the headers lack this column. Add it."
TWICE = (
    "这一表头出现了两次，无法判断用哪一列。请只留一列，或改名。",
    "this header stands twice, so that the column cannot be told. Keep one of them.",
)
NO_ROWS = (
    "有表头，但下面没有数据行。请填好后再发。",
    "the headers are there but no row of data below. Fill the table in and send it again.",
)


def remarks(
    sheet: Sheet, missing: Sequence[str], body: list[int], totals: list[int]
) -> list[Issue]:
    """Every remark on the table, besides the values of its cells.

    missing       names of required fields that have no column
    body, totals  the numbers of the rows that are data, and of those that are totals
    """
    held = sorted([*body, *totals])
    issues = [
        *_missing_columns(sheet, missing),
        *_read_as(sheet),
        *_unknown_columns(sheet, missing),
        *_merged(sheet, frozenset(held if sheet.grid.merged else ())),
        *_hidden(sheet, held),
        *_without_value(sheet, body),
        *_unchecked(sheet, totals),
    ]
    if not body and sheet.template.name not in STEP_TEMPLATES:  # nothing new is no fault there
        issues.append(sheet.issue("no_rows", (sheet.header.place, ""), *NO_ROWS))
    return issues


def _missing_columns(sheet: Sheet, missing: Sequence[str]) -> Iterator[Issue]:
    headers = {field.name: field.header for field in sheet.template.fields}
    asked = {name: word for word, name in reversed(sheet.header.asked.values())}
    place = sheet.header.place
    for name in missing:
        zh, en = LACKING
        if name in asked:
            zh_asked, en_asked = _whether(asked[name], name)
            zh, en = f"表头里缺少这一列。{zh_asked}", f"the headers lack this column. {en_asked}"
        yield sheet.issue("missing_column", (place, headers[name]), zh, en)
    for column in sheet.header.repeated:
        if _has_data(sheet, column):
            cell, printed = address(sheet.header.rows[-1], column), sheet.printed(column)
            yield sheet.issue("missing_column", (cell, printed), *TWICE, printed)


def _whether(word: str, name: str) -> tuple[str, str]:
    """The question whether a word in the header means a field, and how it is answered."""
    option = f"--header {word}={name}"
    return (
        f"“{word}”是否为“{name}”？是的话请在“导入”页答“是”，或用 {option}，或把表头改成“{name}”。",
        f"Does “{word}” mean {name}? Then say so on the page, give {option}, or rename it.",
    )


def _read_as(sheet: Sheet) -> Iterator[Issue]:
    for id, printed in sheet.header.read_as.items():
        name = sheet.template.field(id).name
        cell = address(sheet.header.rows[-1], sheet.header.columns[id])
        zh = f"表头“{printed}”按“{name}”读取。"
        en = f"the header “{printed}” was read as {name}."
        yield sheet.issue("header_read_as", (cell, name), zh, en, printed)


def _unknown_columns(sheet: Sheet, missing: Sequence[str]) -> Iterator[Issue]:
    known = {*sheet.header.columns.values(), *sheet.header.repeated}
    widest = max((len(row) for _, row in sheet.below), default=0)
    widest = max(widest, *(len(sheet.grid.rows[number - 1]) for number in sheet.header.rows))
    for column in range(1, widest + 1):
        if column in known:
            continue
        printed = sheet.printed(column)
        cell = address(sheet.header.rows[-1], column)
        if printed:
            zh, en = "模板里没有这一列，已略过。", "the template has no such column; it is ignored."
            word, name = sheet.header.asked.get(column, ("", ""))
            if name in missing:
                continue  # asked where that column is missed
            if word:
                zh_asked, en_asked = _whether(word, name)
                zh, en = f"这一列没有读。{zh_asked}", f"this column was not read. {en_asked}"
            yield sheet.issue("unknown_column", (cell, printed), zh, en, printed)
        elif _has_data(sheet, column):
            zh = "这一列有数据但没有表头，已略过。请补上表头或删去。"
            en = "the column holds data but has no header; it is ignored. Name it or delete it."
            yield sheet.issue("unknown_column", (cell, ""), zh, en)


def _has_data(sheet: Sheet, column: int) -> bool:
    return any(not is_blank(cell_at(row, column)) for _, row in sheet.below)


def _merged(sheet: Sheet, held: frozenset[int]) -> Iterator[Issue]:
    fields = {column: id for id, column in sheet.header.columns.items()}
    for top, left, bottom, right in sheet.grid.merged:
        columns = [column for column in range(left, right + 1) if column in fields]
        last = min(bottom, len(sheet.grid.rows))
        covered = [number for number in range(top, last + 1) if number in held]
        value = value_at(sheet.grid, top, left)
        if columns and value is not None and covered and len(covered) + len(columns) > 2:
            cell = f"{address(top, left)}:{address(bottom, right)}"
            name = sheet.template.field(fields[columns[0]]).name
            zh = f"合并单元格，“{value}”已用于它覆盖的每一行。建议取消合并、逐行填写。"
            en = f"merged; “{value}” was taken for every row it covers. Better fill in every row."
            yield sheet.issue("merged", (cell, name), zh, en, str(value))


def _hidden(sheet: Sheet, held: list[int]) -> Iterator[Issue]:
    grid = sheet.grid
    if grid.is_hidden and held:
        at = (grid.sheet, "")
        zh, en = "工作表是隐藏的，里面的数据已读入。", "the sheet is hidden; its data were read."
        yield Issue("hidden", f"{at[0]}：{zh}", f"{at[0]}: {en}", grid.sheet, severity="warning")
    runs = _runs([number for number in held if number in grid.hidden_rows])
    if runs:
        spoken = [in_words(f"{first}:{last}") for first, last in runs[:5]]
        zh_rows, en_rows = "、".join(zh for zh, _ in spoken), ", ".join(en for _, en in spoken)
        zh = f"隐藏的行里有数据，已读入，共 {len(runs)} 处：{zh_rows}。请核对。"
        en = f"hidden rows hold data, which were read, in {len(runs)} places: {en_rows}. Check it."
        yield sheet.issue("hidden", (f"{runs[0][0]}:{runs[0][1]}", ""), zh, en)
    for id, column in sheet.header.columns.items():
        if column in grid.hidden_columns and _has_data(sheet, column):
            letters = column_letters(column)
            zh, en = (
                "隐藏的列里有数据，已读入。请核对。",
                "a hidden column holds data; it was read.",
            )
            name = sheet.template.field(id).name
            yield sheet.issue("hidden", (f"{letters}:{letters}", name), zh, en)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """The numbers as runs: 5, 6, 7, 9 are (5, 7) and (9, 9)."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _unchecked(sheet: Sheet, totals: list[int]) -> Iterator[Issue]:
    """Totals whose formula was saved without a value: they could not be compared."""
    fields = {column: id for id, column in sheet.header.columns.items()}
    for row, column in sorted(sheet.grid.unvalued):
        if row in totals and column in fields:
            at, name = address(row, column), sheet.template.field(fields[column]).name
            yield Issue(
                "formula_without_value",
                f"{at} {name}：合计的公式没有保存结果，没有与分项核对。",
                f"{at} {name}: the formula of the total has no saved value; it was not compared.",
                sheet.grid.sheet,
                at,
                name,
                severity="warning",
            )


def _without_value(sheet: Sheet, rows: list[int]) -> Iterator[Issue]:
    fields = {column: id for id, column in sheet.header.columns.items()}
    body = set(rows)
    for (row, column), printed in sorted(sheet.grid.unvalued.items()):
        if row in body and column in fields:
            name = sheet.template.field(fields[column]).name
            zh_what = f"公式结果是错误 {printed}" if printed else "公式没有保存结果"
            en_what = (
                f"the formula gives {printed}" if printed else "the formula has no saved value"
            )
            zh = f"{zh_what}。请用 Excel 或 WPS 打开并保存一次，确认有数值后再发。"
            en = f"{en_what}. Open and save the file once in Excel or WPS, see the value, send it."
            yield sheet.issue(
                "formula_without_value", (address(row, column), name), zh, en, printed
            )
