"""The panel that a code names, found among what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NoReturn
from urllib.parse import urlencode

from chainboard import navigation
from chainboard.ledger import reading, table
from chainboard.navigation import Question
from chainboard.packs import pack_of
from chainboard.page import AXES, Page
from chainboard.panels import Panel
from chainboard.panels.panel import Table
from chainboard.person import EVERYONE
from chainboard.queries import ask
from chainboard.sheet import Sheet
from chainboard.sheet.code import (
    CHOICES,
    Coded,
    Mistyped,
    has_codes,
    letters_of,
    letters_of_mark,
    letters_of_panel,
    near,
    read,
    spelled,
)
from chainboard.sheet.scope import asked
from chainboard.sheet.screen import heading
from chainboard.store import editions
from chainboard.view import View, period_of


@dataclass(frozen=True)
class Found:
    """The panel of a code: its page, the view it shows, and its sheet in the reader's language.

    here  the view from which it was looked up
    """

    code: str
    page: Page
    view: View
    sheet: Sheet
    here: View

    @property
    def panel(self) -> Panel:
        """The panel with its way."""
        address = urlencode(parameters(self, self.here))
        return replace(self.sheet.panel, go=f"{self.page.address}?{address}")

    @property
    def printed(self) -> Table:
        """Its table as it is printed everywhere."""
        heads = [heading(column, self.here.say) for column in self.sheet.headings]
        cells = [[cell.shown for cell in line.cells] for line in self.sheet.lines]
        return Table([{"label": head} for head in heads], cells)

    @property
    def names(self) -> tuple[str, str]:
        """The code as it is printed, and what the page is called."""
        return self.code, self.view.say.heading(vars(self.page))


class NotFound(Exception):
    """A code that leads nowhere, in words.

    is_mistyped  whether it is no code at all; else one of what is not here, or not for the reader
    """

    def __init__(self, words: str, is_mistyped: bool = False) -> None:
        super().__init__(words)
        self.words, self.is_mistyped = words, is_mistyped


def looked_up(view: View) -> Found | str:
    """The panel of the view's code; in words why there is none, "" where nothing was typed."""
    try:
        return find(view, view.code) if view.code else ""
    except NotFound as fault:
        return fault.words


def find(view: View, text: str) -> Found:
    """The panel of a code that somebody typed. Raises NotFound.

    view  of the pack and the edition of the code, where they are there for the reader
    """
    try:
        coded = read(text)
    except Mistyped as fault:
        raise NotFound(_mistyped(view, text, fault), is_mistyped=True) from fault
    return _found(view, coded, spelled(text))


def _found(view: View, coded: Coded, code: str) -> Found:
    _stands(view, coded)
    page, question = _panel(view, coded)
    seen = _with_ledger(_with_choices(view, coded), coded)
    return Found(code, page, seen, asked(page, question, seen), view)


def _stands(view: View, coded: Coded) -> None:
    """Raises NotFound where the view is not of the code's pack and edition: it is not here."""
    if coded.pack != view.pack.name:
        _unknown(view, view.say("它所属的数据来源这里没有，或不对当前账号开放"))
    if coded.edition != view.edition:
        told = view.say("{pack}数据没有版次 {number}")
        name = view.say.pack_name(coded.pack)
        _unknown(view, told.format(pack=name, number=coded.edition))


def _panel(view: View, coded: Coded) -> tuple[Page, Question]:
    """The page and the question of a code."""
    for page in filter(has_codes, navigation.pages()):
        for question in navigation.questions(page):
            if letters_of_panel(page.address, question.__name__) == coded.panel:
                return page, question
    _unknown(view, view.say("没有它所指的板块"))


def _with_choices(view: View, coded: Coded) -> View:
    """The view with the choices of a code, nothing else chosen."""
    nothing = {name: AXES[name].default for name in (*CHOICES, "code")}
    seen = start = replace(view, **nothing)  # type: ignore[arg-type]
    for name in (each for each in coded.chosen if each != "matter"):
        said = coded.chosen[name]
        fits = {each for each in _choices(name, start, seen) if letters_of(name, each) == said}
        if len(fits) != 1:
            told = view.say("版次 {number} 没有它所选的{axis}")
            axis = view.say(AXES[name].label)
            _unknown(view, told.format(number=view.edition, axis=axis))
        seen = replace(seen, **{name: fits.pop()})  # type: ignore[arg-type]
    return seen


