"""The columns of a table as read cell by cell: names, periods, days, lists, texts and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from chainboard.intake import figures
from chainboard.intake.findings import MOST_OF_ONE_CODE, Findings
from chainboard.intake.grid import Cell, Table
from chainboard.intake.known import Known, bare, unasking
from chainboard.intake.periods import Period, period
from chainboard.intake.templates import Field
from chainboard.intake.values import Read, day, is_empty, share, shown, year

Parse = Callable[[Cell], Read]
# Marks that turn the direction of what follows: a name with one turns round the rest of its line.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x61C])
MOST_DIGITS = 10**15  # Excel keeps 15: a longer code typed as a number has lost its end


@dataclass(frozen=True)
class Rows:
    """A table as read, column by column: columns as Batch describes them, of one length.

    numbers  the row numbers in the sheet
    """

    table: Table
    known: Known
    findings: Findings
    numbers: list[int]
    columns: dict[str, list[object]]


def read_rows(table: Table, known: Known, findings: Findings) -> Rows:
    """Every column of the template, read; what could not be read is None and an issue."""
    columns: dict[str, list[object]] = {}
    for field in table.template.fields:
        _check_filled(table, field, findings)
        if field.kind not in ("period", "unit", "number", "count"):
            columns[field.id] = _column(table, field, known, findings)
    if "park_id" in columns and table.template.name == "parks":
        _fill_counties(table, known, columns)
    _check_blanks(table, known, columns, findings)
    _add_periods(table, columns, findings)
    rows = Rows(table, known, findings, [row for row, _ in table.body], columns)
    figures.add_figures(table, known, columns, findings)
    return rows


def _parser(field: Field, table: Table, known: Known) -> Parse:
    if field.kind == "list":
        return choice_parser(field)
    if field.kind == "share":
        is_percent = table.units.get(field.id) == "%"
        return lambda cell: _share(cell, is_percent, table.is_text)
    parsers: dict[str, Parse] = {
        "chain": known.chain, "county": known.areas.read, "park": known.parks.read,
        "metric": known.metrics.read, "date": lambda cell: day(cell)._replace(absence=None),
        "year": lambda cell: year(cell) if not is_empty(cell) else Read(), "code": code,
    }  # fmt: skip
    return parsers.get(field.kind, _text)


def _column(table: Table, field: Field, known: Known, findings: Findings) -> list[object]:
    parse, misses = _parser(field, table, known), 0
    kept: dict[object, Read] = {}
    found: list[object] = []
    for row, cells in table.body:
        cell = cells.get(field.id)
        # 1, 1.0 and True are one key of a dict but not one cell.
        key = cell if type(cell) is str else (type(cell), cell)
        read = kept.get(key)
        if read is None:
            read = kept[key] = parse(cell)
            misses += read.value is None and read.code is not None
            if misses == MOST_OF_ONE_CODE:  # the issues that follow are only counted
                parse = _parser(field, table, unasking(known))
        found.append(read.value)
        if read.code is not None:
            findings.read(row, field.id, cell, read)
    return found


def _check_filled(table: Table, field: Field, findings: Findings) -> None:
    if not field.is_filled or field.id not in table.columns:
        return
    words = must_be_filled(field)
    filled: set[Cell] = set()
    for row, cells in table.body:
        cell = cells.get(field.id)
        if type(cell) is str and cell in filled:
            continue
        if not is_empty(cell):
            filled.add(cell)
        else:
            findings.unkeyed.add(row)
            if findings.address(row, field.id) not in findings.broken_cells:
                findings.add("unknown_value", row, field.id, words)


def must_be_filled(field: Field) -> tuple[str, str]:
    """That a cell must not be empty."""
    return f"{field.name}不能为空，请补填。", f"{field.name} must not be empty."


def _check_blanks(
    table: Table, known: Known, columns: dict[str, list[object]], findings: Findings
) -> None:
    """A blank place is no place; a blank chain below a filled one is not all chains."""
    city = known.areas.names[known.city]
    place = (
        f"县区空白：同上请照填，全市请写{city}。",
        f"no county: repeat the one above, or write {city} for the whole city.",
    )
    chain = (
        "产业链空白：同上请照填，不分产业链请写全部产业链。",
        "no chain: repeat the one above, or write 全部产业链 for all chains together.",
    )
    filled = (at for at, (_, cells) in enumerate(table.body) if bare(cells.get("chain_id")))
    first = next(filled, len(table.body))
    for field, start, words in (("area_code", 0, place), ("chain_id", first, chain)):
        for row in _blanks(table, field, columns, start):
            findings.unkeyed.add(row)
            findings.add("blank_key", row, field, words)


def _blanks(
    table: Table, field: str, columns: dict[str, list[object]], start: int
) -> Iterator[int]:
    """The rows from a place on whose cell of a field says nothing."""
    if field in table.columns and None in columns[field]:
        for value, (row, cells) in zip(columns[field][start:], table.body[start:], strict=True):
            if value is None and not bare(cells.get(field)):
                yield row


def _add_periods(table: Table, columns: dict[str, list[object]], findings: Findings) -> None:
    if not any(field.kind == "period" for field in table.template.fields):
        return
    bases = columns.get("basis", ["ytd"] * len(table.body))
    kept: dict[object, Read] = {}
    starts: list[object] = []
    ends: list[object] = []
    for (row, cells), basis in zip(table.body, bases, strict=True):
        cell = cells.get("period")
        key = (type(cell), cell, basis)
        read = kept.get(key)
        if read is None:
            read = kept[key] = _period(cell, basis, table.year)
        found = read.value if isinstance(read.value, Period) else None
        starts.append(found.start if found else None)
        ends.append(found.end if found else None)
        if read.code is not None:
            findings.read(row, "period", cell, read)
    columns |= {"period_start": starts, "period_end": ends, "basis": bases}


def _period(cell: Cell, basis: object, title_year: int | None) -> Read:
    if is_empty(cell) or basis is None:
        return Read()  # reported as an empty cell, or with the basis
    return period(cell, str(basis), title_year)


def _fill_counties(table: Table, known: Known, columns: dict[str, list[object]]) -> None:
    columns["area_code"] = [
        known.park_area.get(str(park), area) if is_empty(cells.get("area_code")) else area
        for (_, cells), park, area in zip(
            table.body, columns["park_id"], columns["area_code"], strict=True
        )
    ]


def choice_parser(field: Field) -> Parse:
    """Reads the words of a list, and what they are kept as."""
    choices = {bare(word): kept for word, kept in (field.choices or {}).items()}
    choices |= {bare(str(kept)): kept for kept in (field.choices or {}).values()}

    def parse(cell: Cell) -> Read:
        if is_empty(cell):
            return Read()
        text = bare(cell)
        if text in choices:
            return Read(choices[text])
        words = list(field.choices or {})
        near = get_close_matches(text, words, n=1, cutoff=0.5)
        zh = f"“{shown(cell)}” 不在可选值里（{'、'.join(words)}）"
        en = f"“{shown(cell)}” is none of {', '.join(words)}"
        asked = (f"，是否为“{near[0]}”？", f"; is it {near[0]}?") if near else ("。", ".")
        return Read(None, None, "unknown_value", zh + asked[0], en + asked[1])

    return parse


def _share(cell: Cell, is_percent: bool, is_plain: bool) -> Read:
    if not is_percent or is_empty(cell):
        return share(cell, is_plain)._replace(absence=None)
    bare_text = shown(cell).strip().removesuffix("%")
    found = share(f"{bare_text}%")
    if found.code != "text_number":
        return found
    zh, en = f"{bare_text}% 换算为 {found.value}。", f"{bare_text}% became {found.value}."
    return Read(found.value, None, "unit_converted", zh, en)


def code(cell: Cell) -> Read:
    """A code as it is kept, or that Excel has made it a number and lost its end."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell >= MOST_DIGITS:
        zh = f"“{shown(cell)}” 存成了数字，末几位已丢失；请设为文本后重填。"
        en = f"“{shown(cell)}” was kept as a number and lost its last digits; type it as text."
        return Read(None, None, "unknown_value", zh, en)
    return Read(bare(cell).upper() or None)


def _text(cell: Cell) -> Read:
    if isinstance(cell, date):
        return Read(shown(cell))
    return Read(shown(cell).translate(_TURNING).strip() or None)
