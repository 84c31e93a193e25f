"""A sent file on its way into the city pack: checked, its sound rows chosen, loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chainboard.analysis.steps import Event
from chainboard.intake import stepping
from chainboard.intake.answers import NOTHING_SAID, Said
from chainboard.intake.check import Held, Report, check
from chainboard.intake.claimed import claimed
from chainboard.intake.grid import Batch
from chainboard.intake.issue import Issue
from chainboard.packs import pack_of
from chainboard.queries import ask
from chainboard.store import editions
from chainboard.store.city import loads as city, preview
from chainboard.store.city.desk import DESK, PACK, Desk
from chainboard.store.city.loads import Loaded, Sent
from chainboard.store.place import pack_folder
from chainboard.view import Row, View


@dataclass(frozen=True)
class Outcome:
    """How one file fared. loaded is None when the check stood in its way.

    steps  of the work loop that were taken
    """

    report: Report
    loaded: Loaded | None
    steps: tuple[Event, ...] = ()


def send(
    sent: Sent,
    chosen: Sequence[str] | None = None,
    desk: Desk = DESK,
    said: Said = NOTHING_SAID,
) -> Outcome:
    """Check a file and load it when nothing stands in the way.

    chosen  the rows to take although others have errors, as sheet!row; None takes the file
            whole or not at all. A row with an error is never taken.
    said    what the sender says of tables that do not say it

    Raises what store.city.load raises, and Queued.
    """
    desk.progress("reading", 5)

    def waiting(is_waiting: bool) -> None:
        desk.progress("queued" if is_waiting else "reading", 5)

    report = check(sent.path, held(PACK), sent.name, said, waiting)
    report = stepping.judged(report, sent.path, sent.office, PACK)
    if report.is_refused or not report.batches or (report.errors and chosen is None):
        return Outcome(report, None)
    batches = report.batches if chosen is None else only(report.batches, chosen)
    report = replace(report, issues=(*report.issues, *claimed(batches, sent.office)))
    figures = stepping.of_figures(batches)
    loaded = city.load(figures, report.issues, sent, desk) if figures else _nothing()
    by = stepping.sending(sent.path, sent.name, sent.office, PACK, desk.account)
    steps = stepping.enter(batches, by, PACK)
    report = replace(report, issues=(*report.issues, *_remark(loaded, report.file)))
    return Outcome(report, loaded, tuple(steps))


def held(pack: str) -> Held:
    """What a pack has already that a check is to know."""
    return Held(parks_of(pack), preview.reached() if pack == PACK else {})


def parks_of(pack: str) -> list[Row]:
    """The parks of a pack's current edition: those that a file may name beside those of the lists.
    None while nobody can tell which edition that is: a load makes the next one."""
    number = editions.pointed(pack_folder(pack))
    return [] if number is None else ask(View(pack=pack_of(pack), edition=number), "places.parks")


def send_steps(
    sent: Sent,
    pack: str,
    said: Said = NOTHING_SAID,
) -> Outcome | None:
    """Take the steps of a file for a pack that takes in no figures: its sheets of figures are
    checked and kept nowhere. None for a file without steps.
    """
    report = check(sent.path, held(pack), sent.name, said)
    if not stepping.has_steps(report.batches):
        return None
    report = stepping.judged(report, sent.path, sent.office, pack)
    if report.errors:
        return Outcome(report, None)
    by = stepping.sending(sent.path, sent.name, sent.office, pack)
    steps = stepping.enter(report.batches, by, pack)
    return Outcome(report, Loaded(None, 0, 0, 0, 0, 0), tuple(steps))


def _nothing() -> Loaded:
    """That no figure was sent."""
    return Loaded(None, editions.current(PACK) or 0, 0, 0, 0, 0)


def only(batches: Sequence[Batch], chosen: Sequence[str]) -> list[Batch]:
    """The batches with only the rows that are named as sheet!row and have no error."""
    names = frozenset(chosen)
    left = []
    for batch in batches:
        rows, wrong = batch.columns["row"], batch.columns["has_error"]
        kept = [
            i
            for i, (row, is_wrong) in enumerate(zip(rows, wrong, strict=True))
            if not is_wrong and f"{batch.sheet}!{row}" in names
        ]
        columns = {name: [values[i] for i in kept] for name, values in batch.columns.items()}
        left.append(Batch(batch.sheet, batch.template, columns))
    return left


def _remark(loaded: Loaded, file: str) -> tuple[Issue, ...]:
    if loaded.said == "same_file":
        zh = f"{file} 已经导入过，没有重复导入。"
        en = f"{file} is already loaded; nothing was loaded twice."
    elif loaded.said == "same_rows":
        zh = f"{file} 的各行都已在库中，没有重复导入。"
        en = f"All rows of {file} are already there; nothing was loaded twice."
    else:
        return ()
    return (Issue(loaded.said, zh, en, severity="warning"),)
