"""What the page of a chain says first, and the same at length."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import behind, clauses, headline as made
from chainboard.panels.chain.output import leading
from chainboard.panels.clauses import clause
from chainboard.panels.panel import Panel
from chainboard.panels.projects import counted
from chainboard.view import Row, View

PAGE, STEPS = "chain", "chain_map"  # the panel whose steps are told
LISTED = 12


def headline(told: Row, view: View) -> Panel:
    """The chain's first figure against its target and whose it is; what else is furthest
    behind, and which steps and projects ask for something.

    told  as standing.told.of_a_chain returns it. On a record: what can be checked and what not
    """
    if not view.pack.is_lit:
        return made.of_record(PAGE, _of_record(told, view), view, ())
    first = next((row for row in told.cards if clauses.is_sayable(row)), None)
    own: list[Row] = []
    if first is not None:
        mine = clauses.named(first, _name(told, view), view.say)
        own = clause(clauses.figure(mine, view), "chain_cards", mine)
    others = [row for row in told.behind if first is None or row.metric_id != first.metric_id]
    sentences = [
        [*own, *_offices(told.offices, view)] if own else [],
        [*_behind(others[:1], view), *_steps(told.steps, view), *_late(told.late, view)],
    ]
    return made.headline(PAGE, sentences, view, ())


def bulletin(told: Row, view: View) -> Panel:
    """The chain's figures, what is behind, its counties, steps and projects, as material for a
    bulletin.

    told  as headline has it
    """
    say = view.say
    if not view.pack.is_lit:
        return made.record_at_length(PAGE, _of_record(told, view), (), view)
    figures = [clause(clauses.figure(row, view), "chain_cards", row) for row in told.cards]
    title = say("通报（素材）：{what}运行情况")
    parts = [
        (say("主要指标"), figures[:LISTED]),
        (say("牵头部门"), [_offices(told.offices, view)]),
        (say("落后的指标"), [[each] for each in _behind(told.behind[:LISTED], view)]),
        (say("各县（区）"), [_counties(told.counties, view)]),
        (say("产业链环节"), [_steps(told.steps, view)]),
        (say("落后的项目"), [_late(told.late, view)]),
    ]
    return made.at_length(PAGE, title.format(what=_name(told, view)), parts, view)


def _of_record(told: Row, view: View) -> list[list[Row]]:
    return clauses.of_record(told.cards, "chain_cards", told.not_found, view)


def _name(told: Row, view: View) -> str:
    return str(view.say.of(told.chain, "short"))


def _offices(rows: Sequence[Row], view: View) -> list[Row]:
    """The departments that lead the work; never the post of a leader."""
    say = view.say
    held = [row for row in rows if row.role == "lead_bureau"]
    named = say.listed(list(dict.fromkeys(say.of(row, "holder") for row in held)))
    return (
        clause(say("牵头部门{office}").format(office=named), "chain_cards", *held) if held else []
    )


def _behind(rows: Sequence[Row], view: View) -> list[Row]:
    """The targets that are behind: how much is done, how far behind, for how long."""
    say, found = view.say, []
    for row in rows:
        if row.completion is None:
            rate = clauses.to_target_rate(row.gap, say)
            words = [say("{metric}{gap}").format(metric=say.name(row), gap=rate)]
        else:
            done = say("完成年度目标的 {done}").format(done=say.share_percent(row.completion))
            subject = say("{subject}{done}").format(subject=say.name(row), done=done)
            words = [subject, behind.said(row, say)]
        found += clause(say.phrases(words), "chain_cards", row)
    return found


def _counties(rows: Sequence[Row], view: View) -> list[Row]:
    """The fewest counties that make half of what was reported; nothing for who does not see all."""
    held = [row for row in rows if row.share is not None]
    if not held or not view.sees_all_counties:
        return []
    words = view.say("产业链产值：{said}（推算）").format(said=leading(rows, view.say))
    return clause(words, "county_contribution", *held)


def _steps(rows: Sequence[Row], view: View) -> list[Row]:
    """How many steps are missing and how many weak, and which."""
    say, found = view.say, []
    for status, words in (
        ("missing", say("缺失环节 {count} 个：{names}")),
        ("weak", say("薄弱环节 {count} 个：{names}")),
    ):
        held = [row for row in rows if row.status == status]
        named = say.listed([say.name(row) for row in held])
        if held:
            found += clause(words.format(count=len(held), names=named), STEPS, *held)
    return found


def _late(rows: Sequence[Row], view: View) -> list[Row]:
    return clause(counted(rows, view.say), "late_projects", *rows) if rows else []
