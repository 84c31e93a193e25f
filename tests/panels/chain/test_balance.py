"""The herd's balance on the page: the residual, the question, and what a record knows."""

from __future__ import annotations

from datetime import date

from chainboard.analysis.balance import books
from chainboard.panels import Panel
from chainboard.panels.chain.balance import herd_balance
from chainboard.view import View
from tests.analysis.test_balance import WHOLE, figures
from tests.panels.drawing import CHINESE, EN, RECORD, RECORD_EN, ZH, check, read_by_people

NAMES = {
    "sheep_stock": ("羊存栏", "Sheep stock"),
    "sheep_births": ("产羔", "Lambs born"),
    "sheep_bought": ("购入羊", "Sheep bought"),
    "sheep_slaughter": ("羊出栏", "Sheep sold"),
    "sheep_deaths": ("羊死亡", "Sheep that died"),
    "sheep_processed": ("肉羊屠宰加工", "Sheep processed"),
}


def drawn(text: str, view: View) -> Panel:
    told = [
        row.with_(
            name_zh=NAMES[row.metric_id][0],
            name_en=NAMES[row.metric_id][1],
            area_zh="华池",
            area_en="Huachi",
            period_start=None if row.part == "stock" else date(2025, 1, 1),
            period_end=date(2025, 12, 31),
            basis="point" if row.part == "stock" else "ytd",
            absence="not_published" if row.value is None else None,
            value_text=None if row.value is None else f"{row.value:g}",
            hedge="none",
            source_title="示例",
            grade="demo",
        )
        for row in figures(text)
    ]
    return check(herd_balance(books(told), view))


OFF = WHOLE.replace("sheep_stock      21", "sheep_stock      25")


def test_a_county_that_does_not_add_up_is_named_in_the_title_and_asked_in_a_note():
    panel = drawn(OFF, ZH)

    assert panel.finding == "账面与报数相差超过 5%：华池 16.00%"
    assert panel.notes[0] == "■ 请华池核对产羔、购入、死亡和存栏。"
    assert panel.body.rows[0] == [
        "华池", "2025年", "19.00", "14.00", "2.00", "13.00", "1.00", "21.00", "25.00",
        "■ 4.00（16.00%）", "5.00",
    ]  # fmt: skip


def test_a_herd_that_adds_up_says_so():
    assert drawn(WHOLE, ZH).finding == "存栏、产羔、出栏对得上，相差不超过 5%"


def test_with_a_missing_item_nothing_is_balanced_and_the_cell_says_why():
    panel = drawn(WHOLE.replace("sheep_deaths     1 ", "sheep_deaths     - "), ZH)

    assert panel.finding == "缺项，不能核对存栏"
    assert "— 未发布" in panel.body.rows[0]


def test_a_record_lists_what_is_known_and_works_nothing_out():
    known = WHOLE.replace("14 ", "-  ").replace("sheep_deaths     1", "sheep_deaths     -")
    panel = drawn(known.replace("19\n", "-\n"), RECORD)

    assert panel.finding == "羊的存栏和出栏：公开资料有数的 1 处"
    assert "公开资料未见" in str(panel.body.rows[0])
    assert not any("推算" in column["label"] for column in panel.body.columns)


def test_in_english_nothing_but_the_source_is_chinese():
    for view in (EN, RECORD_EN):
        panel = drawn(OFF, view)
        said = [text for text in read_by_people(panel) if CHINESE.search(text)]
        assert [text for text in said if text != panel.source] == []


def test_a_chain_without_a_herd_has_no_panel():
    assert (herd_balance([], ZH).body, herd_balance([], ZH).status) == (None, "")
