"""Where in a sheet the tables of templates stand: their header rows, columns, units and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chainboard.intake.answers import NOTHING_SAID, Said
from chainboard.intake.body import table
from chainboard.intake.grid import Cell, Grid, Table, in_words
from chainboard.intake.header import Header
from chainboard.intake.headings import (
    UNIT_FIELD,
    Heading,
    heading,
    line_unit,
    normal,
    title_year,
)
from chainboard.intake.issue import Issue
from chainboard.intake.known import Known
from chainboard.intake.laid import laid
from chainboard.intake.templates import EVERY_TEMPLATE, STEP_TEMPLATES, TEMPLATES, Field, Template
from chainboard.intake.units import factor
from chainboard.intake.wide import wide_tables

_SEARCHED_ROWS = 200
_LEAST_SHARE = 0.6
_LEAST_HEADERS = 3
_ASIDE = ("说明", "列表", "选项", "字典", "值域", "代码")  # sheets that help to fill in others

# How rare a header is: 产业链 stands in six templates and tells little, 口径 in one.
_TIMES = Counter(field.name for template in TEMPLATES.values() for field in template.fields)
_TIMES |= Counter({each.name for of in STEP_TEMPLATES.values() for each in of.fields})


@dataclass(frozen=True)
class _Found:
    """A template tried on header rows; of those on the same rows the greatest by `rank` holds."""

    template: Template
    header: Header
    missing: tuple[str, ...]

    @property
    def has_enough(self) -> bool:
        required = _required(self.template)
        matched = len(required) - len(self.missing)
        return matched >= max(_LEAST_HEADERS, _LEAST_SHARE * len(required))

    def is_apart_from(self, other: _Found) -> bool:
        """Whether the two head tables of their own: neither one row, nor one header repeated."""
        upper, lower = sorted((self.header.rows, other.header.rows))
        is_repeated = (
            self.template is other.template and self.header.columns == other.header.columns
        )
        own, others = self.header.columns.values(), other.header.columns.values()
        is_beside = max(own) < min(others) or max(others) < min(own)
        if self.header.rows == other.header.rows:
            return self.template is other.template and is_beside
        return lower[0] > upper[-1] + 1 and not is_repeated

    @property
    def rank(self) -> tuple[bool, float, int, bool, int]:
        required = _required(self.template)
        weight = sum(1 / _TIMES[name] for name in required if name not in self.missing)
        share = weight / sum(1 / _TIMES[name] for name in required)
        is_named = self.template.sheet in self.header.sheet
        first = -self.header.rows[0]
        return self.has_enough, share, len(self.header.columns), is_named, first


def tables(
    grids: Sequence[Grid], known: Known, said: Said = NOTHING_SAID
) -> tuple[list[Table], list[Issue]]:
    """The tables of a file, those of a sheet from its top, and the issues of the file as a whole.

    said  what the sender says of tables that do not say it themselves

    A sheet without a table is named beside one with a table; where no sheet has one there is one
    unknown_template issue with the nearest template and what it lacks.
    """
    tried = [(grid, each) for grid in grids for each in _headers(grid, said.headers)]
    found = [(grid, each) for grid, each in tried if each.has_enough]
    whole = [(grid, each) for grid, each in found if not (each.missing and _is_aside(grid))]
    shown = whole or found
    read = {grid.sheet: [_table(grid, each, shown, known) for of, each in shown if of is grid]
            for grid in grids}  # fmt: skip
    for grid in grids:
        if not read[grid.sheet] and not _is_aside(grid):
            read[grid.sheet] = wide_tables(grid, known, said)
    if not any(read.values()):
        return [], [_unknown([each for _, each in tried])]
    skipped = [
        _skipped(grid, [each for of, each in tried if of is grid])
        for grid in grids
        if not read[grid.sheet] and not _is_aside(grid) and _holds_a_table(grid)
    ]
    return [each for of_sheet in read.values() for each in of_sheet], skipped


def _holds_a_table(grid: Grid) -> bool:
    return sum(_given(row) >= 2 for row in grid.rows) >= 2


def _skipped(grid: Grid, tried: list[_Found]) -> Issue:
    """A sheet that was passed over beside others that were read."""
    zh, en = _nearest(max(tried, key=lambda found: found.rank)) if tried else ("。", ".")
    return Issue(
        "sheet_skipped",
        f"工作表“{grid.sheet}”没有读，不合任何模板{zh}",
        f"the sheet “{grid.sheet}” was not read: it fits no template{en}",
        grid.sheet,
        severity="warning",
    )


def _table(grid: Grid, found: _Found, shown: Sequence[tuple[Grid, _Found]], known: Known) -> Table:
    header = _titled(found, grid, shown)
    is_said = "value" in header.units  # by the line above: no column of units is needed
    missing = [name for name in found.missing if not (is_said and name == UNIT_FIELD)]
    return table(_part(grid, found, shown), found.template, header, missing, known)


def _part(grid: Grid, found: _Found, shown: Sequence[tuple[Grid, _Found]]) -> Grid:
    """The rows of a sheet down to where the next table's title begins, under their numbers."""
    grid = _block(grid, found, shown)
    start, end = found.header.rows[0], _end(grid, found, shown)
    if end == len(grid.rows):
        return grid
    return replace(
        grid,
        rows=grid.rows[:end],
        merged=tuple(each for each in grid.merged if start <= each[0] <= end),
        unvalued={at: said for at, said in grid.unvalued.items() if start <= at[0] <= end},
    )


