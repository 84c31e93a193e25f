"""A figure in words: the one home of how a figure is said in titles, labels and tables.

Rows are figures as queries return them: value, published_growth, growth_text, unit, unit_text,
decimals, value_text, hedge, hedge_text, period_start, period_end, basis, absence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from chainboard.panels.panel import FRACTION, OWN, Column, Table
from chainboard.view import Row, View
from chainboard.words import Words
from chainboard.words.numbers import all_digits

UNBROKEN = "\u00a0"  # a space at which no line ends
KEPT = re.compile(r"RMB \S+ \w+")  # an amount in English: its unit stays beside it
DIGITS = re.compile(r"(\D*)([\d.]+)(\D*)")  # what a source printed before, as, and after a number


def is_known(row: Row, key: str = "value") -> bool:
    """Whether there is a value (in the column key) or a published growth to show."""
    return row.get(key) is not None or row.get("published_growth") is not None


def unit(row: Row) -> str:
    """The unit a figure is in, as its source printed it, else its metric's."""
    return str(row.get("unit_text") or row.unit)


def value(row: Row, say: Words) -> str:
    """The value with its unit; on a record the digits as printed, with their hedge; a missing one
    as its kind of missing."""
    if row.value is None:
        return say.missing(row.get("absence"))
    if say.pack.is_record and row.get("value_text"):
        return hedged(row, say)
    return say.amount(row.value, row.unit, row.decimals)


def hedged(row: Row, say: Words) -> str:
    """The value with the digits, the unit and the hedge that its source printed."""
    return say.printed(row.value_text, unit(row), row.hedge, row.hedge_text)


def digits(row: Row, say: Words) -> str:
    """The value without its unit, which stands under the title already."""
    return value(row, say).removesuffix(say.unit_name(unit(row))).strip()


def bare_points(value: float, say: Words) -> str:
    """A difference of rates without its unit, where the heading says it: −8.10."""
    return say.points(value).removesuffix(" 个百分点").removesuffix(" pp")


def bare_growth(value: float, text: str | None, say: Words) -> str:
    """A growth without arrow and %, where colour and heading say them: +7.92."""
    said = say.growth(value, text)
    return said.removeprefix("▲ ").removeprefix("▼ ").replace("%", "")


def rate(row: Row, say: Words) -> str:
    """Published growth as printed; nothing where none was published."""
    if word := from_loss(row, say):
        return word
    if row.get("published_growth") is None:
        return ""
    return say.growth(row.published_growth, row.get("growth_text"))


def from_loss(row: Row, say: Words) -> str:
    """The word that stands for a rate where the prior on this year's scope is zero or less
    (handbook D23): 扭亏为盈, 减亏, 增亏; "" where a rate means something."""
    return say.turnaround(row.get("same_scope_prior"), row.get("value")) or ""


def basis(row: Row, say: Words) -> str:
    """On what published growth is measured: 名义; 名义、同口径 where the prior on this year's scope
    came with it."""
    names = [row.growth_basis]
    if row.get("same_scope_prior") is not None:
        names.append("comparable_scope")
    return say.listed([say.basis_name(name, row.unit) for name in dict.fromkeys(names)])


def published_rate(row: Row, say: Words) -> str:
    """Published growth with its basis: 公布同比 ▲ +8.5%（可比价）; nothing where there is none."""
    if word := from_loss(row, say):
        return say.bracketed(word, basis(row, say))
    if row.get("published_growth") is None:
        return ""
    return say("公布同比 {rate}（{basis}）").format(rate=rate(row, say), basis=basis(row, say))


def derived_rate(growth: float, row: Row, say: Words) -> str:
    """Growth worked out here: 推算同比 ▲ +8.50%; 同口径 where all of it is on this year's scope.

    row  with is_same_scope, as the analysis that worked it out returns it
    """
    said = say("推算同比 {rate}").format(rate=say.growth(growth))
    return say.bracketed(said, say.basis_name("comparable_scope") if row.is_same_scope else "")


