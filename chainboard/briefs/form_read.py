"""A blank form as offices above send it: which figure each of its empty cells asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from chainboard.briefs.form_figures import COMPLETION, GROWTH, TARGET
from chainboard.intake.grid import address
from chainboard.intake.headings import normal, title_year
from chainboard.intake.known import Known
from chainboard.intake.labels import ASIDE, NOTHING, Label, label, title_label

ROWS, COLUMNS = 1000, 100  # of a form that are read; nobody fills in more by hand
SEARCHED = 60  # rows in which a header is looked for
MOST_HEADERS = 4
KINDS = {
    TARGET: (
        "年度目标任务", "全年目标任务", "年度目标", "全年目标", "年度计划", "全年计划",
        "目标任务", "目标值", "计划数", "目标",
    ),
    COMPLETION: (
        "完成年度目标的百分比", "完成年度目标", "占年度目标", "目标完成率", "完成率", "完成进度",
    ),
}  # fmt: skip
UNITS = ("单位", "计量单位")
UNASKED = ("序号", "备注")  # columns that no figure belongs into
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度)?")
_BRACKETED = re.compile(r"(.+?)[(\[【](?:单位:)?([^()\[\]【】]*)[)\]】]")


@dataclass(frozen=True)
class Asked:
    """What a text of a form says: a label, and the kind of figure where that is one of ours."""

    label: Label = NOTHING
    kind: str = ""

    @property
    def says(self) -> bool:
        """Whether anything was understood."""
        return self.label.says or bool(self.kind)

    @property
    def heads(self) -> bool:
        """Whether it can stand at the head of a column: more than a period or a unit."""
        said = self.label
        return bool(self.kind or said.role or said.metric or said.area or said.chain)

    def over(self, other: Asked) -> Asked:
        """This, with the other's where it says nothing of its own."""
        return Asked(self.label.over(other.label), self.kind or other.kind)


@dataclass(frozen=True)
class Wanted:
    """An empty cell of a form.

    cell          the cell itself, and its address
    row, header   what stands beside it and above it
    asked         what is understood of both, and of the title
    year          the one year that the title names
    is_known      whether the row is one of ours, and the column
    """

    cell: Any
    at: str
    sheet: str
    row: str
    header: str
    asked: Asked
    year: int | None
    is_known: tuple[bool, bool]


def wanted(page: Any, known: Known) -> list[Wanted]:
    """The empty cells of a sheet that stand beside a name and under a header, from its top.

    page  as openpyxl reads it
    """
    form, found, start = _Form(page, known), [], 1
    while (table := form.table(start)) is not None:
        cells = list(form.empty(table))
        found += cells
        start = table.last + 1
    return found


@dataclass(frozen=True)
class _Table:
    """Where a table of a form stands: its first header row, its first and its last line, the
    columns left of its figures, and what each column's header says."""

    top: int
    first: int
    last: int
    stubs: Sequence[int]
    columns: Mapping[int, Asked]
    titles: Sequence[str]