def _block(grid: Grid, found: _Found, shown: Sequence[tuple[Grid, _Found]]) -> Grid:
    """The columns of one of several tables side by side, under their letters."""
    starts = sorted(
        min(each.header.columns.values())
        for of, each in shown
        if of.sheet == grid.sheet and each.header.rows == found.header.rows
    )
    if len(starts) < 2:
        return grid
    left = min(found.header.columns.values())
    right = min((start for start in starts if start > left), default=1 << 20)
    return replace(
        grid,
        rows=[[None] * (left - 1) + row[left - 1 : right - 1] for row in grid.rows],
        merged=tuple(each for each in grid.merged if left <= each[1] < right),
        unvalued={at: said for at, said in grid.unvalued.items() if left <= at[1] < right},
    )


def _end(grid: Grid, found: _Found, shown: Sequence[tuple[Grid, _Found]]) -> int:
    """The last row of a table: above the lines of one cell that lead to the next header."""
    others = (each.header.rows[0] for of, each in shown if of.sheet == grid.sheet)
    below = min((row for row in others if row > found.header.rows[0]), default=None)
    if below is None:
        return len(grid.rows)
    last = below - 1
    while last > found.header.rows[-1] and _given(grid.rows[last - 1]) <= 1:
        last -= 1
    return last


def _given(row: Sequence[Cell]) -> int:
    return sum(cell is not None for cell in row)


def _is_aside(grid: Grid) -> bool:
    return grid.is_hidden or any(word in grid.sheet for word in _ASIDE)


def _required(template: Template) -> list[str]:
    return [field.name for field in template.fields if field.is_required]


def _headers(grid: Grid, meant: Mapping[str, str]) -> list[_Found]:
    """The header of every table of the sheet, from its top; else the one that comes nearest."""
    tried = [
        each
        for rows, headings in _candidates(grid)
        for template in EVERY_TEMPLATE.values()
        for each in _blocks(template, Header(grid.sheet, rows), headings, meant)
    ]
    best_first = sorted(
        (each for each in tried if each.header.columns), key=lambda f: f.rank, reverse=True
    )
    found = best_first[:1]
    for each in best_first[1:]:
        if each.has_enough and all(each.is_apart_from(other) for other in found):
            found.append(each)
    return sorted(found, key=lambda f: f.header.rows)


def _candidates(grid: Grid) -> list[tuple[tuple[int, ...], dict[int, Heading]]]:
    """Rows that may be a header, alone or with the row below, with the headings of each column."""
    printed = [
        _spread(grid, number) for number in range(1, min(len(grid.rows), _SEARCHED_ROWS) + 1)
    ]
    found: list[tuple[tuple[int, ...], dict[int, Heading | None]]] = []
    for number, upper in enumerate(printed, start=1):
        alone = _alone(upper)
        found.append(((number,), alone))
        if number < len(printed):
            lower = printed[number]
            both = _joined(upper, lower)
            if _known(both) > max(_known(alone), _known(_alone(lower))):
                found.append(((number, number + 1), both))
    return [
        (rows, {column: name for column, name in headings.items() if name})
        for rows, headings in found
        if any(headings.values())
    ]


def _alone(row: dict[int, str]) -> dict[int, Heading | None]:
    return {column: heading(text) for column, text in row.items()}


def _known(headings: dict[int, Heading | None]) -> int:
    return sum(found is not None for found in headings.values())


