"""The parks under the four headings 建设、管理、招商、运营: what is reported, and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import cited_title, empty, measure, provenance
from chainboard.panels.panel import Column, Panel, Table
from chainboard.panels.parks.rows import is_picked, no_parks, share_of
from chainboard.panels.parks.table import linked
from chainboard.view import Row, View
from chainboard.words import Words

HEADINGS = ("construction", "management", "recruitment", "operation")
ON_A_SLIDE = 4  # parks
STEPS = {"light": 3, "projector": 1}  # of a park and heading on the page


def headings(parks: Sequence[Row], steps: Sequence[Row], view: View) -> Panel:
    """A row a park, a column a heading: its figures first, then what was done, the newest first.

    parks  as analysis.parks.run returns them
    steps  as park_steps.steps returns them

    On a record only what its sources say of a park; no shares, no rank.
    """
    say = view.say
    picked = [park for park in parks if is_picked(park, view)]
    facts = [fact for park in picked for fact in _facts(park, steps, view)]
    title = say("园区建设、管理、招商、运营")
    if not facts:
        why = "" if view.pack.is_record else no_parks(view)
        return Panel(**empty("park_headings", view, why, title))
    told = [park for park in picked if any(fact.park_id == park.park_id for fact in facts)]
    shown = told if view.theme == "light" else told[:ON_A_SLIDE]
    return Panel(
        name="park_headings",
        finding=_finding(told, facts, say),
        measure=measure(
            say("每个园区先列报送的数，再列做法，最近的在前")
            if not view.pack.is_record
            else say("公开资料中的做法和事实，按四个方面归类"),
            say("比率为推算") if not view.pack.is_record else "",
            say("列出前 {shown} 项，全部见数据表").format(shown=len(shown))
            if len(shown) < len(told)
            else "",
        ),
        body=Table(
            [
                {"label": say("园区名称")},
                *({"label": say.park_heading_name(each)} for each in HEADINGS),
            ],
            [_line(park, facts, view) for park in shown],
            is_wide=True,
        ),
        rows=facts,
        columns=_columns(say),
        **provenance(facts, view),
        alt=say.listed([f"{fact.park} {fact.name} {fact.said}" for fact in facts[:12]]),
        notes=(say("空白：公开资料未见。"),) if view.pack.is_record else (),
    )


def _finding(parks: Sequence[Row], facts: Sequence[Row], say: Words) -> str:
    done = sum(1 for fact in facts if fact.is_step)
    if len(parks) == 1:
        words = say("{park}：建设、管理、招商、运营的做法 {count} 项")
        return words.format(park=say.name(parks[0]), count=say.number(done, 0))
    words = say("{parks} 个园区建设、管理、招商、运营的做法 {count} 项")
    return words.format(parks=len(parks), count=say.number(done, 0))


def _facts(park: Row, steps: Sequence[Row], view: View) -> Iterator[Row]:
    for heading in HEADINGS:
        yield from _reported(park, heading, view)
        for step in steps:
            if (step.park_id, step.heading) == (park.park_id, heading):
                yield _fact(park, heading, view.say.of(step, "text"), view, step)


def _fact(park: Row, heading: str, said: str, view: View, source: Row) -> Row:
    """A fact of a park and its source: a figure, or a step, which says under which heading."""
    say, is_step = view.say, "heading" in source
    keys = ("source_id", "source_title", "grade", "figure_id", "metric_id")
    day = source.get("stated_on") if is_step else None
    cited = cited_title(source, view) if source.get("grade") == "demo" else ""
    return Row(
        park_id=park.park_id,
        park=say.name(park),
        heading=heading,
        name=say.park_heading_name(heading),
        said=said,
        is_step=is_step,
        day=say.day(day) if day else "",
        cited=cited or (figures.cited(source, say) if source.get("source_title") else ""),
        **{key: source.get(key) for key in keys},
    )


def _reported(park: Row, heading: str, view: View) -> list[Row]:
    """What offices report of a park under a heading; a record has its sources' words alone."""
    if view.pack.is_record:
        return []
    say, known, signed = view.say, park.known, park.signed
    if heading == "management":
        model = say.of(park, "model")
        words = say("运营模式：{model}").format(model=model)
        return [_fact(park, heading, words, view, Row())] if model else []
    if heading == "recruitment" and signed is not None:
        words = say("累计签约 {deals} 个，到位 {funds}").format(
            deals=say.number(signed.deals, 0), funds=say.amount(signed.in_place_funds, "亿元")
        )
        return [_fact(park, heading, words, view, signed)]
    if known is None or heading == "recruitment":
        return []
    if heading == "construction":
        words = say("土地供应率 {supply}，建成率 {built}").format(
            supply=share_of(known, "supply_share", say), built=share_of(known, "built_share", say)
        )
        return [_fact(park, heading, words, view, known.figures["park_built_area"])]
    return [*_let(park, view), *_operator(park, view)]


def _let(park: Row, view: View) -> list[Row]:
    words = view.say("厂房出租率 {share}").format(share=share_of(park.known, "let_share", view.say))
    return [_fact(park, "operation", words, view, park.known.figures["park_workshop_let"])]


def _operator(park: Row, view: View) -> list[Row]:
    """The operating company's revenue and staff, where they are reported."""
    say = view.say
    told = [
        park.known.figures.get(name) for name in ("park_operator_revenue", "park_operator_staff")
    ]
    return [
        _fact(
            park,
            "operation",
            say("{metric} {value}").format(
                metric=say.of(row, "metric"), value=figures.value(row, say)
            ),
            view,
            row,
        )
        for row in told
        if row is not None and row.value is not None
    ]


def _line(park: Row, facts: Sequence[Row], view: View) -> list[Any]:
    own = [fact for fact in facts if fact.park_id == park.park_id]
    cells = []
    for heading in HEADINGS:
        mine = [fact for fact in own if fact.heading == heading]
        figures_first = [fact.said for fact in mine if not fact.is_step]
        steps = [_dated(fact) for fact in mine if fact.is_step][: STEPS[view.theme]]
        cells.append([*figures_first, *steps] or "")
    return [linked(park, view), *cells]


def _dated(fact: Row) -> str:
    return f"{fact.day} {fact.said}".strip()


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("park", say("园区名称")),
        Column("name", say("方面")),
        Column("said", say("内容")),
        Column("day", say("日期")),
        Column("cited", say("来源")),
    )
