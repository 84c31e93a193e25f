"""Which chains the counties of the record name as their own: a table of words, no figures."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels.figures import table
from chainboard.panels.frame import empty, named, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.panels.places import link
from chainboard.view import Row, View
from chainboard.words import Words


def positioned(rows: Sequence[Row], view: View) -> Panel:
    """Which chains each county names as its own, in the sources' words.

    rows  as county_course.positions returns them
    """
    say = view.say
    if not any(row.source_id for row in rows):
        why = say("没有县（区）产业定位")
        return Panel(**empty("county_chains", view, why, say("县（区）产业定位")))
    columns = _columns(view)
    own = [row for row in rows if view.area_code in (None, row.area_code)]
    known = {row.area_code for row in rows if row.source_id}
    return Panel(
        name="county_chains",
        fixed=("chain", "period"),
        marks=("county",),
        finding=say("公开资料中有产业定位的县（区） {count} 个").format(count=len(known)),
        measure=say("按来源原文，只列定位，不含产值贡献"),
        body=table(own, columns),
        rows=rows,
        columns=columns,
        **provenance([row for row in rows if row.source_id], view),
        alt=named(((say.county(row), _said(row, say)) for row in own), say),
    )


def _said(row: Row, say: Words) -> str:
    """The source's words without the county's name before them, which stands beside."""
    said = say.of(row, "subject")
    if said and say.lang == "zh":
        for prefix in (say.name(row), say.county(row)):
            said = said.removeprefix(prefix)
    return said or say.missing(None)


def _columns(view: View) -> tuple[Column, ...]:
    say = view.say
    return (
        Column("area_code", say("县（区）"), words=lambda row: link(row, view)),
        Column(f"subject_{say.lang}", say("来源中的表述"), words=lambda row: _said(row, say)),
        Column(
            "period_text",
            say("年份"),
            words=lambda row: say.told_period(str(row.period_text or "")),
        ),
        Column("grade", say("来源级别")),
    )
