"""Deals, projects and firms of hidden cells: counted, named, and in no sum."""

from tests.queries.answers import answer
from tests.queries.test_chain_lists import AGRICULTURE, with_firms, with_projects
from tests.queries.test_deals import CITY, with_deals
from tests.tables import into, only


def test_a_confidential_deal_is_counted_and_in_no_sum():
    pack = with_deals()
    pack.execute(
        "update deal set contract_value = null, in_place_funds = null, absence = 'suppressed'"
        " where deal_id = 'd1'"
    )
    columns = ("deals", "contract_value", "confidential")

    assert only(answer(pack, "deals.by_county_year_and_stage", CITY), *columns) == [
        {"deals": 1, "contract_value": 30.0, "confidential": 0},
        {"deals": 1, "contract_value": None, "confidential": 1},
        {"deals": 1, "contract_value": 5.0, "confidential": 0},
    ]
    (waits,) = answer(pack, "deals.stalled", CITY, stalled_after=90)
    assert (waits.deal_id, waits.contract_value, waits.absence) == ("d1", None, "suppressed")


def test_a_project_with_a_confidential_amount_comes_last_and_says_why():
    pack = with_projects()
    pack.execute(
        "update project set total_investment = null, total_investment_text = null,"
        " absence = 'suppressed' where project_id = 'p2'"
    )

    found = answer(pack, "chain_lists.projects", AGRICULTURE)
    assert only(found, "project_id", "absence", "confidential") == [
        {"project_id": "p1", "absence": None, "confidential": 1},
        {"project_id": "p2", "absence": "suppressed", "confidential": 1},
        {"project_id": "p4", "absence": None, "confidential": 1},
    ]


def test_a_firm_whose_size_and_shares_are_confidential_is_named_and_counted_in_neither():
    pack = with_firms()
    into(pack, "enterprise_node", "enterprise_id  chain_id\ne1  apple")
    pack.execute(
        "update enterprise set is_above_size = null, absence = 'suppressed' where enterprise_id = 'e1'"
    )
    pack.execute("update enterprise_node set share = null where enterprise_id = 'e1'")

    firms = answer(pack, "chain_lists.firms", AGRICULTURE)
    assert {(row.firms, row.above_size, row.confidential) for row in firms} == {(4, 1, 1)}
    assert {row.enterprise_id: row.is_home for row in firms}["e1"] is None
