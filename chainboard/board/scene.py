"""What the address means on this server today: pack, edition, filters, language, and messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from chainboard import recorded, way
from chainboard.analysis import days
from chainboard.board import address, who
from chainboard.ledger import reading
from chainboard.navigation import addresses, panel_names
from chainboard.packs import CITY, Pack, pack_of
from chainboard.page import AXES, Page
from chainboard.person import VISITOR, Person
from chainboard.queries import ask
from chainboard.sheet import code
from chainboard.sheet.scope import whole
from chainboard.store import audit, editions
from chainboard.view import Row, View, period_of
from chainboard.words import texts


@dataclass(frozen=True)
class Scene:
    """One run's view, with what there is to choose from and what the address got wrong.

    pages      the pages that are there for who reads, by their addresses
    slides     the panels that the address puts on slides, in their order; none for all of them
    person     who reads
    is_picked  whether the address names what the page's switch shows; if not, it shows what the
               page starts with, which no other page may take for a choice
    """

    view: View
    choices: Choices
    messages: tuple[str, ...]
    is_picked: bool
    pages: tuple[str, ...] = ()
    slides: tuple[str, ...] = ()
    person: Person = VISITOR


@dataclass(frozen=True)
class Choices:
    """What selectors offer on one edition.

    rows  the choices of each axis whose ids an edition has, in their order
    """

    rows: Mapping[str, tuple[Row, ...]]

    @property
    def known(self) -> address.Known:
        """What an address may name."""
        ids = {
            name: frozenset(_named(row[AXES[name].ids]) for row in rows)
            for name, rows in self.rows.items()
        }
        lent = {axis.name: axis.of for axis in AXES.values() if axis.of}
        return ids | {
            name: frozenset().union(*(ids[each] for each in of)) for name, of in lent.items()
        }

    def around(self, axis: str, view: View) -> str:
        """The choice of an axis that a choice of the view is part of; "" where there is none."""
        parts = [each for each in AXES.values() if each.within == axis]
        rows = [
            row
            for part in parts
            for row in self.rows[part.name]
            if row[part.ids] == getattr(view, part.name)
        ]
        return str(rows[0][AXES[axis].ids]) if rows else ""

    def first(self, axis: str) -> str:
        """The id of the first choice; that of all together where there is none."""
        ids = [row[AXES[axis].ids] for row in self.rows[axis]]
        return str(ids[0]) if ids else AXES[axis].default


def theme(asked: Mapping[str, str]) -> str:
    """The theme the address names, or the light one."""
    axis = AXES["theme"]
    named = asked.get(axis.name, axis.default)
    return named if named in axis.values else axis.default


def packs(person: Person) -> Mapping[str, Pack]:
    """The packs that are there for a person, by name."""
    return {name: pack for name, pack in way.current().packs.items() if person.sees(pack)}


def settled(asked: Mapping[str, str], person: Person) -> dict[str, str]:
    """The parameters with what a code among them says: its pack and edition, where they are there
    for a person, and its language where the address names none."""
    try:
        said = code.read(asked.get("code", ""))
    except code.Mistyped:
        return dict(asked)
    edition = str(said.edition)
    if said.pack not in packs(person) or edition_named(said.pack, edition) is None:
        return dict(asked)
    return {"lang": said.lang, **asked, "pack": said.pack, "edition": edition}


def pack(asked: Mapping[str, str], person: Person) -> str:
    """The pack the address names, or the published one."""
    named = asked.get("pack", "published")
    return named if named in packs(person) else "published"


def read(page: Page, asked: Mapping[str, str], lang: str, person: Person) -> Scene:
    """What the parameters of an address mean on a page. Raises Damaged when the edition is
    damaged or gone.

    person  who reads
    A page that has no choice of all together starts with the first of its choices.
    """
    chosen = pack(asked, person)
    number, messages = _edition(chosen, asked.get("edition"), lang)
    of = pack_of(chosen)
    audience = person.reads(of, page.takes_files)
    start = start_of(View(pack=of, edition=number, lang=lang, audience=audience))
    start, of_ledger = _ledger(start, asked.get("ledger"))
    choices = choices_of(start, page)
    view, wrong = address.read(asked, start, choices.known)
    slides, others = address.slides(asked.get("slides", ""), panel_names(), lang)
    said = (
        *_unknown(asked, lang, person),
        *messages,
        *of_ledger,
        *_empty(start, choices),
        *wrong,
        *others,
    )
    shown = with_choice(page, view, choices)
    is_picked = not page.switch or getattr(shown, page.switch) == getattr(view, page.switch)
    return Scene(shown, choices, said, is_picked, addresses(person), slides, person)


def of_city(number: int, lang: str) -> View:
    """An edition of the city, as the person in front of the page may see it."""
    return View(pack=CITY, edition=number, lang=lang, audience=who.of_session().reads(CITY))


def has_edition(pack: str) -> bool:
    """Whether there is an edition to show that is not one of the release before."""
    number = editions.current(pack)
    return number is not None and not _is_outdated(pack, number, editions.mark(pack, number))


@cache
def _is_outdated(pack: str, number: int, _mark: str) -> bool:
    return editions.is_outdated(pack, number)


def choices_of(view: View, page: Page | None = None) -> Choices:
    """What is to choose from: on the view's edition, and in the audit on a page that shows it."""
    listed = {axis.name: axis.listed for axis in AXES.values() if axis.listed}
    rows = {name: tuple(ask(view, question)) for name, question in listed.items()}
    return Choices(rows | recorded.choices() if page and page.shows_acts else rows)


