"""A form of the office above, filled in from a brief: only empty cells, and what was left is told.

No unit, no name and no sum is guessed: what a form does not say is not filled in.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from chainboard.briefs.brief import Brief
from chainboard.briefs.form_figures import COMPLETION, GROWTH, VALUE, Figure, figures
from chainboard.briefs.form_read import COLUMNS, ROWS, Wanted, wanted
from chainboard.intake.container import BROKEN_ZIP, damaged, refused
from chainboard.intake.issue import Issue, Refused
from chainboard.intake.known import Known, bare, known
from chainboard.intake.labels import ASIDE
from chainboard.intake.opening import opened
from chainboard.intake.periods import Period, period
from chainboard.intake.units import converted
from chainboard.sheet.stamps import coded
from chainboard.store import csvfile
from chainboard.store.place import ROOT, data_folder
from chainboard.view import View
from chainboard.words.numbers import all_digits

CROSSWALK = "dictionary/crosswalk.csv"
BASES = ("month", "ytd", "quarter", "year", "point")


@dataclass(frozen=True)
class Unfilled:
    """An empty cell that a brief does not fill: where it is, its row and header, and why."""

    sheet: str
    cell: str
    row: str
    header: str
    reason: str


@dataclass(frozen=True)
class Filled:
    """A form with what a brief fills in.

    content   the workbook
    cells     addresses of the cells that were filled, each behind the name of its sheet
    unfilled  those that were not
    """

    content: bytes
    cells: tuple[str, ...]
    unfilled: tuple[Unfilled, ...]


class _Why(Exception):
    """Why a cell is not filled, in words."""


def filled(form: Path, brief: Brief) -> Filled:
    """The form with the figures of the brief in its empty cells, each with its source beside it.

    Raises Refused for what is no .xlsx, has a password, or asks for nothing that is known.
    """
    names, crosswalk = _names()
    with opened(form) as (path, kind):
        if kind != "xlsx":
            raise refused(
                "not_a_workbook",
                "表样不是 .xlsx 工作簿（是 .xls、.xlsb、.ods 或文本）。",
                "The form is no .xlsx workbook (but .xls, .xlsb, .ods or text).",
            )
        book = _loaded(path)
    held = tuple(figures(brief.sheets, names.city))
    done, left = [], []
    for page in [each for each in book.worksheets if each.sheet_state == "visible"]:
        for each in wanted(page, names):
            try:
                figure, number = _answer(each, held, (names, crosswalk), brief.view)
                _put(each, figure, number, brief)
                done.append(f"{each.sheet}!{each.at}")
            except _Why as why:
                reason = str(why)
                left.append(Unfilled(each.sheet, each.at, each.row, each.header, reason))
        left += _beyond(page, brief.view)
        if page.title in {cell.rpartition("!")[0] for cell in done} and brief.warning:
            page.oddHeader.center.text = brief.warning.replace("&", "&&")
    if not done and not left:
        raise _nothing_known()
    out = io.BytesIO()
    book.save(out)
    return Filled(out.getvalue(), tuple(done), tuple(left))


def _beyond(page: Any, view: View) -> list[Unfilled]:
    """That a sheet goes on beyond what is read."""
    if page.max_row <= ROWS and page.max_column <= COLUMNS:
        return []
    words = view.say("只读前 {rows} 行、{columns} 列")
    reason = words.format(rows=view.say.number(ROWS, 0), columns=view.say.number(COLUMNS, 0))
    return [Unfilled(page.title, page.dimensions, "", "", reason)]


def _loaded(path: Path) -> Any:
    """The workbook with all that its cells look like. Raises Refused for one that is damaged."""
    from openpyxl import load_workbook  # a third of a second that nobody else needs

    try:
        with path.open("rb") as file:
            return load_workbook(file)
    except (*BROKEN_ZIP, AttributeError, TypeError) as error:
        raise damaged() from error


def _nothing_known() -> Refused:
    return Refused(
        Issue(
            "unknown_template",
            "表样里没有认得的表头：需要一行指标名（如“产业链产值（亿元）”），"
            "左边一列产业链、县（区）或指标的名称，交叉处留空。",
            "The form has no header that is known: it needs a row of indicators, such as "
            "产业链产值（亿元）, and left of empty cells a column of chains, counties or metrics.",
        )
    )


def _names() -> tuple[Known, dict[str, tuple[str, ...]]]:
    """The names that a form may use, with the province's for our chains; and the crosswalk."""
    data = data_folder()
    held = data if (data / CROSSWALK).exists() else ROOT / "data"
    crosswalk = _crosswalk(held, (held / CROSSWALK).stat().st_mtime_ns)
    names = known(data)
    own = {way: ids[0] for way, ids in crosswalk.items() if len(ids) == 1}
    others = {way: way for way, ids in crosswalk.items() if len(ids) != 1}
    ids = {**others, **own, **names.chains.ids}
    return replace(names, chains=replace(names.chains, ids=ids)), crosswalk


@lru_cache(maxsize=4)
def _crosswalk(data: Path, _changed: int) -> dict[str, tuple[str, ...]]:
    """The province's name of a chain → the ids of those of the city; none where it has none."""
    found: dict[str, list[str]] = {}
    for line in csvfile.rows(data, CROSSWALK, "province_zh chain_id source_id"):
        line.needed("source_id")
        ids = found.setdefault(bare(line.needed("province_zh")), [])
        ids += [line["chain_id"]] if line["chain_id"] else []
    return {name: tuple(ids) for name, ids in found.items()}


