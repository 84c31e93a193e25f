"""How what is behind is said: the columns that lists of chains and of counties share."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.panel import Column
from chainboard.view import Row, View
from chainboard.words import Words


def light_column(say: Words) -> Column:
    """The light as mark and word, with what the season has to do with it."""
    return Column("light", say("状态"), words=lambda row: light(row, say))


def light(row: Row, say: Words) -> str:
    """The light of a row's completion or rate, and the words of its season."""
    shown = " ".join(say.light_name(row.light)) if row.light else ""
    season = say.of(row, "season")
    return f"{shown}{say.in_brackets(season)}" if season else shown


def gap_columns(say: Words) -> tuple[Column, ...]:
    """How far behind, how that moved since the month before, and for how long it has been so."""
    return (
        figures.done_column(say("完成率"), say),
        figures.points_column("gap", say("与序时进度之差"), say),
        figures.points_column("gap_change", say("较上月"), say),
        figures.worked_out(
            "months_behind", say("连续落后"), "个月", lambda row: in_a_row(row, say), decimals=0
        ),
    )


def growth_column(say: Words) -> Column:
    """A rate of growth below its target: another measure, with its own light."""
    label = say("增加值增速较目标")
    return figures.worked_out("growth_gap", label, "个百分点", lambda row: _growth(row, say))


def _growth(row: Row, say: Words) -> str:
    if row.growth_gap is None:
        return ""
    return say.points(row.growth_gap) + say.in_brackets(say.light_name(row.growth_light)[1])


def in_a_row(row: Row, say: Words) -> str:
    """For how many months in a row, and since which: 连续 3 个月，8月起; "" when it is not."""
    if not row.months_behind:
        return ""
    first = row.behind_since.replace(day=1)
    if first.month == 2:
        first = first.replace(month=1)  # the pair of January and February
    since = say.month_label(first, row.behind_since)
    if row.months_behind == 1:
        return say("{month}起").format(month=since)
    return say("连续 {months}，{month}起").format(
        months=say.amount(row.months_behind, "个月"), month=since
    )


def said(row: Row, say: Words) -> str:
    """A target that is behind in words: the gap, and for how long."""
    if row.gap is None:
        return say("增速较目标 {points}").format(points=say.points(row.growth_gap))
    if row.kind == "growth_only":
        return say("较目标 {points}").format(points=say.points(row.gap))
    run = in_a_row(row, say)
    return say.ahead(row.gap) + (say.in_brackets(run) if run else "")


def indicator_column(say: Words) -> Column:
    """The target with the widest gap, and how many more of the same place or chain are behind."""
    return Column(f"name_{say.lang}", say("差距最大的指标"), words=lambda row: _indicator(row, say))


def _indicator(row: Row, say: Words) -> str:
    if row.gap is None:
        return ""
    more = say("另 {count} 项").format(count=row.others) if row.others else ""
    return say.name(row) + (say.in_brackets(more) if more else "")


def rules(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    """The rules of the lights in words, of completions and then of rates of growth."""
    told = [row.get(f"{rule}_{say.lang}") for rule in ("rule", "growth_rule") for row in rows]
    return tuple(dict.fromkeys(words for words in told if words))


def counted(wholes: int, parts: int, say: Words) -> str:
    """Chains counted once: the chains, and beside them the sub-chains that they contain."""
    count = say("{count} 条链").format(count=wholes)
    return (
        say("{chains}（另有分链 {count} 条）").format(chains=count, count=parts) if parts else count
    )


def counted_together(wholes: int, parts: int, say: Words) -> str:
    """Chains and sub-chains of which something is then said together: 9 条链和 4 条分链中 3 条…"""
    if not parts:
        return counted(wholes, parts, say)
    return say("{count} 条链和 {parts} 条分链").format(count=wholes, parts=parts)


def halves(rows: Sequence[Row]) -> tuple[int, int]:
    """How many rows are of chains, and how many of sub-chains."""
    parts = sum(row.parent_id is not None for row in rows)
    return len(rows) - parts, parts


def told_by(is_told: bool, say: Words) -> str:
    """Where causes and measures are from, or that nobody has told any."""
    if is_told:
        return say("原因和措施取自台账中最近一次填报；空白的，部门尚未填报。")
    return say("落后原因和措施：部门尚未填报。")


def beside_causes(
    columns: Sequence[Column], causes: Sequence[Column], place: str, view: View
) -> Sequence[Column]:
    """What stands on the page; beside causes a slide has room for the gap alone.

    place  the column of the chain or the county
    """
    if view.theme == "light" or not causes:
        return columns
    told = {place, f"name_{view.lang}", "gap", *(each.key for each in causes)}
    return [column for column in columns if column.key in told]
