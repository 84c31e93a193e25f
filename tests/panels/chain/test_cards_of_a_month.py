"""What a card says of the months before, of corrections, and of who works on the chain."""

from __future__ import annotations

from chainboard.analysis.lights import lit
from chainboard.panels import card
from chainboard.panels.chain import cards as chain_cards
from tests.panels.chain.test_cards import FLOW, RULES, panel
from tests.panels.drawing import ZH
from tests.tables import rows


def faces(row):
    return panel(row).body.cards


def test_no_post_of_a_leader_stands_beside_a_light():
    offices = rows("""
        role         holder_zh   holder_en
        leader       示例副市长   Demo deputy mayor
        deputy       示例秘书长   Demo secretary general
        lead_bureau  示例能源局   Demo energy bureau
    """)

    assert chain_cards.roster(offices, ZH) == "牵头部门：示例能源局"
    assert chain_cards.roster(offices[:2], ZH) == "牵头部门：未注明"


def test_a_card_says_the_gap_of_the_month_before_and_how_far_it_moved():
    moved = FLOW.with_(value=1411.69, last_gap=-11.32, gap_change=-0.68)
    (face,) = faces(moved)

    assert (
        face["gap"]
        == "与序时进度之差 −12.00 个百分点（上月 −11.32 个百分点，较上月 −0.68 个百分点）"
    )
    (same,) = faces(moved.with_(last_gap=-12.0, gap_change=0.0))
    assert same["gap"].endswith("（上月 −12.00 个百分点，与上月持平）")


def test_a_figure_that_was_corrected_says_what_stood_there_before():
    (face,) = faces(FLOW.with_(value=59.28, replaced_value=63.78))
    (same,) = faces(FLOW.with_(value=59.28, replaced_value=59.28))

    assert "更正，原 63.78 亿元" in face["notes"]
    assert [note for note in same["notes"] if "更正" in note] == []


def test_a_correction_of_the_published_growth_alone_is_told_as_one():
    row = FLOW.with_(value=59.28, replaced_value=59.28, published_growth=7.2, replaced_growth=15.4)
    (face,) = faces(row)

    assert "更正，原公布同比 ▲ +15.40%" in face["notes"]


def test_a_light_in_winter_says_that_the_season_slows_this_metric():
    (row,) = lit([FLOW], RULES)
    face = card.face(row.with_(season_zh="冬季", season_en="Winter"), (), ZH)

    assert "冬季" in face["notes"]


def test_what_a_department_claims_says_whose_it_is_and_that_it_has_no_light():
    (row,) = lit([FLOW.with_(status="claim")], RULES)
    face = card.face(row, (), ZH)

    assert face["chip"] == {"light": "none", "mark": "–", "word": "不评灯"}
    assert "部门或企业口径" in face["notes"]
