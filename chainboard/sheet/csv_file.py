"""A sheet as a CSV file: a heading and plain lines, each of which says where it comes from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from chainboard.sheet.data import values
from chainboard.sheet.sheet import Line, Sheet

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet takes such text for a formula


def csv_file(sheet: Sheet) -> bytes:
    """The lines of the panel in UTF-8 with a byte order mark.

    Numbers are numbers, days are ISO, and text that begins like a formula is led by an
    apostrophe. The unit stands in the heading, or where lines differ in a column of its own; the
    last columns are whose figures these are, whether others see more, the source and the edition
    (or what else it is of), and for made-up figures that they are.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_safe(label) for label in labels(sheet)])
    writer.writerows([[_safe(cell) for cell in cells(line, sheet)] for line in sheet.lines])
    return f"\ufeff{out.getvalue()}".encode()


def labels(sheet: Sheet) -> list[str]:
    """The headings, with those of the columns that say what a line is."""
    say = sheet.view.say
    own = [say.bracketed(column.label, column.unit_name) for column in sheet.headings]
    units = [say("单位")] if shows_units(sheet) else []
    made_up = [say("演示数据")] if sheet.view.pack.is_synthetic else []
    about = [say("范围")] if sheet.panel.scope else []
    part = [say("权限")] if sheet.panel.part else []
    edition = [] if sheet.panel.stamp else [say("版次")]
    added = [*units, *about, *part, say("数据来源"), *edition, *made_up]
    return [*own, *(label[:1].upper() + label[1:] for label in added)]


def cells(line: Line, sheet: Sheet) -> Iterator[Any]:
    """The values of a line, with those of the columns that say what it is."""
    view = sheet.view
    yield from values(line, sheet)
    if shows_units(sheet):
        yield line.unit_name
    if sheet.panel.scope:
        yield sheet.panel.scope
    if sheet.panel.part:
        yield view.say("只含当前账号可看的数据")
    yield source(line, sheet)
    if not sheet.panel.stamp:
        yield view.edition
    if view.pack.is_synthetic:
        yield view.say("是")


def source(line: Line, sheet: Sheet) -> str:
    """Where a line comes from: its citation and the cell it came in, else what it is of."""
    view = sheet.view
    if sheet.panel.stamp:
        return sheet.panel.stamp
    if line.citation is None:
        return view.say.pack_name(view.pack.name)
    origin = "" if view.pack.is_record else line.origin
    return f"{sheet.citations[line.citation].words} {origin}".strip()


def shows_units(sheet: Sheet) -> bool:
    """Whether lines differ in unit and no column of the panel says it yet."""
    unit = sheet.view.say("单位")
    has_own = any(column.has_own_units for column in sheet.headings)
    return has_own and all(column.label != unit for column in sheet.headings)


def _safe(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell
