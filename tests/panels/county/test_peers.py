"""Counties beside those of their own type: county_peers."""

from __future__ import annotations

from dataclasses import replace

from chainboard.analysis.county_types import by_type
from chainboard.panels.county.peers import peers
from chainboard.person import Audience, Grant
from chainboard.view import Row
from tests.panels.county.drawn import BOOK, CITY, COUNTIES
from tests.panels.county.test_county import in_order
from tests.panels.drawing import check
from tests.queries.answers import row_of

KINDS = {"621002": "示例类型：服务", "621022": "示例类型：工业", "621024": "示例类型：工业"}
TYPES = [
    row_of("peers.county_types", area_code=code, type_zh=kind, type_en="Demo type", source_id="s")
    for code, kind in KINDS.items()
]


def drawn(is_ordered: bool = True) -> list[Row]:
    done = {"621002": 90.0, "621022": 50.0, "621024": 70.0, "621025": 99.0}
    held = {row.area_code: row for row in in_order()["done"]}
    like = next(iter(held.values()))
    made = [
        like.with_(area_code=code, short_zh=zh, short_en=en, done=done[code], absence=None, rank=None,
                   value=1.0, completion=done[code] / 100)
        for code, (zh, en) in COUNTIES.items()
    ]  # fmt: skip
    return by_type(made, TYPES, is_ordered)


def test_the_type_whose_counties_are_farthest_apart_is_the_finding():
    panel = check(peers(drawn(), TYPES, CITY))

    assert panel.name == "county_peers"
    assert panel.finding.endswith("同类相差最大的是合水（70.00%）与环县（50.00%）")
    boxes = {each["title"]: each for each in panel.body.charts}
    assert boxes["示例类型：工业"]["data"][0]["y"] == ["环县", "合水"]
    assert boxes["示例类型：服务"]["facts"] == [{"value": "90.00%", "when": "西峰"}]


def test_a_county_without_a_type_is_set_beside_nobody_and_nobody_has_a_rank():
    panel = check(peers(drawn(), TYPES, CITY))

    assert "正宁" not in panel.alt
    assert "不排名" in panel.measure


def test_who_does_not_see_all_counties_is_told_no_first_and_no_last():
    some = replace(CITY, audience=Audience((Grant(areas=frozenset({"621022"})),)))
    panel = check(peers(drawn(is_ordered=False), TYPES, some))

    assert "不比高低" in panel.finding


def test_a_record_without_types_says_so():
    assert check(peers([], [], BOOK)).status == "公开资料未见各县（区）的强县域类型，不按类型相比"
    assert check(peers([], [], CITY)).status == "还没有各县（区）的强县域类型，不按类型相比"
