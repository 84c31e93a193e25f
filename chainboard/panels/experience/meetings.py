"""Meetings that were reported: their type, who took the chair by office, what was decided."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.experience import told
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel, Table
from chainboard.view import Row, View
from chainboard.words import Words


def meetings(rows: Sequence[Row], view: View) -> Panel:
    """One row a meeting, the newest first, in the words of its source.

    rows  as experience.meetings returns them
    """
    say = view.say
    if not rows:
        why = say("还没有会议：在台账登记后，这里列出会议的类型、日期、主持职务和议定事项。")
        return Panel(**empty("meetings", view, why, say("会议")))
    columns = (
        Column("held_on", say("日期"), words=lambda row: told.day(row.held_on, row.held_text, say)),
        Column(f"name_{say.lang}", say("会议")),
        Column(f"chain_{say.lang}", say("产业链"), words=lambda row: told.chain(row, say)),
        Column(f"chaired_by_{say.lang}", say("主持、出席职务")),
        Column(f"decisions_{say.lang}", say("议定和要求")),
        Column("source_title", say("来源"), words=lambda row: told.source(row, say)),
    )
    shown = told.fitting(rows, view)
    return Panel(
        name="meetings",
        fixed=("county", "cases"),
        finding=say("见于公开报道的会议 {count} 次").format(count=len(rows))
        if view.pack.is_record
        else say("会议 {count} 次").format(count=len(rows)),
        measure=measure(
            say("新的在前；只写职务，内容照报道"),
            say("含不分产业链的会议") if view.chain_id else "",
            told.is_more(rows, view),
        ),
        body=_on_slides(shown, say) if view.theme == "projector" else figures.table(shown, columns),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.listed([say.name(row) for row in rows]),
    )


def _on_slides(rows: Sequence[Row], say: Words) -> Table:
    """The same in two columns: six would be cut into slides of their own."""
    return Table(
        [{"label": say("会议、主持、出席职务")}, {"label": say("议定和要求")}],
        [
            [
                [
                    say.name(row),
                    told.day(row.held_on, row.held_text, say),
                    str(say.of(row, "chaired_by")),
                ],
                str(say.of(row, "decisions")),
            ]
            for row in rows
        ],
        is_wide=True,
    )
