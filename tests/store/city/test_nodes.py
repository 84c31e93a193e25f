"""The chain map of the city: steps as their offices sent them, the newest of each, in one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainboard.packs import CITY
from chainboard.store.city import loads as city
from chainboard.view import View
from pages import chain
from tests.store.city.sent import OFFICE, asked, batch, load
from tests.store.city.test_tables import kept, tables
from tests.tables import only

NODE = "chain_id  node  position  node_status  evidence  feeds  coverage  feasibility  upstream_input  policy_fit\n"
FIRST = (
    NODE
    + """petrochem  炼化  midstream   present  一座炼厂  烯烃、树脂  0.6  -  -  -
petrochem  烯烃  midstream   missing  没有装置  树脂       0    2  3  3
petrochem  树脂  downstream  weak     一家小厂  无此环节   0.2  2  -  1
"""
)


def test_steps_stand_where_they_were_first_sent_and_as_they_were_last():
    again = NODE + "petrochem  炼化  midstream  strong  扩能投产  烯烃  0.9  -  -  -"
    found = tables(kept("nodes", 1, FIRST), kept("nodes", 2, again))

    assert [(row["name_zh"], row["sort"]) for row in found["node"]] == [
        ("炼化", 1),
        ("烯烃", 2),
        ("树脂", 3),
    ]
    assert only(found["node_status"], "node_id", "status", "coverage", "source_id")[0] == {
        "node_id": "petrochem.炼化",
        "status": "strong",
        "coverage": "0.9",
        "source_id": "load_2",
    }


def test_flows_are_those_between_steps_that_the_chain_has():
    found = tables(kept("nodes", 1, FIRST))

    assert [(row["from_node"], row["to_node"]) for row in found["node_edge"]] == [
        ("petrochem.炼化", "petrochem.烯烃"),
        ("petrochem.炼化", "petrochem.树脂"),
        ("petrochem.烯烃", "petrochem.树脂"),
    ]


def test_a_step_without_all_three_ratings_is_to_be_rated():
    found = tables(kept("nodes", 1, FIRST))

    assert [row["node_id"] for row in found["node_rating"]] == ["petrochem.烯烃"]


def test_projects_and_firms_stand_in_the_step_that_they_name():
    project = "project_id  name  chain_id  node  period_end\np1  裂解  petrochem  烯烃  2026-09-30"
    firm = "enterprise_id  name  chain_id  node  period_end\ne1  小厂  petrochem  不明  2026-09-30"
    found = tables(
        kept("nodes", 1, FIRST), kept("projects", 2, project), kept("enterprises", 3, firm)
    )

    assert found["project"][0]["node_id"] == "petrochem.烯烃"
    assert found["enterprise_node"][0]["node_id"] is None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return tmp_path


def test_an_edition_holds_the_map_and_the_chain_page_shows_it(folder):
    loaded = load(folder, "a.xlsx", batch("nodes", FIRST))
    seen = View(pack=CITY, edition=loaded.edition, chain="petrochem")

    panel = chain.chain_map(seen)
    assert panel.finding == "缺 1 个环节：烯烃"
    assert panel.body.edges == [[0, 1], [0, 2], [1, 2]]
    assert chain.missing_links(seen).finding.startswith("2 个环节待评")
    assert panel.source.startswith("来源：")


def test_a_load_that_is_taken_back_takes_its_steps_with_it(folder):
    load(folder, "a.xlsx", batch("nodes", FIRST))
    city.withdraw(1, OFFICE, "示例：送错了")

    assert asked("node", "node_id") == []