def _joined(upper: dict[int, str], lower: dict[int, str]) -> dict[int, Heading | None]:
    """The headings of two rows: the lower name where it is known, else both as one."""
    return {
        column: heading(lower.get(column, ""))
        or heading(upper.get(column, "") + lower.get(column, ""))
        for column in sorted({*upper, *lower})
    }


def _spread(grid: Grid, number: int) -> dict[int, str]:
    """Column → text of the row, a merged text over all columns of its range."""
    row = grid.rows[number - 1]
    texts = {
        column: normal(cell) for column, cell in enumerate(row, start=1) if isinstance(cell, str)
    }
    for top, left, _, right in grid.merged:
        if top == number and right > left and texts.get(left):
            texts.update(dict.fromkeys(range(left, right + 1), texts[left]))
    return {column: text for column, text in texts.items() if text}


def _blocks(
    template: Template, on: Header, headings: dict[int, Heading], meant: Mapping[str, str]
) -> list[_Found]:
    """The template laid on header rows: once, or once for each of the tables side by side."""

    def tried(of_table: dict[int, Heading]) -> _Found:
        header = laid(template, on, of_table, meant)
        needed = (field for field in template.fields if field.is_required)
        return _Found(
            template,
            header,
            tuple(field.name for field in needed if field.id not in header.columns),
        )

    whole = tried(headings)
    first = min(whole.header.columns.values(), default=0)
    starts = [first, *(c for c in whole.header.repeated if headings[c] == headings[first])]
    ends = [*starts[1:], max(headings) + 1]
    parts = [
        tried({c: h for c, h in headings.items() if start <= c < end})
        for start, end in zip(starts, ends, strict=True)
    ]
    return parts if len(parts) > 1 and all(part.has_enough for part in parts) else [whole]


def _titled(found: _Found, grid: Grid, shown: Sequence[tuple[Grid, _Found]]) -> Header:
    """The header with the year and the unit of money that stand above it.

    Above a lower table stand its own title and what is above the first one; its own goes first.
    """
    of_sheet = [each for of, each in shown if of is grid]
    first = min(of_sheet, key=lambda each: each.header.rows)
    before = [each for each in of_sheet if each.header.rows < found.header.rows]
    own = max((_end(grid, each, shown) for each in before), default=0)
    above = [*grid.rows[own : found.header.rows[0] - 1], *grid.rows[: first.header.rows[0] - 1]]
    titles = [normal(cell) for row in above for cell in row if isinstance(cell, str)]
    unit = line_unit(titles)
    of_title = {
        field.id: unit
        for field in found.template.fields
        if unit and field.id in found.header.columns and _may_have(field, unit)
    }
    return replace(
        found.header,
        units={**of_title, **found.header.units},
        year=title_year(titles, grid.sheet),
    )


def _may_have(field: Field, unit: str) -> bool:
    """Whether the unit of the line above a table is that of a column: one of money, or of rows
    that may each have their own."""
    if field.unit:
        return field.kind == "number" and field.unit != unit and bool(factor(unit, field.unit))
    return field.id == "value"


def _unknown(tried: list[_Found]) -> Issue:
    """What no sheet is, and which template is nearest."""
    if not tried:
        names = "、".join(template.sheet for template in TEMPLATES.values())
        sheets = ", ".join(TEMPLATES)
        return Issue(
            "unknown_template",
            f"没有找到任何模板的表头（{names}）。请按模板的表头填报，表头不要删改。",
            f"No header of a template was found ({sheets}). Keep the headers of the template.",
        )
    best = max(tried, key=lambda found: found.rank)
    zh, en = _nearest(best)
    return Issue(
        "unknown_template",
        f"“{best.header.sheet}”不合任何模板{zh}",
        f"“{best.header.sheet}” fits no template{en}",
        sheet=best.header.sheet,
        cell=best.header.place,
    )


def _nearest(best: _Found) -> tuple[str, str]:
    """What a sheet lacks of the nearest template, where at least half of its headers are there."""
    required = _required(best.template)
    if 2 * len(best.missing) > len(required):
        return "。请按模板的表头填报。", ". Keep the headers of a template."
    lacking = [field.header for field in best.template.fields if field.name in best.missing]
    zh_row, en_row = in_words(best.header.place)
    return (
        f"；{zh_row}最接近“{best.template.sheet}”，还缺：{'、'.join(lacking)}。请补上这些表头。",
        f"; {en_row} is nearest to {best.template.name}, which has also: {', '.join(lacking)}. "
        "Add these headers.",
    )
