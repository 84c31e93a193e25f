"""projects: what was planned of each project, and how far it is on the day of the edition."""

from datetime import date

import pytest

from chainboard.packs import CITY, DEMO
from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only

ALL = View(pack=DEMO)


def with_projects():
    """Three projects of two chains in two counties; apples are a sub-chain of agriculture."""
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
    into(pack, "park", "park_id  name_zh  area_code\nxifeng  示例园区  621002")
    into(
        pack,
        "project",
        """
        project_id  chain_id   area_code  park_id  total_investment  start_planned
        p1          petrochem  621002     xifeng   10                2026-03-01
        p2          apple      621022     -        30                2026-08-01
        p3          -          621022     -        -                 -
        """,
    )
    into(
        pack,
        "project_stage",
        """
        project_id  stage               happened_on  stated_on
        p1          signed              2025-12-01   2026-10-31
        p1          started             2026-04-01   2026-10-31
        p1          under_construction  -            2026-10-31
        p1          completed           2026-11-20   2026-10-31
        p2          signed              2026-05-01   2026-10-31
        """,
    )
    into(
        pack,
        "project_done",
        """
        project_id  period_end  year_done  total_done
        p1          2026-09-30  2.5        2.5
        p1          2026-10-31  3.5        3.5
        p1          2026-11-30  9          9
        """,
    )
    return pack


def listed(view=ALL):
    return answer(with_projects(), "projects.listed", view)


def test_a_project_stands_at_its_last_stage_and_keeps_the_days_of_those_before():
    first = next(row for row in listed() if row.project_id == "p1")

    assert (first.stage, first.rank) == ("under_construction", 5)
    assert (first.signed_on, first.started_on) == (date(2025, 12, 1), date(2026, 4, 1))


def test_what_comes_after_the_day_of_the_edition_is_not_told():
    first = next(row for row in listed() if row.project_id == "p1")
    (spent,) = answer(with_projects(), "projects.spent", ALL)

    assert first.completed_on is None
    assert (spent.done_end, spent.year_done) == (date(2026, 10, 31), 3.5)


def test_every_project_is_a_row_the_largest_first_one_without_an_amount_last():
    assert [row.project_id for row in listed()] == ["p2", "p1", "p3"]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"chain": "petrochem"}, ["p1"]),
        ({"chain": "agriculture"}, ["p2"]),
        ({"chain": "apple"}, ["p2"]),
        ({"county": "621022"}, ["p2", "p3"]),
        ({"park": "xifeng"}, ["p1"]),
        ({"node": "none"}, []),
    ],
)
def test_projects_are_those_of_the_chosen_chain_county_park_and_step(chosen, found):
    assert [row.project_id for row in listed(View(pack=DEMO, **chosen))] == found


def test_permits_are_told_with_their_days_up_to_that_of_the_edition():
    pack = with_projects()
    into(
        pack,
        "project_permit",
        """
        project_id  permit        permitted_on
        p1          land          2026-02-01
        p1          approval      2026-01-01
        p2          construction  2026-11-16
        """,
    )
    assert only(answer(pack, "projects.permits", ALL), "project_id", "permit") == [
        {"project_id": "p1", "permit": "approval"},
        {"project_id": "p1", "permit": "land"},
    ]


def with_firms():
    pack = with_places()
    into(
        pack,
        "enterprise",
        """
        enterprise_id  name_zh  area_code  is_above_size
        below          小厂      621002     false
        above          大厂      621002     true
        small          作坊      621022     false
        unknown        某厂      621022     -
        """,
    )
    into(
        pack,
        "enterprise_node",
        """
        enterprise_id  chain_id
        below          petrochem
        above          petrochem
        small          petrochem
        unknown        apple
        """,
    )
    into(
        pack,
        "enterprise_figure",
        """
        enterprise_id  period_end  basis  revenue
        below          2025-12-31  year   0.20
        above          2025-12-31  year   3
        small          2025-12-31  year   0.19
        unknown        2025-12-31  year   0.5
        small          2026-06-30  quarter   0.9
        """,
    )
    return pack


def test_firms_to_verify_had_the_revenue_last_year_and_are_not_above_size():
    """20 million yuan is 0.2 亿元; of half a year nothing is said."""
    found = answer(with_firms(), "projects.firms_to_verify", ALL, size=0.2)

    assert only(found, "enterprise_id", "revenue") == [{"enterprise_id": "below", "revenue": 0.2}]
    assert answer(with_firms(), "projects.firms_to_verify", ALL, size=None) == []


def test_firms_to_verify_are_those_of_the_chosen_chain_and_county():
    for chosen, count in (
        ({"chain": "apple"}, 0),
        ({"county": "621002"}, 1),
        ({"county": "621022"}, 0),
    ):
        view = View(pack=DEMO, **chosen)
        assert len(answer(with_firms(), "projects.firms_to_verify", view, size=0.2)) == count


def with_offices():
    pack = with_places()
    into(
        pack,
        "chain",
        """
        chain_id   parent_id  short_zh  sort  is_shown
        petrochem  -          石化        1     true
        energy     -          能源        2     true
        coal       energy     煤         3     false
        """,
    )
    into(
        pack,
        "chain_role",
        """
        chain_id   role          holder_zh  sort  is_post  valid_to
        petrochem  leader        甲         1     true     -
        petrochem  lead_bureau   乙         2     true     -
        petrochem  lead_bureau   旧         3     true     2025-12-31
        -          lead_bureau   未列名       4     false    -
        """,
    )
    return pack


def test_the_roster_has_every_chain_that_is_shown_with_the_offices_of_the_day():
    found = only(
        answer(with_offices(), "projects.roster", View(pack=CITY)), "chain_id", "role", "holder_zh"
    )

    assert found == [
        {"chain_id": "petrochem", "role": "leader", "holder_zh": "甲"},
        {"chain_id": "petrochem", "role": "lead_bureau", "holder_zh": "乙"},
        {"chain_id": "energy", "role": None, "holder_zh": None},
        {"chain_id": None, "role": "lead_bureau", "holder_zh": "未列名"},
    ]


def test_the_roster_of_one_chain_names_what_speaks_of_all_chains_too():
    found = answer(with_offices(), "projects.roster", View(pack=CITY, chain="energy"))

    assert [(row.chain_id, row.holder_zh) for row in found] == [("energy", None), (None, "未列名")]


def test_every_chain_has_its_lead_bureau_to_name_beside_a_project():
    pack = with_offices()

    assert only(answer(pack, "overview_chains.lead_bureaus", ALL), "chain_id", "holder_zh") == [
        {"chain_id": "petrochem", "holder_zh": "乙"}
    ]
