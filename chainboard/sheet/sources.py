"""Where figures come from: the citation of each row of a panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chainboard.panels.about import sender
from chainboard.panels.figures import correction
from chainboard.queries import ask
from chainboard.view import Row, View
from chainboard.words import Words

BESIDE = ("target_source_id", "reprint_source_id")
SENT = ("demo", "city")  # grades of what comes in loads


@dataclass(frozen=True)
class Citation:
    """A source in words, and its address where it has one."""

    words: str
    url: str | None


@dataclass(frozen=True)
class Origin:
    """Where a row comes from; cell is that of the workbook, correction what the figure was before,
    both "" where a row is no figure.

    load  the number of the load that an office sent, with office, file and sheet; None for what
          was published
    """

    citation: Citation
    cell: str
    correction: str
    load: int | None = None
    office: str = ""
    file: str = ""
    sheet: str = ""


def origins(rows: Sequence[Row], view: View) -> dict[Any, Origin]:
    """Where each row's figure or source comes from, by key_of(row).

    A figure is looked up by its figure_id. A row without one says its source_id itself, and the
    load and sheet that brought it where it knows them.
    """
    known = _placed(rows, view)
    ids = sorted({row.source_id for row in known.values()})
    if not ids:
        return {}
    sources = {row.source_id: row for row in ask(view, "sources.of_ids", source_ids=ids)}
    loads = {row.load_id: row for row in ask(view, "about.loads")}
    found = {}
    for key, row in known.items():
        source, load = sources.get(row.source_id), loads.get(row.get("load_id"))
        if source is not None:
            words = citation(source, view.say, load, row.get("sheet"))
            was = correction(row, view.say) if row.get("figure_id") else ""
            cited = Citation(words, source.url)
            sent = _sent(source, load, row, view.say)
            found[key] = Origin(cited, row.get("cell") or "", was, **sent)
    return found


def _sent(source: Row, load: Row | None, row: Row, say: Words) -> dict[str, Any]:
    """Which load brought a row, where offices send or a program plays them."""
    if load is None or source.grade not in SENT:
        return {}
    sheet = row.get("sheet") or ""
    return {
        "load": load.load_id,
        "office": sender(load, say),
        "file": load.file_name,
        "sheet": sheet,
    }


def _placed(rows: Sequence[Row], view: View) -> dict[Any, Row]:
    """By key_of(row), a row with a source_id: of a figure, what sources.of_figures returns."""
    figure_ids = sorted({row.figure_id for row in rows if row.get("figure_id")})
    figures = ask(view, "sources.of_figures", figure_ids=figure_ids) if figure_ids else []
    own = {row.figure_id: row for row in figures}
    found = {}
    for row in rows:
        placed = own.get(row.figure_id) if row.get("figure_id") else row
        if placed is not None and placed.get("source_id"):
            found[key_of(row)] = placed
    return found


def beside(rows: Sequence[Row], view: View) -> list[Citation]:
    """What else the rows rest on: sources of the same figure, of the one before, of a target and
    of a newer reprint. Where offices send the figures only another office's of the same: the rest
    replace one another."""
    told = {row.figure_id for row in rows if row.get("figure_id") and row.get("alternatives")}
    source_ids: list[str] = []
    if view.pack.is_record:
        told |= {row.prior_figure_id for row in rows if row.get("prior_figure_id")}
        source_ids = sorted({row[name] for row in rows for name in BESIDE if row.get(name)})
    figure_ids = sorted(told)
    found = ask(view, "sources.beside", figure_ids=figure_ids) if figure_ids else []
    named = ask(view, "sources.of_ids", source_ids=source_ids) if source_ids else []
    return [Citation(citation(source, view.say), source.url) for source in (*found, *named)]


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
    if load is not None and source.grade in SENT:
        brought = [
            sender(load, say),
            load.file_name,
            sheet,
            say("批次 {number}").format(number=load.load_id),
        ]
        parts = [*(parts if source.grade == "demo" else [day]), *brought]
    words = " · ".join(part for part in parts if part)
    return f"{words} [{say.grade_name(source.grade)}]"
