"""What is asked of a chain and told of it: the first documents and cases, the rest a click away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, on_day, provenance
from chainboard.panels.panel import Column, Panel, Table
from chainboard.view import Row, View
from chainboard.words import Words

SHOWN = 5


def practice(rows: Sequence[Row], view: View) -> Panel:
    """The documents and cases of a chain, each leading to the page of experience.

    rows  as experience.of_chain returns them

    A pack that holds none leaves the panel out: the page of experience says what would stand there.
    """
    say = view.say
    if not rows:
        return Panel(**empty("chain_practice", view, "", ""))
    columns = (
        Column("kind", say("类别"), words=lambda row: _kind(row, say)),
        Column(f"title_{say.lang}", say("名称")),
        Column("told_on", say("日期"), words=lambda row: _day(row, say)),
        Column("source_title", say("来源"), words=lambda row: figures.cited(row, say)),
    )
    documents = sum(1 for row in rows if row.kind == "policy")
    return Panel(
        name="chain_practice",
        fixed=("county", "period"),
        finding=_finding(documents, len(rows) - documents, say),
        measure=measure(
            say("内容见“经验”页"),
            say("列出前 {shown} 项，全部见数据表").format(shown=SHOWN) if len(rows) > SHOWN else "",
        ),
        body=Table(
            [{"label": column.label} for column in columns],
            [_line(row, columns, view) for row in _first(rows)],
        ),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.listed([str(say.of(row, "title")) for row in _first(rows)]),
    )


def _finding(documents: int, cases: int, say: Words) -> str:
    """How many are told; of what there is none nothing is said: it may not have been found."""
    words = say("写到本链的政策文件 {documents} 份、案例 {cases} 个")
    if not cases:
        words = say("写到本链的政策文件 {documents} 份")
    elif not documents:
        words = say("写到本链的案例 {cases} 个")
    return words.format(documents=documents, cases=cases)


def _first(rows: Sequence[Row]) -> list[Row]:
    """As many as the panel shows: of many documents two give way to cases."""
    documents = [row for row in rows if row.kind == "policy"]
    cases = [row for row in rows if row.kind != "policy"]
    kept = documents[: max(SHOWN - len(cases), SHOWN // 2 + 1)]
    return [*kept, *cases][:SHOWN]


def _line(row: Row, columns: Sequence[Column], view: View) -> list[Any]:
    """A row of the page, whose name leads to the experience of the chain."""
    way = {"go": f"experience?chain={view.chain}&county=all", "words": view.say.of(row, "title")}
    told = [column.words(row) if column.words else way for column in columns]
    return told


def _kind(row: Row, say: Words) -> str:
    return say("政策文件") if row.kind == "policy" else say("案例")


def _day(row: Row, say: Words) -> str:
    """The day of a document as printed; a case has none."""
    if row.kind != "policy":
        return ""
    printed = say.told_period(row.told_text) if row.told_text else on_day(row.told_on, say.lang)
    return printed or say.missing(None)
