"""Tables of a template drawn in a test, as the reader of files hands them on."""

from __future__ import annotations

import re
from pathlib import Path

from chainboard.intake.grid import Checked, Table
from chainboard.intake.known import Known, known
from chainboard.intake.rules import checked
from chainboard.intake.templates import TEMPLATES
from tests.tables import cell

KNOWN: Known = known(Path(__file__).parents[2] / "data")


def table(template: str, text: str, **more: object) -> Table:
    """A drawn table: first line ids of fields, columns two spaces apart, `-` an empty cell.

    Cells are typed as tests.tables types them; a leading apostrophe and a closing one make text.
    A line that begins with 合计, 小计 or 其中 is a total row: the label takes the first cell, which
    is empty in the row. The header is row 1 of the sheet.
    """
    drawn = TEMPLATES[template]
    lines = [re.split(r"\s{2,}", line.strip()) for line in text.splitlines() if line.strip()]
    ids, body, totals = lines[0], [], []
    for number, line in enumerate(lines[1:], 2):
        assert len(line) == len(ids), line
        label = line[0] if re.match("合计|小计|其中", line[0]) else None
        values = [None if label else cell(line[0]), *map(cell, line[1:])]
        cells = dict(zip(ids, values, strict=True))
        if label:
            totals.append((number, label, cells))
        else:
            body.append((number, cells))
    columns = {id: place for place, id in enumerate(ids, 1)}
    parts = {"units": {}, "year": None, "issues": [], **more}
    return Table(drawn.sheet, drawn, columns, body=body, totals=totals, **parts)


def check(template: str, text: str, **more: object) -> Checked:
    """The drawn table after all rules."""
    return checked(table(template, text, **more), KNOWN)


def found(result: Checked) -> list[tuple[str, str, str]]:
    """(code, cell, severity) of every issue."""
    return [(each.code, each.cell, each.severity) for each in result.issues]
