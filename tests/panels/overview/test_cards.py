"""The overview's cards, its list of what is behind, and its sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chainboard.analysis.lights import lit
from chainboard.packs import PUBLISHED
from chainboard.panels.overview import cards as overview
from chainboard.view import Row
from tests.pages.opened import table
from tests.panels.city_rows import BOOK, CITY, CITY_EN, drawn
from tests.panels.drawing import CHINESE, check, read_by_people
from tests.queries.answers import row_of


def on_record(text: str) -> list[Row]:
    """Figures of the past: no rule lights them."""
    return lit(drawn("cards.figures", text, grade="B"), [])


SIX = """
    figure_id  metric_id  name_zh  name_en  value  published_growth  target  absence
    1          funds      资金      Funds    60.0   4.0               100.0   -
    2          tax        税收      Tax      74.0   -1.0              100.0   -
    3          invest     投资      Capital  80.0   2.0               100.0   -
    -          firms      企业      Firms    -      -                 -       late
"""


def test_every_card_leads_to_its_page_and_the_title_counts_the_lights_worst_first():
    panel = check(overview.kpi_cards(drawn("cards.figures", SIX), [], CITY))

    assert [face["go"] for face in panel.body.cards] == ["investment?county=all"] * 4
    assert panel.finding == "全市主要指标：完成率滞后 1 项、关注 1 项、正常 1 项"
    assert panel.notes == ("规则甲", "规则乙", "规则丙")
    assert "75.00%" in panel.measure


def test_lights_of_growth_are_never_counted_with_those_of_completion():
    text = """
        figure_id  metric_id  name_zh  value  target  kind         published_growth  target_kind
        1          funds      资金      60.0   100.0   flow         -                 level
        2          va         增加值    -      6.5     growth_only  3.6               growth
    """
    panel = overview.kpi_cards(drawn("cards.figures", text), [], CITY)

    assert panel.finding == "全市主要指标：完成率滞后 1 项；增速滞后 1 项"


def test_a_card_that_is_late_says_so_on_its_face_in_its_table_and_aloud():
    panel = overview.kpi_cards(drawn("cards.figures", SIX), [], CITY)
    face, line = panel.body.cards[3], table(panel)[3]

    assert face["value"] == "— 未报"
    assert (line["数值"], line["缺数原因"]) == (None, "— 未报")
    assert "企业未报。" in panel.alt


def test_cards_are_english_in_english_and_amounts_are_billions():
    panel = check(overview.kpi_cards(drawn("cards.figures", SIX), [], CITY_EN))
    faces = panel.body.cards

    assert " ".join((faces[0]["value"], faces[0]["unit"])).strip() == "RMB 6.00 bn"
    assert [
        text for text in (panel.finding, panel.measure, panel.alt) if CHINESE.search(text)
    ] == []


def test_on_the_record_the_title_names_the_first_two_figures_with_their_periods():
    text = """
        figure_id  metric_id  name_zh  value  value_text  published_growth
        1          funds      资金      12.5   '12.50'     20.1
        2          crude      原油      850.0  '850'       8.2
        3          area       面积      60.9   '60.9'      -
        -          gone       未见的     -      -           -
    """
    panel = check(overview.kpi_cards(on_record(text), [], BOOK))

    assert panel.finding == (
        "公开资料可核对：资金 12.50 亿元（2026年1—9月）、原油 850 亿元（2026年1—9月）"
    )
    assert [face["label"] for face in panel.body.cards] == ["资金", "原油", "面积"]
    assert panel.notes == ()


def test_on_the_record_a_target_is_a_check_of_the_past_without_a_light_or_a_bar():
    text = """
        figure_id  value  value_text  target  target_text
        1          60.0   '60'        100.0   '100'
    """
    (face,) = overview.kpi_cards(on_record(text), [], BOOK).body.cards

    assert (face["chip"], face["bar"]) == (None, None)
    assert face["completion"] == "历史核对（推算）：完成 60.00%"


def test_on_the_record_a_newer_reprint_is_a_note_and_not_the_number():
    (row,) = on_record("figure_id  value  value_text\n1  6.6  '6.6'")
    told = row.with_(
        reprint_text="10", reprint_hedge="over", reprint_hedge_text="超过",
        reprint_basis="point", reprint_end=date(2026, 10, 31),
    )  # fmt: skip
    (face,) = overview.kpi_cards([told], [], BOOK).body.cards

    assert face["value"] == "6.6"
    assert any(note.startswith("另据转载") and "超过 10" in note for note in face["notes"])


def test_on_the_record_the_list_is_the_reviewed_words_with_their_sources():
    notes = [
        row_of("overview.attention_notes", sort=10, words_zh="天然气", words_en="Gas",
               go="chain?chain=energy", source_title="日报", grade="B"),
        row_of("overview.attention_notes", sort=20, words_zh="机架", words_en="Racks",
               go="chain?chain=digital", source_title="网站", grade="C"),
    ]  # fmt: skip
    panel = check(overview.noted(notes, BOOK))

    assert panel.body.rows == [
        ["1", {"words": "天然气", "go": "chain?chain=energy"}, "日报 [B]"],
        ["2", {"words": "机架", "go": "chain?chain=digital"}, "网站 [C]"],
    ]
    assert [text for text in read_by_people(panel) if "滞后" in text or "链长" in text] == []


def test_sources_are_counted_by_grade():
    held = row_of("about.contents", number=3, as_of=date(2026, 11, 15), figures=1060, metrics=7)
    sources = [
        row_of("sources.cited", source_id=source, grade=grade, figures=figures, shown=shown)
        for source, grade, figures, shown in (
            ("a", "A", 1000, 900),
            ("b", "C", 20, 0),
            ("c", "C", 40, 1),
        )
    ]
    panel = check(overview.sources_note([held], sources, CITY))

    assert [row[1:] for row in panel.body.rows] == [["1", "1,000"], ["2", "60"]]
    assert panel.finding == "版次 3：7 项指标，列出来源 3 处，其中 2 处有显示的数"
    assert "数据截至 2026年11月15日" in panel.measure
    record = overview.sources_note([held], sources, replace(CITY, pack=PUBLISHED))
    assert "核对于 2026年11月15日" in record.measure
