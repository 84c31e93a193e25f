"""What is said of each park besides its figures: leading chain, operating model, facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import cited_title, empty, measure, provenance, stated_when
from chainboard.panels.panel import OWN, Column, Panel, Table
from chainboard.panels.parks.rows import is_picked, no_parks
from chainboard.panels.parks.table import linked
from chainboard.view import Row, View
from chainboard.words import Words

MANY = 4  # chains named beside the leading one
SLIDE = 8  # rows that a slide has room for


def profile(
    newest: Sequence[Row], chains: Sequence[Row], statements: Sequence[Row], view: View
) -> Panel:
    """The picked park, the county's parks, or all of them: one row a fact, none drawn or added.

    newest      as parks.newest returns them: every park, with its figures where there are any
    chains      as analysis.parks.leading returns them: the leading chain is the one of most firms
    statements  as parks.statements returns them, in their sources' own words
    """
    say = view.say
    parks = list({row.park_id: row for row in newest if is_picked(row, view)}.values())
    if not parks:  # on a record too the page says so, or it would be blank
        why = say("所选县（区）没有园区资料") if newest else no_parks(view)
        return Panel(**empty("park_profile", view, why, say("园区概况")))
    facts = [
        fact
        for park in parks
        for fact in (
            *_about(park, chains, view),
            *_figures(park, newest, view),
            *(_statement(row, park, view) for row in statements if row.park_id == park.park_id),
        )
    ]
    columns = _columns(say)
    shown = columns if len(parks) > 1 else columns[1:]  # the title names a single park
    has_growth = any(fact.get("published_growth") is not None for fact in facts)
    return Panel(
        name="park_profile",
        finding=_finding(parks, facts, say),
        measure=measure(
            say("级别、主导产业链、运营模式和公开事实，只列出，不画图、不相加"),
            say("主导产业链按入驻企业数推算") if chains else "",
            say("列出前 {shown} 项，全部见数据表").format(shown=SLIDE)
            if len(_fitting(facts, view)) < len(facts)
            else "",
        ),
        body=Table(
            [{"label": column.label} for column in shown],
            [_line(fact, shown) for fact in _fitting(facts, view)],
            is_wide=True,
        ),
        rows=facts,
        columns=(*columns, *(figures.growth_columns(say) if has_growth else ())),
        **provenance(facts, view),
        alt=say.listed([f"{fact.park} {fact.subject} {fact.said}".strip() for fact in facts]),
        notes=_notes(view),
    )


def _fitting(facts: Sequence[Row], view: View) -> Sequence[Row]:
    """All facts; on a slide the leading chains, else the first facts."""
    if view.theme != "projector":
        return facts
    return ([fact for fact in facts if fact.kind == "chain"] or facts)[:SLIDE]


def _finding(parks: Sequence[Row], facts: Sequence[Row], say: Words) -> str:
    if len(parks) > 1:
        return say("{count} 个园区的级别、主导产业链、运营模式和公开事实").format(count=len(parks))
    (park,) = parks
    chains = [fact.said for fact in facts if fact.kind == "chain"]
    if chains:
        level = say.of(park, "level")
        said = (
            say("{park}：{level}，主导产业链为{chain}")
            if level
            else say("{park}：主导产业链为{chain}")
        )
        return said.format(park=say.name(park), level=level, chain=chains[0])
    told = [fact for fact in facts if fact.kind in ("statement", "figure")]
    return say("{park}：公开数据和表述 {count} 条").format(park=say.name(park), count=len(told))


def _fact(park: Row, kind: str, subject: str, said: str, view: View, **more: Any) -> Row:
    """A fact of a park: said is how it is said, value its number in unit, else the same words."""
    say = view.say
    return Row(
        {
            "park_id": park.park_id,
            "link": linked(park, view),
            "park": say.name(park),
            "kind": kind,
            "subject": subject,
            "said": said,
            "value": said,
            "said_link": None,
            "when": "",
            "cited": "",
            **more,
        }
    )


def _about(park: Row, chains: Sequence[Row], view: View) -> list[Row]:
    """Level, leading chain and operating model; nothing is guessed where nothing is known."""
    say = view.say
    said = say.of(park, "level")
    level = [_fact(park, "level", say("园区级别"), said, view)] if said else []
    if view.pack.is_record:
        return level
    own = [row for row in chains if row.park_id == park.park_id]
    unknown = say.missing(None)
    return [
        *level,
        *(_chain_facts(park, own, view) or [_fact(park, "none", say("主导产业链"), unknown, view)]),
        _fact(park, "model", say("运营模式"), say.of(park, "model") or unknown, view),
    ]


def _chain_facts(park: Row, own: Sequence[Row], view: View) -> list[Row]:
    """The leading chain with its firms, and the next ones."""
    say = view.say
    first = [row for row in own if row.is_leading]
    if not first:
        return []
    words = say.listed([_firms(row, say) for row in first])
    is_one = len(first) == 1 and first[0].is_shown
    link = {"go": f"chain?chain={first[0].chain_id}", "words": words} if is_one else None
    facts = [
        _fact(
            park, "chain", say("主导产业链"), words, view, said_link=link, **_source(first[0], view)
        )
    ]
    others = [row for row in own if row not in first][:MANY]
    if others:
        words = say.listed([_firms(row, say) for row in others])
        facts.append(
            _fact(park, "others", say("其他产业链"), words, view, **_source(others[0], view))
        )
    return facts


def _firms(row: Row, say: Words) -> str:
    return say("{chain}（{count} 家企业）").format(chain=say.name(row), count=row.firms)


def _source(row: Row, view: View) -> dict[str, Any]:
    keys = ("source_id", "source_title", "grade")
    return {**{key: row[key] for key in keys}, "cited": _cited(row, view)}


def _cited(row: Row, view: View) -> str:
    say = view.say
    return cited_title(row, view) if row.grade == "demo" else figures.cited(row, say)


def _figures(park: Row, newest: Sequence[Row], view: View) -> list[Row]:
    """The figures published of the park; on other packs they stand in the panels above."""
    say = view.say
    if not view.pack.is_record:
        return []
    own = [row for row in newest if row.park_id == park.park_id and row.figure_id]
    return [
        _fact(
            park,
            "figure",
            say.of(row, "metric"),
            _value(row, view),
            view,
            when=figures.dated(row, view),
            cited=_cited(row, view),
            **{key: row[key] for key in (*_CITED, *_NUMBER)},
            **({} if row.value is None else {"value": row.value}),
        )
        for row in own
    ]


_CITED = ("figure_id", "metric_id", "source_title", "grade")
_NUMBER = ("unit", "decimals", "hedge", "hedge_text", "published_growth", "growth_basis")


def _value(row: Row, view: View) -> str:
    say = view.say
    value = figures.value(row, say)
    if row.published_growth is None:
        return value
    rate = figures.published_rate(row, say)
    return say("{value}，{growth}").format(value=value, growth=rate)


def _statement(row: Row, park: Row, view: View) -> Row:
    say = view.say
    is_dated = not row.unit_text
    return _fact(
        park,
        "statement",
        say.of(row, "subject"),
        "" if is_dated else figures.stated(row, say),
        view,
        when=say.told_period(row.value_text) if is_dated else stated_when(row, say),
        absence="not_applicable" if is_dated else None,
        **_source(row, view),
    )


def _line(fact: Row, columns: Sequence[Column]) -> list[Any]:
    """A row of the table on the page, with the links that the table behind it leaves out."""
    linked_cells = {"park": fact["link"], "value": fact.said_link or fact.said}
    return [linked_cells.get(column.key, fact[column.key]) for column in columns]


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("park", say("园区名称")),
        Column("subject", say("事项")),
        Column("value", say("内容"), OWN, words=lambda fact: fact.said, says_unit=True),
        Column("when", say("期间")),
        Column("cited", say("来源")),
    )


def _notes(view: View) -> tuple[str, ...]:
    say = view.say
    if not view.pack.is_record:
        return ()
    return (say("未列出主导产业链和运营模式的园区：公开资料未见。"),)
