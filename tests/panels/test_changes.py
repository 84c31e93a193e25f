"""What differs from the edition before, in words and units."""

from __future__ import annotations

from datetime import date
from typing import Any

from chainboard.panels import Panel
from chainboard.panels.changes import changes
from chainboard.view import Row
from tests.panels.drawing import CHINESE, EN, ZH, check, read_by_people

FIGURE = {
    "name_zh": "产业链产值", "name_en": "Output value", "unit": "亿元",
    "area_zh": "西峰", "area_en": "Xifeng", "chain_zh": "石油化工", "chain_en": "Petrochemicals",
    "park_zh": None, "park_en": None,
    "period_start": date(2026, 1, 1), "period_end": date(2026, 9, 30), "basis": "ytd",
    **dict.fromkeys(
        f"{side}_{what}" for side in ("old", "new") for what in ("value", "growth", "absence", "prior")
    ),
}  # fmt: skip


def figure(kind: str, **drawn: Any) -> Row:
    return Row({**FIGURE, "kind": kind, **drawn})


def target(old: float | None, new: float | None, kind: str = "level") -> Row:
    told = {name: FIGURE[name] for name in list(FIGURE)[:7]}
    moved = {"kind": "target_moved", "year": 2026, "target_kind": kind}
    return Row({**told, **moved, "old_value": old, "new_value": new})


def rule() -> Row:
    words = {"old_zh": None, "old_en": None, "new_zh": "滞后", "new_en": "Behind"}
    return Row({"kind": "rule_moved", "rule_id": "behind", "version": 1, **words})


def table(panel: Panel) -> list[list[object]]:
    return list(check(panel).body.rows)


def test_a_correction_shows_the_old_and_the_new_value_with_unit_and_change():
    found = changes([figure("correction", old_value=80.0, new_value=82.0)], 3, ZH)

    assert found.finding == "与版次 3 相比：更正 1"
    assert table(found) == [
        ["更正", "产业链产值", "西峰", "石油化工", "2026年1—9月（累计）", "80.00 亿元", "82.00 亿元", "▲ +2.50%"]
    ]  # fmt: skip


def test_the_finding_counts_every_kind():
    rows = [
        *[figure("new_period", new_value=1.0)] * 2,
        figure("correction", old_value=1.0, new_value=2.0),
        target(100.0, 120.0),
        rule(),
    ]

    assert changes(rows, 1, ZH).finding == "与版次 1 相比：更正 1、目标调整 1、规则调整 1、新期间 2"


def test_the_largest_changes_come_first_whatever_their_kind():
    rows = [
        figure("new_period", new_value=9000.0),
        figure("correction", old_value=100.0, new_value=101.0),
        target(100.0, 120.0),
        figure("correction", old_value=100.0, new_value=50.0),
    ]

    assert [row[-1] for row in table(changes(rows, 1, ZH))] == [
        "▼ −50.00%",
        "▲ +20.00%",
        "▲ +1.00%",
        "",
    ]


def test_fifty_are_in_the_table_and_all_stand_behind_it():
    panel = changes([figure("new_period", new_value=float(n)) for n in range(1234)], 1, ZH)

    assert (len(table(panel)), len(panel.rows)) == (50, 1234)
    assert panel.notes == ("另有 1,184 条见数据表",)


def test_of_very_many_the_first_two_thousand_stand_behind_it_and_all_are_counted():
    panel = changes([figure("new_period", new_value=float(n)) for n in range(2500)], 1, ZH)

    assert (panel.finding, len(panel.rows)) == ("与版次 1 相比：新期间 2,500", 2000)
    assert panel.notes[1] == "变动较多，只列前 2,000 条，其余 500 条未列"


def shown(row: Row) -> tuple[object, ...]:
    (line,) = table(changes([row], 1, ZH))
    return tuple(line[5:])


def test_what_was_missing_and_what_is_gone_say_so():
    late = figure("late_report", old_absence="late", new_value=9.5)
    gone = figure("withdrawn", old_value=9.5)

    assert shown(late) == ("— 未报", "9.50 亿元", "")
    assert shown(gone) == ("9.50 亿元", "—", "")


def test_growth_alone_is_shown_where_only_growth_differs():
    grown = {"old_value": 9.0, "new_value": 9.0, "old_growth": 5.0, "new_growth": 4.0}

    assert shown(figure("correction", **grown)) == ("▲ +5.00%", "▲ +4.00%", "−1.00 个百分点")


def test_a_moved_scope_shows_the_prior_years():
    moved = {"old_value": 9.0, "new_value": 9.0, "old_prior": 8.0, "new_prior": 7.0}

    assert shown(figure("scope_moved", **moved)) == (
        "同口径上年 8.00 亿元",
        "同口径上年 7.00 亿元",
        "",
    )


def test_two_rates_differ_by_percentage_points():
    rate = {"unit": "%", "old_value": 5.0, "new_value": 5.5}

    assert shown(figure("correction", **rate)) == ("5.00%", "5.50%", "+0.50 个百分点")
    assert shown(target(5.0, 6.0, "growth")) == ("5.00%", "6.00%", "+1.00 个百分点")


def test_a_rank_and_a_rule_have_no_change_in_percent():
    assert shown(target(3.0, 2.0, "rank")) == ("第 3 位", "第 2 位", "")
    assert shown(rule()) == ("—", "滞后", "")


def test_a_figure_of_a_park_names_the_park():
    park = figure("new_period", new_value=1.0, park_zh="某园区", park_en="Some park")

    assert table(changes([park], 1, ZH))[0][2] == "某园区"


def test_without_an_edition_before_and_without_a_difference_a_plain_line_says_so():
    assert check(changes([], None, ZH)).status == "没有可比的更早版次。"
    assert check(changes([], 4, ZH)).status == "与版次 4 相比，指标数、年度目标和规则没有变动。"


def test_all_is_english_in_english():
    rows = [figure("correction", old_value=80.0, new_value=82.0), target(None, 120.0), rule()]
    panel = check(changes(rows, 3, EN))

    assert [text for text in read_by_people(panel) if CHINESE.search(text)] == []
