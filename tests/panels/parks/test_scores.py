"""Park scores on the page: both rules side by side, off where nothing is ranked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chainboard.analysis.park_score import scored
from chainboard.panels import Panel
from chainboard.panels.parks.scores import scores
from chainboard.person import Audience, Grant
from chainboard.view import View
from tests.analysis.test_park_score import RULES
from tests.panels.drawing import CHINESE, EN, RECORD, ZH, check, column_of, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows

ALL = replace(ZH, chain="all")
PARKS = """
    park_id  name_zh  name_en  area_code  tax_per_mu
    a        甲园     Park A   '621002'   30
    b        乙园     Park B   '621022'   6.02425
    c        丙园     Park C   '621022'   -
"""
SOURCES = {"source_zh": "公开办法", "source_en": "A published rule"}


def drawn(view: View) -> Panel:
    rules = [row_of("park_scores.rules", **SOURCES, **rule) for rule in rows(RULES)]
    cited = {"source_title": "示例", "grade": "demo", "period_start": date(2025, 1, 1)}
    figures = [row_of("parks.last_full_year", **cited, basis="ytd", period_end=date(2025, 12, 31))]
    return scores(scored(rows(PARKS), rules), rules, figures, view)


def test_each_rule_has_its_column_with_what_it_is_out_of():
    panel = check(drawn(ALL))

    assert column_of(panel, "基准值法得分（满分 30）", ALL) == ["30.0", "7.5"]
    assert column_of(panel, "极差法得分（满分 30）", ALL) == ["30.0", "6.0"]
    assert panel.finding == "甲园基准值法得分（满分 30）最高，为 30.0"


def test_amounts_on_the_page_are_rounded_and_have_their_unit():
    assert [row[1] for row in drawn(ALL).body.rows] == ["30.00 万元/亩", "6.02 万元/亩"]


def test_a_park_that_cannot_be_scored_is_named():
    assert "不足两个完整年度或缺数的园区不评分：丙园。" in drawn(ALL).notes


def test_in_english_nothing_is_chinese():
    panel = check(drawn(replace(EN, chain="all")))

    assert [text for text in read_by_people(panel) if CHINESE.search(text)] == []


def test_nothing_is_scored_on_a_record_nor_for_who_sees_some_of_the_parks():
    some = replace(ALL, audience=Audience((Grant(areas=frozenset({"621002"})),)))

    assert (drawn(RECORD).body, drawn(RECORD).status) == (None, "")
    assert drawn(some).status == "只能看到部分园区，不评分"
