"""D15: a target is decided with its digits, 394 or 7.7; a table pads none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from chainboard.navigation import pages, questions
from chainboard.sheet.scope import asked
from chainboard.view import Row
from tests.pages.opened import view

pytestmark = pytest.mark.usefixtures("packs")
PADDED = re.compile(r"\.\d*0(?!\d)")


def targets() -> Iterator[tuple[str, str, Row]]:
    """Panel, cell and row of every level that is a target, on each page of the demo."""
    whole = view("demo")
    for page in pages():
        for seen in (whole, replace(whole, chain="petrochem"), replace(whole, county="621022")):
            for sheet in (asked(page, question, seen) for question in questions(page)):
                for at, heading in enumerate(sheet.headings):
                    levels = [ln for ln in sheet.lines if ln.row.get("kind") != "growth_only"]
                    if heading.key == "target":
                        name = sheet.panel.name
                        yield from ((name, str(ln.cells[at].shown), ln.row) for ln in levels)


def test_a_target_in_a_table_has_its_own_digits_and_no_zeros_behind_them():
    found = list(targets())

    assert {name for name, _, _ in found} >= {
        "county_rank", "county_chains", "investment_by_chain", "in_place_monthly", "output_trend",
    }  # fmt: skip
    padded = [(name, cell, row) for name, cell, row in found if PADDED.search(cell)]
    assert [each[:2] for each in padded if each[1] != each[2].get("target_text")] == []