def correction(row: Row, say: Words) -> str:
    """That a figure was corrected, and what an earlier report gave; nothing for one as first sent.

    row  with value, published_growth, and replaced_value and replaced_growth where they are known
    """
    was, rate_was = row.get("replaced_value"), row.get("replaced_growth")
    if was is not None and was != row.value:
        figure = say.amount(was, row.unit, row.decimals)
        return say("更正，原 {figure}").format(figure=figure)
    if rate_was is None or rate_was == row.published_growth:
        return ""
    if row.value is None:
        return say("更正，原 {figure}").format(figure=say.percent(rate_was, 2))
    return say("更正，原公布同比 {rate}").format(rate=say.growth(rate_was))


def is_claimed(row: Row) -> bool:
    """Whether another office than the one that the metric belongs to tells a figure."""
    return is_known(row) and row.get("status") == "claim"


def claim_mark(row: Row) -> str:
    """What stands behind such a figure where there is no room for words; claim_notes says what."""
    return "†" if is_claimed(row) else ""


def claim_notes(rows: Sequence[Row], say: Words) -> list[str]:
    """What the mark means, where a figure has one."""
    said = say("† {status}：不评灯，不排名。").format(status=say.status_name("claim"))
    return [said] if any(is_claimed(row) for row in rows) else []


def claim_columns(rows: Sequence[Row], say: Words) -> tuple[Column, ...]:
    """Whose figures they are, behind a table of which one is claimed."""
    if not any(is_claimed(row) for row in rows):
        return ()
    return (Column("status", say("状态"), words=lambda row: _claimed(row, say)),)


def _claimed(row: Row, say: Words) -> str:
    return say.status_name("claim") if is_claimed(row) else ""


def without_growth(row: Row, named: str, say: Words) -> list[str]:
    """The sentence that names what the growth of a sum leaves out, where it does.

    named  the columns of the parts in without_growth that hold their names: chain, or name
    """
    parts = [say.of(part, named) for part in row.get("without_growth") or ()]
    return [say("推算同比不含{parts}").format(parts=say.listed(parts))] if parts else []


def when(row: Row, say: Words) -> str:
    """The period of a figure that is known; nothing for a missing one."""
    return say.period(row.period_start, row.period_end, row.basis) if is_known(row) else ""


def dated(row: Row, view: View) -> str:
    """The period of a published figure, and whether it is long ago on the day of the edition."""
    when = view.say.period(row.period_start, row.period_end, row.basis)
    return " · ".join(part for part in (when, age(row.period_end, view)) if part)


def age(period_end: date, view: View) -> str:
    """That a period is long ago by the rule of the edition; nothing for one that is not."""
    return view.say.age(period_end, view.as_of, view.old_after)


def cited(row: Row, say: Words) -> str:
    """The source of a published figure as a table of them names it: title and grade."""
    if row.grade == "demo":
        return say("程序生成的示例数据")
    return f"{row.source_title} [{say.grade_mark(row.grade)}]"


def gone(row: Row, say: Words, key: str = "value") -> str:
    """Which kind of missing a figure (in the column key) is; nothing for one that is known."""
    return "" if is_known(row, key) else say.missing(row.get("absence"))


def period_column(say: Words) -> Column:
    """The period of each figure."""
    return Column("period", say("期间"), words=lambda row: when(row, say))


def unit_column(say: Words) -> Column:
    """The unit of each number, where figures of several units stand in one column."""
    return Column("unit", say("单位"), words=lambda row: say.unit_name(row.unit))


def value_column(say: Words, label: str, derived: bool = False) -> Column:
    """The value in its metric's unit; on a record the digits, unit and hedge that were printed."""
    if not say.pack.is_record:
        return Column("value", label, OWN, derived=derived)

    def printed(row: Row) -> str:
        return "" if row.get("value") is None else value(row, say)

    return Column("value", label, OWN, words=printed, derived=derived, says_unit=True)


