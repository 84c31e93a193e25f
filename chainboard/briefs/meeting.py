"""The brief of a meeting: its agenda, with what each item hears and the panels that it shows."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard import navigation
from chainboard.briefs import making, outline
from chainboard.briefs.brief import Brief
from chainboard.briefs.making import Heard, Reader
from chainboard.briefs.outline import Item
from chainboard.panels.loop import meetings as words
from chainboard.sheet.sheet import plain
from chainboard.standing.meeting import heard
from chainboard.view import Row, View
from chainboard.words.codes import CODES

BRIEF = "meeting"


def of_meeting(meeting: Row, view: View, reader: Reader) -> Brief:
    """The brief of a meeting.

    view  of the edition and the step of the ledger at which it was prepared
    """
    say = view.say
    chains = tuple(meeting.get("chains") or making.chains_of(view))
    agenda = [
        Heard(
            heading=words.item(row.item, say),
            lines=tuple(map(plain, filter(None, words.heard_words(row, say)))),
            items=tuple(_items(row.usual, meeting.get("panels"))),
            chains=chains,
        )
        for row in heard(meeting, view)
    ]
    return making.of_agenda(words.named(meeting, say), agenda, view, reader)


def choices() -> tuple[Item, ...]:
    """Every panel that a meeting may show, those of the dictionary first and in its order; others
    stand in the reports."""
    usual = outline.items(BRIEF)
    known = {(item.page, item.panel) for item in usual}
    report = CODES["agenda"]["report"]
    others = [
        Item(BRIEF, report, page.name_en, page.address, question.__name__, page.switch == "chain")
        for page in navigation.pages()
        if not (page.is_internal or page.takes_files)
        for question in navigation.questions(page)
    ]
    return (*usual, *(item for item in others if (item.page, item.panel) not in known))


def chosen(item: Item) -> str:
    """How a step of the ledger names a panel: overview/attention."""
    return f"{item.page}/{item.panel}"


def _items(usual: str, picked: Sequence[str] | None) -> list[Item]:
    """The panels of an item of the agenda: those that its office picked, in their order, else
    those of the dictionary."""
    if not picked:
        return [item for item in outline.items(BRIEF) if item.part_zh == usual]
    known = {chosen(item): item for item in choices()}
    return [known[name] for name in picked if name in known and known[name].part_zh == usual]
