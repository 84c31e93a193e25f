"""What drove a change, drawn: bars that float from one to the next, and their total from zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chainboard.analysis.contribution import drivers as worked_out
from chainboard.panels.drivers import drivers, refused
from chainboard.panels.panel import Panel
from chainboard.person import Audience, Grant
from chainboard.view import Row
from tests.panels.city_rows import BOOK, CITY, CITY_EN, FIGURE
from tests.panels.drawing import check, column_of

RULE = "贡献率：合计接近零时不列"


def part(chain: str, value: float, before: float, **more: Any) -> Row:
    return Row(FIGURE).with_(
        figure_id=1, chain_id=chain, chain_zh=chain, chain_en=chain, value=value, may_add=True,
        same_scope_prior=before, published_growth=None, prior_value=before, is_broken=False,
        period_end=date(2026, 10, 31), prior_end=date(2025, 10, 31), absence=None,
        **more,
    )  # fmt: skip


def drawn(*rows: Row, view=CITY) -> Panel:
    return check(drivers(worked_out(rows, 20), RULE, "chain", view))


def bars(panel: Panel) -> dict[str, Any]:
    return next(trace for trace in panel.body.data if trace["type"] == "bar")  # type: ignore[union-attr]


def test_each_bar_begins_where_the_one_above_ends_and_the_total_at_zero():
    trace = bars(drawn(part("甲", 66, 60), part("乙", 32, 30), part("丙", 9, 10)))

    assert trace["y"] == ["合计", "丙", "乙", "甲"]
    assert trace["base"] == [0, 8, 6, 0]
    assert trace["x"] == [7, -1, 2, 6]
    assert trace["text"][0] == "+7.00  ▲ +7.00%" and trace["text"][1] == "−1.00  −1.00 个百分点"


def test_the_title_says_both_periods_the_change_and_what_pulled_most_each_way():
    panel = drawn(part("甲", 66, 60), part("乙", 32, 30), part("丙", 9, 10))

    assert panel.finding == (
        "2026年1—10月比2025年1—10月，产值增加 7.00 亿元，增长 7.00%（推算）："
        "甲拉动 6.00 个百分点、丙下拉 1.00 个百分点"
    )
    english = drawn(part("A", 66, 60), part("B", 9, 10), view=CITY_EN)
    assert "Jan–Oct 2026 against Jan–Oct 2025" in english.finding


def test_near_zero_shares_are_not_listed_and_the_rule_says_why():
    panel, usual = drawn(part("甲", 80, 60), part("乙", 21, 40)), drawn(part("甲", 66, 60))

    assert RULE in panel.notes and "贡献率" not in [column.label for column in panel.columns]
    assert RULE not in usual.notes and column_of(usual, "贡献率", CITY) == ["100.0%", ""]


def test_a_bar_that_falls_has_as_much_room_for_its_words_as_one_that_rises():
    panel = drawn(part("甲", 16, 10), part("乙", 2, 12), part("丙", 9, 10))
    trace = bars(panel)
    low, high = panel.body.layout["xaxis"]["range"]  # type: ignore[union-attr]

    ends = [start + change for start, change in zip(trace["base"], trace["x"], strict=True)]
    before = min(end - low for end, change in zip(ends, trace["x"], strict=True) if change < 0)
    assert before == pytest.approx(high - max([*ends, *trace["base"]]))


def test_a_chain_leads_to_its_page_and_the_total_nowhere():
    assert bars(drawn(part("energy", 66, 60)))["ids"] == ["", "chain?chain=energy"]


@pytest.mark.parametrize("why", ["overlap", "level", "real", "months", "broken", "nothing"])
def test_a_refusal_is_said_in_words(why):
    found = Row(parts=[], total=None, left_out=[], refused=why)

    panel = check(drivers(found, "", "chain", CITY))

    assert panel.body is None and panel.status == refused(why, CITY.say)


def test_on_a_record_no_change_is_worked_out():
    panel = drivers(worked_out([part("甲", 66, 60)], 20), RULE, "chain", BOOK)

    assert panel.body is None and panel.rows == ()


def test_who_does_not_see_all_chains_is_told_no_first_and_no_last():
    some = replace(CITY, audience=replace(CITY.audience, grants=()))

    panel = drawn(part("甲", 66, 60), part("乙", 9, 10), view=some)

    assert "拉动" not in panel.finding and "增加" not in panel.finding


def test_a_county_that_sees_all_of_its_chains_is_told_which_pulled_most():
    own = Audience((Grant(areas=frozenset({"621002"})),))
    view = replace(CITY, county="621002", audience=own)

    assert "甲拉动" in drawn(part("甲", 66, 60), part("乙", 9, 10), view=view).finding
    assert "拉动" not in drawn(part("甲", 66, 60), view=replace(view, county="all")).finding
