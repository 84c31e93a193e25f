"""The door to the work loop: matters of one kind, as a view's ledger number and day have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Any

from chainboard.analysis import days, overdue, steps as folded
from chainboard.analysis.meetings import concerns
from chainboard.kept import Kept
from chainboard.ledger import book, naming, table
from chainboard.ledger.offices import Office, offices, place_of
from chainboard.packs import pack_of
from chainboard.store import audit, dictionary
from chainboard.store.demo import pack as demo
from chainboard.store.place import data_folder, pack_folder
from chainboard.view import Row, View

Matters = Mapping[str, Row]
State = tuple[int, str, Matters]  # the number and the hash of an event, and all as it left it
# The newest states of each ledger that were read, the last one last: what comes after is folded
# onto them. Several, because others take steps between a view's beginning and its questions.
_states: dict[str, list[State]] = {}
STATES = 16
_lock = Lock()
_earlier: Kept[Matters] = Kept(40_000, lambda matters: len(matters) + 1, fewest=1)
_rows: Kept[list[Row]] = Kept(60_000, lambda rows: len(rows) + 1)
# Of the newest state the rows with dates and names, each beside the matter it was made of, with
# the day and the dictionary that they hold for: after a step only what it changed is made again.
_made: dict[tuple[Any, ...], tuple[tuple[Any, ...], dict[str, tuple[Row, Row]]]] = {}


def matters(view: View, kind: str) -> list[Row]:
    """The matters of a kind that a view's audience may see, as the view's ledger number has them,
    with their dates as of the view's day: the worst first.

    Rows are as analysis.steps.fold, analysis.overdue and naming.named have them. They are kept
    and shared, nobody writes into them. Empty on a pack that keeps no ledger.
    Raises Busy and Broken for a ledger that cannot be read.
    """
    if not view.pack.keeps_ledger or not view.ledger:
        return []
    key = (*_whose(view), kind, view.day, view.audience)
    return list(_rows.get(key, lambda: _of_kind(view, kind)))


def matter(view: View, name: str) -> Row | None:
    """One matter by its name; None for one that is not there, or is not theirs to see."""
    found = matters(view, folded.kind_of(name))
    return next((row for row in found if row.id == name), None)


SHARED = ("policy", "case")  # what all who read the pack may learn from


def of_view(view: View, kind: str) -> list[Row]:
    """The matters of a kind that are about the view's chain, county and park; all where it names
    none."""
    above = dictionary.parents(data_folder())
    chosen = {"area_code": view.area_code, "park_id": view.park_id}
    return [
        row
        for row in matters(view, kind)
        if all(value in (None, row.get(name)) for name, value in chosen.items())
        and view.chain_id in (None, row.get("chain_id"), above.get(row.get("chain_id") or ""))
    ]


def today(pack: str) -> date:
    """The day in the city; of the demo the day that its data speak from."""
    if pack_of(pack).is_synthetic:
        return demo.as_of(data_folder())
    return days.day_of(audit.now())


def newest(view: View, today: date) -> View:
    """The view with the last step of its pack's ledger, judged from today; from the day its edition
    speaks from on the demo. As it is on a pack that keeps none."""
    if not view.pack.keeps_ledger:
        return view
    head = book.head(view.pack.name)
    day = view.as_of if view.pack.is_synthetic else today
    return replace(view, ledger=head.number, ledger_mark=head.hash, day=day)


def seen(view: View, asked: str | None, today: date) -> View | None:
    """The view with the number of its pack's ledger, and the day from which dates are judged.

    asked  the number that an address names; None for the newest
    today  in the city
    None for a number that is not there. The demo's dates are judged from the day its edition
    speaks from, those of an earlier step from the day it was taken.
    """
    if asked is None:
        return newest(view, today)
    if not view.pack.keeps_ledger:
        return None
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 10
    found = book.rows(view.pack.name, int(asked) - 1, int(asked)) if is_number else []
    if not found:
        return None
    day = days.day_of(book.event_of(found[0]).at)
    told = {"ledger": int(asked), "ledger_mark": str(found[0]["hash"]), "is_pinned": True}
    return replace(view, day=day, **told)  # type: ignore[arg-type]


def owned(rows: Sequence[Row], view: View) -> list[Row]:
    """Rows with what their owner is called beside its name: decisions and demands."""
    known = offices_of(view)
    return [row.with_(**naming.office("owner", row.owner, known)) for row in rows]


def frozen(view: View, meeting: Row) -> View:
    """The view as the ledger stood when a meeting was prepared; the same where that is not said."""
    number = meeting.get("ledger")
    return (seen(view, str(number), view.day) if number else None) or view


def concerning(view: View, kind: str, meeting: Row) -> list[Row]:
    """The matters of a kind that are of a meeting's chains; all where it names none."""
    above = dictionary.parents(data_folder())
    return [row for row in matters(view, kind) if concerns(meeting, row, above)]


