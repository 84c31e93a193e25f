"""The firms and projects of one step of a chain, and those that say no step."""

from chainboard.view import Row, View
from tests.queries.answers import answer, with_places
from tests.tables import into, only

RESIN = View(chain="petrochem", node="resin")


def with_steps():
    """Two chains with a step each more than they fill; digital's firms and projects say none."""
    pack = with_places()
    into(pack, "chain", "chain_id  is_shown  sort\npetrochem  true  1\ndigital  true  2")
    into(
        pack,
        "node",
        """
        node_id   chain_id   position    sort
        resin     petrochem  downstream  1
        olefins   petrochem  midstream   2
        refining  petrochem  midstream   1
        servers   digital    upstream    1
        """,
    )
    into(
        pack,
        "enterprise",
        """
        enterprise_id  area_code  is_above_size
        e1             621002     true
        e2             621022     true
        e3             621002     true
        e4             621002     -
        """,
    )
    into(
        pack,
        "enterprise_node",
        """
        enterprise_id  chain_id   node_id
        e1             petrochem  resin
        e2             petrochem  resin
        e3             petrochem  refining
        e4             petrochem  -
        e1             digital    -
        """,
    )
    into(
        pack,
        "project",
        """
        project_id  chain_id   area_code  node_id   total_investment
        p1          petrochem  621002     resin     5
        p2          petrochem  621022     refining  60
        p3          petrochem  621022     -         70
        p4          digital    621002     -         9
        """,
    )
    return pack


def firms(view: View) -> list[Row]:
    return only(
        answer(with_steps(), "chain_lists.firms", view),
        "enterprise_id", "firms", "above_size", "with_step", "without_step",
    )  # fmt: skip


def projects(view: View) -> list[Row]:
    asked = answer(with_steps(), "chain_lists.projects", view)
    return only(asked, "project_id", "projects", "with_step", "without_step")


def test_the_firms_of_a_step_are_listed_and_counted_alone_and_those_without_a_step_are_told():
    told = {"firms": 2, "with_step": 3, "without_step": 1}

    assert [row | {"above_size": None} for row in firms(RESIN)] == [
        {"enterprise_id": "e1", "above_size": None, **told},
        {"enterprise_id": "e2", "above_size": None, **told},
    ]


def test_the_firms_of_a_step_in_a_county_are_its_own():
    huan = View(chain="petrochem", node="resin", county="621022")

    assert [(row["enterprise_id"], row["without_step"]) for row in firms(huan)] == [("e2", 0)]


def test_a_step_without_a_firm_or_project_has_none():
    olefins = View(chain="petrochem", node="olefins")

    assert (firms(olefins), projects(olefins)) == ([], [])


def test_the_projects_of_a_step_are_listed_alone_and_those_without_a_step_are_told():
    assert projects(RESIN) == [
        {"project_id": "p1", "projects": 1, "with_step": 2, "without_step": 1}
    ]


def test_a_list_that_says_no_step_at_all_stays_whole():
    servers = View(chain="digital", node="servers")

    assert [(row["enterprise_id"], row["with_step"]) for row in firms(servers)] == [("e1", 0)]
    assert [(row["project_id"], row["with_step"]) for row in projects(servers)] == [("p4", 0)]


def test_without_a_step_all_are_listed():
    petrochem = View(chain="petrochem")

    assert {row["enterprise_id"] for row in firms(petrochem)} == {"e1", "e2", "e3", "e4"}
    assert [row["project_id"] for row in projects(petrochem)] == ["p3", "p2", "p1"]


def test_steps_can_be_chosen_by_chain_from_upstream_to_support():
    assert only(answer(with_steps(), "places.nodes"), "chain_id", "node_id") == [
        {"chain_id": "petrochem", "node_id": "refining"},
        {"chain_id": "petrochem", "node_id": "olefins"},
        {"chain_id": "petrochem", "node_id": "resin"},
        {"chain_id": "digital", "node_id": "servers"},
    ]
