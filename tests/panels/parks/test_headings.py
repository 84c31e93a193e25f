"""The parks under 建设、管理、招商、运营, and the frontier of what a mu brings."""

from __future__ import annotations

from dataclasses import replace

from chainboard.analysis import parks as compared
from chainboard.panels import Panel
from chainboard.panels.parks.headings import headings
from chainboard.view import View
from tests.panels.drawing import CHINESE, RECORD, RECORD_EN, ZH, check, inked, read_by_people
from tests.panels.parks.test_panels import PER_MU, per_mu, quarter, year
from tests.queries.answers import row_of
from tests.tables import rows

ALL = replace(ZH, chain="all")
STEPS = """
    park_id  heading       stated_on   text_zh      text_en
    p1       construction  2026-08-20  道路完工      Roads finished
    p1       operation     2026-09-05  厂房改造出租   Workshops rebuilt
    p2       management    -           管办分开      Run apart
"""
PARKS = """
    park_id  name_zh  name_en  area_code  model_zh    model_en
    p1       甲园     Park A   '621002'   管委会＋公司  Committee and company
    p2       乙园     Park B   '621022'   -           -
"""
LAND = """
    park_id  name_zh  park_developable_area  park_supplied_area  park_built_area  park_workshop_area  park_workshop_let
    p1       甲园     1000                   500                 400              10                  8
"""
CITED = {"source_id": "demo", "source_title": "示例", "grade": "demo"}


def drawn(view: View, land: str = LAND) -> Panel:
    newest = [row_of("parks.newest", **row) for row in rows(PARKS)]
    deals = [row_of("park_steps.deals", park_id="p1", deals=12, in_place_funds=3.5, **CITED)]
    steps = [row_of("park_steps.steps", **{**CITED, **row}) for row in rows(STEPS)]
    run = compared.run(newest, compared.side_by_side(quarter(land)), deals)
    return check(headings(run, steps, view))


def test_each_park_has_its_figures_and_what_was_done_under_each_heading():
    first, second = drawn(ALL).body.rows

    assert first[1:] == [
        ["土地供应率 50.00%，建成率 80.00%", "2026年8月20日 道路完工"],
        ["运营模式：管委会＋公司"],
        ["累计签约 12 个，到位 3.50 亿元"],
        ["厂房出租率 80.00%", "2026年9月5日 厂房改造出租"],
    ]
    assert second[1:] == ["", ["管办分开"], "", ""]


def test_a_record_has_its_sources_words_and_no_share_or_rank():
    panel = drawn(RECORD)

    assert panel.body.rows[0][1:] == [
        ["2026年8月20日 道路完工"],
        "",
        "",
        ["2026年9月5日 厂房改造出租"],
    ]
    assert not any("%" in text for text in read_by_people(panel))
    assert panel.notes == ("空白：公开资料未见。",)


def test_in_english_nothing_but_the_source_is_chinese():
    panel = drawn(RECORD_EN)

    said = [text for text in read_by_people(panel) if CHINESE.search(text)]
    assert [text for text in said if text != panel.source] == []


def test_of_one_park_only_what_is_its_own():
    panel = drawn(replace(ALL, park="p2"))

    assert [row.park_id for row in panel.rows] == ["p2"]
    assert panel.finding == "乙园：建设、管理、招商、运营的做法 1 项"


def test_parks_on_the_frontier_have_a_ring_and_are_named_and_lines_say_their_share():
    panel = per_mu(year(PER_MU), ALL)
    *lines, dots = inked(panel.body.charts[0])

    assert [line["text"][-1] for line in lines] == ["5%", "10%", "20%", "50%"]
    assert dots["marker"]["line"]["width"] == [4, 4]
    assert any("带圈的在前沿" in note and "示例甲园" in note for note in panel.notes)
