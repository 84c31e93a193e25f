"""vintages: deals by year of signing and whole months since, each stage once."""

from datetime import date

from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only

VIEW = View(as_of=date(2026, 11, 15))


def with_deals():
    pack = with_places()
    into(pack, "source", "source_id\ns1")
    into(pack, "chain", "chain_id  name_zh\nenergy  综合能源\npetrochem  油煤气化工")
    into(
        pack,
        "stage",
        """
        kind  stage_id            rank
        deal  signed              1
        deal  started             2
        deal  under_construction  3
        deal  completed           4
        deal  in_production       5
        """,
    )
    into(
        pack,
        "deal",
        """
        deal_id  name_zh  chain_id   area_code  contract_value
        a        示例一    energy     621002     10
        b        示例二    petrochem  621022     20
        c        示例三    petrochem  621022     -
        """,
    )
    into(
        pack,
        "deal_stage",
        """
        deal_id  stage          happened_on
        a        signed         2025-03-10
        a        started        2025-06-09
        b        signed         2025-10-15
        b        in_production  2026-04-15
        c        signed         2026-08-20
        c        started        2026-12-01
        """,
    )
    into(
        pack,
        "deal_funds",
        """
        deal_id  period_end  total_in_place
        a        2025-04-30  1.5
        a        2025-06-30  4.0
        b        2025-10-31  5.0
        c        2026-09-30  7.0
        """,
    )
    return pack


def stages(view: View = VIEW):
    columns = ("signing_year", "stage", "months", "deals", "youngest")
    found = answer(with_deals(), "vintages.stages", view)
    return [tuple(row.values()) for row in only(found, *columns)]


def test_a_later_stage_has_passed_the_earlier_ones_and_what_lies_ahead_does_not_count():
    """A started one day short of three months after signing: two whole months."""
    assert [row[:4] for row in stages()] == [
        (2025, "signed", 0, 2),
        (2025, "started", 2, 1),
        (2025, "started", 6, 1),
        (2025, "under_construction", 6, 1),
        (2025, "completed", 6, 1),
        (2025, "in_production", 6, 1),
        (2026, "signed", 0, 1),
    ]


def test_a_year_is_as_old_as_its_last_deal():
    ages = {year: youngest for year, stage, _, _, youngest in stages() if stage == "signed"}

    assert ages == {2025: 13, 2026: 2}


def test_of_a_county_and_of_a_chain_its_own_deals():
    by_county = stages(View(as_of=date(2026, 11, 15), county="621002"))
    by_chain = stages(View(as_of=date(2026, 11, 15), chain="energy"))

    assert by_county == by_chain
    assert [row[:4] for row in by_county] == [(2025, "signed", 0, 1), (2025, "started", 2, 1)]


def test_funds_are_what_came_in_at_each_age_of_deals_whose_contract_is_known():
    found = answer(with_deals(), "vintages.funds", VIEW)

    assert [tuple(row.values()) for row in only(found, "signing_year", "months", "funds")] == [
        (2025, 0, 5.0),
        (2025, 1, 1.5),
        (2025, 3, 2.5),
    ]
