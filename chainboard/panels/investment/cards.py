"""The KPI cards of investment promotion: funds in place, deals, contracts, investment completed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import card, figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Cards, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

METRICS = (
    "investment_attracted",
    "signed_deals",
    "investment_signed",
    "signed_value",
    "project_investment",
    "attracted_share_industrial_fai",
)
LAST = 12  # figures of a sparkline
# What a card of a chain can have besides, and a figure of this page has not.
NOT_HERE = dict.fromkeys(
    [
        "target_text",
        "target_hedge",
        "target_hedge_text",
        "target_version",
        "reprint_end",
        "reason_zh",
        "reason_en",
    ]
)


def cards(rows: Sequence[Row], history: Sequence[Row], view: View) -> Panel:
    """One card a metric; a sum over the chains says so, and what it lacks.

    rows     as analysis.investment.standing returns them, lit by analysis.lights
    history  as analysis.investment.monthly returns them: the sparklines

    Growth of a sum is computed, so it stands as a note (推算) and lights nothing.
    """
    say = view.say
    known = [row for row in rows if figures.is_known(row) or not view.pack.is_record]
    shown = [_told(row, view.pack.is_record and view.chain_id is None) for row in known]
    if not shown:
        why = say("没有这一期的招商数据")
        return Panel(**empty("investment_cards", view, why, say("招商引资"), "indicators"))
    return Panel(
        name="investment_cards",
        finding=_finding(shown[0], view),
        measure=_measure(shown, say),
        body=Cards([_face(row, history, view) for row in shown], ""),
        rows=shown,
        columns=_columns(view),
        **provenance(shown, view),
        alt=" ".join(card.sentence(row, view) for row in shown),
        notes=_notes(shown, say),
    )


def _told(row: Row, is_record: bool) -> Row:
    """The row with every column that a card reads. What the overview's card tells of a record (a
    later target, its caveat) holds here too."""
    has_target, caveat_area = (row.has_later_target, row.area_code) if is_record else (None, None)
    return row.with_(**NOT_HERE, has_target=has_target, caveat_area=caveat_area)


def _face(row: Row, history: Sequence[Row], view: View) -> dict[str, Any]:
    say = view.say
    months = [
        past
        for past in history
        if past.metric_id == row.metric_id and past.period_end <= row.period_end
    ]
    face = card.face(row, _without_pairs(months[-LAST:]), view)
    return {**face, "notes": [*face["notes"], *_of_a_sum(row, say)]}


def _without_pairs(rows: Sequence[Row]) -> list[Row]:
    """The months of a sparkline: the January-February pair is no month and stays open."""
    return [row.with_(month_value=None) if row.months <= 2 else row for row in rows]


def _of_a_sum(row: Row, say: Words) -> list[str]:
    """How the number was made, where no office reported it as one."""
    if row.parts == 1 or row.value is None:
        return []
    said = [say("由 {count} 条链相加（推算）").format(count=row.parts)]
    if row.lacking:
        parts = [say.of(part, "chain") for part in row.without]
        said.append(say("不含{parts}").format(parts=say.listed(parts)))
    if row.derived_growth is not None:
        said.append(_derived(row, say))
        said += figures.without_growth(row, "chain", say)
    return said


def _derived(row: Row, say: Words) -> str:
    """Growth of a sum with what it was made from."""
    if row.is_same_scope:
        return figures.derived_rate(row.derived_growth, row, say)
    rate = say.growth(row.derived_growth)
    return say("同比 {rate}（推算，由各链公布同比折算）").format(rate=rate)


def _finding(row: Row, view: View) -> str:
    say = view.say
    said = card.sentence(row, view).removesuffix("。").removesuffix(".")
    if not view.pack.is_lit or row.gap is None:
        return said
    done = say.share_percent(row.completion)
    return say("{said}，完成年度目标 {done}，{ahead}").format(
        said=said, done=done, ahead=say.ahead(row.gap)
    )


def _measure(rows: Sequence[Row], say: Words) -> str:
    lit = [row for row in rows if row.pace is not None]
    if lit:
        passed = say("序时进度 {pace}").format(pace=say.share_percent(lit[0].pace))
        return measure(say("累计数与年度目标相比"), passed)
    return say("累计数；各数口径不同，不可相加")


def _notes(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    rules = dict.fromkeys(say.of(row, "rule") for row in rows if row.light)
    return (say("签约额、到位资金和固定资产投资是三个口径，不相加、不替代。"), *rules)


def _columns(view: View) -> tuple[Column, ...]:
    """The table behind the cards; a figure that is missing keeps the period it is missing for."""
    say = view.say
    computed = (Column("derived_growth", say("同比（推算）"), "%", 2, derived=True),)
    return (
        Column(f"name_{say.lang}", say("指标")),
        Column(f"area_{say.lang}", say("地区")),
        Column("period", say("期间"), words=lambda row: _period(row, say)),
        figures.value_column(say, say("数值")),
        figures.unit_column(say),
        *figures.growth_columns(say),
        *(() if view.pack.is_record else computed),
        figures.target_column(say),
        figures.gone_column(say),
    )


def _period(row: Row, say: Words) -> str:
    return say.period(row.period_start, row.period_end, row.basis)
