"""Projects with their lights, permits and reasons; their cards; those of a record as printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chainboard.analysis import projects
from chainboard.packs import CITY, DEMO
from chainboard.panels.schedule import cards, late, lights, printed
from chainboard.sheet import sheet
from tests.panels.drawing import EN, RECORD, ZH, check, column_of, read_by_people
from tests.panels.schedule.drawn import BUREAUS, DONE, STARTED, WAITS, judged, project
from tests.tables import rows

ALL = replace(ZH, chain="all")
CITY_VIEW = replace(ALL, pack=CITY)


def line(panel, name):
    return next(row for row in panel.body.rows if row[0] == f"示例{name}")


def test_a_light_stands_as_mark_word_and_colour_with_what_it_is_about():
    panel = check(lights.lights(judged(WAITS, STARTED, DONE), BUREAUS, ALL))

    start = line(panel, "甲")[2]
    assert start == {
        "light": "behind",
        "words": "■ 滞后",
        "more": "计划2026年8月1日、已逾期 106 天",
    }
    assert line(panel, "乙")[4]["more"] == "开工满 2 个月未入库"
    assert line(panel, "乙")[5]["more"] == "到位 1.50 亿元，需 2.00 亿元"
    assert line(panel, "丙")[4] == {"light": "on_track", "words": "● 正常", "more": "已入库"}


def test_days_late_are_said_of_start_and_completion():
    panel = lights.lights(judged(STARTED, DONE), BUREAUS, ALL)

    assert line(panel, "乙")[2]["more"] == "计划2026年7月1日、实际2026年9月1日、晚 62 天"
    assert line(panel, "丙")[6] == "计划2026年5月1日、实际2026年6月1日、晚 31 天"


def test_the_words_of_the_rules_stand_with_the_lights():
    panel = lights.lights(judged(WAITS, STARTED), BUREAUS, ALL)

    assert "开工：start_on；start_behind" in panel.notes
    assert "纳统：entry_behind" in panel.notes


def test_permits_say_how_many_there_are_and_which_are_not_seen():
    told = rows("""
        project_id  permit    permitted_on
        甲           approval  2026-01-05
        甲           land      2026-02-06
    """)
    given = projects.with_permits(judged(WAITS), told)
    panel = lights.lights(given, BUREAUS, ALL)

    assert line(panel, "甲")[7] == "前期手续 2 项，未见规划许可、环评、能评、施工许可；示例保障"
    assert column_of(panel, "立项", ALL) == ["2026年1月5日"]


def test_a_reason_has_its_class_words_and_day_and_a_late_one_without_says_so():
    panel = lights.lights(judged(WAITS, STARTED, DONE), BUREAUS, ALL)

    assert line(panel, "甲")[8] == "用地：示例原因（2026年10月31日）"
    assert line(panel, "乙")[8] == "未填报原因"
    assert line(panel, "丙")[8] == ""
    assert line(panel, "甲")[9] == "市工信局"
    assert "Land: Demo reason (31 Oct 2026)" in str(
        lights.lights(judged(WAITS), BUREAUS, replace(EN, chain="all")).body.rows
    )


def test_the_page_says_how_many_of_how_many_it_lists_and_the_table_behind_has_all():
    many = judged(*(project(f"{number:03d}", rank=1) for number in range(45)))
    panel = check(lights.lights(many, BUREAUS, ALL))

    assert (len(panel.body.rows), len(panel.rows)) == (30, 45)
    assert "列出前 30 项，共 45 项，全部见数据表" in panel.measure


def test_a_choice_that_leaves_nothing_says_so_and_so_does_a_pack_without_projects():
    assert (
        lights.lights([], BUREAUS, replace(ALL, light="watch")).status == "没有符合所选条件的项目"
    )
    assert lights.lights([], BUREAUS, ALL).status.startswith("没有项目")
    chosen = lights.lights(judged(WAITS), BUREAUS, replace(ALL, light="behind", stage="signed"))
    assert "只列评灯为“滞后”的、只列“签约”阶段的" in chosen.measure


def test_a_confidential_amount_is_called_so_behind_the_list():
    panel = lights.lights(
        judged(WAITS.with_(total_investment=None, absence="suppressed")), BUREAUS, ALL
    )

    assert column_of(panel, "缺数原因", ALL) == ["— 保密"]


def test_cards_count_each_project_by_the_worst_of_its_lights():
    found = judged(WAITS, STARTED, DONE)
    panel = check(cards.cards(projects.counted(found), found, [], ALL))
    behind, watch, on_track = panel.body.cards

    assert (behind["value"], watch["value"], on_track["value"]) == ("2", "0", "1")
    assert behind["notes"] == ["其中开工 1、纳统 1、资金 1"]
    assert (behind["go"], watch["go"]) == ("schedule?light=behind", "")
    assert panel.finding == "3 个项目中滞后 2 个、关注 0 个"


def test_a_record_has_no_cards_and_no_lights_and_shows_projects_as_printed():
    told = project(
        "甲", stage="under_construction", stage_text="在建（一期）", stated_on=date(2024, 5, 1),
        total_investment=0.4, total_investment_text="0.40", grade="B", start_planned=date(2023, 1, 1),
    )  # fmt: skip
    found = projects.standing([told], [], [], RECORD.as_of)
    view = replace(RECORD, chain="all")
    panel = check(printed.printed(found, view))

    assert panel.body.rows[0][3:5] == ["0.40 亿元", "在建（一期）（2024年5月1日报道）"]
    assert [
        t for t in read_by_people(panel) if any(w in t for w in ("逾期", "■", "▲", "滞后"))
    ] == []
    assert cards.cards(projects.counted(found), found, [], view).body is None


def test_late_projects_are_at_most_ten_with_a_way_to_all_of_them():
    waits = [WAITS.with_(project_id=f"p{number}", name_zh=f"示例{number}") for number in range(12)]
    view = replace(ZH, county="621002")
    panel = check(late.late(projects.late(judged(*waits)), BUREAUS, ("chain", "county"), view))

    assert len(panel.body.rows) == 11
    assert panel.body.rows[-1][0] == {
        "go": "schedule?chain=petrochem&county=621002",
        "words": "在“调度”页看全部 12 项",
    }
    assert panel.body.rows[0][2]["more"] == "开工；计划2026年8月1日、已逾期 106 天"


def test_without_a_late_project_one_line_says_so_and_a_record_has_no_such_panel():
    assert late.late([], BUREAUS, ("chain",), ZH).status == "没有落后的项目"
    assert sheet(late.late([], BUREAUS, ("chain",), RECORD), RECORD).is_left_out


def test_a_chinese_table_of_the_demo_has_no_english_code_and_the_city_s_codes_are_whole():
    demo = replace(ALL, pack=DEMO)
    told = [row.with_(project_id="demo_project_0007") for row in judged(WAITS)]
    panels = {view.pack.name: lights.lights(told, BUREAUS, view) for view in (demo, CITY_VIEW)}

    assert column_of(panels["demo"], "项目编号", demo) == ["0007"]
    assert column_of(panels["city"], "项目编号", CITY_VIEW) == ["demo_project_0007"]
