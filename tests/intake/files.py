"""Small files drawn in tests, as offices send them: .xlsx, .xls and CSV of the same cells."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import xlwt
from openpyxl import Workbook

from tests.tables import cell

HEADERS = "产业链  县区  指标  期间  口径  数值  单位"
Rows = list[list[object]]


def drawn(text: str) -> Rows:
    """The cells of a drawn table, header first; columns two spaces apart, `-` an empty cell."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [[cell(each) for each in re.split(r"\s{2,}", line)] for line in lines]


def output(*lines: str) -> Rows:
    """The template of indicators: output of petrochemicals in Xifeng, period  value a line."""
    found = []
    for line in lines:
        period, value = line.split()
        found.append(f"油煤气化工产业链  西峰区  产业链产值  {period}  累计  {value}  亿元")
    return drawn("\n".join([HEADERS, *found]))


def xlsx(path: Path, rows: Rows, sheet: str = "指标", **more: Rows) -> Path:
    """The rows as a workbook; more sheets by name."""
    book = Workbook()
    book.active.title = sheet
    for name, cells in {sheet: rows, **more}.items():
        page = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in cells:
            page.append(row)
    book.save(path)
    return path


def xls(path: Path, rows: Rows, sheet: str = "指标") -> Path:
    """The rows as a workbook of Excel 97."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet)
    days = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                page.write(at, column, value, *([days] if isinstance(value, date) else []))
    book.save(str(path))
    return path


def csv_file(path: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    """The rows as text."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path
