"""Sheet: a Panel and what stands behind it, ready for any renderer: table, citations, definitions.

Cells are raw and printed at once: a renderer that writes numbers takes the number, one that
writes words takes the words, and none reads digits out of words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from chainboard.panels import Column, Panel
from chainboard.panels.panel import FRACTION, OWN
from chainboard.queries import ask
from chainboard.sheet.sources import Citation, Origin, beside, key_of, origins
from chainboard.view import Row, View
from chainboard.words import Words

Raw = int | float | str | date | None
FIGURE = ("value", "year_to_date")  # what a row's figure_id names, in its columns


@dataclass(frozen=True)
class Heading:
    """A column of a sheet: key, label without unit, unit code and its name, decimals.

    unit       as the dictionary writes it (亿元); "" for words, bare numbers, and where each
               line has its own
    decimals   digits shown after the point; None where lines differ or numbers stand as they are
    is_number  whether its cells are numbers
    derived    whether its numbers are worked out here and not as reported
    says_unit  whether the printed cells name the unit themselves
    formula    how a workbook works a line's cell out anew, as Column has it
    """

    key: str
    label: str
    unit: str
    unit_name: str
    decimals: int | None
    is_number: bool
    has_own_units: bool
    derived: bool
    says_unit: bool
    formula: Callable[[Row], str] | None = None


@dataclass(frozen=True)
class Cell:
    """One cell: the number, day or text it holds, in the unit that the heading or the line
    names, and what is printed for it ({"words", "go"} where it leads somewhere)."""

    raw: Raw
    shown: Any


@dataclass(frozen=True)
class Line:
    """One line of a sheet.

    unit, unit_name  the unit of its numbers in columns with units of their own
    citation         place of its source among the sheet's citations; None without one
    origin           the cell of the workbook that the figure came in; "" for none
    """

    cells: tuple[Cell, ...]
    unit: str
    unit_name: str
    decimals: int | None
    citation: int | None
    origin: str
    row: Row


@dataclass(frozen=True)
class Definition:
    """What one metric means: its name, and lines of words, unit, kind, growth and owner."""

    metric_id: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything that an output may draw of a panel."""

    panel: Panel
    view: View
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    citations: tuple[Citation, ...]
    definitions: tuple[Definition, ...]

    @cached_property
    def columns_of_days(self) -> frozenset[int]:
        """Places of the columns that hold days."""
        found = ((at, cell) for line in self.lines for at, cell in enumerate(line.cells))
        return frozenset(at for at, cell in found if isinstance(cell.raw, date))

    @property
    def is_left_out(self) -> bool:
        """Whether the pack shows nothing of this panel: there is no figure, and none is owed.
        What a choice has narrowed to nothing says so on every pack, and so does what is of none."""
        panel = self.panel
        return (
            panel.body is None
            and not panel.narrowed
            and not panel.stamp
            and (self.view.pack.leaves_out or not panel.status)
        )


def sheet(panel: Panel, view: View) -> Sheet:
    """The panel with its table, citations and definitions, in the view's language."""
    found = origins(panel.rows, view)
    cited = dict.fromkeys(origin.citation for origin in found.values())
    place = {citation: at for at, citation in enumerate(cited)}
    columns = _with_corrections(panel.columns, found, view.say)
    return Sheet(
        panel=panel,
        view=view,
        headings=tuple(_heading(column, view.say) for column in columns),
        lines=tuple(_line(row, columns, found, place, view.say) for row in panel.rows),
        citations=tuple(dict.fromkeys([*place, *beside(panel.rows, view)])),
        definitions=_definitions(panel.rows, view),
    )


def _with_corrections(
    columns: Sequence[Column], found: dict[Any, Origin], say: Words
) -> tuple[Column, ...]:
    """The columns with one of what figures were before, beside them, where any was corrected; none
    more where the panel tells of changes itself."""
    keys = [column.key for column in columns]
    if "old_value" in keys or not any(origin.correction for origin in found.values()):
        return tuple(columns)

    def was(row: Row) -> str:
        origin = found.get(key_of(row))
        return origin.correction if origin else ""

    at = next((keys.index(key) + 1 for key in FIGURE if key in keys), len(keys))
    return (*columns[:at], Column("correction", say("更正"), words=was), *columns[at:])


