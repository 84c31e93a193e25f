"""The map of a chain: its steps as tiles in their places, what flows, and what is behind each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chainboard.analysis.chain_map import moved, standing, with_evidence
from chainboard.panels import Panel
from chainboard.panels.chain.map import chain_map
from chainboard.person import Audience
from chainboard.view import Row, View
from tests.panels.drawing import CHINESE, EN, RECORD, ZH, check, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows

CITED = {"source_id": "s1", "source_title": "示例报表", "grade": "demo"}
NODES = """
    node_id   position    name_zh  name_en     status   evidence_zh    evidence_en    stated_on   weight  coverage
    crude     upstream    原油采集  Crude oil   strong   年产八百万吨    8 million t    2025-03-01  3       0.9
    refining  midstream   炼化      Refining    present  炼厂一座        One refinery   2025-03-01  2       0.6
    olefins   midstream   烯烃      Olefins     missing  没有裂解装置    No cracker     -           3       0
    resin     downstream  树脂      Resin       weak     一家小厂        One small firm  -          1       0.25
    gas       support     管网      Pipelines   unknown  -              -              -           -       -
"""
EDGES = """
    from_node  to_node
    crude      refining
    refining   olefins
    olefins    resin
    gas        crude
"""
BUILT = Row(
    node_id="olefins",
    project_id="p1",
    name_zh="示例裂解",
    name_en="Demo cracker",
    area_code="621002",
    stage="under_construction",
    rank=5,
    reached_on=date(2026, 5, 1),
)
FIRM = Row(
    node_id="resin",
    enterprise_id="e1",
    name_zh="示例树脂厂",
    name_en="Demo resin works",
    area_code="621002",
    role="backbone",
    is_shared=True,
)


def nodes() -> list[Row]:
    drawn = [{**CITED, "chain_id": "petrochem", **row} for row in rows(NODES)]
    return [row_of("chain_lists.nodes", **row) for row in drawn]


def shown(
    view: View = ZH,
    projects: tuple[Row, ...] = (),
    firms: tuple[Row, ...] = (),
    before: list[Row] | None = None,
) -> Panel:
    stands = standing(nodes(), projects, view.pack.is_record)
    told = moved(with_evidence(stands, firms, projects), before or [])
    return check(chain_map(told, rows(EDGES), view))


def tiles(panel: Panel) -> dict[str, dict[str, object]]:
    return {tile["node_id"]: tile for group in panel.body.tiles for tile in group["tiles"]}


def test_steps_are_tiles_from_upstream_to_support():
    positions = shown().body.tiles

    assert [position["name"] for position in positions] == ["上游", "中游", "下游", "配套"]
    assert [[tile["name"] for tile in position["tiles"]] for position in positions] == [
        ["原油采集"],
        ["炼化", "烯烃"],
        ["树脂"],
        ["管网"],
    ]


def test_flows_lead_from_step_to_step_by_their_places():
    """原油采集 0, 炼化 1, 烯烃 2, 树脂 3, 管网 4."""
    assert shown().body.edges == [[0, 1], [1, 2], [2, 3], [4, 0]]
    assert "线为供给方向，虚线的一端缺失" in shown().measure


def test_a_chain_without_flows_has_no_line_and_does_not_speak_of_any():
    panel = check(chain_map(moved(with_evidence(standing(nodes(), [], True), [], []), []), [], ZH))

    assert panel.body.edges == []
    assert "供给方向" not in panel.measure


def test_a_status_is_a_mark_and_a_word_and_each_has_its_own():
    assert [(tile["mark"], tile["word"]) for tile in tiles(shown()).values()] == [
        ("★", "强项"),
        ("●", "已有"),
        ("■", "缺失"),
        ("▲", "薄弱"),
        ("?", "待核"),
    ]


def test_a_step_shows_its_evidence_its_source_and_its_day_or_that_there_is_none():
    found = tiles(shown())

    assert found["crude"]["evidence"] == "年产八百万吨"
    assert "程序生成的示例数据" in found["crude"]["source"]
    assert "2025年3月1日" in found["crude"]["source"]
    assert found["gas"]["evidence"] == "没有依据"


def test_a_step_shows_its_need_firms_and_projects():
    facts = tiles(shown(projects=(BUILT,), firms=(FIRM,)))

    assert facts["resin"]["facts"] == [
        "权重 1；满足需求的 25%",
        "企业 1 家：示例树脂厂；其中 1 家同时在其他链",
        "没有注明在这一环节的项目",
    ]
    assert facts["olefins"]["facts"][1:] == [
        "按项目定为在建：示例裂解（在建；2026年5月1日）",
        "没有注明在这一环节的企业",
        "项目 1 个（在建 1）：示例裂解",
    ]


def test_a_step_lifted_by_its_project_says_how_it_was_reviewed():
    olefins = tiles(shown(projects=(BUILT,)))["olefins"]

    assert (olefins["word"], olefins["note"]) == ("在建", "评定为缺失")
    assert "note" not in tiles(shown())["olefins"]


def test_on_the_published_pack_a_status_stays_as_it_was_reviewed():
    panel = shown(RECORD, projects=(BUILT,))

    assert tiles(panel)["olefins"]["word"] == "缺失"
    assert panel.notes == ()


def test_what_moved_since_the_edition_before_is_said_on_the_step_and_below_the_map():
    before = [row.with_(status="planned") for row in nodes() if row.node_id == "olefins"]
    before += [row for row in nodes() if row.node_id not in ("olefins", "gas")]
    panel = shown(before=before)

    assert tiles(panel)["olefins"]["note"] == "上一版次规划"
    assert panel.notes == ("比上一版次有变化的环节：烯烃（上一版次规划）、管网（上一版次没有）。",)


def test_who_may_not_see_firms_is_told_of_none():
    blind = replace(ZH, audience=Audience(sees_firms=False))
    panel = shown(blind, firms=(FIRM,))

    assert "企业" not in str(tiles(panel)["resin"]["facts"])
    assert "企业" not in [column.label for column in panel.columns]


def test_the_title_names_the_missing_steps_else_the_weak_ones():
    def title(*left_out: str) -> str:
        left = [row for row in nodes() if row.status not in left_out]
        return chain_map(moved(with_evidence(standing(left, [], True), [], []), []), [], ZH).finding

    assert title() == "缺 1 个环节：烯烃"
    assert title("missing") == "薄弱环节 1 个：树脂"
    assert title("missing", "weak") == "3 个环节：强项 1、已有 1、待核 1"


def test_the_step_that_is_chosen_leads_back_to_all():
    found = tiles(shown(replace(ZH, node="resin")))

    assert [node for node, tile in found.items() if tile.get("is_chosen")] == ["resin"]
    assert shown().body.words["go"] == "chain?chain=petrochem&node="


def test_the_map_in_english_has_no_chinese_word():
    said = read_by_people(shown(EN, projects=(BUILT,), firms=(FIRM,)))

    assert [text for text in said if CHINESE.search(text.replace("示例报表", ""))] == []


def test_a_chain_without_steps_is_one_quiet_line():
    assert check(chain_map([], [], ZH)).status == "没有环节资料"
