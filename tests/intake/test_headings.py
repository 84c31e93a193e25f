"""One header as printed: its name, its unit, and the unit that a title names."""

from __future__ import annotations

import pytest

from chainboard.intake.headings import heading, line_unit, normal


@pytest.mark.parametrize(
    ("printed", "name", "unit"),
    [
        ("数值（万元）", "数值", "万元"),
        ("总投资(万元)", "总投资", "万元"),
        ("总投资/亿元", "总投资", "亿元"),
        ("总投资：万元", "总投资", "万元"),
        ("总投资\n（单位：万元）", "总投资", "万元"),
        ("总投资（万元，含税）", "总投资", "万元"),
        (" 县 区 ", "县区", ""),
        ("县（区）", "县区", ""),
        ("县（市、区）", "县区", ""),
        ("*产业链（必填）", "产业链", ""),
        ("规划面积【公顷】", "规划面积", "公顷"),
    ],
)
def test_a_header_is_read_past_blanks_brackets_and_units(printed: str, name: str, unit: str):
    found = heading(normal(printed))

    assert found is not None
    assert (found.name, found.unit) == (name, unit)


def test_a_header_that_could_mean_several_fields_means_none():
    assert [heading(word) for word in ("链", "名称", "金额")] == [None, None, None]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("单位：万元", "万元"),
        ("单位：亩、亿元", "亿元"),
        ("招商项目进展（万元）", "万元"),
        ("填报单位：元亨公司", ""),
        ("单位：元", "元"),
        ("单位：万吨", "万吨"),
        ("制表单位：吨公司", ""),
        ("填报单位：环县　单位：万元　填报日期：9月", "万元"),
    ],
)
def test_a_title_names_a_unit_or_none(title: str, unit: str):
    assert line_unit([normal(title)]) == unit
