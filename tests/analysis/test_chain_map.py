"""How steps stand by review and projects, what moved, who carries them, how complete a chain is."""

from __future__ import annotations

import pytest

from chainboard.analysis.chain_map import carried, matters_of, moved, standing
from chainboard.analysis.completeness import completeness
from chainboard.view import Row
from tests.tables import rows


def step(status: str, **more: object) -> Row:
    return Row(node_id="olefins", status=status, **more)


def project(rank: int | None, name: str = "p1") -> Row:
    return Row(node_id="olefins", project_id=name, rank=rank, area_code="621002")


def stands(status: str, *ranks: int | None) -> str:
    (row,) = standing([step(status)], [project(rank) for rank in ranks], is_record=False)
    return str(row.status)


@pytest.mark.parametrize(
    ("reviewed", "rank", "status"),
    [
        ("missing", 1, "planned"),
        ("missing", 4, "under_construction"),
        ("planned", 6, "under_construction"),
        ("planned", 7, "present"),
        ("under_construction", 8, "present"),
        ("unknown", 7, "present"),
    ],
)
def test_a_step_follows_its_furthest_project(reviewed, rank, status):
    assert stands(reviewed, 1, rank, None) == status


@pytest.mark.parametrize(
    ("reviewed", "rank"),
    [
        ("strong", 1),
        ("present", 5),
        ("weak", 8),
        ("under_construction", 2),
        ("unknown", 5),
        ("missing", None),
    ],
)
def test_a_project_never_lowers_a_step_and_says_nothing_of_strength(reviewed, rank):
    assert stands(reviewed, rank) == reviewed


def test_the_project_that_lifts_a_step_stands_with_it_beside_the_review():
    (row,) = standing([step("planned")], [project(5), project(7, "p2")], is_record=False)

    assert (row.reviewed, row.status, row.furthest.project_id) == ("planned", "present", "p2")


def test_on_a_record_projects_change_no_status():
    (row,) = standing([step("planned")], [project(7)], is_record=True)

    assert (row.status, row.furthest) == ("planned", None)


def test_a_step_that_moved_says_what_it_was():
    now = [step("planned"), Row(node_id="resin", status="weak"), Row(node_id="gas", status="weak")]
    before = [step("missing"), Row(node_id="resin", status="weak")]

    assert [row.was for row in moved(now, before)] == ["missing", None, "new"]
    assert [row.was for row in moved(now, [])] == [None, None, None]


def test_a_step_is_carried_by_the_counties_of_its_firms_and_projects():
    counties = [Row(area_code="621002"), Row(area_code="621022")]
    firms = [
        Row(node_id="olefins", area_code="621022", role="backbone", is_shared=True),
        Row(node_id="olefins", area_code="621022", role="target", is_shared=None),
    ]
    nodes = [step("weak"), Row(node_id="resin", status="missing")]

    olefins, resin = carried(nodes, firms, [project(5)], counties)

    assert olefins.places == {"621002": (0, 1), "621022": (1, 0)}
    assert (olefins.firms, olefins.projects, olefins.shared) == (1, 1, 1)
    assert (resin.places, resin.firms + resin.projects) == ({}, 0)


def test_a_matter_is_of_the_step_that_its_project_stands_in_or_its_words_name():
    told = [
        Row(id="problem-1", project_id="p1", text="用地指标缺口"),
        Row(id="problem-2", project_id=None, text="烯烃项目用水未落实"),
        Row(id="task-3", project_id="p9", text="环评批复"),
    ]
    olefins = Row(node_id="olefins", name_zh="烯烃")

    found = matters_of(told, olefins, [project(5), Row(node_id="resin", project_id="p9")])

    assert [row.id for row in found] == ["problem-1", "problem-2"]


# Seven steps of which five are there; 5 of 7, 8 of 13, 4.7 of 13.
SEVEN = """
    status   weight  coverage
    strong   2       0.8
    present  2       0.6
    present  2       0.5
    weak     1       0.5
    weak     1       0.4
    missing  3       0
    planned  2       -
"""


def test_three_ways_of_completeness_disagree_on_the_same_chain():
    """Handbook C1: 0.714, 0.615 and 0.362."""
    whole = completeness(rows(SEVEN))

    assert (whole.present, whole.steps, whole.weight_present, whole.weight) == (5, 7, 8, 13)
    assert whole.by_count == pytest.approx(0.714, abs=0.0005)
    assert whole.by_weight == pytest.approx(0.615, abs=0.0005)
    assert whole.by_coverage == pytest.approx(0.362, abs=0.0005)


def test_a_working_step_without_coverage_leaves_that_way_open():
    whole = completeness(rows("status  weight  coverage\nstrong  2  -\nmissing  1  0"))

    assert (whole.by_weight, whole.by_coverage) == (pytest.approx(2 / 3), None)


def test_steps_without_weights_are_only_counted():
    whole = completeness(rows("status  weight  coverage\nstrong  -  -\nunknown  -  -"))

    assert (whole.by_count, whole.by_weight, whole.by_coverage) == (0.5, None, None)


def test_a_chain_without_steps_has_no_completeness():
    assert completeness([]).by_count is None