class _Form:
    """A sheet of a form: what its texts say, merged ones in all their cells."""

    def __init__(self, page: Any, known: Known) -> None:
        self.page, self.known = page, known
        self.rows, self.width = min(page.max_row, ROWS), min(page.max_column, COLUMNS)
        self._spread = {
            (row, column): (area.min_row, area.min_col)
            for area in page.merged_cells.ranges
            for row in range(area.min_row, min(area.max_row, self.rows) + 1)
            for column in range(area.min_col, min(area.max_col, self.width) + 1)
        }
        self._said: dict[object, Asked] = {}
        self._last_names: dict[int, int] = {}

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the range that the cell is merged into; the cell itself else."""
        return self._spread.get((row, column), (row, column))

    def text(self, row: int, column: int) -> str:
        """The text of a cell, without blanks and breaks; of a merged one that of its range."""
        return normal(self.page.cell(*self.anchor(row, column)).value)

    def said(self, row: int, column: int) -> Asked:
        """What the cell says."""
        value = self.page.cell(*self.anchor(row, column)).value
        if value not in self._said:
            self._said[value] = _asked(value, self.known)
        return self._said[value]

    def own(self, row: int) -> list[int]:
        """The columns in which a text of this row begins."""
        every = range(1, self.width + 1)
        return [at for at in every if self.anchor(row, at) == (row, at) and self.text(row, at)]

    def table(self, start: int) -> _Table | None:
        """The first table from a row on; None below the last. What names a metric or a kind of
        figure makes a header; where nothing does, a period will do."""
        for will_period_do in (False, True):
            for top in range(start, min(start + SEARCHED, self.rows + 1)):
                begins = self.own(top)
                heads = [at for at in begins if self._is_head(top, at, will_period_do)]
                if len(begins) > 1 and heads:
                    head = self._heads(top, heads[0])
                    stubs = self._stubs(head)
                    if stubs:
                        return self._below(head, stubs, start)
        return None

    def _is_head(self, row: int, column: int, will_period_do: bool) -> bool:
        said = self.said(row, column)
        return said.heads or (will_period_do and said.says)

    def _heads(self, top: int, first: int) -> range:
        """The header rows from one on: below it those with words right of its first label."""
        last = top
        for row in range(top + 1, min(top + MOST_HEADERS, self.rows + 1)):
            if not any(at >= first and self.said(row, at).says for at in self.own(row)):
                break
            last = row
        return range(top, last + 1)

    def _stubs(self, head: range) -> list[int]:
        """The columns of names below the header rows: left of those whose header asks for a
        figure, and some cell of theirs names something."""
        heads = {at: self._head(head, at) for at in range(1, self.width + 1)}
        asking = [at for at, said in heads.items() if said.says and said.label.role != ASIDE]
        left = range(1, min(asking, default=1))
        return [at for at in left if self._last_name(at) >= head.stop]

    def _last_name(self, column: int) -> int:
        """The last row whose cell of the column names something; 0 for none."""
        if column not in self._last_names:
            upwards = range(self.rows, 0, -1)
            named = (row for row in upwards if self.said(row, column).label.names)
            self._last_names[column] = next(named, 0)
        return self._last_names[column]

    def _head(self, rows: range, column: int) -> Asked:
        """What the header rows say of a column, the lowest first."""
        anchors = dict.fromkeys(self.anchor(row, column) for row in reversed(rows))
        return reduce(lambda below, above: below.over(self.said(*above)), anchors, Asked())

    def _below(self, head: range, stubs: list[int], start: int) -> _Table:
        last = first = head.stop
        for row in range(first, self.rows + 1):
            begins = [at for at in self.own(row) if at > stubs[-1]]
            if any(self.said(row, at).heads for at in begins):
                break  # the header of another table
            last = row
        columns = {at: self._head(head, at) for at in range(1, self.width + 1)}
        titles = [self.text(row, at) for row in range(start, head.start) for at in self.own(row)]
        return _Table(head.start, first, last, stubs, _beside(columns), titles)

    def empty(self, table: _Table) -> Iterator[Wanted]:
        """The empty cells of a table right of its names, each with what it asks for."""
        titles = [*table.titles, normal(self.page.title)]
        whole = Asked(_of_title(title_label(titles, self.known)))
        year = title_year(list(table.titles), self.page.title)
        heads = range(table.top, table.first)
        for row in range(table.first, table.last + 1):
            name, said, is_known = self._line(row, table)
            if not name:
                continue
            for column in range(max(table.stubs) + 1, self.width + 1):
                header = self._header(heads, column)
                if header in (*UNITS, *UNASKED) or not header or self.text(row, column):
                    continue
                if self.anchor(row, column) != (row, column):
                    continue
                own = table.columns[column]
                if said.label.role == ASIDE:  # a total, whatever its column asks for
                    own = replace(own, label=replace(own.label, role=ASIDE))
                yield Wanted(
                    cell=self.page.cell(row, column),
                    at=address(row, column),
                    sheet=self.page.title,
                    row=name,
                    header=header,
                    asked=own.over(said).over(whole),
                    year=year,
                    is_known=(is_known, own.says),
                )

    def _line(self, row: int, table: _Table) -> tuple[str, Asked, bool]:
        """The names of a line, what they and its unit say, and whether each of them is known; no
        name for a line about the form itself."""
        texts = [self.text(row, at) for at in table.stubs]
        name = " ".join(text for text in texts if text)
        if not texts[-1] or ":" in name or name.startswith("注"):
            return "", Asked(), False
        said = [self.said(row, at) for at in reversed(table.stubs)]
        units = [
            self.said(row, at) for at in table.columns
            if self._header(range(table.top, table.first), at) in UNITS
        ]  # fmt: skip
        known = all(each.says for each, text in zip(said, reversed(texts), strict=True) if text)
        return name, reduce(Asked.over, [*said, *units], Asked()), known

    def _header(self, rows: range, column: int) -> str:
        anchors = dict.fromkeys(self.anchor(row, column) for row in rows)
        return " ".join(text for at in anchors if (text := self.text(*at)))


def _of_title(said: Label) -> Label:
    """What a title says of all; a year alone is no period, but that of what the form is about."""
    return replace(said, period=None) if _YEAR.fullmatch(str(said.period)) else said


def _beside(columns: Mapping[int, Asked]) -> dict[int, Asked]:
    """The columns; one that says only a kind (同比增长) is of the metric and period left of it."""
    found: dict[int, Asked] = {}
    left = NOTHING
    for at, said in columns.items():
        own = said
        if said.kind and said.label.metric in (None, left.metric):
            period = left.period if said.label.period is None else said.label.period
            own = replace(said, label=replace(said.label, metric=left.metric, period=period))
        left = own.label
        found[at] = own
    return found


def _asked(value: object, known: Known) -> Asked:
    """What one text says: a label as the intake reads it, or a target or a completion."""
    found = label(value, known)
    if found.says:
        return Asked(found, GROWTH if found.role == GROWTH else "")
    text = normal(value).strip("*:") if isinstance(value, str) else ""
    bracketed = _BRACKETED.fullmatch(text)
    plain, unit = bracketed.groups() if bracketed else (text, "")
    for kind, words in KINDS.items():
        for word in words:
            rest = label(plain[: -len(word)], known) if plain.endswith(word) else NOTHING
            if plain == word or rest.says:
                return Asked(replace(rest, unit=unit or rest.unit), kind)
    return Asked()
