"""Which chains the counties of the record name as their own: a table of words, no figures."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels.frame import as_table, empty, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.panels.places import link
from chainboard.view import Row, View
from chainboard.words import Words


def positioned(rows: Sequence[Row], view: View) -> Panel:
    """The record's table: which chains each county names as its own, in the sources' words.

    rows  as county_course.positions returns them
    """
    say = view.say
    if not any(row.source_id for row in rows):
        why = say("没有县(区)产业定位")
        return Panel(**empty("county_chains", view, why, say("县(区)产业定位")))
    shown = [_position(row, view) for row in rows]
    columns = _position_columns(say)
    own = [row for row in shown if view.area_code in (None, row.area_code)]
    known = {row.area_code for row in rows if row.source_id}
    return Panel(
        name="county_chains",
        finding=say("公开资料中有产业定位的县(区) {count} 个").format(count=len(known)),
        measure=say("按来源原文，只列定位，不含产值贡献"),
        body=as_table(own, columns, is_wide=True),
        rows=shown,
        columns=columns,
        **provenance([row for row in rows if row.source_id], view),
        alt=" ".join(f"{say.county(row)}：{row.said}" for row in own),
    )


def _position(row: Row, view: View) -> Row:
    say = view.say
    said = say.of(row, "subject")
    where = (f"{say.name(row)}", f"{say.county(row)}")
    if said and say.lang == "zh":
        for prefix in where:
            said = said.removeprefix(prefix)
    return row.with_(
        place=link(row, view),
        said=said or say.missing(None),
        year=row.period_text or "",
        grade_shown=row.grade or "",
    )


def _position_columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("place", say("县(区)")),
        Column("said", say("来源中的表述")),
        Column("year", say("年份")),
        Column("grade_shown", say("来源级别")),
    )
