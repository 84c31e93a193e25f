"""The panels beside other prefectures: peer_gap, peer_strip, peer_rule, province_context."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from chainboard.analysis.benchmark import compared, gaps, of_province
from chainboard.analysis.peers import neighbours, readings, steadiness
from chainboard.panels.benchmark import gap, province, rule, strip
from chainboard.view import Row
from tests.panels.drawing import EN, RECORD, RECORD_EN, ZH, check, column_of, inked, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows

NAMES = {"A": ("庆阳", "Qingyang"), "B": ("白银", "Baiyin"), "C": ("酒泉", "Jiuquan"),
         "D": ("平凉", "Pingliang"), "E": ("天水", "Tianshui")}  # fmt: skip
PLACES = [
    row_of("peers.places", area_code=code, area_zh=zh, area_en=en, is_own=code == "A",
           is_of_province=True)
    for code, (zh, en) in NAMES.items()
]  # fmt: skip
INDICATORS = [
    row_of("peers.indicators", metric_id="gdp", used_for="near", is_log=True, name_zh="总量",
           name_en="Size", reason_zh="经济总量", reason_en="Size of the economy"),
    row_of("peers.indicators", metric_id="industrial_fai", used_for="compare", is_log=False),
    row_of("peers.indicators", metric_id="gdp", used_for="compare", is_log=True),
]  # fmt: skip
WITHIN = {"number": 3, "shared": 1, "years": 2}
RULES = rows("""
    words_zh      words_en     source_zh      source_en
    最近的3个     nearest_3    本项目默认     default_of_this_project
