"""The door to files to take along: a page, the city, a chain, a county or a meeting as slides,
paper, a document, one page of HTML or a workbook.

Routes and the command answer through it, as through the door to data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from chainboard import way
from chainboard.analysis import meetings
from chainboard.board import door, file_names, kept_files
from chainboard.board.door import Named, Refused
from chainboard.briefs import Brief, making, meeting as of_meetings
from chainboard.briefs.making import AUDIENCES, Reader
from chainboard.ledger import reading
from chainboard.navigation import page_at
from chainboard.person import Person
from chainboard.queries import whose
from chainboard.sheet.workbook import workbook
from chainboard.standing import meeting as of_meeting
from chainboard.store import editions
from chainboard.store.faults import Stop
from chainboard.store.place import pack_folder, var_folder
from chainboard.view import View
from chainboard.words import Words

OWN = ("brief", "meeting", "audience", "copy", "paper")  # parameters beside those of the view
SUBJECTS = ("page", "city", "chain", "county")
PAPERS = ("a4", "slides")
MINUTES = "meeting_minutes"  # the panel that a meeting's number, day and signature belong to
MOST = 999_999  # copies
WAIT = 60  # seconds that a page waits for another export


class Exporting(Stop):
    """Another export is running; code 75: try again when it has ended."""

    code = 75

    def __init__(self) -> None:
        super().__init__(
            "另一个文件正在生成，请等它结束后再试。",
            "Another file is being made; try again when it has ended.",
        )


@dataclass(frozen=True)
class Asked:
    """A brief that is asked for: what it is about, of which view, for whom, and on which paper.

    subject  page, city, chain, county, or the name of a meeting
    """

    page: str
    subject: str
    view: View
    reader: Reader
    paper: str = "a4"


def _pptx(_asked: Asked, brief: Brief) -> bytes:
    from chainboard.briefs.pptx_file import pptx

    return pptx(brief)


def _pdf(asked: Asked, brief: Brief) -> bytes:
    from chainboard.briefs.pdf_file import pdf

    return pdf(brief, "slides" if asked.paper == "slides" else "a4")


def _docx(_asked: Asked, brief: Brief) -> bytes:
    from chainboard.briefs.docx_file import docx

    return docx(brief)


def _html(_asked: Asked, brief: Brief) -> bytes:
    from chainboard.briefs.html_file import html

    return html(brief)


def _xlsx(asked: Asked, brief: Brief) -> bytes:
    view = asked.view
    sheets = list(brief.sheets)
    named = [file_names.panel_name(asked.page, each.panel, view.say) for each in sheets]
    return workbook(list(zip(named, sheets, strict=True)), brief.stamp)


# A renderer comes with its library, half a second that only who asks for it waits.
FORMS: Mapping[str, Callable[[Asked, Brief], bytes]] = {
    "pptx": _pptx, "pdf": _pdf, "docx": _docx, "html": _html, "xlsx": _xlsx,
}  # fmt: skip


def asked(page: str, given: Iterable[tuple[str, str]], lang: str, person: Person) -> Asked:
    """What an address or a command asks for. Raises Refused (400, 404).

    given  names and values in their order: those of the view, and OWN
    """
    pairs = [(name, value) for name, value in given if value]
    own = {name: value for name, value in pairs if name in OWN}
    of_view = [(name, value) for name, value in pairs if name not in OWN]
    say = Words(lang)
    if page_at(page).is_internal or page_at(page).takes_files:
        raise door.unknown_format("", ("json", "xlsx"), say)
    if "meeting" in own:
        page, subject, view = (
            "meeting",
            own["meeting"],
            _of_meeting(own["meeting"], of_view, lang, person),
        )
    else:
        view = door.view_of(page, of_view, lang, person)
        subject = door.known_value("brief", own.get("brief", "page"), SUBJECTS, say)
    if subject in ("chain", "county") and getattr(view, subject) == "all":
        raise door.unknown_value(subject, "all", say)
    paper = door.known_value("paper", own.get("paper", "a4"), PAPERS, say)
    return Asked(page, subject, view, _reader(own, view), paper)


def brief_of(asked: Asked) -> Brief:
    """Its content. Raises Refused (404) where there is nothing to take along."""
    view, reader = asked.view, asked.reader
    if asked.subject == "page":
        brief = making.of_page(page_at(asked.page), view, reader)
    elif asked.subject in SUBJECTS:
        brief = making.of_place(asked.subject, view, reader)
    else:
        row = reading.matter(view, asked.subject)
        assert row is not None, "asked() has found it"
        brief = of_meetings.of_meeting(row, view, reader)
    if not any(part.sheets for part in brief.parts):
        raise Refused(
            404, "empty", view.say("这里没有可以带走的板块；请换一个产业链、县（区）或期间。")
        )
    return brief


def made(form: str, asked: Asked, wait: float = WAIT) -> Named:
    """The file. Raises Refused for what cannot be, Exporting where another one is being made."""
    if form not in FORMS:
        raise door.unknown_format(form, FORMS, asked.view.say)
    if form == "html":  # slides, whatever the theme of the page
        from chainboard.briefs.html_file import as_slides

        asked = replace(asked, view=as_slides(asked.view))
    key = (*whose(asked.view), form, asked)

    file = _place(form, asked)

    def make() -> Named:
        found = kept_files.read(file) if file else None
        if found:
            return found
        with _alone(wait):
            brief = brief_of(asked)
            content = FORMS[form](asked, brief)
        given = door.given_away(*brief.sheets)
        named = Named(f"{file_names.of_brief(brief)}.{form}", content, given)
        if file:
            kept_files.write(file, named)
        return named

    return door.kept(key, make)


def _place(form: str, asked: Asked) -> Path | None:
    """Where the file of a meeting is kept; None for what is made anew: what is no meeting's, and
    what a reader who sees a part of it asks for."""
    view, reader = asked.view, asked.reader
    if asked.subject in SUBJECTS or not view.audience.is_everyone:
        return None
    mark = editions.mark(view.pack.name, view.edition)
    of = (view.edition, view.ledger, mark[:8], view.ledger_mark[:8], view.lang, view.theme)
    said = "-".join(map(str, (*of, reader.audience, reader.copy, asked.paper)))
    return pack_folder(view.pack.name) / "meetings" / asked.subject / f"{said}.{form}"


def document(page: str, panel: str, view: View) -> Named:
    """A panel that is a document (minutes, order, bulletin) as a Word file. Raises Refused (404)
    for one that is none."""
    from chainboard.briefs.minutes import paper_docx

    drawn = door.sheet_of(page, panel, view)
    if not drawn.panel.paper:
        raise door.no_document(panel, view.say)
    is_minutes = panel == MINUTES
    content = paper_docx(drawn, of_meeting.looked_at(view) if is_minutes else None)
    return Named(f"{file_names.of_panel(page, drawn)}.docx", content, door.given_away(drawn))


@contextmanager
def _alone(wait: float) -> Iterator[None]:
    """One file at a time on this machine: each takes up to 300 MB. Raises Exporting."""
    folder = var_folder()
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "brief.lock", thread_local=False)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise Exporting() from None
    try:
        yield
    finally:
        lock.release()


def _of_meeting(name: str, of_view: list[tuple[str, str]], lang: str, person: Person) -> View:
    """The view of the edition and the ledger at which a meeting was prepared."""
    newest = door.view_of("meeting", of_view, lang, person)
    row = reading.matter(newest, name)
    if row is None or row.kind != "meeting":
        raise door.unknown_value("meeting", name, newest.say)
    edition, step = meetings.frozen_at(row)
    frozen = {"ledger": str(step), "matter": name}
    if edition is not None:
        frozen["edition"] = str(edition)
    kept = [(key, value) for key, value in of_view if key not in frozen]
    return door.view_of("meeting", [*kept, *frozen.items()], lang, person)


def _reader(own: Mapping[str, str], view: View) -> Reader:
    """For whom it is made. Raises Refused for figures that are not public, asked for outside."""
    usual = making.reader_of(view).audience
    is_outside = way.current().is_read_only
    audience = door.known_value("audience", own.get("audience", usual), AUDIENCES, view.say)
    reader = Reader("public" if is_outside else audience, _copy(own.get("copy", "1"), view.say))
    if reader.is_public and not view.pack.is_public:
        words = view.say("本市数据没有核准对外；对外的文件请改选公开数据。")
        raise Refused(400, "not_public", words)
    return reader


def _copy(said: str, say: Words) -> int:
    if not (said.isascii() and said.isdecimal() and 0 < int(said[:9]) <= MOST):
        raise door.unknown_value("copy", said, say)
    return int(said)
