"""deals: how far signed deals have come by county and year, and which of them wait."""

from datetime import date

import pytest

from chainboard.packs import DEMO, PUBLISHED
from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only

CITY = View(pack=DEMO)


def with_deals():
    """Three deals of two chains in two counties; apples are a sub-chain of agriculture."""
    pack = with_places()
    into(
        pack,
        "chain",
        """
        chain_id     parent_id    short_zh  short_en
        petrochem    -            石化        Petrochemicals
        agriculture  -            农业        Agriculture
        apple        agriculture  苹果        Apples
        """,
    )
    into(
        pack,
        "deal",
        """
        deal_id  chain_id   area_code  contract_value  in_place_funds
        d1       petrochem  621002     10              2
        d2       petrochem  621002     30              30
        d3       apple      621022     5               -
        """,
    )
    into(
        pack,
        "deal_stage",
        """
        deal_id  stage          happened_on
        d1       signed         2026-03-01
        d2       signed         2025-01-10
        d2       started        2025-06-01
        d2       in_production  2026-05-01
        d3       signed         2026-08-17
        """,
    )
    into(pack, "edition", "pack  number\ndemo  1")
    return pack


def stages(pack, view=CITY):
    found = answer(pack, "deals.by_county_year_and_stage", view)
    return only(found, "area_code", "signing_year", "rank", "deals")


def test_a_deal_counts_once_at_the_last_stage_it_reached():
    assert stages(with_deals()) == [
        {"area_code": "621002", "signing_year": 2025, "rank": 5, "deals": 1},
        {"area_code": "621002", "signing_year": 2026, "rank": 1, "deals": 1},
        {"area_code": "621022", "signing_year": 2026, "rank": 1, "deals": 1},
    ]


def test_a_past_period_knows_only_what_had_happened_by_then():
    assert stages(with_deals(), View(pack=DEMO, period="2025")) == [
        {"area_code": "621002", "signing_year": 2025, "rank": 2, "deals": 1},
        {"area_code": "621022", "signing_year": None, "rank": None, "deals": 0},
    ]


def test_a_chain_has_the_deals_of_its_sub_chains_and_a_county_without_a_deal_keeps_its_row():
    agriculture = View(pack=DEMO, chain="agriculture")

    assert stages(with_deals(), agriculture) == [
        {"area_code": "621002", "signing_year": None, "rank": None, "deals": 0},
        {"area_code": "621022", "signing_year": 2026, "rank": 1, "deals": 1},
    ]


def waiting(pack, view=CITY):
    return [
        (row.deal_id, row.days) for row in answer(pack, "deals.stalled", view, stalled_after=90)
    ]


def test_a_deal_signed_ninety_days_ago_does_not_wait_yet_and_a_started_one_never_does():
    """17 August to 15 November are 90 days; from 16 November on the deal waits too long."""
    assert waiting(with_deals()) == [("d1", 259)]
    next_day = View(pack=DEMO, as_of=date(2026, 11, 16))
    assert waiting(with_deals(), next_day) == [("d1", 260), ("d3", 91)]


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (View(pack=DEMO, county="621002"), [("d1", 259)]),
        (View(pack=DEMO, county="621022"), []),
        (View(pack=DEMO, chain="apple"), []),
        (View(pack=DEMO, chain="petrochem", period="2025"), [("d1", 259)]),
    ],
)
def test_the_list_follows_county_and_chain_but_days_count_to_the_day_of_the_edition(view, found):
    assert waiting(with_deals(), view) == found


def test_without_days_of_waiting_no_deal_waits():
    assert answer(with_deals(), "deals.stalled", CITY, stalled_after=None) == []


def test_on_the_published_pack_nothing_is_computed_from_the_age_of_a_deal():
    assert waiting(with_deals(), View(pack=PUBLISHED)) == []


def test_a_waiting_deal_names_the_first_lead_bureau_of_its_chain():
    pack = with_deals()
    into(
        pack,
        "chain_role",
        """
        chain_id   role         holder_zh  holder_en  sort
        petrochem  lead_bureau  工信局        Industry   2
        petrochem  lead_bureau  能源局        Energy     1
        petrochem  leader       市领导        Leader     0
        """,
    )

    assert only(
        answer(pack, "deals.stalled", CITY, stalled_after=90), "deal_id", "office_zh", "chain_zh"
    ) == [{"deal_id": "d1", "office_zh": "能源局", "chain_zh": "石化"}]
