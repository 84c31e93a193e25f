"""The door to the data: any panel as JSON or CSV, any page as a list or a workbook.

The routes (data_routes.py) and the command (commands/panels.py) answer through it, so that both
say the same of the same address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from chainboard import coded, navigation, recorded, way
from chainboard.analysis import days
from chainboard.board import address, file_names, scene
from chainboard.kept import Kept
from chainboard.ledger import reading
from chainboard.navigation import Question, page_at
from chainboard.page import AXES
from chainboard.person import AT_THE_DESK, Person
from chainboard.queries import whose
from chainboard.recorded import Given
from chainboard.sheet import Sheet
from chainboard.sheet.csv_file import csv_file
from chainboard.sheet.data import data
from chainboard.sheet.scope import asked
from chainboard.sheet.screen import as_bytes
from chainboard.sheet.stamps import stamp
from chainboard.sheet.text_file import text_file
from chainboard.sheet.workbook import workbook
from chainboard.store import audit, editions
from chainboard.view import View
from chainboard.words import Words
from chainboard.words.texts import LANGUAGES

LARGEST = 64 * 1024 * 1024  # bytes
LONGEST = 60  # letters of an address that a message repeats


class Named(NamedTuple):
    """A file: its name, what stands in it, and how many lines of tables that is, of whom."""

    name: str
    content: bytes
    given: Given


_kept: Kept[Named] = Kept(LARGEST, lambda answer: len(answer.content))


class Refused(Exception):
    """An address that nothing answers to: the HTTP status, a code for programs, and words."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def pages(person: Person = AT_THE_DESK) -> dict[str, dict[str, Question]]:
    """The questions of every page that a person can get to, by name, in their order: page → panel
    → question."""
    return {page: _questions(page, way.current()) for page in navigation.addresses(person)}


@cache
def _questions(page: str, _way: way.Way) -> dict[str, Question]:
    return {each.__name__: each for each in navigation.questions(page_at(page))}


def questions(
    page: str, panel: str, say: Words, person: Person = AT_THE_DESK
) -> dict[str, Question]:
    """The questions of a page by name, or the one that panel names. Raises Refused (404)."""
    if page not in pages(person):
        known = say.listed(list(pages(person)))
        words = say("没有页面“{value}”；有：{known}")
        raise _refused(404, "unknown_page", words, value=page, known=known)
    found = _questions(page, way.current())
    if panel and panel not in found:
        known = say.listed(list(found))
        words = say("没有板块“{value}”；有：{known}")
        raise _refused(404, "unknown_panel", words, value=panel, known=known)
    return {panel: found[panel]} if panel else found


def unknown_format(form: str, known: Iterable[str], say: Words) -> Refused:
    """That a page or panel has no such form (404)."""
    words = say("没有格式“{value}”；有：{known}")
    known = say.listed(list(known))
    return _refused(404, "unknown_format", words, value=form, known=known)


def no_document(panel: str, say: Words) -> Refused:
    """That a panel is no document now (404)."""
    words = say("板块“{value}”现在没有可以取走的文稿")
    return _refused(404, "no_document", words, value=panel)


def view_of(page: str, given: Iterable[tuple[str, str]], lang: str, person: Person) -> View:
    """The view of a page that parameters of its address describe. Raises Refused (400).

    given  names and values in their order; an empty value says nothing
    lang   the language where the parameters name none
    person  who reads
    """
    pairs = list(given)
    say = Words(address.language(scene.settled(dict(pairs), person), lang))
    asked = scene.settled(_once(pairs, page, say), person)
    known_value("lang", asked.get("lang", "zh"), LANGUAGES, say)
    packs = scene.packs(person)
    pack = packs[known_value("pack", asked.get("pack", "published"), tuple(packs), say)]
    number = _edition(pack.name, asked.get("edition"), say)
    audience = person.reads(pack, page_at(page).takes_files)
    start = scene.start_of(View(pack=pack, edition=number, lang=say.lang, audience=audience))
    view = reading.seen(start, asked.get("ledger"), days.day_of(audit.now()))
    if view is None:
        raise unknown_value("ledger", asked["ledger"], say)
    choices = scene.choices_of(view, page_at(page))
    for name in AXES:
        view, wrong = address.read({name: asked.get(name, "")}, view, choices.known)
        if wrong:
            raise unknown_value(name, asked[name], say)
    shown = scene.with_choice(page_at(page), view, choices)
    for name, axis in AXES.items():
        if axis.within and getattr(shown, name) != getattr(view, name):
            raise unknown_value(name, asked[name], say)
    _check_code(shown)
    return shown


def _check_code(view: View) -> None:
    """Raises Refused (400) for a code that leads nowhere."""
    try:
        if view.code:
            coded.find(view, view.code)
    except coded.NotFound as fault:
        kind = "mistyped_code" if fault.is_mistyped else "unknown_code"
        raise Refused(400, kind, fault.words) from fault


def listed(page: str, _panel: str, view: View) -> Named:
    """The panels of a page: name, finding and measure of each, as JSON."""

    def make() -> Named:
        found = questions(page, "", view.say).values()
        panels = [asked(page_at(page), question, view).panel for question in found]
        said = [{"name": p.name, "finding": p.finding, "measure": p.measure} for p in panels]
        return Named(f"{page}.json", as_bytes(said), Given(len(said)))

    return _made(page, "", "list", view, make)


