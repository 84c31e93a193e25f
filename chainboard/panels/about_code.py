"""The panel that a code leads to: its rows, and where each of their numbers came in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from chainboard.panels.figures import table
from chainboard.panels.frame import empty, measure
from chainboard.panels.panel import Column, Panel, Table
from chainboard.view import Row, View

NAME = "code_looked_up"


def nowhere(why: str, view: View) -> Panel:
    """No panel: nothing was typed, or a code that leads nowhere.

    why  the words for it; "" where nothing was typed
    """
    fields = empty(NAME, view, why, view.say("没有找到") if why else "")
    return Panel(**{**fields, "body": _told(why, view) if why else None})


def _told(words: str, view: View) -> Table:
    """Words where a table would stand: what was typed is answered on every pack."""
    heads = (view.say("溯源码"), view.say("结果"))
    return Table([{"label": label} for label in heads], [[view.code, words]], is_wide=True)


def looked_up(
    panel: Panel, printed: Table, rows: Sequence[Row], names: Sequence[str], view: View
) -> Panel:
    """A panel of another page with what it says, its rows, and where each of them came in.

    panel    as its page shows it, its way in go
    printed  its table as every output prints it
    rows     its rows as sheet.traced has them
    names    the code, and the page
    """
    say = view.say
    code, page = names
    origins = _origins(rows, view)
    found = say("{code} 是“{page}”页的板块：{finding}")
    made: dict[str, Any] = {"rows": rows, "columns": (*panel.columns, *origins), "alt": panel.alt}
    shared = _shared(rows, view)
    made |= {"body": _beside(printed, table(rows, _shown(rows, shared, view)))}
    if not (rows and panel.columns):
        made = _without_rows(panel, view)
    return Panel(
        name=NAME,
        finding=found.format(code=code, page=page, finding=panel.finding or panel.status),
        measure=measure(panel.measure, _stands(view), shared),
        **{**made, "source": panel.source, "as_of": panel.as_of},
        notes=(*panel.notes, *_gaps(rows, view)),
        go=panel.go,
    )


def _beside(one: Table, other: Table) -> Table:
    """Two tables of the same rows as one."""
    rows = zip(one.rows, other.rows, strict=True)
    return Table([*one.columns, *other.columns], [[*mine, *more] for mine, more in rows], True)


def _stands(view: View) -> str:
    said = view.say("{pack}数据版次 {number}")
    return said.format(pack=view.say.pack_name(view.pack.name), number=view.edition)


def _without_rows(panel: Panel, view: View) -> dict[str, Any]:
    """The fields of a panel that has no table: what it says instead."""
    words = panel.status or panel.alt
    said = {"rows": (), "columns": (), "alt": words, "status": panel.status}
    return {"body": _told(words, view), **said}


def _gaps(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    """What it means that a row names no source."""
    if all(row.origin_words for row in rows):
        return ()
    return (view.say("没有写出处的行：是合计、推算或台账里的事，或者没有数。"),)


def _origins(rows: Sequence[Row], view: View) -> tuple[Column, ...]:
    """The columns that say where a row came in; those that no row fills are left out."""
    say = view.say
    columns = (
        Column("origin_office", say("报送单位")),
        Column("origin_load", say("批次"), words=lambda row: str(row.origin_load or "")),
        Column("origin_file", say("文件")),
        Column("origin_sheet", say("工作表")),
        Column("origin_cell", say("单元格")),
        Column("origin_words", say("出处"), words=_cited),
        Column("origin_others", say("同行其他数的出处"), words=_others(view)),
    )
    is_sent = all(row.origin_load for row in rows if row.origin_words)
    filled = [column for column in columns if any(row[column.key] for row in rows)]
    return tuple(column for column in filled if column.key != "origin_words" or not is_sent)


def _shared(rows: Sequence[Row], view: View) -> str:
    """The office, the file and the load, where all rows have the same; said once above them."""
    sent = {_load(row, view) for row in rows if row.origin_words}
    if len(sent) != 1 or "" in sent:
        return ""
    return view.say("报自{load}").format(load=sent.pop())


def _load(row: Row, view: View) -> str:
    """Who sent a row, in which file and load; "" for what no office sent."""
    if not row.origin_load:
        return ""
    number = view.say("批次 {number}").format(number=row.origin_load)
    return " · ".join((row.origin_office, row.origin_file, number))


def _shown(rows: Sequence[Row], shared: str, view: View) -> tuple[Column, ...]:
    """Where a row came in, in as few columns as can be: a table of many months is wide enough."""

    def came(row: Row) -> Any:
        return _load(row, view) or _cited(row)

    def cells(row: Row) -> list[str]:
        own = f"{row.origin_sheet} {row.origin_cell}".strip() if row.origin_load else ""
        return [part for part in (own, *row.origin_others) if part]

    origin = Column("origin_words", view.say("出处"), words=came)
    cell = Column("origin_cell", view.say("单元格"), words=cells)
    has_cells = any(map(cells, rows))
    return (*(() if shared else (origin,)), *((cell,) if has_cells else ()))


def _cited(row: Row) -> dict[str, str] | str:
    """The source of what no load of an office brought."""
    if row.origin_load or not row.origin_words:
        return ""
    words = str(row.origin_words)
    return {"words": words, "href": row.origin_url} if row.origin_url else words


def _others(view: View) -> Callable[[Row], str]:
    """What is known of the other figures in a row, in one line."""
    return lambda row: view.say.clauses(row.origin_others)
