"""The KPI cards of a chain: one card a figure, in the five variants a figure can have."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import card
from chainboard.panels.frame import measure, name, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    ahead,
    clauses,
    listed,
    role_name,
    share_percent,
    texts,
)


def cards(rows: Sequence[Row], history: Sequence[Row], offices: Sequence[Row], view: View) -> Panel:
    """One card a figure of the chain, and the line that names its offices.

    rows     as chain_cards.figures returns them, lit by analysis.lights
    history  as chain_cards.history returns them: the sparklines
    offices  as chain_lists.offices returns them

    Variants: a flow with a target has a pace bar; a growth-only metric is set against its
    target rate in percentage points; a stock and a metric where lower is better have neither;
    a figure that is missing says which kind of missing it is and who owes it. On the published
    pack a card without a figure is left out, and no card has a light.
    """
    _ = texts(view.lang)
    shown = [row for row in rows if row.figure_id is not None or view.pack != "published"]
    return Panel(
        name="chain_cards",
        finding=_finding(shown, view),
        measure=_measure(shown, view),
        body={
            "cards": [card.face(row, history, view) for row in shown],
            "lead": roster(offices, view),
        },
        rows=[card.in_table(row, view) for row in shown],
        columns=_columns(view),
        **provenance(shown, view),
        alt=" ".join(card.sentence(row, view) for row in shown) or _finding(shown, view),
        notes=_rules_note(shown, view),
    )


def roster(offices: Sequence[Row], view: View) -> str:
    """The offices of the chain in one line, or that none is published."""
    _ = texts(view.lang)
    if not offices and view.pack != "published":
        return _("链长、牵头单位：未报送")
    if not offices:
        return _(
            "链长、牵头单位：公开资料未见(庆阳用语为“产业链执行链长部门、成员部门”，2023年，据转载)"
        )
    roles = list(dict.fromkeys(row.role for row in offices))
    parts = []
    for role in roles:
        holders = [row[f"holder_{view.lang}"] for row in offices if row.role == role]
        parts.append(
            _("{role}：{offices}").format(
                role=role_name(role, view.lang), offices=listed(holders, view.lang)
            )
        )
    return clauses(parts, view.lang)


def _finding(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    output = next((row for row in rows if row.gap is not None and row.kind == "flow"), None)
    if view.pack == "published" or output is None:
        known = [row for row in rows if card.is_known(row)]
        if not known:
            why = _("公开资料未见") if view.pack == "published" else _("未报送")
            return _("本链产值、增加值和企业数：{why}").format(why=why)
        return _("已公布的主要指标 {count} 项").format(count=len(known))
    return _("{label}完成年度目标的 {done}，{ahead}").format(
        label=name(output, view.lang),
        done=share_percent(output.completion, view.lang),
        ahead=ahead(output.gap, view.lang),
    )


def _measure(rows: Sequence[Row], view: View) -> str:
    _ = texts(view.lang)
    if view.pack == "published" and not rows:
        return _("园区产值不是产业链产值；环节、企业和项目见下")
    if view.pack == "published":
        return _("各数期间、口径和来源不同，不可相加")
    lit = [row for row in rows if row.pace is not None]
    passed = _("序时进度 {pace}").format(pace=share_percent(lit[0].pace, view.lang)) if lit else ""
    return measure(_("累计数与年度目标相比"), passed)


def _rules_note(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    """The rule in words beside the lights."""
    words = dict.fromkeys(row[f"rule_{view.lang}"] for row in rows if row.light)
    return tuple(words)


def _columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column(f"name_{view.lang}", _("指标")),
        Column(f"area_{view.lang}", _("地区")),
        Column("period", _("期间")),
        Column("shown", _("数值"), decimals=2),
        Column("shown_unit", _("单位")),
        Column("published_growth", _("公布同比"), "%", 2),
        Column("shown_target", _("年度目标"), decimals=2),
        Column("missing", _("缺数原因")),
    )
