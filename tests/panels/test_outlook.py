"""The year-end outlook as a list and as fans: what it says, and that it says it is internal."""

from dataclasses import replace
from datetime import date

import pytest

from chainboard.analysis.outlook import NONE
from chainboard.panels import fan, outlook
from chainboard.view import Row
from tests.panels.drawing import EN, RECORD, ZH, check, column_of, figures, inked, read_by_people

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)


def month(of: int, value: float, status: str = "verified") -> Row:
    ends = {8: date(2026, 8, 31), 9: SEPTEMBER, 10: OCTOBER}
    return Row(period_end=ends[of], value=value, status=status)


MISSED = Row(
    figure_id=1, metric_id="output_value", name_zh="产业链产值", name_en="Output value",
    unit="亿元", decimals=2, kind="flow", growth_basis="nominal", chain_id="petrochem",
    parent_id=None, chain_zh="油煤气化工", chain_en="Petrochemicals", area_code="621000",
    period_start=date(2026, 1, 1), period_end=OCTOBER, basis="ytd", value=66.0, target=120.0,
    target_text="120", target_kind="level", completion=0.55, gap=-28.3, light="behind",
    season_zh=None, season_en=None, seasonal_gap=-9.5, seasonal_years=5, status="flash",
    source_title="示例", grade="demo", verdict="missed", refusal="", reckoned_from=SEPTEMBER,
    reckoned_value=60.0, year_end=100.0, year_end_low=95.0, year_end_high=105.0,
    low_share=95 / 120, end_share=100 / 120, high_share=105 / 120, own_error=0.021,
    line_error=0.253, needed=20.0, recent=6.5, recent_months=3,
    months=[month(8, 52.0), month(9, 60.0), month(10, 66.0, "flash")],
    path=[
        Row(month=9, low=60.0, middle=60.0, high=60.0),
        Row(month=10, low=70.0, middle=72.0, high=74.0),
        Row(month=11, low=83.0, middle=86.0, high=89.0),
        Row(month=12, low=95.0, middle=100.0, high=105.0),
    ],
)  # fmt: skip
OPEN = MISSED.with_(
    metric_id="tax", name_zh="入库税收", name_en="Tax paid in", verdict="open", target=100.0,
    low_share=0.95, end_share=1.0, high_share=1.05, light="watch", season_zh="季节可解释",
    season_en="the season explains it",
)  # fmt: skip
MADE = OPEN.with_(metric_id="funds", name_zh="到位资金", name_en="Funds", verdict="made")
CITY = MADE.with_(chain_id=None, chain_zh=None, chain_en=None, parent_id=None)
REFUSED = MISSED.with_(
    **NONE, metric_id="industrial_va", name_zh="增加值增速", name_en="Value added", verdict="refused",
    refusal="kind", reckoned_from=None, reckoned_value=None, months=[],
)  # fmt: skip
ROWS = [MISSED, OPEN, MADE, CITY, REFUSED]


def test_the_title_says_how_many_will_not_be_made_which_is_farthest_and_what_it_would_take():
    panel = check(outlook.outlook(ROWS, ZH))

    assert panel.finding == (
        "内部测算：4 项年度目标中，1 项预计完不成、1 项说不准、2 项预计能完成；差得最远的是"
        "油煤气化工产业链产值，此后每月要 20.00 亿元，近期月均 6.50 亿元"
    )
    assert "内部测算，不对外提供" in panel.measure and "全市合计 1 项" in panel.measure


def test_the_list_holds_what_may_not_be_made_and_the_rest_stands_behind_it():
    panel = outlook.outlook(ROWS, ZH)

    assert [row[1] for row in panel.body.rows] == ["产业链产值", "入库税收"]
    assert len(panel.rows) == 5
    assert any("不测算：1 项不是按年累计的数" in note for note in panel.notes)


def test_a_row_has_both_gaps_the_light_with_the_season_the_range_and_the_errors():
    panel = outlook.outlook(ROWS, ZH)
    heads = [column["label"] for column in panel.body.columns]
    second = dict(zip(heads, panel.body.rows[1], strict=True))

    assert second["年底预计为目标的"] == "100.0%（95.0—105.0）"
    assert second["与序时进度之差"] == "−28.30 个百分点"
    assert second["与季节进度之差"] == "−9.50 个百分点"
    assert second["状态"] == "▲ 关注（季节可解释）"
    assert (second["往年误差"], second["直线误差"]) == ("2.1%", "25.3%")
    assert (second["此后每月要"], second["近期月均"]) == ("20.00 亿元", "6.50 亿元")