def definition(row: Row, say: Words) -> Definition:
    """A metric's definition.

    row  as metrics.dictionary returns it
    """
    ours = say.in_brackets(say("本项目拟定")) if row.is_our_definition else ""
    owner = say.of(row, "owner")
    unit, kind, basis = say.unit_name(row.unit), say.kind_name(row.kind), row.growth_basis
    return Definition(
        row.metric_id,
        say.name(row),
        (
            f"{say.of(row, 'definition')}{ours}",
            say("单位：{unit}；类型：{kind}；公布增速口径：{basis}").format(
                unit=unit, kind=kind, basis=say.basis_name(basis, row.unit)
            ),
            say("频率：{frequency}；数据责任单位：{owner}").format(
                frequency=say.frequency_name(row.frequency),
                owner=say("未注明") if owner == "unknown" else owner,
            ),
        ),
    )


def _definitions(rows: Sequence[Row], view: View) -> tuple[Definition, ...]:
    named = {row.metric_id for row in rows if row.get("metric_id")}
    if not named:
        return ()
    known = ask(view, "metrics.dictionary")
    return tuple(definition(row, view.say) for row in known if row.metric_id in named)


def _heading(column: Column, say: Words) -> Heading:
    has_own = column.unit == OWN
    unit = {OWN: "", FRACTION: "%"}.get(column.unit, column.unit)
    is_number = bool(column.unit) or column.decimals is not None
    return Heading(
        key=column.key,
        label=column.label,
        unit=unit,
        unit_name=say.unit_name(unit) if unit else "",
        decimals=column.decimals,
        is_number=is_number,
        has_own_units=has_own,
        derived=column.derived,
        says_unit=column.says_unit,
        formula=column.formula,
    )


def _line(
    row: Row,
    columns: Sequence[Column],
    found: dict[Any, Origin],
    place: dict[Citation, int],
    say: Words,
) -> Line:
    unit = own_unit(row)
    origin = found.get(key_of(row))
    return Line(
        cells=tuple(_cell(row, column, say) for column in columns),
        unit=unit,
        unit_name=say.unit_name(unit) if unit else "",
        decimals=row.get("decimals"),
        citation=None if origin is None else place[origin.citation],
        origin="" if origin is None else origin.cell,
        row=row,
    )


def own_unit(row: Row) -> str:
    """The unit of a row's number: the metric's, else that of a statement; "" for none.

    A source may have printed another unit (1.7 万亩 for 17,000 亩): that of its digits only.
    """
    return str(row.get("unit") or row.get("unit_text") or "")


def _cell(row: Row, column: Column, say: Words) -> Cell:
    value = row.get(column.key)
    if column.words is not None:
        told = column.words(row)
        return Cell(_raw(value, told, row, column, say), told)
    if value is None or isinstance(value, str | dict):
        return Cell(plain(value) or None, value or "")
    if not _is_number(value):
        return Cell(value, say.day(value))
    number = _scaled(value, row, column, say)
    decimals = column.decimals
    if decimals is None and column.unit == OWN:
        decimals = say.decimals(own_unit(row), row.get("decimals"))
    return Cell(number, number if decimals is None else say.number(number, decimals))


def _raw(value: Any, told: Any, row: Row, column: Column, say: Words) -> Raw:
    """What stands behind words: a number or a day of the row, nothing where a number is missing,
    else the words themselves."""
    if _is_number(value):
        return cast(Raw, _scaled(value, row, column, say))
    if isinstance(value, date):
        return value
    is_missing = value is None and bool(column.unit)
    return None if is_missing else plain(told)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _scaled(value: Any, row: Row, column: Column, say: Words) -> Any:
    """The number in the language's own unit of the column or the row."""
    if column.unit == FRACTION:
        return round(100 * value, 9)  # 0.699 times 100 is 69.89999999999999
    unit = own_unit(row) if column.unit == OWN else column.unit
    return say.scaled(value, unit) if unit else value


def plain(shown: Any) -> str:
    """What is printed: words, a way without where it leads, a light with what is said of it, or
    several of these, a line each."""
    if isinstance(shown, list | tuple):
        return "\n".join(plain(each) for each in shown)
    if isinstance(shown, dict):
        return "\n".join(str(part) for part in (shown["words"], shown.get("more")) if part)
    return str("" if shown is None else shown)
