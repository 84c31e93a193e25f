"""Cases as cards of text, and their figures side by side, never joined and without growth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from chainboard.analysis.cases import before_and_after
from chainboard.panels.experience.cases import before_after, cards
from chainboard.view import Row
from tests.panels.drawing import RECORD, RECORD_EN, ZH, check, words
from tests.queries.answers import row_of
from tests.tables import rows

CITED = {"source_title": "甘肃日报", "grade": "B"}
SHEEP = {
    "case_id": 1,
    "title_zh": "环县肉羊",
    "title_en": "Huan County sheep",
    "is_own": True,
    "is_of_province": True,
    "area_zh": "环县",
    "area_en": "Huan",
    "chain_id": "mutton",
    "chain_zh": "肉羊",
    "chain_en": "Mutton",
    "summary_zh": "五个车间相互衔接。",
    "summary_en": "Five linked workshops.",
    "figures_zh": "2024饲养量375万只",
    "figures_en": "3.75 million raised in 2024",
    "steps_zh": ["屠宰加工", "熟食"],
    "steps_en": ["Slaughter", "Cooked products"],
    "of_all": 0,
}


def case(**more: Any) -> Row:
    return row_of("experience.cases", **{**CITED, **SHEEP, **more})


def test_a_card_says_the_practice_where_it_is_from_its_steps_and_who_tells_it():
    (face,) = check(cards([case()], RECORD)).body.cards

    assert face["label"] == "环县肉羊" and face["chip"]["word"] == "本市"
    assert face["text"] == "五个车间相互衔接。（概述由本项目译）"
    assert face["notes"] == ["量化结果：2024饲养量375万只", "写到的环节：屠宰加工、熟食"]
    assert face["owner"] == "环县"
    assert face["ways"] == [
        {"go": "chain?chain=mutton&county=all", "words": "肉羊"},
        "甘肃日报 [B]",
    ]


def test_a_chinese_card_has_no_english_and_an_english_one_no_chinese_but_its_source():
    (face,) = cards([case()], RECORD_EN).body.cards

    assert face["text"] == "Five linked workshops."
    assert face["notes"][0] == "Results: 3.75 million raised in 2024"
    assert face["owner"] == "Huan"


def test_a_case_of_parks_is_marked_and_one_from_outside_is_told_apart():
    told = [
        case(is_of_parks=True),
        case(is_own=False),
        case(is_own=False, is_of_province=False),
    ]

    panel = cards(told, RECORD)

    assert [face["chip"]["word"] for face in panel.body.cards] == ["本市、园区", "省内", "外地"]
    assert panel.finding == "做法案例 3 个：本市 1，市外 2"


def test_figures_of_more_sources_than_the_one_that_is_cited_say_so():
    (face,) = cards([case(other_sources=2)], RECORD).body.cards

    assert face["notes"][0] == "量化结果：2024饲养量375万只（部分数另据 2 处来源）"


def test_many_cards_are_folded_on_the_page_and_slides_hold_the_first():
    many = [case(case_id=at) for at in range(12)]

    assert cards(many, RECORD).body.fold == 9 and len(cards(many, RECORD).body.cards) == 12
    assert len(cards(many, replace(RECORD, theme="projector")).body.cards) == 6


def test_without_a_case_the_panel_says_what_will_stand_there_or_that_no_case_has_the_step():
    assert "在台账登记并审核后" in cards([], ZH).status
    chosen = cards([], replace(RECORD, node="mutton_cooked"))
    assert chosen.status == "没有写到这一环节的案例" and chosen.narrowed == ("node",)


def figures(text: str) -> list[Row]:
    same = {
        **{name: SHEEP[name] for name in ("case_id", "title_zh", "title_en", "area_zh", "area_en")},
        "source_title": "甘肃日报",
        "grade": "B",
        "unit": "万只",
        "decimals": 2,
        "name_zh": "羊饲养量",
        "name_en": "Sheep raised",
        "metric_id": "sheep_raised",
        "basis": "ytd",
        "hedge": "none",
        "status": "published",
    }
    drawn = [row_of("experience.case_figures", **{**same, **row}) for row in rows(text)]
    return before_and_after(
        [
            row.with_(period_start=date(row.period_end.year, 1, 1), value_text=str(int(row.value)))
            for row in drawn
        ]
    )


TWO = """
    period_end  value  source_id
    2021-12-31  315    s1
    2024-12-31  375    s2
"""


def test_figures_stand_side_by_side_with_their_periods_and_no_growth():
    """环县 2021年 315 万只, 2024年 375 万只: +19.05% must never appear."""
    panel = check(before_after(figures(TWO), RECORD))

    (box,) = panel.body.charts
    assert box["title"] == "环县 · 羊饲养量" and box["note"] == "环县肉羊"
    assert box["facts"] == [
        {"value": "315 万只", "when": "2021年（全年） [B]"},
        {"value": "375 万只", "when": "2024年（全年） [B]"},
    ]
    assert "来源不同或不相连，只并列" in box["caveat"]
    assert [said for said in words(panel.body) if "%" in said or "增长" in said] == []


def test_one_period_is_said_to_have_no_before_and_unequal_ones_not_to_compare():
    alone = before_after(figures("period_end  value\n2022-12-31  15"), RECORD)
    unequal = before_after(figures("period_end  value\n2022-09-30  15\n2023-12-31  20"), RECORD)

    assert alone.finding == "案例的实绩数 1 项，都只见到一期"
    assert alone.body.charts[0]["caveat"] == "只见到一期，没有前后"
    assert unequal.body.charts[0]["caveat"] == "各期长短不一，不能相比"
    assert unequal.body.charts[0]["facts"][0]["when"].startswith("2022年1—9月")


def test_no_source_says_when_a_practice_began_and_the_panel_does_not_pretend_to_know():
    panel = before_after(figures(TWO), RECORD)

    assert panel.notes == ("来源没有写明做法从哪一天开始，最早一期不等于做法之前。",)


def test_without_figures_the_panel_says_what_will_stand_there():
    assert "绑定的指标有数后" in before_after([], ZH).status