def _answer(
    each: Wanted,
    held: Sequence[Figure],
    lists: tuple[Known, dict[str, tuple[str, ...]]],
    view: View,
) -> tuple[Figure, float]:
    """The figure of a cell and its number in the form's unit. Raises _Why."""
    names, crosswalk = lists
    _judge(each, names, crosswalk, view)
    figure = _found(each, held, names, view)
    if figure.number is None:
        raise _Why(
            view.say("没有数：{why}").format(why=view.say.absent(figure.line.row.get("absence")))
        )
    if figure.derived:
        raise _Why(view.say("只有推算的数，请核定后填"))
    if figure.hedged:
        raise _Why(view.say("这个数带“约”“超过”等字样，请核对后填"))
    return figure, _in_unit(each, figure, view)


def _judge(each: Wanted, names: Known, crosswalk: dict[str, tuple[str, ...]], view: View) -> None:
    """Raises _Why where it is not clear what the cell asks for, or it may not be filled."""
    say, said = view.say, each.asked.label
    is_row, is_column = each.is_known
    if each.cell.protection.locked and each.cell.parent.protection.sheet:
        raise _Why(say("单元格受保护"))
    if not is_row:
        raise _Why(say("行名“{name}”不在名单里").format(name=each.row))
    if not is_column:
        raise _Why(say("表头“{name}”不是简报里的指标").format(name=each.header))
    if said.role == ASIDE:
        raise _Why(say("合计、位次、占比和上年同期不代填"))
    ids = crosswalk.get(str(said.chain), ()) if said.chain not in names.chains.names else ("",)
    if said.chain and not ids:
        raise _Why(say("本市没有与“{name}”对应的产业链").format(name=said.chain))
    if len(ids) > 1:
        raise _Why(say("“{name}”对应本市几条产业链，不相加").format(name=said.chain))
    if said.metric not in names.measures:
        raise _Why(say("没有写明指标"))


def _found(each: Wanted, held: Sequence[Figure], names: Known, view: View) -> Figure:
    """The one figure that the cell asks for. Raises _Why."""
    say, said = view.say, each.asked.label
    measure = names.measures[str(said.metric)]
    kind = each.asked.kind or (GROWTH if measure.kind == "growth_only" else VALUE)
    same = [
        figure for figure in held
        if (figure.kind, figure.metric, figure.area, figure.chain)
        == (kind, measure.id, said.area or names.city, said.chain)
    ]  # fmt: skip
    if not same:
        raise _Why(say("简报里没有这个数"))
    of_period = [figure for figure in same if _is_of(figure, each)]
    if not of_period:
        newest = max(same, key=lambda figure: figure.end)
        raise _Why(say("简报里是{period}的数").format(period=_period(newest, view)))
    end = max(figure.end for figure in of_period)
    newest_ones = [figure for figure in of_period if figure.end == end]
    numbers = {figure.number and all_digits(figure.number) for figure in newest_ones}
    if len(numbers) > 1:
        raise _Why(say("简报里有几个不同的数，请核对后填"))
    return min(newest_ones, key=lambda figure: figure.derived)


def _is_of(figure: Figure, each: Wanted) -> bool:
    """Whether a figure is of the period that the form names; a form that names none takes any, of a
    year that the title names only those."""
    asked = each.asked.label.period
    if asked is None:
        return each.year in (None, figure.end.year)
    if figure.kind not in (VALUE, GROWTH, COMPLETION):
        return str(figure.end.year) in str(asked) or each.year == figure.end.year
    basis = {"累计": "ytd", "当月": "month", "全年": "year"}.get(each.asked.label.basis)
    read = [period(asked, name, each.year).value for name in ([basis] if basis else BASES)]
    ends = {(found.start, found.end) for found in read if isinstance(found, Period)}
    return (figure.start, figure.end) in ends


def _in_unit(each: Wanted, figure: Figure, view: View) -> float:
    """The number in the unit that the form names. Raises _Why where it names none, or another
    thing's."""
    say, unit = view.say, each.asked.label.unit
    digits = all_digits(figure.number or 0)
    shows_percent = "%" in (each.cell.number_format or "")
    if figure.unit == "%" and shows_percent:
        return float(digits) / 100
    if not unit or (figure.unit == "%") != (unit == "%"):
        raise _Why(say("表样没有写这个数的单位"))
    found = converted(digits, figure.unit, unit)
    if found is None:
        raise _Why(say("单位“{asked}”与“{own}”不能换算").format(asked=unit, own=figure.unit))
    return float(found)


def _period(figure: Figure, view: View) -> str:
    return view.say.period(figure.start, figure.end, figure.basis)


def _put(each: Wanted, figure: Figure, number: float, brief: Brief) -> None:
    """The number in its cell, and beside it period, source, code and edition."""
    from openpyxl.comments import Comment

    sheet, view = figure.sheet, brief.view
    panel, place = sheet.panel, figure.line.citation
    source = panel.source if place is None else sheet.citations[place].words
    origin = (figure.line.origin, coded(panel, view))
    lines = [_period(figure, view), source, *origin, brief.stamp, brief.warning]
    each.cell.value = int(number) if number.is_integer() else number
    words = "\n".join(line for line in lines if line)
    each.cell.comment = Comment(words, view.say.pack_name(view.pack.name), width=320, height=160)