def test_why_a_target_is_not_reckoned_stands_in_its_row():
    assert column_of(outlook.outlook(ROWS, ZH), "不测算的原因", ZH)[-1].startswith("不是按年累计")


@pytest.mark.parametrize("why", [*outlook.reasons(ZH.say)])
def test_where_nothing_can_be_reckoned_one_quiet_line_says_why(why):
    for panel in (
        outlook.outlook([REFUSED.with_(refusal=why)], ZH),
        fan.of_chain([REFUSED.with_(refusal=why)], ZH),
    ):
        check(panel)
        assert panel.body is None
        assert outlook.reasons(ZH.say)[why] in panel.status
        assert "内部测算" in panel.finding


def test_without_a_target_it_says_so():
    assert check(outlook.outlook([], ZH)).status == "没有年度目标，不能测算年底"


def test_where_all_may_be_made_the_title_names_none_and_the_list_is_short():
    panel = check(outlook.outlook([MADE], ZH))

    assert panel.finding == "内部测算：1 项年度目标，1 项预计能完成"


def test_a_fan_has_the_year_so_far_the_range_and_the_target():
    panel = check(fan.of_chain([MISSED, REFUSED], ZH))
    low, high, middle, target, done, flash = inked(figures(panel)[0])

    assert (low["y"][-1], middle["y"][-1], high["y"][-1]) == (95.0, 100.0, 105.0)
    assert set(target["y"]) == {120.0}
    assert done["y"][6:9] == [52.0, 60.0, None]
    assert [value for value in flash["y"] if value is not None] == [66.0]
    assert done["x"][0] == "1—<br>2月" and len(done["x"]) == 11


def test_a_fan_says_the_verdict_the_range_and_the_error_in_words():
    assert fan.of_chain([MISSED], ZH).measure == (
        "产业链产值预计完不成：年底预计 95.00—105.00 亿元，目标 120.00 亿元，"
        "为目标的 83.3%（79.2—87.5） · 往年误差 2.1% · 由2026年1—9月累计推算 · 内部测算，不对外提供"
    )


def test_output_is_drawn_and_the_other_targets_of_the_chain_are_told():
    worse = OPEN.with_(verdict="missed", end_share=0.5)
    panel = check(fan.of_chain([worse, MISSED], ZH))

    assert set(inked(figures(panel)[0])[3]["y"]) == {120.0}
    assert panel.notes[0].startswith(
        "入库税收预计完不成：年底预计 95.00—105.00 亿元，目标 100.00 亿元"
    )
    assert panel.notes[0].endswith("此后每月要 20.00 亿元，近期月均 6.50 亿元，往年误差 2.1%。")
    alone = fan.of_chain([worse], ZH)
    assert set(inked(figures(alone)[0])[3]["y"]) == {100.0}


def test_what_an_average_lacks_is_not_said():
    panel = check(fan.of_chain([MISSED.with_(recent=None, recent_months=0)], ZH))

    assert panel.finding.endswith("此后每月要 20.00 亿元")


@pytest.mark.parametrize("view", [ZH, EN, replace(ZH, theme="projector")])
def test_every_form_of_it_says_that_it_is_an_internal_reckoning(view):
    for panel in (outlook.outlook(ROWS, view), fan.of_chain(ROWS, view)):
        check(panel)
        marked = "Internal reckoning" if view.lang == "en" else "内部测算"
        assert panel.finding.startswith(marked)


def test_in_english_an_amount_and_its_range_name_the_currency_once():
    assert "year-end RMB 9.50–10.50 bn" in fan.of_chain([MISSED], EN).measure
    assert [
        text for text in read_by_people(fan.of_chain([MISSED], EN)) if "RMB 9.50–RMB" in text
    ] == []


def test_a_record_of_what_was_published_has_none():
    assert outlook.outlook((), RECORD).body is None
