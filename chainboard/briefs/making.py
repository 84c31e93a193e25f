"""A brief of a page, the city, a chain, a county or a meeting: its panels, asked as a page asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from chainboard import navigation
from chainboard.briefs import outline
from chainboard.briefs.brief import Brief, Part
from chainboard.page import AXES, Page
from chainboard.queries import ask
from chainboard.sheet import Sheet
from chainboard.sheet.scope import asked, picked_name
from chainboard.sheet.stamps import area_name, stamp, warning
from chainboard.sheet.titles import title
from chainboard.view import View

AUDIENCES = ("meeting", "province", "public")


@dataclass(frozen=True)
class Reader:
    """For whom a brief is made.

    audience  meeting, province, or public: then it holds what an outsider may see
    copy      the number of the copy, on what is not public
    """

    audience: str = "meeting"
    copy: int = 1

    @property
    def is_public(self) -> bool:
        """Whether anyone may have it."""
        return self.audience == "public"


@dataclass(frozen=True)
class Heard:
    """An item of an agenda: its heading, what is heard in words, its panels, and the chains for
    each of which some of them stand."""

    heading: str
    lines: tuple[str, ...]
    items: tuple[outline.Item, ...]
    chains: tuple[str, ...]


def reader_of(view: View) -> Reader:
    """For whom a brief is made where nobody says so: a record of what is public is for all."""
    return Reader("public") if view.pack.is_record else Reader()


def of_page(page: Page, view: View, reader: Reader) -> Brief:
    """Everything that a page shows, under its own headings."""
    view = _for(reader, view)
    names = [each.__name__ for each in navigation.questions(page)]
    heads = {group.first: (group.zh, group.en) for group in page.groups}
    heading, parts = ("", ""), []
    for name in names:
        heading = heads.get(name, heading)
        parts.append((heading[view.lang != "zh"], page.address, name))
    return _brief(title(page, view)[0], view, reader, _parts(parts, view, reader))


def of_place(kind: str, view: View, reader: Reader) -> Brief:
    """The city, the view's chain or its county, as the dictionary lists what stands in it.

    kind  city, chain or county
    """
    view = _for(reader, view)
    name = {
        "city": view.say("{area}产业链简报").format(area=area_name(view)),
        "chain": view.say("{name}产业链简报").format(name=picked_name("chain", view, "short")),
        "county": view.say("{name}产业链简报").format(name=picked_name("county", view)),
    }[kind]
    listed = [(_part(item, view), item.page, item.panel) for item in outline.items(kind)]
    return _brief(name, view, reader, _parts(listed, view, reader))


def of_agenda(name: str, agenda: Sequence[Heard], view: View, reader: Reader) -> Brief:
    """What a meeting hears, item by item of its agenda.

    name  the meeting in words
    view  of the frozen edition and ledger
    """
    view = _for(reader, view)
    parts = [
        Part(item.heading, tuple(_of_items(item, view, reader)), item.lines) for item in agenda
    ]
    return _brief(name, view, reader, parts)


def shown(page: Page, panel: str, view: View, reader: Reader) -> Sheet | None:
    """A panel of a page; None where the page has none of that name, the pack shows nothing of it,
    or the reader may not have it."""
    questions = {each.__name__: each for each in navigation.questions(page)}
    is_inside = panel in page.reckoned or page.is_internal
    if panel not in questions or (reader.is_public and is_inside):
        return None
    drawn = asked(page, questions[panel], view)
    return None if drawn.is_left_out else drawn


def _shown(address: str, panel: str, view: View, reader: Reader) -> Iterator[Sheet]:
    """A panel of the page of an address; nothing where shown has none, or no such page is there."""
    page = next((each for each in navigation.pages() if each.address == address), None)
    sheet = shown(page, panel, view, reader) if page else None
    if sheet is not None:
        yield sheet


def _for(reader: Reader, view: View) -> View:
    """The view as a reader gets it: outside the outlines of counties wait for their review."""
    return replace(view, map="tiles") if reader.is_public else view


def _part(item: outline.Item, view: View) -> str:
    return item.part_zh if view.lang == "zh" else item.part_en


def _of_items(heard: Heard, view: View, reader: Reader) -> Iterator[Sheet]:
    """The panels of an item; those that stand once a chain, chain by chain, after the others."""
    every = [(item, view) for item in heard.items if not item.is_each_chain]
    every += [
        (item, replace(view, chain=one))
        for one in heard.chains
        for item in heard.items
        if item.is_each_chain
    ]
    for item, seen in every:
        yield from _shown(item.page, item.panel, seen, reader)


def _parts(listed: Iterable[tuple[str, str, str]], view: View, reader: Reader) -> Iterator[Part]:
    """Parts of panels that stand one after another under a heading; none without a panel.

    listed  heading, page and panel
    """
    for heading, group in groupby(listed, key=lambda each: each[0]):
        drawn = [_shown(page, panel, view, reader) for _, page, panel in group]
        if sheets := tuple(chain.from_iterable(drawn)):
            yield Part(heading, sheets)


def _brief(name: str, view: View, reader: Reader, parts: Iterable[Part]) -> Brief:
    say = view.say
    chosen = [picked_name(axis, view) for axis in ("county", "chain", "park")]
    place = [name for name in chosen if name] or [area_name(view)]
    marked = say("内部资料 · 第 {copy} 份").format(copy=say.number(reader.copy, 0))
    steps = say("台账第 {number} 步").format(number=view.ledger) if view.ledger else ""
    return Brief(
        title=name,
        about=" · ".join([*place, say.speaks_from(view.as_of)]),
        stamp=" · ".join(part for part in (stamp(view), steps) if part),
        warning=warning(view),
        mark="" if reader.is_public else marked,
        view=view,
        parts=tuple(parts),
    )


def chains_of(view: View) -> list[str]:
    """The chains of the pack that are part of no other, in their order."""
    return [row[AXES["chain"].ids] for row in ask(view, "places.chains") if not row.parent_id]
