"""Doubted figures: open ones first, each with its sender, its answer and the way to its steps."""

from __future__ import annotations

import pytest

from chainboard.ledger import reading
from chainboard.packs import PUBLISHED
from chainboard.panels.loop import doubts
from chainboard.view import View
from tests.panels.drawing import check
from tests.panels.loop.seen import seen

pytestmark = pytest.mark.usefixtures("no_ledger")


@pytest.mark.usefixtures("demo_ledger")
def test_what_waits_for_an_answer_stands_first_and_leads_to_its_steps():
    view = seen()
    panel = check(doubts.doubts(reading.matters(view, "doubt"), view))

    assert panel.finding == "核实询问 2 件，待答复 1 件"
    assert [row[6] for row in panel.body.rows] == ["● 待答复", "✓ 已答复"]
    assert panel.body.rows[0][0]["go"].startswith("intake?matter=doubt-")
    assert panel.body.rows[1][7].startswith("示例：漏报两户企业，已补报（示例：合水县链长办公室")


def test_without_a_query_the_panel_says_how_one_is_asked_and_a_record_has_none():
    view = seen(lang="en")
    assert "above" in doubts.doubts([], view).status
    assert doubts.doubts([], View(pack=PUBLISHED)).status == ""
