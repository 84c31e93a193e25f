"""The KPI cards: what each variant of a card says, in both languages and on both packs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chainboard.analysis.lights import lit
from chainboard.panels import Panel
from chainboard.panels.chain import cards as chain_cards
from chainboard.view import Row, View
from tests.panels.drawing import CHINESE, EN, RECORD, RECORD_EN, ZH, check, column_of
from tests.queries.answers import row_of
from tests.tables import rows

RULES = rows("""
    rule_id   kind   light     gap_at_most  gap_below  words_zh          words_en
    lower     growth  watch    -            0          关注：增速低于目标     watch: below target
    behind    light  behind    -10          -          滞后：欠10个百分点  Behind: 10 points or more
    watch     light  watch     -            0          关注：不足10个      Watch: less than 10
    on_track  light  on_track  -            -          正常：不低于序时    On track: at pace
""")

# 产业链产值 of the mock-up of the card: 1,705.88 of 1,979 亿元 to October.
FLOW = row_of(
    "cards.figures",
    metric_id="output_value",
    name_zh="产业链产值",
    name_en="Output value",
    unit="亿元",
    kind="flow",
    growth_basis="nominal",
    decimals=2,
    direction="higher_better",
    owner_zh="市统计局",
    owner_en="City statistics bureau",
    area_code="621000",
    area_zh="庆阳",
    area_en="Qingyang",
    area_level="prefecture",
    figure_id=1,
    value=1705.88,
    published_growth=6.32,
    hedge="none",
    status="published",
    period_start=date(2026, 1, 1),
    period_end=date(2026, 10, 31),
    basis="ytd",
    source_title="示例报表",
    grade="demo",
    alternatives=0,
    target=1979.0,
    target_kind="level",
    target_version=1,
)
NO_TARGET = {"target": None, "target_kind": None, "target_version": None}
RATE = FLOW.with_(
    metric_id="industrial_va",
    name_zh="规上工业增加值增速",
    name_en="Growth of value added",
    unit="%",
    kind="growth_only",
    growth_basis="real",
    decimals=1,
    value=None,
    published_growth=6.3,
    growth_text="6.3",
    target=8.0,
    target_kind="growth",
)
STOCK = FLOW.with_(
    metric_id="firms",
    name_zh="链上企业",
    name_en="Firms",
    unit="户",
    kind="stock",
    decimals=0,
    value=161.0,
    basis="point",
    period_start=None,
    published_growth=None,
    **NO_TARGET,
)
OVERDUE = FLOW.with_(
    metric_id="overdue_tasks",
    name_zh="超期任务",
    name_en="Overdue tasks",
    unit="件",
    decimals=0,
    direction="lower_better",
    value=12.0,
    target=20.0,
    published_growth=None,
)
LATE = FLOW.with_(value=None, published_growth=None, absence="late", **NO_TARGET)


def panel(row: Row, view: View = ZH) -> Panel:
    return check(chain_cards.cards(lit([row], RULES), [], [], view))


def card(row: Row, view: View = ZH) -> dict[str, Any]:
    (found,) = panel(row, view).body.cards
    return dict(found)


def said(row: Row, view: View = ZH) -> dict[str, Any]:
    names = ("label", "value", "unit", "growth", "target", "completion", "gap", "period")
    return {name: card(row, view).get(name, "") for name in names}


def test_a_flow_with_a_target_says_value_growth_target_completion_and_gap():
    assert said(FLOW) == {
        "label": "产业链产值",
        "value": "1,705.88",
        "unit": "亿元",
        "growth": "公布同比 ▲ +6.32%（名义）",
        "target": "2026年目标 1,979 亿元",
        "completion": "完成 86.20%",
        "gap": "与序时进度之差 +2.87 个百分点",
        "period": "2026年1—10月（累计）",
    }


def test_a_flow_with_a_target_says_the_same_in_english_in_rmb_bn():
    assert said(FLOW, EN) == {
        "label": "Output value",
        "value": "RMB 170.59 bn",
        "unit": "",
        "growth": "Published growth ▲ +6.32% (nominal)",
        "target": "2026 target RMB 197.9 bn",
        "completion": "86.20% done",
        "gap": "+2.87 pp against the pro-rata schedule",
        "period": "Jan–Oct 2026 (YTD)",
    }


def test_a_flow_with_a_target_has_a_bar_with_the_tick_of_the_calendar_and_a_light():
    found = card(FLOW)

    assert found["bar"] == {
        "done": pytest.approx(0.8620, abs=5e-5),
        "pace": pytest.approx(10 / 12),
        "tone": "on_track",
    }
    assert found["chip"] == {"light": "on_track", "mark": "●", "word": "正常"}


@pytest.mark.parametrize(
    ("value", "light", "mark", "zh", "en"),
    [
        (1649.0, "watch", "▲", "关注", "on watch"),
        (1451.2, "behind", "■", "滞后", "behind"),
    ],
)
def test_a_light_is_a_mark_and_a_word_with_the_rule_beside_it(value, light, mark, zh, en):
    behind = FLOW.with_(value=value)

    assert card(behind)["chip"] == {"light": light, "mark": mark, "word": zh}
    assert card(behind, EN)["chip"]["word"] == en
    assert any(zh in note for note in panel(behind).notes)


def test_a_growth_rate_is_set_against_its_target_in_points_without_a_bar():
    assert said(RATE) == {
        "label": "规上工业增加值增速",
        "value": "▲ +6.3%",
        "unit": "",
        "growth": "可比价",
        "target": "目标 8.0%",
        "completion": "",
        "gap": "较目标 −1.70 个百分点",
        "period": "2026年1—10月（累计）",
    }
    assert card(RATE)["bar"] is None
    assert card(RATE)["chip"]["light"] == "watch"


def test_a_stock_has_neither_bar_nor_light_and_says_that_no_target_is_set():
    found = card(STOCK)

    assert (found["value"], found["unit"], found["bar"]) == ("161", "户", None)
    assert found["chip"] == {"light": "none", "mark": "–", "word": "未设目标"}
    assert (found["completion"], found["gap"]) == ("", "")


def test_where_lower_is_better_there_is_no_bar_and_no_light():
    found = card(OVERDUE)

    assert (found["value"], found["unit"], found["bar"]) == ("12", "件", None)
    assert found["chip"]["light"] == "none"


def test_where_lower_is_better_a_low_number_is_not_called_behind():
    """Twelve of twenty overdue tasks is no 欠序时进度."""
    (face,) = panel(OVERDUE).body.cards

    assert (face["completion"], face["gap"]) == ("", "")
    assert "落后序时进度" not in panel(OVERDUE).finding


@pytest.mark.parametrize(
    ("absence", "zh"),
    [
        ("late", "— 未报"),
        ("not_due", "— 未到期"),
        ("not_applicable", "— 不适用"),
        ("suppressed", "— 保密"),
        ("not_published", "— 未发布"),
    ],
)
def test_a_missing_figure_says_which_kind_of_missing_it_is_and_is_not_zero(absence, zh):
    missing = LATE.with_(absence=absence)

    assert card(missing)["value"] == zh
    assert card(missing, EN)["value"].startswith("— ")
    assert not CHINESE.search(card(missing, EN)["value"])


def test_a_missing_figure_says_who_owes_it():
    assert card(LATE)["owner"] == "市统计局"
    assert card(LATE, EN)["owner"] == "City statistics bureau"


def test_a_metric_whose_owner_nobody_named_says_so():
    assert card(FLOW.with_(owner_zh="unknown"))["owner"] == "未注明"


def test_a_card_read_aloud_is_label_period_hedge_value_and_published_growth():
    expected = "产业链产值，2026年1—10月（累计），1,705.88 亿元，增长 6.32%。"

    assert card(FLOW)["say"] == expected
    assert panel(FLOW).alt == expected


def test_a_fall_is_said_as_a_fall():
    fallen = FLOW.with_(published_growth=-8.92)

    assert card(fallen)["say"].endswith("下降 8.92%。")
    assert card(fallen)["growth"] == "公布同比 ▼ −8.92%（名义）"


def test_a_published_card_prints_its_digits_with_the_hedge_before_them():
    """investment_signed of 2025: 突破1,645.4亿元."""
    signed = FLOW.with_(
        value=1645.4, value_text="1645.4", hedge="over", hedge_text="突破", grade="B", **NO_TARGET
    )

    assert card(signed, RECORD)["value"] == "突破 1,645.4"
    assert card(signed, RECORD_EN)["value"].startswith("over RMB 164.54")
    assert "突破 1,645.4 亿元" in card(signed, RECORD)["say"]


def test_growth_as_published_gets_no_decimals_and_names_its_basis():
    gdp = FLOW.with_(
        value_text="132.47", value=132.47, growth_text="6.6", published_growth=6.6,
        growth_basis="real", grade="A", **NO_TARGET,
    )  # fmt: skip

    assert card(gdp, RECORD)["growth"] == "公布同比 ▲ +6.6%（可比价）"


def test_a_figure_without_a_published_growth_says_nothing_of_growth():
    alone = FLOW.with_(published_growth=None, **NO_TARGET)

    assert card(alone)["growth"] == ""
    assert card(alone)["say"] == "产业链产值，2026年1—10月（累计），1,705.88 亿元。"


PAST = FLOW.with_(
    metric_id="crude_oil_output", name_zh="原油产量", name_en="Crude oil output", unit="万吨",
    growth_basis="physical", value=850.09, value_text="850.09", published_growth=8.2,
    growth_text="8.2", period_start=date(2023, 1, 1), period_end=date(2023, 9, 30),
    target=1050.0, grade="B",
)  # fmt: skip


@pytest.mark.parametrize("row", [PAST, FLOW, RATE, STOCK])
def test_a_published_card_has_no_light_and_no_bar(row):
    (lighted,) = lit([row], [])
    (found,) = check(chain_cards.cards([lighted], [], [], RECORD)).body.cards

    assert found.get("bar") is None
    assert (found["chip"] or {"light": "none"})["light"] == "none"
    assert (found["chip"] or {"word": ""})["word"] in ("", "公开资料未见目标", "无同期实绩")


def test_a_completion_of_the_past_is_marked_as_computed_here():
    """原油 2023年1—9月: 80.96% of 1,050, 5.96 points ahead of the calendar."""
    (lighted,) = lit([PAST], [])
    (found,) = chain_cards.cards([lighted], [], [], RECORD).body.cards

    assert "推算" in found["completion"] and "80.96%" in found["completion"]
    assert "+5.96 个百分点" in found["gap"]
    assert "推算" not in found["say"] and "完成" not in found["say"]


def test_an_old_figure_says_that_it_is_old():
    record = replace(RECORD, as_of=date(2026, 11, 23))
    (found,) = chain_cards.cards(lit([PAST], []), [], [], record).body.cards

    assert found["period"] == "2023年1—9月（累计） · 距今超过 18 个月"


def test_a_card_without_a_figure_is_left_out_of_the_record_and_kept_on_the_demo():
    empty = LATE.with_(figure_id=None, absence=None, period_end=None, basis=None, hedge=None)

    assert chain_cards.cards(lit([empty], []), [], [], RECORD).body.cards == []
    assert card(empty)["value"] == "— 未发布"


def test_a_figure_that_is_not_final_says_so():
    assert "快报" in card(FLOW.with_(status="flash"))["notes"]
    assert card(FLOW)["notes"] == []


def test_a_raised_target_an_alternative_and_a_caveat_stand_with_the_number():
    noted = FLOW.with_(
        target_version=2,
        reason_zh="七月上调",
        alternatives=1,
        caveat_zh="含重复计算",
        caveat_area="621000",
    )

    notes = card(noted)["notes"]
    assert notes[0] == "目标已调整：七月上调"
    assert "1" in notes[1] and notes[2] == "含重复计算"


def test_a_newer_reprint_is_told_beside_the_number_never_as_it():
    capacity = STOCK.with_(
        name_zh="算力规模", unit="万P", value=6.6, value_text="6.6", hedge="over",
        hedge_text="突破", period_end=date(2025, 8, 6), grade="B", reprint_text="10",
        reprint_unit="万P", reprint_hedge="over", reprint_hedge_text="超过",
        reprint_end=date(2025, 12, 31), reprint_basis="point",
    )  # fmt: skip

    found = card(capacity, RECORD)
    assert found["value"] == "突破 6.6"
    assert "另据转载：2025年底超过 10 万P" in " ".join(found["notes"]).replace("底 ", "底")


def test_a_countys_figure_names_the_county():
    huan = FLOW.with_(area_level="county", area_zh="环县", area_en="Huan")

    assert card(huan)["label"] == "环县 · 产业链产值"
    assert card(huan, EN)["label"] == "Huan · Output value"


def test_a_sparkline_needs_six_points_of_the_same_metric_and_place():
    months = "\n".join(f"output_value  '621000'  {n}" for n in range(1, 7))
    history = rows(f"metric_id  area_code  month_value\nother  '621000'  9\n{months}")

    long, short = (
        chain_cards.cards(lit([FLOW], RULES), history[:size], [], ZH).body.cards[0]["spark"]
        for size in (7, 6)
    )
    assert (long, short) == ([1, 2, 3, 4, 5, 6], None)


def test_the_title_is_the_completion_and_the_distance_to_the_calendar():
    behind = panel(FLOW.with_(value=1411.69))

    assert behind.finding == "产业链产值完成年度目标的 71.33%，落后序时进度 12.00 个百分点"
    assert "83.33%" in behind.measure


def test_the_offices_of_the_chain_stand_in_one_line_or_none_is_published():
    offices = rows("""
        role         holder_zh   holder_en
        leader       示例副市长   Demo deputy mayor
        host_area    西峰区       Xifeng
        host_area    环县         Huan
    """)

    assert chain_cards.roster(offices, RECORD) == "链长：示例副市长；承载地：西峰区、环县"
    assert chain_cards.roster(offices, RECORD_EN).count(";") == 1
    assert chain_cards.roster([], RECORD).startswith("链长、牵头部门：公开资料未见")


def test_the_table_has_the_numbers_of_the_cards_with_their_own_units():
    table = panel(FLOW)

    assert column_of(table, "指标", ZH) == ["产业链产值"]
    assert column_of(table, "单位", ZH) == ["亿元"]
    assert column_of(table, "数值", ZH) == ["1,705.88"]
    assert table.rows[0].value == 1705.88


def test_every_card_cites_its_source_and_says_how_far_it_reaches():
    assert panel(FLOW).source == "来源：程序生成的示例数据 [演示数据]"
    assert panel(FLOW).as_of == "数据期：2026年1—10月"
