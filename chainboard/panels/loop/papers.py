"""Documents that the ledger makes: their parts as a panel, and as plain text to take along."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.loop import words
from chainboard.panels.loop.history import FIXED
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words


def paper(name: str, title: str, measure: str, parts: Sequence[Row], view: View) -> Panel:
    """A document as a panel.

    parts  head, and lines: what stands under it
    """
    say = view.say
    head = Column("head", say("部分"))
    on_page = Column("lines", say("内容"), words=lambda row: list(row.lines) or [""])
    return Panel(
        name=name,
        fixed=FIXED,
        finding=title,
        measure=measure,
        body=figures.table(parts, (head, on_page)),
        rows=parts,
        columns=(head, Column("text", say("内容"), words=lambda row: "\n".join(row.lines))),
        **words.from_ledger(view),
        alt=say.listed([row.head for row in parts]),
        paper=written(title, parts, say),
    )


def written(title: str, parts: Sequence[Row], say: Words) -> str:
    """A document as text: its title, then each part, several lines below their head."""
    told = [_part(row, say) for row in parts if row.lines]
    return "\n".join([title, "", *told])


def _part(row: Row, say: Words) -> str:
    text = "\n".join(row.lines)
    apart = "\n" if "\n" in text else ""
    return say("{head}：{text}").format(head=row.head, text=f"{apart}{text}")
