"""A template as an empty workbook: headers, lists to choose from, and how to fill it in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from chainboard.intake import guidance
from chainboard.intake.cells_book import fit_to_page, saved
from chainboard.intake.choices import Choices
from chainboard.intake.example import example
from chainboard.intake.grid import Cell
from chainboard.intake.templates import Field, Template

AUTHOR = "产业链看板"
GUIDE_SHEET = "填写说明"
CHOICES_SHEET = "选项"
LAST_ROW = 2001  # lists are offered on 2,000 rows
LAST_COLUMN = 16384
# 计量单位 and 可选的… are no header of a template: neither sheet may pass for data.
GUIDE_HEADERS = ("列", "要求", "计量单位", "可填内容", "例")

_HEADER_FILL = PatternFill("solid", fgColor="E8EEF4")
_BOLD = Font(bold=True)
_GREY_ITALIC = Font(italic=True, color="808080")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
FORMATS = {"date": "yyyy-mm-dd", "share": "0%", "period": "@", "code": "@"}


def template_book(template: Template, known: Choices) -> bytes:
    """The template as .xlsx: the data sheet, how to fill it in, and the lists it offers.

    The data sheet holds the headers only. The example stands with the instructions, so that no
    example can be loaded as data. Headers are locked without a password, all else may be edited.
    """
    book = Workbook()
    data = book.active
    data.title = template.sheet
    write_headers(data, template)
    _write_guide(book.create_sheet(GUIDE_SHEET), template, known)
    write_choices(book.create_sheet(CHOICES_SHEET), data, template, known)
    return saved(book)


def write_headers(sheet: Worksheet, template: Template) -> None:
    """A data sheet: the headers of a template, formats of its columns, nothing below."""
    for column, field in enumerate(template.fields, start=1):
        _write_header(sheet, column, field)
        _format_body(sheet, column, column, FORMATS.get(field.kind, "General"))
        sheet.column_dimensions[get_column_letter(column)].width = _width(field)
    _format_body(sheet, len(template.fields) + 1, LAST_COLUMN, "General")
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "A2"
    fit_to_page(sheet)
    _protect_header(sheet)


def _write_header(sheet: Worksheet, column: int, field: Field) -> None:
    cell = sheet.cell(1, column, field.header)
    cell.font, cell.fill = _BOLD, _HEADER_FILL
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.protection = Protection(locked=True)
    cell.comment = Comment(guidance.comment(field), AUTHOR, height=150, width=280)


def _format_body(sheet: Worksheet, first: int, last: int, number_format: str) -> None:
    """Format whole columns: cells that are not there yet take it, and the file stays small."""
    letter = get_column_letter(first)
    body = ColumnDimension(sheet, index=letter, min=first, max=last, width=12, customWidth=True)
    body.number_format = number_format
    body.protection = Protection(locked=False)
    sheet.column_dimensions[letter] = body


def _protect_header(sheet: Worksheet) -> None:
    """Lock the locked cells without a password; False here means that the action stays free."""
    sheet.protection.sheet = True
    for free in (
        "formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort",
        "autoFilter", "insertHyperlinks",
    ):  # fmt: skip
        setattr(sheet.protection, free, False)


def _width(field: Field) -> float:
    """Column width in characters: a Chinese one counts two, an entry gets room."""
    header = sum(2 if ord(sign) > 255 else 1 for sign in field.header) + 3
    rooms = {
        "text": 22,
        "chain": 24,
        "metric": 28,
        "park": 24,
        "code": 22,
        "period": 16,
        "date": 13,
    }
    return max(header, rooms.get(field.kind, 11))


def _write_guide(sheet: Worksheet, template: Template, known: Choices) -> None:
    line = example(template, known)
    _write_line(sheet, [f"{template.sheet}表填写说明"], _BOLD)
    _write_line(sheet, [guidance.purpose(template)])
    _write_line(sheet, [])
    _write_line(sheet, GUIDE_HEADERS, _BOLD)
    for field in template.fields:
        words = "。".join(filter(None, [guidance.meaning(field), guidance.allowed(field)]))
        row = [field.header, guidance.requirement(field), guidance.unit(field), words]
        _write_line(sheet, [*row, shown(field, line[field.id])])
        sheet.cell(sheet.max_row, 5).font = _GREY_ITALIC
    _write_line(sheet, [])
    for note in guidance.NOTES:
        _write_line(sheet, [f"• {note}"])
    # One cell, not a row of cells: a reader can never take it for a table.
    whole = " | ".join(shown(field, line[field.id]) or "（空）" for field in template.fields)
    _write_line(sheet, [])
    _write_line(sheet, [f"示例整行（按列的顺序）：{whole}"], _GREY_ITALIC)
    _shape_guide(sheet)


def _shape_guide(sheet: Worksheet) -> None:
    for letter, width in zip("ABCDE", (24, 22, 14, 70, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=4, max_row=sheet.max_row):
        if row[1].value:
            for cell in row:
                cell.alignment = _WRAPPED
    for cell in sheet[4]:
        cell.fill = _HEADER_FILL
    fit_to_page(sheet, "4:4")


def _write_line(sheet: Worksheet, values: Sequence[str], font: Font | None = None) -> None:
    sheet.append(list(values))
    for cell in sheet[sheet._current_row] if values and font else ():
        cell.font = font


def shown(field: Field, value: Cell) -> str:
    """An example's cell as a person would type it; "" for an empty one."""
    if value is None:
        return ""
    if field.kind == "share" and isinstance(value, int):
        return f"{100 * value}%"
    return value.isoformat() if isinstance(value, date) else str(value)


def write_choices(sheet: Worksheet, data: Worksheet, template: Template, known: Choices) -> None:
    """Offer the lists of a template on its data sheet; they stand on `sheet`, beside those of
    other templates that are there already."""
    first = 1 if sheet["A1"].value is None else sheet.max_column + 1
    offered = [(each, words) for each in template.fields if (words := _words(each, known))]
    for column, (field, words) in enumerate(offered, start=first):
        head = sheet.cell(1, column, f"可选的{field.name}")
        head.font, head.fill = _BOLD, _HEADER_FILL
        for row, word in enumerate(words, start=2):
            sheet.cell(row, column, word).data_type = "s"
        sheet.column_dimensions[get_column_letter(column)].width = 30
        _offer(data, template.fields.index(field) + 1, column, field, len(words))
    sheet.freeze_panes = "A2"


def _words(field: Field, known: Choices) -> tuple[str, ...]:
    if field.choices:
        return tuple(field.choices)
    lists = {
        "chain": known.chains, "county": known.counties, "park": known.parks,
        "metric": known.metrics, "unit": known.units,
    }  # fmt: skip
    return lists.get(field.kind, ())


def _offer(data: Worksheet, column: int, list_column: int, field: Field, count: int) -> None:
    """Offer a list on a column. Closed lists refuse other words; names may also be aliases."""
    source = get_column_letter(list_column)
    rule = DataValidation(
        type="list",
        formula1=f"'{CHOICES_SHEET}'!${source}$2:${source}${count + 1}",
        allow_blank=True,
        showErrorMessage=field.kind != "unit",
        errorStyle="stop" if field.choices else "warning",
        errorTitle=field.name,
        error="请从列表选。" if field.choices else "列表里没有这个名称；简称也能识别。仍要填写吗？",
    )
    letter = get_column_letter(column)
    rule.add(f"{letter}2:{letter}{LAST_ROW}")
    data.add_data_validation(rule)
