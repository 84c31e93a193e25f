"""Words in a header that may mean a field: read as it only where who sends the table says so."""

from __future__ import annotations

from chainboard.intake.answers import Said
from chainboard.intake.layout import tables
from chainboard.intake.rules import checked
from tests.intake.tables import KNOWN
from tests.intake.test_layout import coded, grid

LEDGER = """
    产业  所在地  指标名称  时间  口径  指标值  计量单位  上年同期
    石油化工  西峰区  产业链产值  2026-09  累计  12.5  亿元  11.5
"""


def test_an_uncertain_word_for_a_header_is_read_where_its_sender_says_so():
    both = (("所在地", "县区"), ("上年同期", "同口径上年同期"))
    (table,), _ = tables([grid(LEDGER)], KNOWN)
    assert set(table.headers) == set(both)
    assert ("unknown_column", "H1") in coded(table)
    (missing,) = [each for each in table.issues if each.code == "missing_column"]
    assert "--header 所在地=县区" in missing.zh and "导入" in missing.zh

    (table,), _ = tables([grid(LEDGER)], KNOWN, Said(headers=dict(both)))
    assert {code for code, _ in coded(table)} == {"header_read_as"}
    assert (table.columns["area_code"], table.columns["same_scope_prior"]) == (2, 8)
    assert set(table.headers) == set(both)


def test_a_word_that_was_said_to_mean_nothing_is_not_asked_for_again():
    (table,), _ = tables([grid(LEDGER)], KNOWN, Said(headers={"所在地": "", "上年同期": ""}))

    assert not any("是否为" in each.zh for each in table.issues)
    assert "area_code" not in table.columns and len(table.headers) == 2


def test_a_certain_word_goes_before_one_that_was_confirmed():
    text = LEDGER.replace("所在地", "所在地  地区").replace("西峰区", "甲  西峰区")
    (table,), _ = tables([grid(text)], KNOWN, Said(headers={"所在地": "县区"}))

    assert table.columns["area_code"] == 3


def test_no_row_of_a_table_that_lacks_a_column_can_be_taken():
    (table,), _ = tables([grid(LEDGER)], KNOWN)
    result = checked(table, KNOWN)

    assert result.batch.columns["has_error"] == [True] and result.kept == 0
