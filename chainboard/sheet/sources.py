"""Where figures come from: the citation of each row of a panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chainboard.queries import ask
from chainboard.view import Row, View
from chainboard.words import Words

ORIGIN = ("source_id", "load_id", "sheet", "cell")


@dataclass(frozen=True)
class Citation:
    """A source in words, and its address where it has one."""

    words: str
    url: str | None


def cited(rows: Sequence[Row], view: View) -> dict[Any, Citation]:
    """The citation of each row's figure or source, by key_of(row)."""
    known = _with_origin(rows, view)
    ids = sorted({row.source_id for row in known if row.get("source_id")})
    if not ids:
        return {}
    sources = {row.source_id: row for row in ask(view, "sources.of_ids", source_ids=ids)}
    loads = {row.load_id: row for row in ask(view, "about.loads")}
    found = {}
    for row in known:
        source, load = sources.get(row.get("source_id")), loads.get(row.get("load_id"))
        if source is not None:
            words = citation(source, view.say, load, row.get("sheet"))
            found[key_of(row)] = Citation(words, source.url)
    return found


def key_of(row: Row) -> Any:
    """What a row is cited by: its figure, else its source."""
    return row.get("figure_id") or row.get("source_id")


def citation(source: Row, say: Words, load: Row | None = None, sheet: str | None = None) -> str:
    """Title, publisher, day and grade of a source; of a load its office, file and sheet.

    source  as sources.of_ids returns it
    load    as about.loads returns it, for a figure that a load brought

    The cell stands with each row of the table: one text a cell would double what is sent.
    """
    day = say.day(source.published_on) if source.published_on else ""
    parts = [source.title, source.publisher, day]
    if source.grade == "demo":
        parts = [say("程序生成的示例数据"), source.publisher, day]
    if load is not None and source.grade in ("demo", "city"):
        office = load.sent_by if say.lang == "zh" else load.sent_by_en or load.sent_by
        brought = [office, load.file_name, sheet, say("批次 {number}").format(number=load.load_id)]
        parts = [*(parts if source.grade == "demo" else [day]), *brought]
    words = " · ".join(part for part in parts if part)
    return f"{words} [{say.grade_name(source.grade)}]"


def _with_origin(rows: Sequence[Row], view: View) -> list[Row]:
    """The rows with where they come from; figures that do not say it are looked up."""
    asked = sorted({r.figure_id for r in rows if r.get("figure_id") and not r.get("source_id")})
    if not asked:
        return list(rows)
    origins = {r.figure_id: r for r in ask(view, "sources.of_figures", figure_ids=asked)}
    return [
        row.with_(**{name: origins[row.figure_id][name] for name in ORIGIN})
        if row.get("figure_id") in origins
        else row
        for row in rows
    ]
