"""Counties whose figures say nothing of an order."""

from __future__ import annotations

from chainboard.panels.county import rank as county_rank
from tests.panels.county.test_county import CHAIN, check, in_order, read_by_people


def test_figures_without_target_and_growth_are_not_ranked_and_that_is_said():
    bare = {
        name: [row.with_(done=None, growth=None, improvement=None, pace=None) for row in each]
        for name, each in in_order().items()
    }
    panel = check(county_rank.rank(bare, CHAIN))

    assert "没有年度目标和公布增速" in " ".join(read_by_people(panel))
