"""The list of problems says whose they are, how late, and what comes next."""

from __future__ import annotations

import pytest

from chainboard.ledger import reading
from chainboard.packs import CITY
from chainboard.panels.loop import problems
from chainboard.person import Audience, Grant
from chainboard.view import View
from tests.panels.loop.seen import seen

pytestmark = pytest.mark.usefixtures("demo_ledger")


def test_the_longest_overdue_stands_first_with_its_owner_and_days():
    view = seen()
    panel = problems.ledger(reading.of_view(view, "problem"), view)

    assert panel.finding == "10 件问题在办，4 件超期；最久的超期 31 天，责任单位示例：市自然资源局"
    assert "督办 3 件、通报 1 件" in panel.measure
    assert panel.body.rows[0][5:6] == ["2026年10月15日"]
    assert panel.body.rows[0][6] == "超期 31 天 · 督办"
    assert panel.body.rows[1][6] == "超期 16 天 · 通报"


def test_a_chain_and_a_county_narrow_the_list():
    view = seen(chain="petrochem", county="621025")
    rows = reading.of_view(view, "problem")

    assert [(row.chain_id, row.area_code) for row in rows] == [("petrochem", "621025")]


def test_a_county_s_reader_is_told_of_no_other_county_s_problems():
    own = Audience((Grant(areas=frozenset({"621025"})),), sees_firms=True)
    rows = reading.matters(seen(audience=own), "problem")

    assert rows and {row.area_code for row in rows} == {"621025"}


def test_english_screens_have_the_demo_s_words_in_english():
    view = seen(lang="en")
    panel = problems.ledger(reading.of_view(view, "problem"), view)

    first = panel.body.rows[0]
    assert first[0]["words"].startswith("Demo: a fine-chemicals project")
    assert first[0]["go"] == f"schedule?matter={panel.rows[0].id}"
    assert not any("\u4e00" <= letter <= "\u9fff" for cell in first for letter in str(cell))


def test_a_ledger_without_problems_says_how_to_raise_one():
    panel = problems.ledger([], View(pack=CITY))

    assert panel.body is None
    assert "python -m chainboard problem raise" in panel.status
