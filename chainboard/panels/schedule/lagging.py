"""What lags, set by set: generated from what offices sent, never typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.panels.schedule.rows import (
    amount_column,
    chip,
    listed,
    not_chosen,
    office,
    reason,
)
from chainboard.view import Row, View
from chainboard.words import Words

SHOWN = {"light": 12, "projector": 4}  # rows of each set on the page
LIGHT_OF = {"started": "start_light", "in_statistics": "entry_light"}  # the light beside each set


def lagging(
    members: Sequence[Row], firms: Sequence[Row], context: Mapping[str, Any], view: View
) -> Panel:
    """The sets one after another, the longest first; firms only as to be verified, never lit.

    members  as analysis.projects.lagging returns them
    firms    as projects.firms_to_verify returns them
    context  bureaus, as overview_chains.lead_bureaus returns them; rules, those of the sets;
             unsigned, how many are past their start of which no signing is on record; has_projects
    """
    say = view.say
    finding = say("未开工、未纳统、未投产")
    if not view.pack.is_aged:
        return Panel(**empty("lagging", view, "", finding))
    if not context["has_projects"] and not firms:
        return Panel(**empty("lagging", view, say("没有项目"), finding, "projects"))
    rows = [*members, *(_firm(row) for row in firms)]
    counts = Counter(row.lacks for row in rows)
    said = _counted(context["rules"], counts, say)
    notes = _notes(context, say) + not_chosen(view, "light", "stage")
    if not rows:
        return Panel(**empty("lagging", view, said, finding))
    shown = _first(rows, SHOWN[view.theme])
    return Panel(
        name="lagging",
        narrowed=("node",) if view.node_id else (),
        finding=said,
        measure=measure(
            say("由报送数据自动列出，等待最久的在前"),
            say("天数计至{day}").format(day=say.day(view.as_of)),
            listed(len(shown), rows, say),
        ),
        body=figures.table(shown, _on_the_page(context["bureaus"], say)),
        rows=rows,
        columns=_behind(context["bureaus"], say),
        **{
            **provenance(rows, view),
            "as_of": say("截至 {period}").format(period=say.day(view.as_of)),
        },
        alt=said,
        notes=notes,
    )


def _firm(row: Row) -> Row:
    """A firm among the projects: it has no day, no light and no reason."""
    nothing = dict.fromkeys(
        ("since", "days", "total_investment", "chain_id", "light", "reason_class", "reason_zh")
    )
    return Row({**nothing, **row, "lacks": "above_size"})


def _first(rows: Sequence[Row], most: int) -> list[Row]:
    """The first rows of each set."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        seen[row.lacks] += 1
        if seen[row.lacks] <= most:
            found.append(row)
    return found


def _counted(rules: Sequence[Row], counts: Mapping[str, int], say: Words) -> str:
    parts = [f"{_set_name(rule, say)} {counts.get(rule.lacks, 0)}" for rule in rules]
    return say.listed(parts)


def _set_name(row: Row, say: Words) -> str:
    name = say.lagging_name(row.lacks)
    return say.bracketed(name, say("待核实")) if row.lacks == "above_size" else name


def _notes(context: Mapping[str, Any], say: Words) -> tuple[str, ...]:
    unsigned = say(
        "另有 {count} 个项目过了计划开工日期没有开工，没有签约日期，不在“签约未开工”内。"
    )
    told = [unsigned.format(count=context["unsigned"])] if context["unsigned"] else []
    return (*(say.of(rule, "words") for rule in context["rules"]), *told)


def _place_of(row: Row, say: Words) -> str:
    chains = say.of(row, "chain") or ""
    named = say.listed(chains) if isinstance(chains, list) else chains
    return " · ".join(part for part in (say.place(row), named) if part)


def _waits(row: Row, say: Words) -> dict[str, str] | str:
    """How long, with the light of what it lacks; a firm is only to be verified."""
    if row.lacks == "above_size":
        return say("待核实")
    days = say.amount(row.days, "天")
    light = row[LIGHT_OF[row.lacks]] if row.lacks in LIGHT_OF else None
    return chip(light, days, say)


def _office(row: Row, bureaus: Sequence[Row], say: Words) -> str:
    return say("统计部门核实") if row.lacks == "above_size" else office(row, bureaus, say)


def _on_the_page(bureaus: Sequence[Row], say: Words) -> tuple[Column, ...]:
    return (
        Column("lacks", say("清单"), words=lambda row: _set_name(row, say)),
        Column(f"name_{say.lang}", say("项目、企业")),
        Column("place", say("县（区）、产业链"), words=lambda row: _place_of(row, say)),
        Column("since", say("起算日期"), words=lambda row: say.day(row.since) if row.since else ""),
        Column("days", say("已过"), words=lambda row: _waits(row, say)),
        Column("reason", say("原因"), words=lambda row: reason(row, say)),
        Column("office", say("牵头部门"), words=lambda row: _office(row, bureaus, say)),
    )


def _behind(bureaus: Sequence[Row], say: Words) -> tuple[Column, ...]:
    """The table behind the panel: days and amounts as a spreadsheet reads them."""
    return (
        Column("lacks", say("清单"), words=lambda row: _set_name(row, say)),
        Column(f"name_{say.lang}", say("项目、企业")),
        Column("place", say("县（区）、产业链"), words=lambda row: _place_of(row, say)),
        Column("since", say("起算日期")),
        Column("days", say("已过天数"), decimals=0, derived=True),
        amount_column("total_investment", say("总投资")),
        Column("reason", say("原因"), words=lambda row: reason(row, say)),
        Column("office", say("牵头部门"), words=lambda row: _office(row, bureaus, say)),
    )