""")


def figure(metric: str, code: str, number: float, year: int, month: int, **more: Any) -> Row:
    is_rate = metric == "industrial_fai"
    zh, en = NAMES[code]
    drawn = {
        "figure_id": 100 * (100 * year + month) + 2 * ord(code) % 100 + is_rate,
        "metric_id": metric,
        "name_zh": "工业固定资产投资增速" if is_rate else "地区生产总值",
        "name_en": "Industrial investment" if is_rate else "GDP",
        "unit": "%" if is_rate else "亿元",
        "kind": "growth_only" if is_rate else "flow",
        "decimals": 1 if is_rate else 2,
        "direction": "higher_better",
        "growth_basis": "nominal",
        "area_code": code, "area_zh": zh, "area_en": en,
        "period_start": dt.date(year, 1, 1),
        "period_end": dt.date(year, month, 31 if month == 12 else 30),
        "basis": "ytd", "hedge": "none", "status": "published",
        "published_growth" if is_rate else "value": number,
        "growth_text" if is_rate else "value_text": f"{number:g}",
        "source_title": "甘肃日报", "grade": "A",
    }  # fmt: skip
    return row_of("peers.figures", **{**drawn, **more})


GROWTH = {"A": 14.5, "B": 42.2, "C": 2.9, "D": -18.5, "E": 29.3}
HALF = {"A": 3.7, "B": 45.5, "C": 4.3, "D": -1.8, "E": 24.6}
LEVEL = {"A": 1022.26, "B": 636.0, "C": 841.0, "D": 642.0}
FIGURES = [
    *(figure("industrial_fai", code, n, 2025, 9) for code, n in GROWTH.items()),
    *(figure("industrial_fai", code, n, 2025, 6) for code, n in HALF.items()),
    *(figure("gdp", code, n, 2022, 12) for code, n in LEVEL.items()),
    figure("gdp", "E", 750.33, 2021, 12),
]
BESIDE = compared(FIGURES, INDICATORS, PLACES, frozenset("BCD"), WITHIN)
GAPS = gaps(BESIDE)
READ = readings(FIGURES, INDICATORS, PLACES, WITHIN)
NEAR = neighbours(READ, PLACES, WITHIN)


def test_two_places_that_do_better_are_named_with_how_much():
    panel = check(gap.gap(GAPS, ["gdp"], RECORD))

    assert panel.name == "peer_gap"
    assert panel.finding == (
        "工业固定资产投资增速（2025年1—9月）：白银高 27.7 个百分点；天水高 14.8 个百分点"
    )
    english = check(gap.gap(GAPS, ["gdp"], RECORD_EN))
    assert english.finding == (
        "Industrial investment (Jan–Sep 2025): Baiyin 27.7 pp higher; Tianshui 14.8 pp higher"
    )


def test_the_median_says_how_many_peers_it_is_of_and_the_gap_is_in_points_or_in_the_unit():
    rate, money = gap.gap(GAPS, [], RECORD).body.rows

    assert rate[2] == ["2.9%（3 个有同期数）", "本市高 11.6 个百分点"]
    assert money[2] == ["642.00 亿元（3 个有同期数）", "本市高 380.26 亿元"]
    assert rate[1] == ["▲ +14.5%", "同期 5 个市州第 3"]
    assert money[0] == ["地区生产总值", "2022年（距今超过 18 个月）"]


def test_every_figure_behind_a_gap_stands_in_its_table_with_its_source():
    panel = gap.gap(GAPS, [], RECORD)

    assert column_of(panel, "地区", RECORD) == ["庆阳", "白银", "天水", "庆阳", "酒泉"]
    assert column_of(panel, "与本市之差（推算）", RECORD)[1] == "高 27.7 个百分点"
    assert set(column_of(panel, "来源", RECORD)) == {"甘肃日报 [A]"}


def test_an_indicator_by_which_peers_are_found_says_that_a_small_gap_follows_from_the_rule():
    assert gap.gap(GAPS, ["gdp"], RECORD).notes == (
        "地区生产总值也是选对标用的指标：与中位数相近是选法所致，不说明好坏。",
    )
    assert gap.gap(GAPS, [], RECORD).notes == ()


def test_a_slide_leaves_out_the_best_peer_who_stands_among_those_who_do_better():
    panel = gap.gap(GAPS, [], replace(RECORD, theme="projector"))

    assert [head["label"] for head in panel.body.columns] == [
        "指标", "本市", "对标中位数（推算）", "同期更好的市州",
    ]  # fmt: skip


def test_where_nobody_does_better_that_is_said():
    alone = gaps(compared(
        [figure("industrial_fai", "A", 50, 2025, 9), *FIGURES[1:5]], INDICATORS, PLACES,
        frozenset("BCD"), WITHIN,
    ))  # fmt: skip

    assert gap.gap(alone, [], RECORD).finding == "有同期数的 1 项指标，没有市州比本市好"


def test_every_place_is_a_dot_and_one_of_another_year_is_hollow():
    panel = check(strip.strip(BESIDE, GAPS, RECORD))
    rate, money = panel.body.charts
    dots = next(trace for trace in inked(money) if trace["mode"] == "markers")

    assert (money["title"], money["note"]) == (
        "地区生产总值", "2022年（距今超过 18 个月） · 亿元 · 同期 4 个市州 · 其他期间 1 个",
    )  # fmt: skip
    hollow = [x for x, kind in zip(dots["x"], dots["marker"]["symbol"], strict=True)
              if kind == "circle-open"]  # fmt: skip
    assert hollow == [750.33]
    assert len(inked(rate)[-1]["x"]) == 5


def test_the_city_and_the_best_place_have_their_names_without_a_pointer():
    rate, _money = strip.strip(BESIDE, GAPS, RECORD).body.charts

    named = [trace["text"][1] for trace in rate["data"] if trace["mode"] == "lines+text"]
    assert sorted(named) == ["庆阳 ▲ +14.5%", "白银 ▲ +42.2%"]


def test_a_floor_is_named_and_not_drawn():
    told = [*FIGURES[:10], *(f for f in FIGURES[10:14] if f.area_code != "B"),
            figure("gdp", "B", 670.0, 2022, 12, hedge="over")]  # fmt: skip
    beside = compared(told, INDICATORS, PLACES, frozenset("BCD"), WITHIN)
    _rate, money = strip.strip(beside, gaps(beside), RECORD).body.charts

    assert money["caveat"] == "下限数不画：白银。"
    assert 670.0 not in inked(money)[-1]["x"]
    assert "超过 670 亿元" in column_of(strip.strip(beside, gaps(beside), RECORD), "数值", RECORD)


def test_a_pack_that_offices_send_says_what_can_be_done_today():
    panel = check(strip.strip([], [], ZH))

    assert "报送的表只收本市和各县（区）的数" in panel.status
    assert "published figures" in check(strip.strip([], [], EN)).status
    assert strip.strip([], [], RECORD).status == ""


def test_the_rule_names_the_peers_the_distances_and_what_was_left_out():
    panel = check(rule.rule(NEAR, READ, steadiness(READ, PLACES, WITHIN), RULES, RECORD))

    assert panel.name == "peer_rule"
    assert panel.finding == "按公开指标，与本市最相近的 3 个市州：酒泉、天水、平凉"
    assert "地区生产总值（2022年、取对数）" in panel.measure
    assert panel.body.rows[0][0] == "庆阳（本市）"
    assert [row[0] for row in panel.body.rows[1:]] == [
        "1 酒泉（对标）", "2 天水（对标）", "3 平凉（对标）", "4 白银",
    ]  # fmt: skip
    assert panel.body.rows[2][-1] == ["750.33 亿元", "2021年"]
    assert "来由：本项目默认。" in panel.notes


def test_a_place_that_is_left_out_says_what_it_lacks():
    read = readings(FIGURES[10:14], INDICATORS, PLACES, WITHIN)
    near = neighbours(read, PLACES, WITHIN)
    panel = check(rule.rule(near, read, [], RULES, RECORD))

    assert panel.notes[0] == "未参加：天水缺地区生产总值。"
    assert panel.body.rows[-1][:3] == ["天水", "未参加", "共有 0 项"]


def test_the_city_stands_fifth_after_eighth_in_the_manner_of_the_published_lists():
    listed = of_province(FIGURES, PLACES, ["industrial_fai", "gdp"])
    whole = [row_of("peers.province_growth", metric_id="industrial_fai",
                    period_start=dt.date(2025, 1, 1), period_end=dt.date(2025, 9, 30),
                    published_growth=6.4, growth_text="6.4")]  # fmt: skip
    panel = check(province.province(listed, whole, RECORD))
    first, half, level = panel.body.charts

    assert panel.name == "province_context"
    assert panel.finding == (
        "工业固定资产投资增速：庆阳在全省 5 个市州中"
        "2025年1—9月第 3（▲ +14.5%）、2025年1—6月第 4（▲ +3.7%）"
    )
    assert first["caveat"] == "全省 ▲ +6.4%" and half["caveat"] == ""
    assert inked(first)[0]["y"][-1] == "1 白银"
    assert "data" not in level and level["facts"][0] == {"value": "1,022.26 亿元", "when": "庆阳"}
    assert level["caveat"] == "公开资料未见：天水"


def test_a_list_with_gaps_is_no_chart_and_no_rank_on_slides_either():
    listed = of_province(FIGURES, PLACES, ["gdp"])
    panel = check(province.province(listed, [], replace(RECORD, theme="projector")))

    assert [row.rank for row in panel.rows] == [None] * 5
    assert "全省 5 个市州的公布数" in panel.finding
    assert not [said for said in read_by_people(panel) if "第 1" in said]
