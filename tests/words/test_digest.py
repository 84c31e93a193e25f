"""What a load changed, in a few lines that can be copied into a message."""

from __future__ import annotations

from datetime import date

from chainboard.words.digest import digest

OUTPUT = {
    "name_zh": "产业链产值", "name_en": "Output value", "unit": "亿元",
    "area_zh": "庆城", "area_en": "Qingcheng", "chain_zh": "苹果", "chain_en": "Apples",
    "period_start": date(2026, 1, 1), "period_end": date(2026, 9, 30), "basis": "ytd",
}  # fmt: skip
REVISED = {**OUTPUT, "kind": "correction", "old_value": 90.0, "new_value": 92.5}
NEW = {**OUTPUT, "kind": "new_period", "old_value": None, "new_value": 90.0}
LATE = {
    "office_zh": "市商务局", "office_en": "City Commerce Bureau", "template": "deals",
    "period_end": date(2026, 9, 30), "days_late": 12,
}  # fmt: skip
CROSSED = {**OUTPUT, "light": "behind", "old_light": "watch"}


def test_a_revised_figure_is_named_with_the_old_and_the_new_one():
    assert digest("zh", [REVISED, NEW], [], []).splitlines() == [
        "变动：更正 1、新期间 1",
        "更正 庆城 苹果 产业链产值 2026年1—9月：90.00 亿元 → 92.50 亿元",
    ]
    assert "RMB 9.00 bn → RMB 9.25 bn" in digest("en", [REVISED], [], [])


def test_a_revised_growth_is_named_where_it_stands_alone():
    alone = {**REVISED, "old_value": None, "new_value": None, "old_growth": 7.9, "new_growth": 8.1}
    beside = {**REVISED, "new_value": 90.0, "old_growth": 7.9, "new_growth": 8.1}

    for row in (alone, beside):
        assert digest("zh", [row], [], []).endswith("2026年1—9月：▲ +7.90% → ▲ +8.10%")


def test_a_growth_target_is_named_in_percent():
    target = {**OUTPUT, "kind": "target_moved", "year": 2026, "target_kind": "growth"}
    moved = {**target, "old_value": 7.0, "new_value": 8.0}

    assert digest("zh", [moved], [], []).endswith("2026年：7.00% → 8.00%")


def test_months_that_one_office_owes_are_one_line():
    august = {**LATE, "period_end": date(2026, 8, 31), "days_late": 43}
    said = digest("zh", [], [], [LATE, august, {**LATE, "template": "parks"}]).splitlines()

    assert said[1:] == [
        "迟报：市商务局 招商 共 2 期，最早 2026-08，已迟 43 天",
        "迟报：市商务局 园区 2026-09，已迟 12 天",
    ]


def test_a_light_that_changed_and_an_office_that_is_late_are_named():
    said = digest("zh", [], [CROSSED], [LATE]).splitlines()

    assert said == [
        "变动：无",
        "评灯变化：苹果 产业链产值 关注 → 滞后",
        "迟报：市商务局 招商 2026-09，已迟 12 天",
    ]


def test_beyond_eight_revisions_their_number_is_told():
    said = digest("zh", [REVISED] * 10, [], []).splitlines()

    assert len(said) == 10
    assert said[-1].startswith("另有 2 处更正")
