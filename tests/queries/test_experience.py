"""experience: what is asked of a chain, who told of a practice, and what came of it."""

from __future__ import annotations

import duckdb

from chainboard.packs import PUBLISHED
from chainboard.view import View
from tests.queries.answers import answer
from tests.queries.chained import with_chains
from tests.tables import into, only, rows

ALL = View(pack=PUBLISHED)
APPLE = View(pack=PUBLISHED, chain="apple")
ENERGY = View(pack=PUBLISHED, chain="energy")


def with_policies() -> duckdb.DuckDBPyConnection:
    pack = with_chains()
    into(
        pack,
        "policy",
        """
        policy_id  source_id  level     chain_id     issued_on   issued_text
        city       s1         city      -            2025-06-01  -
        farming    s1         province  agriculture  2022-01-01  -
        undated    s1         province  -            -           -
        month      s1         province  energy       -           2024-03
        farming    s2         province  agriculture  -           -
        state      s1         state     energy       2010-01-01  -
        """,
    )
    return pack


def test_the_documents_of_the_province_come_first_and_the_newest_of_them():
    found = answer(with_policies(), "experience.policies", ALL)

    assert [row.policy_id for row in found] == [
        "month", "farming", "farming", "undated", "state", "city",
    ]  # fmt: skip


def test_two_sources_of_one_document_stand_together():
    found = answer(with_policies(), "experience.policies", ALL)

    assert [row.source_id for row in found if row.policy_id == "farming"] == ["s1", "s2"]


def test_a_chain_has_its_own_documents_those_of_all_and_those_of_its_parent():
    found = answer(with_policies(), "experience.policies", APPLE)

    assert [row.policy_id for row in found] == ["farming", "farming", "undated", "city"]


def with_cases() -> duckdb.DuckDBPyConnection:
    pack = with_chains()
    into(
        pack,
        "area",
        """
        area_code  level
        340100     prefecture
        620500     prefecture
        """,
    )
    into(
        pack,
        "node",
        """
        node_id   chain_id  name_zh  sort
        orchard   apple     种植      10
        juice     apple     加工      20
        """,
    )
    into(
        pack,
        "practice_case",
        """
        case_id  area_code  is_own  chain_id  sort  is_of_parks  node_ids         metric_ids
        1        621000     true    energy    -     true         -                -
        2        340100     false   apple     -     false        juice            -
        3        620500     false   apple     -     false        -                -
        4        621022     true    apple     1     false        "juice orchard"  output_value
        5        621002     true    -         -     false        -                -
        """,
    )
    return pack


def test_named_cases_come_first_then_the_citys_own_the_provinces_and_others():
    found = answer(with_cases(), "experience.cases", ALL)

    assert only(found, "case_id", "is_own", "is_of_province") == rows("""
        case_id  is_own  is_of_province
        4        true    true
        1        true    true
        5        true    true
        3        false   true
        2        false   false
    """)


def test_a_case_names_its_steps_in_the_order_of_the_chain():
    found = answer(with_cases(), "experience.cases", ALL)

    assert [row.steps_zh for row in found] == [["种植", "加工"], None, None, None, ["加工"]]


def test_cases_are_chosen_by_chain_county_step_and_parks():
    pack = with_cases()

    def ids(view: View) -> list[int]:
        return [row.case_id for row in answer(pack, "experience.cases", view)]

    assert ids(APPLE) == [4, 3, 2]
    assert ids(View(county="621002")) == [5]
    assert ids(View(chain="apple", node="orchard")) == [4]
    assert ids(View(cases="parks")) == [1]


def test_who_chooses_a_chain_is_told_how_many_cases_are_of_no_one_chain():
    pack = with_cases()

    assert {r.of_all for r in answer(pack, "experience.cases", APPLE)} == {1}
    assert {r.of_all for r in answer(pack, "experience.cases", ALL)} == {0}


def test_a_case_has_the_figures_of_its_own_place_and_of_the_metrics_that_it_names():
    pack = with_cases()
    into(
        pack,
        "observation",
        """
        metric_id      area_code  chain_id  period_end  value
        output_value   621022     apple     2024-12-31  5
        output_value   621022     apple     2021-12-31  3
        output_value   621002     apple     2024-12-31  9
        industrial_va  621022     apple     2024-12-31  7
        """,
    )

    found = answer(pack, "experience.case_figures", ALL)
    assert [(row.case_id, row.period_end.year, row.value) for row in found] == [
        (4, 2021, 3.0),
        (4, 2024, 5.0),
    ]
    assert answer(pack, "experience.case_figures", ENERGY) == []


def test_the_newest_meeting_comes_first_and_a_month_has_its_place():
    pack = with_chains()
    into(
        pack,
        "meeting",
        """
        meeting_id  held_on     held_text  chain_id
        1           2024-02-01  -          energy
        2           -           2024-05    -
        3           2025-01-01  -          apple
        """,
    )

    assert [row.meeting_id for row in answer(pack, "experience.meetings", ALL)] == [3, 2, 1]
    assert [row.meeting_id for row in answer(pack, "experience.meetings", ENERGY)] == [2, 1]


def test_the_page_of_a_chain_lists_its_documents_once_and_then_its_cases():
    pack = with_policies()
    into(
        pack,
        "practice_case",
        """
        case_id  title_zh  chain_id     sort
        1        通用      -            -
        2        后来      apple        -
        3        在先      apple        1
        4        大类      agriculture  -
        """,
    )

    found = answer(pack, "experience.of_chain", APPLE)
    assert [row.kind for row in found] == ["policy", "case", "case"]
    assert [row.title_zh for row in found][1:] == ["在先", "后来"]