def _choices(name: str, start: View, seen: View) -> Iterator[str]:
    """What can be chosen on an axis; of parts of another choice those of the one that is seen."""
    axis = AXES[name]
    yield from axis.values
    around = AXES[axis.within] if axis.within else None
    for lender in (AXES[each] for each in axis.of or (name,) if AXES[each].listed):
        for row in ask(start, lender.listed):
            if around is None or row[around.ids] == getattr(seen, around.name):
                choice: str | date = row[lender.ids]
                yield period_of(choice) if isinstance(choice, date) else choice


def _with_ledger(view: View, coded: Coded) -> View:
    """The view with the step of the work loop up to which the code's panel read, and its day."""
    if not coded.ledger:
        return view.of_figures
    seen = reading.seen(view, str(coded.ledger), view.day)
    if seen is None or letters_of_mark(seen.ledger_mark) != coded.mark:
        told = view.say("台账没有它所到的第 {number} 步")
        _unknown(view, told.format(number=coded.ledger))
    seen = replace(seen, day=coded.day or seen.as_of)
    return _with_matter(seen, coded.chosen["matter"]) if "matter" in coded.chosen else seen


def _with_matter(view: View, letters: str) -> View:
    kinds = dict.fromkeys(kind for kind, _state in table.states())
    for row in (each for kind in kinds for each in reading.matters(view, kind)):
        if letters_of("matter", row.id) == letters:
            return replace(view, matter=row.id)
    _unknown(view, view.say("台账没有它所看的事项"))


def _mistyped(view: View, text: str, fault: Mistyped) -> str:
    """That a code is wrong, and where, as far as that can be told."""
    say = view.say
    if fault.group:
        told = say("溯源码“{code}”写错了：第 {group} 组里有溯源码不用的字符。")
        return told.format(code=_short(text), group=fault.group)
    meant = list(_meant(view, text))
    if len(meant) != 1:
        told = say("溯源码“{code}”写错了：校验不符。请对照原件再输一遍。")
        return told.format(code=_short(spelled(text)))
    typed = spelled(text).split("-")
    pairs = zip(typed, meant[0].split("-"), strict=True)
    group = next(at for at, (one, other) in enumerate(pairs, 1) if one != other)
    told = say("溯源码“{code}”写错了，多半在第 {group} 组：是不是 {meant}？")
    return told.format(code=_short(spelled(text)), group=group, meant=meant[0])


def _meant(view: View, text: str) -> Iterable[str]:
    """The codes that this may have been, each of a panel that is there."""
    for each in near(text):
        coded = read(each)
        try:
            _panel(view, coded)
            stood = _standing(view, coded)
            if stood is not None:
                _with_choices(stood, coded)
                yield each
        except NotFound:
            continue


def _standing(view: View, coded: Coded) -> View | None:
    """The view on the pack and edition of another code; None where those are not there, or may not
    be for the reader."""
    if (coded.pack, coded.edition) == (view.pack.name, view.edition):
        return view
    pack = pack_of(coded.pack)
    is_there = pack.is_public and coded.edition in editions.numbers(pack.name)
    stands = {"pack": pack, "edition": coded.edition, "audience": EVERYONE, "scope": ""}
    return replace(view, **stands) if is_there else None  # type: ignore[arg-type]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _unknown(view: View, why: str) -> NoReturn:
    said = view.say("溯源码没有输错，但这里找不到：{why}。")
    raise NotFound(said.format(why=why))


def parameters(found: Found, here: View) -> dict[str, Any]:
    """What an address says of the view of a code, with what it must take back of another view."""
    own = {name: getattr(found.view, name) for name in CHOICES}
    others = {name: value for name, value in own.items() if value != getattr(here, name)}
    own = {name: value for name, value in own.items() if value != AXES[name].default} | others
    ledger = {"ledger": found.view.ledger} if found.view.is_pinned else {}
    stands = {"pack": found.view.pack.name, "edition": found.view.edition, "lang": here.lang}
    return {**own, **stands, **ledger}