def offices_of(view: View) -> Mapping[str, Office]:
    """The offices of a view's pack, as they are now."""
    return offices(view.pack.name, int(audit.now().timestamp()))


def forget() -> None:
    """Forget everything kept (for tests and benches)."""
    _states.clear()
    _forget_words()


def _forget_words() -> None:
    _made.clear()
    _earlier.forget()
    _rows.forget()


def _of_kind(view: View, kind: str) -> list[Row]:
    found = [row for row in _folded(view).values() if row.kind == kind and _is_seen(row, view)]
    told = _told(view, kind)
    if view.is_pinned:
        return overdue.worst_first(_named(found, view, told))
    key = (str(pack_folder(view.pack.name)), kind, view.audience.sees_firms)
    of, made = _made.get(key, (told, {}))
    if of != told:
        made = {}
    new = [row for row in found if made.get(row.id, (None,))[0] is not row]
    named = zip(new, _named(new, view, told), strict=True)
    made = made | {row.id: (row, done) for row, done in named}
    _made[key] = told, made
    return overdue.worst_first(made[row.id][1] for row in found)


def _told(view: View, kind: str) -> tuple[Any, ...]:
    """What the dates and names of a matter are made of, beside the matter."""
    folder = data_folder() / dictionary.FOLDER
    names = [(folder / dictionary.FILES[one]).stat().st_mtime_ns for one in ("chain", "area")]
    soon = table.deadlines()["soon"].days
    is_open = table.is_open(kind)
    return view.day, soon, is_open, offices_of(view), table.steps(), table.states(), folder, *names


def _named(found: list[Row], view: View, told: tuple[Any, ...]) -> list[Row]:
    """Matters with dates and names, in the order given."""
    day, soon, is_open, known = told[:4]
    if not view.audience.sees_firms:
        found = [row.with_(firm=None) for row in found]
    return naming.named(overdue.with_dates(found, day, soon, is_open), known)


def _is_seen(row: Row, view: View) -> bool:
    """Whether any grant of the audience reaches the place of a matter, as in the editions: what
    names no chain, county or park is of all of them. Policies and cases are there to spread."""
    if view.audience.is_everyone or (row.kind in SHARED and view.audience.grants):
        return True
    above = dictionary.parents(data_folder())
    return any(grant.reaches(place_of(row), above) for grant in view.audience.grants)


def _whose(view: View) -> tuple[Any, ...]:
    return str(pack_folder(view.pack.name)), view.ledger, view.ledger_mark


def _folded(view: View) -> Matters:
    """All matters as a view's last step left them."""
    pack, number, mark = view.pack.name, view.ledger, view.ledger_mark
    with _lock:
        states = _states.setdefault(str(pack_folder(pack)), [])
        before = next((state for state in reversed(states) if state[0] <= number), None)
        if before is not None and before[:2] == (number, mark):
            return before[2]
        if before is not None and _hash_at(pack, before[0]) == before[1]:
            return _folded_on(pack, states, before, number)
        if not view.is_pinned:  # the first look, or another ledger was put in its place
            states.clear()
            return _folded_on(pack, states, (0, "", {}), number)
    return _earlier.get(
        _whose(view), lambda: folded.fold(book.events(pack, to=number), table.steps())
    )


def _folded_on(pack: str, states: list[State], before: State, number: int) -> Matters:
    """What came after a state is folded onto it, to an event; the new state is kept."""
    events = book.events(pack, before[0], number)
    if any(event.step == folded.CLEAR for event in events):  # words that nobody is to see
        _forget_words()
        states.clear()
    found = folded.fold(events, table.steps(), before[2])
    states.append((number, _hash_at(pack, number), found))
    states.sort(key=lambda state: state[0])
    del states[:-STATES]
    return found


def _hash_at(pack: str, number: int) -> str:
    found = book.rows(pack, number - 1, number)
    return str(found[0]["hash"]) if found else ""
