"""The sheet that lists all issues of a file, errors first, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from chainboard.intake.cells_book import fit_to_page, write_text
from chainboard.intake.issue import Issue

TITLES = {"zh": "数据核对清单", "en": "Issues"}
HEADERS = {
    "zh": ("序号", "工作表", "单元格", "列", "级别", "代码", "当前值", "说明"),
    "en": ("No.", "Sheet", "Cell", "Column", "Level", "Code", "Value", "Message"),
}
ALONE = {
    "zh": "文件超过 5 万行或无法标注，这里只列问题，未附原表；请按工作表和单元格在原文件里修改。",
    "en": "The file has more than 50,000 rows or cannot be marked: this is the list only. Correct "
    "the cells it names in your own file.",
}
_WIDTHS = (7, 16, 11, 20, 9, 22, 24, 90)
_CELL_COLUMN = 3
_LEVELS = {
    "zh": {"error": "错误", "warning": "提示"},
    "en": {"error": "Error", "warning": "Note"},
}
_HEADER_FILL = PatternFill("solid", fgColor="E8EEF4")
_LINK = Font(color="0563C1", underline="single")
_TOP = Alignment(vertical="top", wrap_text=True)


def level(issue: Issue, lang: str) -> str:
    """The severity in words: 错误 or 提示, Error or Note."""
    return _LEVELS[lang][issue.severity]


def write_issue_list(
    book: Workbook, issues: Sequence[Issue], lang: str, *, is_alone: bool = False
) -> None:
    """Add the list as last sheet of the book, under a name that is free there.

    is_alone  the sender's sheets are not in the book: a first line says so, and nothing is linked
    """
    linked = {} if is_alone else _linked_sheets(book)
    sheet = book.create_sheet(_free_name(book, TITLES[lang]))
    head = 2 if is_alone else 1
    if is_alone:
        write_text(sheet.cell(1, 1), ALONE[lang])
    _write_head(sheet, head, lang)
    ordered = sorted(issues, key=lambda issue: issue.severity != "error")
    for number, issue in enumerate(ordered, start=1):
        _write_issue(sheet, head + number, number, issue, lang)
        if target := linked.get(issue.sheet, linked.get("")):
            _link(sheet.cell(head + number, _CELL_COLUMN), target, issue.cell)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.auto_filter.ref = f"A{head}:H{head + len(ordered)}"
    fit_to_page(sheet, f"{head}:{head}")


def _linked_sheets(book: Workbook) -> dict[str, str]:
    """Name → title of the sheets; a book of one sheet answers to any name, as a CSV's does."""
    titles = {sheet.title: sheet.title for sheet in book.worksheets}
    return titles | ({"": book.worksheets[0].title} if len(titles) == 1 else {})


def _free_name(book: Workbook, title: str) -> str:
    taken = {name.casefold() for name in book.sheetnames}
    names = [title, *(f"{title}{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name.casefold() not in taken)


def _write_head(sheet: Worksheet, row: int, lang: str) -> None:
    for column, (words, width) in enumerate(zip(HEADERS[lang], _WIDTHS, strict=True), start=1):
        cell = sheet.cell(row, column, words)
        cell.font, cell.fill = Font(bold=True), _HEADER_FILL
        sheet.column_dimensions[cell.column_letter].width = width


def _write_issue(sheet: Worksheet, row: int, number: int, issue: Issue, lang: str) -> None:
    sheet.cell(row, 1, number).alignment = _TOP
    words = (
        issue.sheet, issue.cell, issue.column, level(issue, lang), issue.code, issue.value,
        issue.words(lang),
    )  # fmt: skip
    for column, text in enumerate(words, start=2):
        cell = sheet.cell(row, column)
        cell.alignment = _TOP
        if text:
            write_text(cell, text)


def _link(cell: SheetCell, sheet: str, address: str) -> None:
    """Lead to the cell; a whole row (14:14) to its first cell."""
    if not address:
        return
    row = address.partition(":")[0]
    target = f"A{row}" if row.isdigit() else address
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(sheet)}!{target}")
    cell.font = _LINK