def growth_columns(say: Words) -> tuple[Column, Column]:
    """Published growth as a number, on a record with its digits as printed, and on what it is
    measured (growth_basis)."""
    label, words = say("公布同比"), (lambda row: rate(row, say)) if say.pack.is_record else None
    return (
        Column("published_growth", label, "%", 2, words=words, says_unit=words is not None),
        Column("growth_basis", say("同比口径"), words=lambda row: _basis_of_rate(row, say)),
    )


def target(row: Row, say: Words) -> str:
    """The target of a year with its unit: its digits and its hedge as stated, never padded."""
    return say.printed(_target_digits(row), row.unit, *_target_hedge(row))


def target_column(say: Words, unit: str = OWN) -> Column:
    """The target of the year as stated; on a record with its unit.

    unit  of all rows, where they have the same
    """

    def stated(row: Row) -> str:
        if row.get("target") is None:
            return ""
        if row.get("target_kind") == "growth":
            return say.percent(row.target, 1)
        if say.pack.is_record:
            return target(row, say)
        return say.printed_digits(_target_digits(row), row.unit, *_target_hedge(row))

    return Column("target", say("年度目标"), unit, words=stated, says_unit=say.pack.is_record)


def _target_digits(row: Row) -> str:
    """As stated; those of a sum of targets are all it has."""
    return str(row.get("target_text") or all_digits(row.target))


def _target_hedge(row: Row) -> tuple[str, str | None]:
    return row.get("target_hedge") or "none", row.get("target_hedge_text")


def stated(row: Row, say: Words) -> str:
    """The value of a statement: digits as printed with their hedges, or its own words."""
    found = DIGITS.fullmatch(row.value_text)
    if not found or not row.unit_text:
        return f"{row.value_text} {row.unit_text or ''}".strip()
    before, digits, after = found.groups()
    return say.printed(digits, row.unit_text, "none", f"{before} {after}".strip() or None)


def gone_column(say: Words, key: str = "value") -> Column:
    """Why there is no figure in the column key."""
    return Column("absence", say("缺数原因"), words=lambda row: gone(row, say, key))


def count_column(key: str, label: str, say: Words) -> Column:
    """How many there are, with thousands commas."""
    return Column(key, label, decimals=0, words=lambda row: say.number(row[key], 0))


def gone_columns(rows: Sequence[Row], key: str, say: Words) -> tuple[Column, ...]:
    """The same behind a list of which most rows need none: only where one says why."""
    return (gone_column(say, key),) if any(row.absence for row in rows) else ()


def done_column(label: str, say: Words, key: str = "completion") -> Column:
    """What part of its target a figure has reached."""
    return worked_out(key, label, FRACTION, lambda row: say.share_percent(row[key]))


def points_column(key: str, label: str, say: Words) -> Column:
    """A difference in percentage points."""
    return worked_out(key, label, "个百分点", lambda row: say.points(row[key]))


def gap_columns(say: Words) -> tuple[Column, ...]:
    """The gap to the calendar, and beside it that to the season, of which a record has none."""
    gap = points_column("gap", say("与序时进度之差"), say)
    if say.pack.is_record:
        return (gap,)
    return gap, points_column("seasonal_gap", say("与季节进度之差"), say)


def worked_out(
    key: str, label: str, unit: str, words: Callable[[Row], str], decimals: int = 2
) -> Column:
    """Numbers that are worked out here, in words that say their unit."""
    return Column(key, label, unit, decimals, words=words, derived=True, says_unit=True)


def _basis_of_rate(row: Row, say: Words) -> str:
    return "" if row.get("published_growth") is None else basis(row, say)


def table(rows: Sequence[Row], columns: Sequence[Column], is_wide: bool = True) -> Table:
    """A table as the whole body of a panel: what each cell says, read on the page."""
    return Table(
        columns=[{"label": column.label} for column in columns],
        rows=[[_said(row, column) for column in columns] for row in rows],
        is_wide=is_wide,
    )


def _said(row: Row, column: Column) -> Any:
    said = row.get(column.key) if column.words is None else column.words(row)
    if said is None:
        return ""
    return said.replace(" ", UNBROKEN) if isinstance(said, str) and KEPT.fullmatch(said) else said
