"""Promises made for resources on the page: overdue on top, quiet on a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chainboard.analysis.commitments import standing, totals
from chainboard.packs import CITY
from chainboard.panels import Panel
from chainboard.panels.investment.commitments import commitments
from chainboard.view import Row, View
from tests.panels.drawing import CHINESE, EN, RECORD, ZH, check, column_of, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows

DRAWN = """
    promised_zh  promised_en  resource  state      due_on      investment
    叶片工厂      Blades       wind      under_way  2026-06-30  12
    烯烃         Olefins      coal      promised   2026-03-31  96
    轻烃         Lights       gas       kept       2025-12-31  18.4
"""


def promises(text: str) -> list[Row]:
    plain = {
        "resource_zh": "指标", "resource_en": "Quota", "holder_zh": "甲公司", "holder_en": "A",
        "source_title": "示例数据", "grade": "demo", "area_zh": "环县", "area_en": "Huan",
        "chain_id": "energy", "chain_zh": "综合能源", "chain_en": "Energy", "chain_is_shown": True,
    }  # fmt: skip
    return [row_of("commitments.listed", **{**plain, **row}) for row in rows(text)]


def drawn(text: str, view: View) -> Panel:
    told = standing(promises(text) if text else [], date(2026, 11, 15))
    return commitments(told, totals(told), view)


def test_the_title_counts_the_promises_the_overdue_ones_and_their_investment():
    panel = check(drawn(DRAWN, ZH))

    assert panel.finding == "3 项资源换项目的承诺共 126.40 亿元，2 项逾期未兑现"
    assert panel.notes == ("逾期未兑现的承诺投资合计 108.00 亿元。",)


def test_the_longest_overdue_is_the_first_row_with_its_days():
    panel = drawn(DRAWN, ZH)

    assert panel.body.rows[0][:3] == ["■ 逾期未兑现", "229", "烯烃"]
    assert column_of(panel, "逾期天数", ZH) == ["229", "138", ""]


def test_in_english_nothing_but_names_is_chinese():
    panel = check(drawn(DRAWN, EN))

    assert [text for text in read_by_people(panel) if CHINESE.search(text)] == []


def test_a_promise_without_a_date_says_so():
    panel = drawn("promised_zh  resource  state\n工厂  oil  under_way", ZH)

    assert "未约定" in panel.body.rows[0]
    assert panel.finding == "1 项资源换项目的承诺，0 项逾期未兑现"


def test_a_record_leaves_the_panel_out_and_an_office_is_told_what_to_send():
    assert (drawn("", RECORD).body, drawn("", RECORD).status) == (None, "")
    assert drawn("", replace(ZH, pack=CITY)).status == (
        "没有资源换项目的承诺；导入“资源换项目”表后显示"
    )
