"""The check of a file in front of a person, and what it would change: made once, then kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from chainboard.board import intake_preview, scene, who
from chainboard.intake import stepping
from chainboard.intake.answers import Said
from chainboard.intake.check import Held, Report, check
from chainboard.intake.grid import Batch
from chainboard.intake.row_steps import THE_NEW_ONE
from chainboard.intake.sending import only
from chainboard.kept import Kept
from chainboard.ledger import book, reading
from chainboard.ledger.naming import step_name
from chainboard.ledger.offices import offices
from chainboard.packs import CITY
from chainboard.queries import ask
from chainboard.store import audit, editions
from chainboard.store.city import preview
from chainboard.words import texts

_ROWS_KEPT = 300_000
_STEPS_SHOWN = 50
# The check and the preview of the file in front of a person stay, however large.
_reports: Kept[Report] = Kept(_ROWS_KEPT, lambda report: 1 + _rows(report), fewest=1)
_tried: Kept[Report] = Kept(_ROWS_KEPT, lambda report: 1 + _rows(report), fewest=1)
_previews: Kept[intake_preview.Shown] = Kept(
    _ROWS_KEPT, lambda shown: 1 + len(shown.changes), fewest=1
)


@dataclass(frozen=True)
class File:
    """A kept file as it is looked at: what its sender calls it, says of its tables, and is."""

    path: Path
    name: str
    said: Said
    office: str
    lang: str

    @property
    def key(self) -> tuple[object, ...]:
        """What its check depends on."""
        said = json.dumps(self.said.as_json(), ensure_ascii=False, sort_keys=True)
        return self.path, self.name, said


def checked(file: File) -> Report:
    """The check of a file against the city's current edition; its progress is shown."""
    _ = texts(file.lang)
    edition = editions.current("city")
    view = scene.of_city(edition or 1, file.lang)

    def made() -> Report:
        with st.status(_("正在读取和核对…"), expanded=False) as status:

            def waiting(is_waiting: bool) -> None:
                words = _("正在等待另外两个核对") if is_waiting else _("正在读取和核对…")
                status.update(label=words)

            parks = ask(view, "places.parks") if edition else ()
            held = Held(parks, preview.reached(view.audience))
            report = check(file.path, held, file.name, file.said, waiting)
            status.update(label=_("已读取和核对"), state="complete")
        return report

    return _reports.get((*file.key, edition, view.audience), made)


def judged(file: File, report: Report) -> Report:
    """The report of a file with what the city's ledger says of its rows. They are tried under the
    ledger's lock once for what stands there; a rerun of the page takes none.

    report  as checked has it, with what depends on the office
    """
    pack = CITY.name
    if not file.office or not stepping.has_steps(report.batches):
        return report
    head, known = book.head(pack), offices(pack, int(audit.now().timestamp()))
    stands = head.number, head.hash, reading.today(pack), tuple(known.items())
    key = (*file.key, file.office, editions.current(pack), who.of_session().reads(CITY), *stands)
    return _tried.get(key, lambda: stepping.judged(report, file.path, file.office, pack))


def show_change(file: File, report: Report, chosen: Sequence[str] | None) -> None:
    """Show what the rows to be taken would change in the city's current edition.

    chosen  as sheet!row; None for the whole file. Raises what intake_preview.found raises.
    """
    picked = None if chosen is None else tuple(chosen)

    def made() -> intake_preview.Shown:
        batches = report.batches if picked is None else only(report.batches, picked)
        return intake_preview.found(stepping.of_figures(batches), view, file.office)

    number = editions.current("city")
    view = scene.of_city(number or 1, file.lang)
    shown = number and editions.mark("city", number)
    key = (*file.key, number, shown, picked, file.office, view.audience, file.lang)
    batches = report.batches if picked is None else only(report.batches, picked)
    if stepping.of_figures(batches):
        intake_preview.show_preview(_previews.get(key, made), file.lang)
    if file.office:
        _show_steps(file, batches)


def _show_steps(file: File, batches: Sequence[Batch]) -> None:
    """The steps of the work loop that rows would take."""
    _ = texts(file.lang)
    by = stepping.sending(file.path, file.name, file.office, CITY.name)
    said = _("将录入 {matter} {step}：{words}")
    for asked in stepping.asked_for(batches, by, CITY.name)[:_STEPS_SHOWN]:
        words = asked.words.get("text") or asked.words.get("reason") or ""
        step = step_name(asked.kind, asked.step, file.lang)
        matter = asked.matter.strip(THE_NEW_ONE)
        st.text(said.format(matter=matter, step=step, words=words[:100]))


def _rows(report: Report) -> int:
    return sum(sheet.rows for sheet in report.sheets)
