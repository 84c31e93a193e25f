"""The KPI cards of a chain: one card a figure, in the five variants a figure can have."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import card, figures
from chainboard.panels.figures import (
    gone_column,
    growth_columns,
    period_column,
    target_column,
    unit_column,
    value_column,
)
from chainboard.panels.frame import measure, provenance
from chainboard.panels.panel import Cards, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

LEADERS = ("general_leader", "leader", "deputy")


def cards(rows: Sequence[Row], history: Sequence[Row], offices: Sequence[Row], view: View) -> Panel:
    """One card a figure of the chain, and the line that names its offices.

    rows     as cards.figures returns them, lit by analysis.lights
    history  as cards.history returns them: the sparklines
    offices  as chain_lists.offices returns them

    Variants: a flow with a target has a pace bar; a growth-only metric is set against its
    target rate in percentage points; a stock and a metric where lower is better have neither;
    a figure that is missing says which kind of missing it is and who owes it. On the published
    pack a card without a figure is left out, and no card has a light.
    """
    say = view.say
    shown = [row for row in rows if row.figure_id is not None or not view.pack.is_record]
    return Panel(
        name="chain_cards",
        finding=_finding(shown, view),
        measure=_measure(shown, view),
        body=Cards([card.face(row, history, view) for row in shown], roster(offices, view)),
        rows=shown,
        columns=_columns(say),
        **provenance(shown, view),
        alt=" ".join(card.sentence(row, view) for row in shown) or _finding(shown, view),
        notes=_rules_note(shown, say),
    )


def roster(offices: Sequence[Row], view: View) -> str:
    """The offices of the chain in one line, or that none is published.

    Where the pack is lit the posts of leaders are not among them: no status stands beside one.
    """
    say = view.say
    named = [row for row in offices if not view.pack.is_lit or row.role not in LEADERS]
    if not named and not view.pack.is_record:
        return say("牵头部门：未注明")
    roles = list(dict.fromkeys(row.role for row in named))
    is_led = not view.pack.is_record or {"leader", "lead_bureau"} & set(roles)
    parts = [] if is_led else [say("链长、牵头部门：公开资料未见")]
    for role in roles:
        holders = [say.of(row, "holder") for row in named if row.role == role]
        parts.append(
            say("{role}：{offices}").format(role=say.role_name(role), offices=say.listed(holders))
        )
    return say.clauses(parts)


def _finding(rows: Sequence[Row], view: View) -> str:
    say = view.say
    output = next((row for row in rows if row.gap is not None and row.kind == "flow"), None)
    if not view.pack.is_lit or output is None:
        known = [row for row in rows if figures.is_known(row)]
        if not known:
            why = say("公开资料未见") if view.pack.is_record else _why(rows, say)
            return say("本链产值、增加值和企业数：{why}").format(why=why)
        return say("已公布的主要指标 {count} 项").format(count=len(known))
    return say("{label}完成年度目标的 {done}，{ahead}").format(
        label=say.name(output),
        done=say.share_percent(output.completion),
        ahead=say.ahead(output.gap),
    )


def _why(rows: Sequence[Row], say: Words) -> str:
    """Why none of the figures that an office sends is shown."""
    is_hidden = any(row.absence == "suppressed" for row in rows)
    return say.absent("suppressed") if is_hidden else say("未报")


def _measure(rows: Sequence[Row], view: View) -> str:
    say = view.say
    if view.pack.is_record and not rows:
        return say("园区产值不是产业链产值；环节、企业和项目见下")
    if view.pack.is_record:
        return say("各数期间、口径和来源不同，不可相加")
    lit = [row for row in rows if row.pace is not None]
    passed = say("序时进度 {pace}").format(pace=say.share_percent(lit[0].pace)) if lit else ""
    return measure(say("累计数与年度目标相比"), passed)


def _rules_note(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    """The rule in words beside the lights."""
    words = dict.fromkeys(say.of(row, "rule") for row in rows if row.light)
    return tuple(words)


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column(f"name_{say.lang}", say("指标")),
        Column(f"area_{say.lang}", say("地区")),
        period_column(say),
        value_column(say, say("数值")),
        unit_column(say),
        *growth_columns(say),
        target_column(say),
        gone_column(say),
    )