def as_json(page: str, panel: str, view: View) -> Named:
    """A panel as JSON."""

    def make() -> Named:
        drawn = sheet_of(page, panel, view)
        name = file_names.of_panel(page, drawn)
        made = data(drawn, page, address.parameters(view))
        return Named(f"{name}.json", made, given_away(drawn))

    return _made(page, panel, "json", view, make)


def as_csv(page: str, panel: str, view: View) -> Named:
    """The lines of a panel as CSV."""

    def make() -> Named:
        drawn = sheet_of(page, panel, view)
        name = f"{file_names.of_panel(page, drawn)}.csv"
        return Named(name, csv_file(drawn), given_away(drawn))

    return _made(page, panel, "csv", view, make)


def as_text(page: str, panel: str, view: View) -> Named:
    """A panel that is a document, as plain text. Raises Refused (404) for one that is none."""

    def make() -> Named:
        drawn = sheet_of(page, panel, view)
        if not drawn.panel.paper:
            raise no_document(panel, view.say)
        name = f"{file_names.of_panel(page, drawn)}.txt"
        return Named(name, text_file(drawn), given_away(drawn))

    return _made(page, panel, "txt", view, make)


def as_workbook(page: str, panel: str, view: View) -> Named:
    """A page, or one panel of it, as a workbook; what the pack leaves out has no sheet."""

    def make() -> Named:
        found = questions(page, panel, view.say)
        drawn = [asked(page_at(page), question, view) for question in found.values()]
        shown = [each for each in drawn if not each.is_left_out] or drawn[:1]
        named = [(file_names.panel_name(page, each.panel, view.say), each) for each in shown]
        whole = file_names.of_page
        name = file_names.of_panel(page, shown[0]) if panel else whole(page_at(page), shown)
        of_page = stamp(view, page_at(page))
        return Named(f"{name}.xlsx", workbook(named, of_page), given_away(*shown))

    return _made(page, panel, "xlsx", view, make)


def record(made: Named, page: str, panel: str, view: View, person: Person) -> None:
    """Record that a file is given to a person, before it is. Raises Unrecorded: then it is not."""
    form = made.name.rpartition(".")[2]
    said = address.parameters(view)
    chosen = [f"{name}={said[name]}" for name in AXES if name in said]
    what = "/".join(part for part in (page, panel) if part)
    is_internal = page_at(page).is_internal
    recorded.export(view, " ".join([f"{what}.{form}", *chosen]), made.given, person, is_internal)


def sheet_of(page: str, panel: str, view: View) -> Sheet:
    """A panel with all that stands behind it. Raises Refused (404)."""
    return asked(page_at(page), questions(page, panel, view.say)[panel], view)


def given_away(*drawn: Sheet) -> Given:
    """What is given to a person with the sheets of a file."""
    return recorded.given(line.row for each in drawn for line in each.lines)


def forget() -> None:
    """Forget every kept answer (for tests and benches)."""
    _kept.forget()


def _made(page: str, panel: str, form: str, view: View, make: Callable[[], Named]) -> Named:
    """What is made once for everyone: an edition never changes. A failure is not kept, nor is
    what stands in no edition."""
    if page_at(page).is_internal:
        return make()
    return kept((*whose(view), page, panel, form, view), make)


def kept(key: tuple[Any, ...], make: Callable[[], Named]) -> Named:
    """The file of a key, which names the content of its edition; made where it is not kept."""
    return _kept.get(key, make)


def _once(given: Iterable[tuple[str, str]], page: str, say: Words) -> dict[str, str]:
    """The parameters that say something, each known and said once."""
    has_acts = page_at(page).shows_acts
    axes = (name for name, axis in AXES.items() if has_acts or not axis.of_acts)
    names = (*axes, "pack", "edition", "ledger", "lang")
    asked: dict[str, str] = {}
    for name, value in given:
        if name not in names:
            words = say("没有参数“{value}”；有：{known}")
            known = say.listed(list(names))
            raise _refused(400, "unknown_parameter", words, value=name, known=known)
        if value and asked.setdefault(name, value) != value:
            words = say("参数“{value}”写了两次，两次不同。")
            raise _refused(400, "repeated_parameter", words, value=name)
    return asked


def known_value(name: str, value: str, allowed: tuple[str, ...], say: Words) -> str:
    """The value of a parameter. Raises Refused (400) for one that it cannot have."""
    if value not in allowed:
        raise unknown_value(name, value, say)
    return value


def _edition(pack: str, asked: str | None, say: Words) -> int:
    standing = editions.current(pack)
    if standing is None:
        told = say("还没有版次。请运行：python -m chainboard build --pack {pack}")
        raise Refused(400, "no_edition", told.format(pack=pack))
    if asked is None:
        return standing
    number = scene.edition_named(pack, asked)
    if number is None:
        raise unknown_value("edition", asked, say)
    return number


def unknown_value(name: str, value: str, say: Words) -> Refused:
    """That a parameter has no such value (400)."""
    words = say("参数 {name} 没有“{value}”这个值。")
    return _refused(400, "unknown_value", words, name=name, value=value)


def _refused(status: int, code: str, words: str, **said: str) -> Refused:
    value = said["value"]
    said["value"] = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    return Refused(status, code, words.format(**said))
