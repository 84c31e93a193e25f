"""Up and down the tree of areas."""

from __future__ import annotations

from chainboard.board import levels
from chainboard.packs import by_name
from chainboard.scale import publishing, rollup
from tests.scale.rows import SEPTEMBER, firms, written

THERE = by_name(["published", "demo", "demo-620000", "demo-621000", "620000", "621000", "110000"])


def test_of_areas_those_with_none_above_them_are_offered_everywhere():
    assert levels.tops(THERE) == ["published", "demo", "demo-620000", "620000", "110000"]


def test_a_city_leads_up_and_a_province_down_to_the_part_that_is_chosen(var, tree):
    written([*firms("621002", 3), *firms("621022", 3), *firms("620102", 3)])
    rollup.roll(SEPTEMBER, None, tree, lambda step, percent: None)
    publishing.publish(tree, lambda area, percent: None)

    assert levels.steps(THERE, "demo-621000", "621002", "zh") == [("上一级：甘肃省", "demo-620000")]
    assert levels.steps(THERE, "demo-620000", "621000", "zh") == [("下一级：庆阳市", "demo-621000")]
    assert levels.steps(THERE, "demo-620000", "620300", "zh") == []
    assert levels.steps(THERE, "demo", "621002", "zh") == []
