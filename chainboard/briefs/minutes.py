"""Panels that are documents as Word files: minutes of a meeting, follow-up order, bulletin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from chainboard.briefs.docx_file import notes
from chainboard.briefs.docx_paper import Block, Said, written
from chainboard.briefs.docx_text import held, paragraph, run
from chainboard.sheet import Sheet
from chainboard.sheet.stamps import stamp, warning
from chainboard.view import Row, View

# A head in a document of lines: its number, and words that are no sentence.
HEAD = re.compile(r"(?:[一二三四五六七八九十]+、|\d+\. )([^：:，,；;。]{1,40})")
SHORT = 80  # characters of a part that stands on the line of its head
BLANK = "＿＿＿＿"


def paper_docx(paper: Sheet, meeting: Row | None = None) -> bytes:
    """A panel that is a document (Panel.paper) as a Word file; the same panel makes the same bytes.

    meeting  whose minutes it is, where it is minutes: they have a number, a day and who signs

    Every figure in it is the panel's. Raises ValueError for a panel that is no document.
    """
    if not paper.panel.paper:
        raise ValueError(f"{paper.panel.name} is no document")
    view = paper.view
    title = paper.panel.finding
    told = [
        paragraph(title, "Title", view.lang),
        *_issued(meeting, view),
        paragraph("", "Note", view.lang),
        *_kept_together(_parts(paper) if _has_parts(paper) else _lines(paper)),
        *(_signed(meeting, view) if meeting is not None else ()),
        *(paragraph(words, "Note", view.lang) for words in _below(paper, meeting)),
    ]
    said = Said(title, paper.panel.scope, stamp(view), warning(view), "")
    return written([Block("".join(told))], said, view)


def _is_issued(meeting: Row) -> bool:
    return bool(meeting.get("minutes_number") or meeting.get("issued_on"))


def _issued(meeting: Row | None, view: View) -> Iterator[str]:
    """Number and day of minutes that are issued."""
    if meeting is None or not _is_issued(meeting):
        return
    day = meeting.get("issued_on")
    when = view.say.day(date.fromisoformat(str(day))) if day else ""
    known = [part for part in (str(meeting.get("minutes_number") or ""), when) if part]
    yield paragraph(" · ".join(known), "Subtitle", view.lang)


def _has_parts(paper: Sheet) -> bool:
    return all("head" in line.row and "lines" in line.row for line in paper.lines)


def _parts(paper: Sheet) -> Iterator[str]:
    """Short parts on the line of their head; from the first long one on each under its head."""
    lang, say = paper.view.lang, paper.view.say
    are_long = False
    for row in (line.row for line in paper.lines if line.row.lines):
        are_long = are_long or len(row.lines) > 1 or len(row.lines[0]) > SHORT
        if are_long:
            yield paragraph(row.head, "Heading1", lang)
            yield from (paragraph(words, "BodyText", lang) for words in row.lines)
        else:
            named, _, rest = say("{head}：{text}").format(head=row.head, text="\n").partition("\n")
            head = run(named, "Heading1", lang)
            yield held(head + run(row.lines[0] + rest, "BodyText", lang), "BodyText")


def _lines(paper: Sheet) -> Iterator[str]:
    """The lines of a document without parts, below its title."""
    lang = paper.view.lang
    for line in filter(None, paper.panel.paper.splitlines()):
        if line == paper.panel.finding:
            continue
        head = HEAD.fullmatch(line)
        yield paragraph(head[1] if head else line, "Heading1" if head else "BodyText", lang)


def _kept_together(told: Iterable[str]) -> list[str]:
    """The paragraphs, the last on one page with what follows: no page holds signatures alone."""
    *before, last = told
    return [*before, last.replace("/>", "/><w:keepNext/>", 1)]  # behind the style


def _signed(meeting: Row, view: View) -> Iterator[str]:
    """Who drafts, checks and issues it: left blank, to be signed by hand."""
    say = view.say
    asked = (say("拟稿：{name}"), say("核稿：{name}"), say("签发：{name}"))
    yield paragraph("  ".join(asked).format(name=BLANK), "Signature", view.lang)
    if not _is_issued(meeting):
        yield paragraph(say("印发日期：{name}").format(name=BLANK), "Signature", view.lang)


def _below(paper: Sheet, meeting: Row | None) -> Iterator[str]:
    """Of what it is made: where it is a draft that it is to be checked, scope, ledger, warning."""
    panel = paper.panel
    if meeting is None or not _is_issued(meeting):
        yield panel.measure
    yield from notes(paper)
    yield from filter(None, [stamp(paper.view), warning(paper.view)])
