"""The lists of an edition from rows sent over months: newest wins, nothing counted twice."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from chainboard.store.city import (
    edition as city_edition,
    rows as city_rows,
    tables as city_tables,
)
from chainboard.store.city.preview import preview
from chainboard.store.city.rows import Kept
from chainboard.store.faults import Unfit
from tests.store.city.sent import asked, batch, load, loads

ROOT = Path(__file__).parents[3]
SENT = {1: "2026-10-05", 2: "2026-11-05", 3: "2026-12-05"}


def kept(template: str, load_id: int, drawn: str) -> list[Kept]:
    sent = batch(template, drawn)
    return city_rows.sound([sent], city_edition.dictionary_now(ROOT / "data"), load_id).listed


def tables(*rows: list[Kept]) -> city_tables.Tables:
    together = [row for told in rows for row in told]
    return city_tables.tables(together, SENT, "621000")


DEAL = "deal_id  name  signed_on  stage  stage_on  total_in_place  period_end\n"


def test_a_deal_reported_every_month_is_one_deal_signed_once():
    found = tables(
        kept("deals", 1, DEAL + "d1  冷链  2026-09-02  signed  -  1  2026-09-30"),
        kept("deals", 2, DEAL + "d1  冷链  2026-10-08  started  2026-10-20  3  2026-10-31"),
    )

    assert [(row["deal_id"], row["in_place_funds"]) for row in found["deal"]] == [("d1", "3")]
    stages = {row["stage"]: row["happened_on"] for row in found["deal_stage"]}
    assert stages == {"signed": "2026-09-02", "started": "2026-10-20"}
    assert [row["total_in_place"] for row in found["deal_funds"]] == ["1", "3"]


def test_a_stage_without_a_day_is_dated_by_the_first_month_that_reports_it():
    found = tables(
        kept("deals", 1, DEAL + "d1  冷链  2026-05-02  started  -  1  2026-09-30"),
        kept("deals", 2, DEAL + "d1  冷链  2026-05-02  started  -  3  2026-10-31"),
    )

    stages = {row["stage"]: row["happened_on"] for row in found["deal_stage"]}
    assert stages == {"signed": "2026-05-02", "started": "2026-09-30"}


PROJECT = "project_id  name  started_on  completed_on  progress  year_done  period_end\n"


def test_a_project_of_a_later_month_is_a_new_figure_and_not_a_second_project():
    found = tables(
        kept("projects", 2, PROJECT + "p1  电厂二期  2026-09-12  -  主体  7  2026-10-31"),
        kept("projects", 1, PROJECT + "p1  电厂  -  -  前期  2  2026-09-30"),
    )

    assert [(row["project_id"], row["name_zh"]) for row in found["project"]] == [("p1", "电厂二期")]
    assert [(row["period_end"], row["year_done"]) for row in found["project_done"]] == [
        ("2026-09-30", "2"),
        ("2026-10-31", "7"),
    ]
    stages = {row["stage"]: row.get("stage_text") for row in found["project_stage"]}
    assert stages == {"preparatory": "前期", "started": None, "under_construction": "主体"}


def test_the_same_month_sent_again_replaces_the_figure():
    found = tables(
        kept("projects", 1, PROJECT + "p1  电厂  -  -  前期  2  2026-09-30"),
        kept("projects", 2, PROJECT + "p1  电厂  -  -  前期  2.5  2026-09-30"),
    )

    assert [(row["year_done"], row["load_id"]) for row in found["project_done"]] == [("2.5", 2)]


PLANNED = (
    "project_id  name  start_planned  started_on  signed_on  produced_on  permit_land  reason_class"
    "  reason  period_end\n"
)


def test_a_project_has_its_plan_permits_and_reason_of_the_newest_month():
    found = tables(
        kept(
            "projects",
            1,
            PLANNED + "p1  厂  2026-05-01  -  2026-01-02  -  -  land  缺指标  2026-09-30",
        ),
        kept(
            "projects",
            2,
            PLANNED + "p1  厂  2026-05-01  2026-10-02  2026-01-02  -  2026-09-20  -  -  2026-10-31",
        ),
    )
    (project,) = found["project"]

    assert (project["start_planned"], project["reason_class"]) == ("2026-05-01", None)
    assert (project["reason_zh"], project["reason_on"]) == (None, None)
    assert found["project_permit"] == [
        {"project_id": "p1", "permit": "land", "permitted_on": "2026-09-20"}
    ]
    stages = {row["stage"]: row.get("happened_on") for row in found["project_stage"]}
    assert (stages["signed"], stages["started"]) == ("2026-01-02", "2026-10-02")


def test_a_reason_is_told_of_the_month_that_it_came_with():
    row = PLANNED + "p1  厂  2026-05-01  -  -  -  -  funds  贷款未到  2026-10-31"
    (project,) = tables(kept("projects", 1, row))["project"]

    assert (project["reason_class"], project["reason_zh"]) == ("funds", "贷款未到")
    assert project["reason_on"] == "2026-10-31"


def test_what_produces_is_no_longer_being_built():
    row = PLANNED + "p1  厂  -  2025-01-02  -  2026-10-05  -  -  -  2026-10-31"
    found = tables(kept("projects", 1, row))

    assert [stage["stage"] for stage in found["project_stage"]] == ["started", "in_production"]


TARGET = "metric_id  chain_id  area_code  year  kind  value  decided_on\n"


def versions(found: city_tables.Tables) -> list[tuple[object, object]]:
    return [(row["version"], row["value"]) for row in found["target"]]


def test_a_raised_target_is_a_new_version_and_the_same_said_again_is_not():
    first = "output_value  petrochem  -  2026  level  100  2026-01-20"
    raised = "output_value  petrochem  -  2026  level  120  2026-07-20"
    found = tables(
        kept("targets", 1, TARGET + first),
        kept("targets", 2, TARGET + first + "\n" + raised),
        kept("targets", 3, TARGET + raised),
    )

    assert versions(found) == [(1, "100"), (2, "120")]
    assert {row["area_code"] for row in found["target"]} == {"621000"}


def test_a_target_without_a_day_is_decided_when_it_is_sent():
    drawn = "output_value  petrochem  -  2026  level  {}  -"
    found = tables(
        kept("targets", 1, TARGET + drawn.format(100)),
        kept("targets", 2, TARGET + drawn.format(90)),
        kept("targets", 3, TARGET + drawn.format(100)),
    )

    assert versions(found) == [(1, "100"), (2, "90"), (3, "100")]


FIRM = "enterprise_id  name  chain_id  share  output  period_end\n"


def test_a_firm_in_two_chains_is_one_firm_with_two_shares():
    drawn = "e1  冷库  petrochem  0.6  8  2026-09-30\ne1  冷库  equipment  0.4  8  2026-09-30"
    found = tables(kept("enterprises", 1, FIRM + drawn))

    assert len(found["enterprise"]) == len(found["enterprise_figure"]) == 1
    shares = {row["chain_id"]: row["share"] for row in found["enterprise_node"]}
    assert shares == {"petrochem": "0.6", "equipment": "0.4"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of packs that only this test sees."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return tmp_path


def test_all_lists_of_one_file_come_into_the_edition_with_their_cells(folder):
    problem = "problem_id  problem  state  raised_on\nq1  用地  办理中  2026-09-03"
    park = "park_id  area_code  period_end  supplied_area  output\nxifeng  621002  2026-09-30  9400  214.5"
    load(
        folder,
        "a.xlsx",
        batch("targets", TARGET + "output_value  petrochem  -  2026  level  100  -"),
        batch(
            "projects", PROJECT + "p1  电厂  2026-09-12  -  主体  2  2026-09-30", area_code="621002"
        ),
        batch(
            "deals", DEAL + "d1  冷链  2026-09-02  signed  -  1  2026-09-30", origin="in_province"
        ),
        batch("enterprises", FIRM + "e1  冷库  petrochem  0.6  8  2026-09-30", is_above_size=True),
        batch("problems", problem),
        batch("parks", park),
    )

    for table in ("target", "project", "deal", "enterprise", "problem", "project_done"):
        assert asked(table, "load_id, cell") == [(1, "G2")], table
    figures = asked("park_metrics", "metric_id, basis, value, cell")
    assert [(row[0], row[1], float(row[2]), row[3]) for row in figures] == [
        ("park_output_value", "ytd", 214.5, "2:2"),
        ("park_supplied_area", "point", 9400, "2:2"),
    ]


def test_a_promise_for_a_resource_stands_as_it_was_told_last(folder):
    head = (
        "commitment_id  resource  resource_name  holder  promised  promised_investment  promised_by"
        "  promise  chain_id\n"
    )
    load(
        folder,
        "a.xlsx",
        batch(
            "commitments",
            head + "c1  wind  风电指标  甲  工厂  12  2026-06-30  promised  equipment",
        ),
    )
    load(
        folder,
        "b.xlsx",
        batch(
            "commitments",
            head + "c1  wind  风电指标  甲  工厂  12  2027-06-30  under_way  equipment",
        ),
    )

    ((load_id, due, state, investment, cell),) = asked(
        "resource_commitment", "load_id, due_on, state, investment, cell"
    )
    assert (load_id, due, state, float(investment), cell) == (
        2, date(2027, 6, 30), "under_way", 12, "G2",
    )  # fmt: skip


def test_a_list_that_changed_is_shown_field_by_field_before_it_is_loaded(folder):
    load(folder, "a.xlsx", batch("problems", "problem_id  problem  state\nq1  用地  办理中"))
    told = preview([batch("problems", "problem_id  problem  state\nq1  用地  办结\nq2  用水  新")])

    assert (told.new, told.changed, told.same) == (1, 1, 0)
    (change,) = told.changes
    assert (change.subject, change.old, change.new) == ("q1 state", "办理中", "办结")


def test_a_row_of_a_list_that_no_edition_could_hold_is_refused_before_it_is_kept(folder):
    with pytest.raises(Unfit):
        load(
            folder,
            "a.xlsx",
            batch("problems", "problem_id  problem  state  chain_id\nq1  用地  新  moon"),
        )

    assert loads() == []


def test_a_park_that_no_list_names_keeps_its_own_id_as_its_name(folder):
    drawn = "park_id  area_code  period_end  output\nnew_park  621002  2026-09-30  1.5"
    load(folder, "a.xlsx", batch("parks", drawn))

    assert ("new_park", "new_park", "621002") in asked("park", "park_id, name_zh, area_code")


def test_fields_are_kept_as_they_were_sent(folder):
    load(
        folder,
        "a.xlsx",
        batch("problems", "problem_id  problem  raised_on  state\nq1  用地  2026-09-03  新"),
    )

    ((fields,),) = asked("loaded_row", "fields")
    assert json.loads(fields) == {
        "problem_id": "q1", "problem": "用地", "raised_on": date(2026, 9, 3).isoformat(),
        "state": "新",
    }  # fmt: skip
