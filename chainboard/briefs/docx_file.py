"""A brief as an editable document (简报): heads, sentences and tables in the look of a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chainboard.briefs.brief import Brief
from chainboard.briefs.docx_bodies import before_the_table
from chainboard.briefs.docx_paper import Block, Said, paper_for, room, written
from chainboard.briefs.docx_text import Grid, held, numbered, paragraph, run, table
from chainboard.briefs.printed import has_bare_units, rows
from chainboard.panels.frame import measure
from chainboard.sheet import Sheet
from chainboard.sheet.data import status
from chainboard.sheet.screen import heading
from chainboard.sheet.stamps import coded


def docx(brief: Brief) -> bytes:
    """The brief as a Word document; the same brief makes the same bytes.

    Each part is a head of the first level, each panel one of the second: what it finds, its
    sentences, its table with all rows, and below it what must stand with the figures.
    """
    view = brief.view
    said = Said(brief.title, brief.about, brief.stamp, brief.warning, brief.mark)
    return written([*_front(brief), *_parts(brief), *_terms(brief)], said, view)


def _front(brief: Brief) -> Iterator[Block]:
    lang = brief.view.lang
    lines = (
        (brief.title, "Title"),
        (brief.about, "Subtitle"),
        (brief.stamp, "Caption"),
        (brief.warning, "Warning"),
    )
    yield Block("".join(paragraph(words, style, lang) for words, style in lines if words))


def _parts(brief: Brief) -> Iterator[Block]:
    lang, count = brief.view.lang, 0
    for part in brief.parts:
        head = paragraph(part.heading, "Heading1", lang) if part.heading else ""
        head += "".join(paragraph(line, "BodyText", lang) for line in part.lines)
        for sheet in part.sheets:
            count += bool(sheet.lines)
            grid = _grid(sheet)
            paper = paper_for(grid) if sheet.lines else "A4"
            yield Block(head + _of_sheet(sheet, replace(grid, width=room(paper)), count), paper)
            head = ""
        if head:
            yield Block(head)


def _of_sheet(sheet: Sheet, grid: Grid, count: int) -> str:
    """A panel: its finding, what is drawn in words, its table, and what stands with it."""
    lang = sheet.view.lang
    return "".join(
        [
            paragraph(sheet.panel.finding, "Heading2", lang),
            before_the_table(sheet, grid.width),
            _table(sheet, grid, count) if sheet.lines else _measure(sheet),
            *(paragraph(words, "Note", lang) for words in notes(sheet)),
        ]
    )


def _measure(sheet: Sheet) -> str:
    """Of a panel without a table what it measures, and why there is none."""
    lang = sheet.view.lang
    said = (sheet.panel.measure, status(sheet))
    return "".join(paragraph(words, "BodyText", lang) for words in said if words)


def _grid(sheet: Sheet) -> Grid:
    """The table of a panel, with a column of units where these stand nowhere else."""
    say = sheet.view.say
    headings = [(heading(each, say), each.is_number) for each in sheet.headings]
    if has_bare_units(sheet):
        headings.append((say("单位"), False))
    return Grid(headings, rows(sheet), 0, sheet.panel.alt)


def _table(sheet: Sheet, grid: Grid, count: int) -> str:
    say, lang = sheet.view.say, sheet.view.lang
    number = {"number": ("SEQ Table \\* ARABIC", say.number(count, 0))}
    caption = numbered(say("表 {number}"), number, "Caption", lang)
    caption += run(f"  {sheet.panel.measure}", "Caption", lang)
    lit = paragraph(sheet.panel.status, "Told", lang) if sheet.panel.status else ""
    return lit + held(caption, "Caption") + table(grid, lang)


def notes(sheet: Sheet) -> Iterator[str]:
    """What stands below a panel: its notes, whether it is a part, source, period and code."""
    panel, say = sheet.panel, sheet.view.say
    for note in (*panel.notes, panel.part):
        if note:
            yield say("注：{note}").format(note=note)
    origin = measure(panel.source, panel.as_of, panel.stamp, coded(panel, sheet.view))
    if origin:
        yield origin


def _terms(brief: Brief) -> Iterator[Block]:
    """What the metrics mean and where figures come from, each once."""
    lang = brief.view.lang
    meant = {each.name: each.lines for sheet in brief.sheets for each in sheet.definitions}
    cited = {each.words: each.url for sheet in brief.sheets for each in sheet.citations}
    told = [paragraph(measure(name, *lines), "Note", lang) for name, lines in meant.items()]
    told += [paragraph(measure(words, url or ""), "Note", lang) for words, url in cited.items()]
    if told:
        head = paragraph(brief.view.say("定义与来源"), "Heading1", lang)
        yield Block(head + "".join(told))
