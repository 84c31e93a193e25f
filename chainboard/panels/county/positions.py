"""Which chains the counties of the record name as their own: a table of words, no figures."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels.frame import as_table, county, empty, name, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.panels.places import link
from chainboard.view import Row, View
from chainboard.words import missing, texts


def positioned(rows: Sequence[Row], view: View) -> Panel:
    """The record's table: which chains each county names as its own, in the sources' words.

    rows  as county_course.positions returns them
    """
    _ = texts(view.lang)
    if not any(row.source_id for row in rows):
        why = _("没有县(区)产业定位")
        return Panel(**empty("county_chains", view, why, _("县(区)产业定位")))
    shown = [_position(row, view) for row in rows]
    columns = _position_columns(view)
    own = [row for row in shown if view.area_code in (None, row.area_code)]
    known = {row.area_code for row in rows if row.source_id}
    return Panel(
        name="county_chains",
        finding=_("公开资料中有产业定位的县(区) {count} 个").format(count=len(known)),
        measure=_("按来源原文，只列定位，不含产值贡献"),
        body={
            "wide": True,
            "table": as_table(own, columns),
        },
        rows=shown,
        columns=columns,
        **provenance([row for row in rows if row.source_id], view),
        alt=" ".join(f"{county(row, view.lang)}：{row.said}" for row in own),
    )


def _position(row: Row, view: View) -> Row:
    _ = texts(view.lang)
    said = row[f"subject_{view.lang}"]
    where = (f"{name(row, view.lang)}", f"{county(row, view.lang)}")
    if said and view.lang == "zh":
        for prefix in where:
            said = said.removeprefix(prefix)
    return row.with_(
        place=link(row, view),
        said=said or missing(None, view.lang, view.pack),
        year=row.period_text or "",
        grade_shown=row.grade or "",
    )


def _position_columns(view: View) -> tuple[Column, ...]:
    _ = texts(view.lang)
    return (
        Column("place", _("县(区)")),
        Column("said", _("来源中的表述")),
        Column("year", _("年份")),
        Column("grade_shown", _("来源级别")),
    )
