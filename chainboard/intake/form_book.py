"""The monthly form of an office as a workbook: what is known filled in, what is to be said left
open."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.worksheet import Worksheet

from chainboard.analysis import workdays
from chainboard.intake.cells_book import fit_to_page, saved, write_text
from chainboard.intake.choices import Choices, choices
from chainboard.intake.form_rows import Form, Line
from chainboard.intake.template_book import (
    AUTHOR,
    CHOICES_SHEET,
    FORMATS,
    GUIDE_SHEET,
    write_choices,
    write_headers,
)
from chainboard.intake.templates import EVERY_TEMPLATE, Template
from chainboard.queries import ask
from chainboard.store.place import data_folder
from chainboard.view import View
from chainboard.words import listed, template_name, texts

ORDER = ("problem_steps", "tasks", "projects", "deals", "indicators")
LOOP = ("problem_steps", "tasks")  # sheets that are there also when nothing is known
# What an office has to say; all else is known, and changed only where it is wrong.
OPEN = {
    "problem_steps": ("news", "asks_to_close", "evidence_kind", "evidence_number"),
    "tasks": ("news", "asks_to_close", "evidence_kind", "evidence_number"),
    "projects": ("month_done", "year_done", "total_done", "progress"),
    "deals": ("stage", "stage_on", "month_in_place", "year_in_place", "total_in_place"),
    "indicators": ("value",),
}
_OPEN_FILL = PatternFill("solid", fgColor="FFF7D6")
_UNLOCKED = Protection(locked=False)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def book_of(form: Form, view: View) -> bytes:
    """The form as .xlsx, with the lists of the view's pack."""
    parks = ask(view, "places.parks") if view.edition else []
    return form_book(form, choices(data_folder(), [str(row.name_zh) for row in parks]), view.lang)


def form_book(form: Form, known: Choices, lang: str) -> bytes:
    """The form as .xlsx: what to fill in and by when, then a sheet a template.

    Sheets and headers are those of the templates, in the language of the templates.
    """
    book = Workbook()
    cover = book.active
    cover.title = GUIDE_SHEET
    shown = [name for name in ORDER if form.sheets.get(name) or name in LOOP]
    _write_cover(cover, form, shown, lang)
    sheets = [(name, book.create_sheet(EVERY_TEMPLATE[name].sheet)) for name in shown]
    offered = book.create_sheet(CHOICES_SHEET)
    for name, sheet in sheets:
        template = EVERY_TEMPLATE[name]
        write_headers(sheet, template)
        for place, line in enumerate(form.sheets.get(name, [])):
            _write_line(sheet, place, line, template)
        _write_remarks(sheet, form, template)
        write_choices(offered, sheet, template, known)
    return saved(book)


def _write_line(sheet: Worksheet, place: int, line: Line, template: Template) -> None:
    for column, field in enumerate(template.fields, start=1):
        cell, value = sheet.cell(place + 2, column), line.get(field.id)
        if isinstance(value, str):
            write_text(cell, value)
        elif value is not None:
            cell.value = value
        cell.number_format = FORMATS.get(field.kind, "General")
        cell.protection = _UNLOCKED
        if field.kind == "text":
            cell.alignment = _WRAPPED
        if field.id in OPEN[template.name]:
            cell.fill = _OPEN_FILL


def _write_remarks(sheet: Worksheet, form: Form, template: Template) -> None:
    columns = {field.id: column for column, field in enumerate(template.fields, start=1)}
    for (name, place, field), words in form.remarks.items():
        if name == template.name:
            sheet.cell(place + 2, columns[field]).comment = Comment(words, AUTHOR)


def _write_cover(sheet: Worksheet, form: Form, shown: list[str], lang: str) -> None:
    """One cell a line: a reader can never take it for a table."""
    _ = texts(lang)
    title = _("{office} {month} 月度报表").format(office=form.office, month=f"{form.end:%Y-%m}")
    lines = [title, _("非涉密系统，严禁上传涉密信息。"), "", *_what(form, shown, lang), ""]
    lines += [*_by_when(form, shown, lang), ""]
    lines.append(_("填好后在看板的“导入”页拖入这一份；只报这一份，不用另报。"))
    for number, words in enumerate(lines, start=1):
        write_text(sheet.cell(number, 1), words)
        sheet.cell(number, 1).alignment = _WRAPPED
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"].font = Font(bold=True, color="B00020")
    sheet.column_dimensions["A"].width = 100
    fit_to_page(sheet)


def _what(form: Form, shown: list[str], lang: str) -> list[str]:
    _ = texts(lang)
    lines = [
        _("看板上已有的都填好了，不用再填，有误的直接改。浅黄色的格是这次要填的："),
        _("问题、任务：在“进展”写本月的进展；办完的“申请销号”选“是”，写证据的类型和编号。"),
        _("新提出的问题：在“问题”表下面另起一行，不写编号，写问题、产业链、县区。"),
    ]
    if form.is_empty:
        none = _("看板上没有这个单位的问题、任务、项目和指标。有新的问题，可以直接填。")
        lines = [none, lines[2]]
    if "projects" in shown:
        lines.append(_("项目：填本月、本年、累计完成和形象进度；上期数在批注里。"))
    if "deals" in shown:
        lines.append(_("招商：填当前阶段和日期，本月、本年、累计到位资金。"))
    if "indicators" in shown:
        lines.append(_("指标：填数值；没有数写未报、待报、保密或 —。上期数在备注里。"))
    counted = _("{sheet}：{count} 行")
    lines += [
        counted.format(sheet=template_name(lang, name), count=len(form.sheets[name]))
        for name in shown
        if form.sheets.get(name)
    ]
    return lines


def _by_when(form: Form, shown: list[str], lang: str) -> list[str]:
    _ = texts(lang)
    said, apart = _("{sheet}：{day} 前报"), _("{sheet}：{day} 前报，另用它的模板")
    lines = [
        (said if one.template in shown else apart).format(
            sheet=template_name(lang, one.template), day=one.due_on
        )
        for one in form.owed
    ]
    if guessed := unannounced([one.due_on for one in form.owed]):
        lines.append(guessed_words(guessed, lang))
    return lines or [_("没有约定这个单位本月报哪些表。")]


def unannounced(days: list[date]) -> list[int]:
    """The years of days whose holidays nobody has announced yet."""
    return sorted({day.year for day in days if not workdays.is_announced(day.year)})


def guessed_words(years: list[int], lang: str) -> str:
    """That dates of these years count weekdays only."""
    _ = texts(lang)
    said = _("{years} 年的放假安排还没有公布，期限按周一至周五计。")
    return said.format(years=listed(lang, [str(year) for year in years]))