def start_of(view: View) -> View:
    """The view of an edition, from the day it speaks from, about the place it is about, and by its
    rule of when a figure is old."""
    (stamp,) = ask(view, "editions.stamp")
    (city,) = ask(view, "places.city")
    spoken = replace(view, as_of=stamp.as_of, scope=city.area_code)
    ages = (int(rule.threshold) for rule in ask(spoken, "rules.in_force") if rule.kind == "age")
    return replace(spoken, old_after=next(ages, None))


def with_choice(page: Page, view: View, choices: Choices) -> View:
    """The view with a choice picked, on a page that has no choice of all together: the one that
    another choice is part of, else the first. A step of another chain is let go."""
    if not page.has_all and getattr(view, page.switch) == AXES[page.switch].default:
        picked = choices.around(page.switch, view) or choices.first(page.switch)
        view = replace(view, **{page.switch: picked})  # type: ignore[arg-type]
    return whole(view)


def _named(choice: str | date) -> str:
    return period_of(choice) if isinstance(choice, date) else choice


def edition_named(pack: str, asked: str) -> int | None:
    """The edition that an address asks for by its number; None where the pack has none such.

    Digits of other scripts and what has more than six of ours name no edition.
    """
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 7
    return int(asked) if is_number and int(asked) in editions.numbers(pack) else None


def _edition(chosen: str, asked: str | None, lang: str) -> tuple[int, tuple[str, ...]]:
    standing = editions.current(chosen)
    assert standing is not None, "the frame builds a missing edition first"
    number = standing if asked is None else edition_named(chosen, asked)
    if number == standing:
        return standing, ()
    if number is None:
        return standing, (address.unknown_value("edition", asked or "", lang),)
    _ = texts(lang)
    said = _("正在看较早的版次 {asked}，不是当前版次 {standing}。")
    return number, (said.format(asked=number, standing=standing),)


def _ledger(view: View, asked: str | None) -> tuple[View, tuple[str, ...]]:
    """The view with the number of its ledger, and a message where the address names another than
    the newest or one that is not there."""
    today = days.day_of(audit.now())
    found = reading.seen(view, asked, today)
    if found is None:
        told = address.unknown_value("ledger", asked or "", view.lang)
        return reading.newest(view, today), (told,)
    if not found.is_pinned:
        return found, ()
    said = view.say("正在看 {day} 时的台账（到第 {number} 步），不是最新的。")
    return found, (said.format(day=found.day, number=found.ledger),)


def _empty(view: View, choices: Choices) -> tuple[str, ...]:
    """What to load first, on a pack without a figure that its pages can be asked for."""
    if not view.pack.is_sent or choices.rows["period"] or not view.audience.is_everyone:
        return ()
    _ = texts(view.lang)
    return (
        _(
            "本市还没有累计数或时点数。请在“导入”页下载“指标”模板，填好后拖入导入；"
            "再导入“目标”，就能看到进度。"
        ),
    )


def _unknown(asked: Mapping[str, str], lang: str, person: Person) -> tuple[str, ...]:
    known = {"pack": tuple(packs(person)), "lang": ("zh", "en"), "page": ()}
    return tuple(
        address.unknown_value(name, asked[name], lang)
        for name, allowed in known.items()
        if asked.get(name) and asked[name] not in allowed
    )
