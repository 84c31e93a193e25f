"""What the published pack's tables and citations owe their sources: all panels, all choices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from chainboard.board.scene import choices_of, start_of
from chainboard.navigation import pages, questions
from chainboard.packs import PUBLISHED
from chainboard.page import AXES
from chainboard.queries import ask
from chainboard.sheet.scope import asked
from chainboard.sheet.sheet import Cell, Sheet
from chainboard.sheet.sources import citation
from chainboard.store import editions
from chainboard.view import Row, View

pytestmark = pytest.mark.usefixtures("packs")
# Numbers that a source printed: the columns of the number, of its digits and of its own hedge.
PRINTED = {
    "value": ("value_text", "hedge_text"),
    "published_growth": ("growth_text", None),
    "target": ("target_text", "target_hedge_text"),
}


@cache
def start() -> View:
    number = editions.current("published")
    assert number is not None
    return start_of(View(pack=PUBLISHED, edition=number))


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every published panel, for every choice of its page's switch."""
    return tuple(_sheets())


def _sheets() -> Iterator[Sheet]:
    for page in pages():
        views = [start()] if not page.switch or page.has_all else []
        if page.switch:
            ids = [row[AXES[page.switch].ids] for row in choices_of(start()).rows[page.switch]]
            views += [replace(start(), **{page.switch: each}) for each in ids]
        for view in views:
            made = [asked(page, question, view) for question in questions(page)]
            yield from (sheet for sheet in made if not sheet.is_left_out)


@cache
def named(source_id: str) -> str:
    (source,) = ask(start(), "sources.of_ids", source_ids=[source_id])
    return citation(source, start().say)


@cache
def spoken(figure_id: int) -> tuple[str, ...]:
    """Citations of all sources that tell the same figure."""
    found = ask(start(), "sources.beside", figure_ids=[figure_id])
    return tuple(citation(source, start().say) for source in found)


def test_the_other_sources_of_a_figure_are_among_the_citations_of_its_panel():
    """另有 1 个来源的数，见“定义与来源”: the dialog has it."""
    counted, missing = 0, []
    for sheet in sheets():
        cited = {each.words for each in sheet.citations}
        for row in (row for row in sheet.panel.rows if row.get("alternatives")):
            others = spoken(row.figure_id)
            counted += 1
            if len(others) <= row.alternatives or not cited.issuperset(others):
                missing.append((sheet.panel.name, row.metric_id, others))

    assert counted > 0
    assert missing == []


def test_every_source_that_a_row_names_is_among_the_citations_of_its_panel():
    """Of the figure itself, of its target and of a newer reprint."""
    kinds, missing = set(), []
    for sheet in sheets():
        cited = {each.words for each in sheet.citations}
        for row in sheet.panel.rows:
            for key in [key for key in row if key.endswith("source_id") and row[key]]:
                kinds.add(key)
                if named(row[key]) not in cited:
                    missing.append((sheet.panel.name, key, row[key]))

    assert kinds >= {"source_id", "target_source_id", "reprint_source_id"}
    assert missing == []


def as_printed(row: Row, key: str, cell: Cell) -> bool:
    """Whether a cell has the digits of its source, and the source's own hedge."""
    digits, hedge = PRINTED[key]
    shown = str(cell.shown["words"] if isinstance(cell.shown, dict) else cell.shown)
    found = "".join(sign for sign in shown if sign in "0123456789.")
    wanted = str(row[digits]).replace(",", "").lstrip("+-−▲▼")
    return found == wanted and (row.get(hedge or "") or "") in shown


def test_a_number_in_a_table_has_the_digits_and_the_hedge_of_its_source():
    """突破 6.6, never 6.60; a growth of 8.5% never 8.50%."""
    read, changed = set(), []
    for sheet in sheets():
        for line in sheet.lines:
            for heading, cell in zip(sheet.headings, line.cells, strict=True):
                key, row = heading.key, line.row
                if not heading.is_number or key not in PRINTED or cell.raw is None:
                    continue
                if row.get(PRINTED[key][0]):
                    read.add(key)
                    if not as_printed(row, key, cell):
                        changed.append((sheet.panel.name, key, cell.shown, row[PRINTED[key][0]]))

    assert read == set(PRINTED)
    assert changed == []
