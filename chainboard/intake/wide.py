"""Wide tables: counties, periods, indicators or chains across the columns and down the rows.

Each figure becomes a row of the template of indicators and keeps its own cell. What a table does
not say stands in its title or in the line of its unit, or is said by who sends it (Answers); what
stays open is an error that asks for it. Nothing is assumed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chainboard.intake.answers import UNSAID, Answers, Said
from chainboard.intake.grid import ROWS, Cell, Grid, Table, address
from chainboard.intake.header import value_at
from chainboard.intake.headings import normal
from chainboard.intake.issue import Issue
from chainboard.intake.known import Known
from chainboard.intake.labels import ASIDE, GROWTH, Label, basis_of
from chainboard.intake.templates import INDICATORS
from chainboard.intake.values import is_empty
from chainboard.intake.wide_shape import KINDS, Wide, told, wides

FIELDS = (
    "chain_id", "area_code", "metric_id", "period", "basis", "value", "unit_text", "growth",
)  # fmt: skip
NAMED = {"area": "area_code", "metric": "metric_id", "period": "period", "chain": "chain_id"}
NO_FIGURES = (GROWTH, ASIDE)
UNREAD = Label()
KIND_WORDS = {
    "area": ("县区", "counties"), "metric": ("指标", "indicators"),
    "period": ("期间", "periods"), "chain": ("产业链", "chains"),
}  # fmt: skip
OPEN = {
    "metric": ("指标", "indicator", "在表上方写明，如“产业链产值”"),
    "unit": ("单位", "unit", "在表上方写“单位：万元”"),
    "basis": ("口径", "basis", "在表上方写明“累计”或“当月”"),
    "area": ("县区", "county", "在表上方写明，全市写市名"),
    "period": ("期间", "period", "在表上方写明，如“2026年1-9月”"),
    "year": ("年份", "year", "在表上方写明，如“2026年”"),
}


def wide_tables(grid: Grid, known: Known, said: Said) -> list[Table]:
    """The wide tables of a sheet, from its top; none where it is something else."""
    return [_table(wide, known, said.of(wide.mark)) for wide in wides(grid, known)]


@dataclass(frozen=True)
class _Read:
    """A wide table as figures.

    growths  column of figures → the column of their growth
    figures  (row, column, all that is said of the figure), column by column
    """

    wide: Wide
    growths: Mapping[int, int]
    figures: Sequence[tuple[int, int, Label]]

    @cached_property
    def is_of_many_units(self) -> bool:
        """Whether each figure has to name its unit."""
        return len({each.unit for _, _, each in self.figures}) > 1

    @cached_property
    def used(self) -> set[int]:
        """The columns that are read."""
        return {*(column for _, column, _ in self.figures), *self.growths.values()}


def _table(wide: Wide, known: Known, answers: Answers) -> Table:
    """The figures of a wide table as rows of indicators, or what it still has to say."""
    columns = [column for column, each in wide.columns.items() if each.role not in NO_FIGURES]
    metric = known.metrics.find(answers.metric) if answers.metric else None
    columns = sorted([*columns, *_rates(wide, columns, metric, known)])
    figures = _figures(wide, columns, known, answers)
    read = _Read(wide, _growths(wide, columns), figures)
    year = wide.year or (int(answers.year) if answers.year.isdecimal() else None)
    asks = _asks(wide, figures, year)
    silent = asks
    if answers != UNSAID:
        silent = _asks(wide, _figures(wide, columns, known, UNSAID), wide.year)
    rows = {} if asks else {at[1] * ROWS + at[0]: at for at in figures}
    issues = [_remark(read, known), *_aside(read, known), *(_asked(wide, what) for what in asks)]
    return Table(
        wide.grid.sheet,
        INDICATORS,
        {id: place for place, id in enumerate(FIELDS, 1)},
        {} if read.is_of_many_units or not figures else {"value": figures[0][2].unit},
        year,
        [(n, _cells(read, *at)) for n, at in rows.items() if at[0] not in wide.totals],
        [
            (n, wide.totals[at[0]], _cells(read, *at) | {"area_code": None})
            for n, at in rows.items() if at[0] in wide.totals
        ],
        issues,
        wide.grid.is_text,
        {n: _places(read, row, column) for n, (row, column, _) in rows.items()},
        tuple(asks),
        wide.mark,
        tuple(what for what in vars(UNSAID) if what in silent),
    )  # fmt: skip


def _figures(
    wide: Wide, columns: Sequence[int], known: Known, answers: Answers
) -> list[tuple[int, int, Label]]:
    """Row, column and all that is said of each figure, column by column."""
    metric = known.metrics.find(answers.metric) if answers.metric else None
    said = Label(metric=metric, unit=answers.unit, basis=answers.basis)
    return [
        (row, column, _settled(_of(wide, row, column).over(Label(metric=metric)), known).over(said))
        for column in columns
        for row in wide.lines
        if not is_empty(value_at(wide.grid, row, column))
    ]


def _of(wide: Wide, row: int, column: int) -> Label:
    return wide.columns[column].over(wide.lines[row]).over(wide.whole)


def _settled(each: Label, known: Known) -> Label:
    """With the basis that its period or its metric can only have, and the unit of a rate."""
    each = replace(each, unit="%") if each.role == GROWTH else each
    measure = known.measures.get(each.metric or "")
    if measure and measure.kind == "stock":
        each = replace(each, basis="时点")
    elif not each.basis:
        each = replace(each, basis=basis_of(each.period))
    return replace(each, unit="%") if measure and measure.unit == "%" and not each.unit else each


def _growths(wide: Wide, columns: Sequence[int]) -> dict[int, int]:
    """Column of figures → the column of their growth: of the same names, else the next to it."""
    paired: dict[int, int] = {}
    for column, each in wide.columns.items():
        if each.role != GROWTH or column in columns:
            continue
        alike = [at for at in columns if at < column and _is_of(each, wide.columns[at])]
        if alike:
            paired.setdefault(alike[-1], column)
    return paired


def _rates(wide: Wide, columns: Sequence[int], metric: str | None, known: Known) -> Sequence[int]:
    """The columns of growth of a metric of which nothing but its growth is told: their figures.

    metric  what is said of a table that names none

    The growth of any other metric alone is not read: as the newest row of its period it would
    take the place of the figure, which another table may give.
    """
    found: dict[Label, int] = {}
    for column, each in wide.columns.items():
        if each.role != GROWTH or any(_is_of(each, wide.columns[at]) for at in columns):
            continue
        named = {_of(wide, row, column).over(Label(metric=metric)).metric for row in wide.lines}
        measures = [known.measures.get(name or "") for name in named]
        if all(measure and measure.kind == "growth_only" for measure in measures):
            found.setdefault(replace(each, unit=""), column)
    return [*found.values()]


def _is_of(growth: Label, figures: Label) -> bool:
    """Whether what names a column of growth names a column of figures too."""
    own = {kind: name for kind in KINDS if (name := getattr(growth, kind)) is not None}
    return own.items() <= vars(figures).items()


def _cells(read: _Read, row: int, column: int, each: Label) -> dict[str, Cell]:
    grid, growth = read.wide.grid, read.growths.get(column)
    return {
        "chain_id": each.chain, "area_code": each.area, "metric_id": each.metric,
        "period": each.period, "basis": each.basis, "value": value_at(grid, row, column),
        "unit_text": each.unit if read.is_of_many_units else None,
        "growth": value_at(grid, row, growth) if growth else None,
    }  # fmt: skip


def _places(read: _Read, row: int, column: int) -> dict[str, str]:
    """Field id → the cell that says it; fields that the title says stand at the figure."""
    wide, places = read.wide, dict.fromkeys(FIELDS, address(row, column))
    for kind, field in NAMED.items():
        if kind in wide.stubs:
            places[field] = address(row, wide.stubs[kind])
        elif getattr(wide.columns[column], kind) is not None:
            places[field] = address(wide.head[-1], column)
    if column in read.growths:
        places["growth"] = address(row, read.growths[column])
    return places


def _asks(wide: Wide, figures: Sequence[tuple[int, int, Label]], year: int | None) -> list[str]:
    """What is still open, in the order in which it is asked."""
    labels = [each for row, _, each in figures if row not in wide.totals]
    asks = [
        what
        for what in ("metric", "unit", "basis", "area", "period")
        if any(getattr(each, what) in (None, "") for each in labels)
    ]
    is_short = any(
        isinstance(each.period, str) and not re.match(r"\d{4}", each.period) for each in labels
    )
    return asks + (["year"] if is_short and year is None else [])


def _asked(wide: Wide, what: str) -> Issue:
    zh, en, cure = OPEN[what]
    at = address(wide.head[0], 1)
    by = (f"，或在“导入”页选择，或用 --{what} 指明", f", choose it on the page or give --{what}")
    by_zh, by_en = by if what in vars(UNSAID) else ("", "")
    return Issue(
        "missing_column",
        f"{at} {zh}：表里没有写明{zh}。请{cure}{by_zh}。",
        f"{at} {zh}: the table does not say its {en}. Write it above the table{by_en}.",
        wide.grid.sheet,
        at,
        zh,
    )


def _remark(read: _Read, known: Known) -> Issue:
    """How the table was read, said once: what stands down and across, and one figure in full."""
    wide = read.wide
    across = [wide.columns[column] for column in sorted(read.used)]
    down_zh, down_en = _kinds(list(wide.lines.values()))
    across_zh, across_en = _kinds(across)
    at = address(wide.head[0], min(wide.columns))
    zh = (
        f"{at}：按横表读取，行为{down_zh}，列为{across_zh or '数值'}，共 {len(read.figures)} 个数。"
    )
    en = f"{at}: read as a wide table, {down_en} down and {across_en or 'figures'} across, "
    en += f"{len(read.figures)} figures."
    for row, column, each in read.figures[:1]:
        example = f"{address(row, column)} = {_spelt(each, known)}"
        zh, en = f"{zh}如 {example}。请核对。", f"{en} So {example}. Check it."
    return Issue("wide_table", zh, en, wide.grid.sheet, at, severity="warning")


def _kinds(labels: Sequence[Label]) -> tuple[str, str]:
    """What is named by labels, in both languages."""
    named = [KIND_WORDS[kind] for kind in KINDS if told(labels, kind)]
    return "、".join(zh for zh, _ in named), ", ".join(en for _, en in named)


def _spelt(each: Label, known: Known) -> str:
    """All that is said of one figure; 全部产业链 where no chain is named."""
    lists = (known.areas, each.area), (known.chains, each.chain), (known.metrics, each.metric)
    names = [lists_of.names.get(str(id), str(id or "").strip()) for lists_of, id in lists]
    names[1] = names[1] or "全部产业链"
    return " · ".join(
        part for part in [*names, str(each.period or ""), each.basis, each.unit] if part
    )


def _aside(read: _Read, known: Known) -> Iterator[Issue]:
    """Columns that are not read: last year's, shares, ranks, growth without its figure."""
    wide = read.wide
    width = max(len(row) for row in wide.grid.rows)
    for column in range(min(wide.columns), width + 1):
        cells = [value_at(wide.grid, row, column) for row in wide.lines]
        if column in read.used or all(map(is_empty, cells)):
            continue
        at = address(wide.head[-1], column)
        printed = "".join(normal(value_at(wide.grid, row, column)) for row in wide.head)
        near = (
            None
            if wide.columns.get(column, UNREAD).role
            else known.metrics.nearest(re.sub(r"[(\[【].*", "", printed))
        )
        zh, en = "这一列没有读。", "this column was not read."
        if near:
            name = known.metrics.names[near]
            zh, en = f"这一列没有读，是否为“{name}”？", f"this column was not read; is it {name}?"
        yield Issue(
            "unknown_column",
            f"{at} {printed}：{zh}",
            f"{at} {printed}: {en}",
            wide.grid.sheet,
            at,
            printed,
            printed,
            "warning",
        )
