"""search: what a person may look for by name."""

from __future__ import annotations

from chainboard.packs import DEMO
from chainboard.view import View
from tests.queries.answers import answer
from tests.queries.chained import with_chains
from tests.tables import into, only, rows

CITY = View(pack=DEMO)


def test_a_chain_can_be_looked_for_when_it_is_shown():
    found = answer(with_chains(), "places.chains", CITY)

    assert [row.chain_id for row in found] == ["energy", "agriculture", "apple"]


def test_a_project_is_found_with_its_chain_and_its_place():
    pack = with_chains()
    into(
        pack,
        "project",
        """
        project_id  chain_id  area_code
        p2          energy    621022
        p1          -         621000
        """,
    )

    found = answer(pack, "search.projects", CITY)
    assert only(found, "project_id", "chain_id", "area_level") == rows("""
        project_id  chain_id  area_level
        p1          -         prefecture
        p2          energy    county
    """)


def test_a_firm_of_two_chains_is_found_once():
    pack = with_chains()
    into(
        pack,
        "enterprise_node",
        """
        enterprise_id  chain_id     share
        e1             energy       0.3
        e1             agriculture  0.7
        e2             energy       1.0
        """,
    )

    found = answer(pack, "search.firms", CITY)
    assert [row.enterprise_id for row in found] == ["e1", "e2"]
    assert found[0].chain_id in ("energy", "agriculture")


def test_a_document_is_found_once_with_its_number_and_a_case_with_its_place():
    pack = with_chains()
    into(
        pack,
        "policy",
        """
        policy_id  source_id  level     chain_id  document_number
        p1         s1         province  hog       甘政发〔2021〕27号
        p1         s2         province  hog       甘政发〔2021〕27号
        """,
    )
    into(
        pack,
        "practice_case",
        """
        case_id  area_code  chain_id  place_zh
        1        621022     energy    -
        2        621000     -         安徽合肥
        """,
    )

    documents = answer(pack, "search.policies", CITY)
    assert only(documents, "policy_id", "document_number", "chain_id") == rows("""
        policy_id  document_number     chain_id
        p1         甘政发〔2021〕27号  agriculture
    """)
    assert only(answer(pack, "search.cases", CITY), "place_zh", "chain_id") == rows("""
        place_zh  chain_id
        环县      energy
        安徽合肥  -
    """)
