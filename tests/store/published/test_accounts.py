"""Every fact of the published pack ends in a table, or is named as left out with a reason."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chainboard.store import dictionary
from chainboard.store.published import pack as published
from chainboard.store.published.typeset import full_width

ROOT = Path(__file__).parents[3]
FACTS = ROOT / "data" / "published"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mapping(name: str) -> list[dict[str, str]]:
    return read(FACTS / "mapping" / f"{name}.csv")


@pytest.fixture(scope="module")
def tables() -> published.Tables:
    return published.tables(ROOT / "data")


def lines_told(tables, file: str) -> set[int]:
    """Lines of a fact file that a figure or a statement names as its own."""
    rows = [*tables["observation"], *tables["statement"]]
    cells = [str(row["cell"]) for row in rows if row["sheet"] == file]
    return {int(number) for cell in cells for number in re.findall(r"\d+", cell)}


def lines_left_out(file: str) -> set[int]:
    return {int(row["line"]) for row in mapping("left_out") if row["file"] == file}


def is_target(tables, row: dict[str, str]) -> bool:
    key = row["value"], row["source_id"], int(row["period_end"][:4])
    return key in {(t["value_text"], t["source_id"], t["year"]) for t in tables["target"]}


def worded(file: str) -> Iterator[tuple[int, dict[str, str], set[str]]]:
    """Line, row and what the mapping makes of it, for a file of free-worded facts."""
    place = "park_id" if file == "parks" else "chain_id"
    words = mapping(file)
    for line, row in enumerate(read(FACTS / f"{file}.csv"), 2):
        said = row["metric"], row[place]
        yield line, row, {w["becomes"] for w in words if (w["words"], w["where"]) == said}


def test_every_observation_becomes_a_figure_a_target_a_statement_or_is_left_out(tables):
    done = lines_told(tables, "observations.csv") | lines_left_out("observations.csv")
    rest = [
        (line, row["metric_id"])
        for line, row in enumerate(read(FACTS / "observations.csv"), 2)
        if line not in done and not (row["status"] == "target" and is_target(tables, row))
    ]

    assert rest == []


@pytest.mark.parametrize("file", ["chain_output", "investment", "parks"])
def test_every_free_worded_fact_becomes_a_row_a_repeat_or_is_left_out(file, tables):
    done = lines_told(tables, f"{file}.csv") | lines_left_out(f"{file}.csv")
    rest = [
        (line, row["metric"])
        for line, row, becomes in worded(file)
        if line not in done
        and becomes != {"merged"}
        and not ("target" in becomes and is_target(tables, row))
    ]

    assert rest == []


def test_every_project_report_becomes_a_project_and_each_dated_stage_a_row(tables):
    projects = {row["project_id"] for row in tables["project"]}
    staged = {(row["project_id"], row["source_id"]) for row in tables["project_stage"]}
    ids = {(row["name_zh"], row["source_id"]): row["project_id"] for row in mapping("projects")}
    for row in read(FACTS / "projects.csv"):
        project_id = ids[row["name_zh"], row["source_id"]]
        assert project_id in projects
        assert (project_id, row["source_id"]) in staged or row["status"] == "揭牌"


@pytest.mark.parametrize(
    ("file", "column", "table", "key"),
    [
        ("chain_nodes.csv", "node_zh", "node", "name_zh"),
        ("enterprises.csv", "name_zh", "enterprise", "name_zh"),
        ("sources.csv", "source_id", "source", "source_id"),
    ],
)
def test_every_row_of_a_list_is_in_its_table(file, column, table, key, tables):
    facts = [full_width(row[column]) for row in read(FACTS / file)]

    assert sorted(facts) == sorted(str(row[key]) for row in tables[table])


def test_every_chain_row_is_a_name_of_the_dictionary_a_statement_or_left_out(tables):
    words = {(row["chain_id"], row["name_zh"]): row["becomes"] for row in mapping("chain_rows")}
    known = dictionary.tables(ROOT / "data")
    names = {row["name_zh"] for row in known["chain"]} | {row["alias"] for row in known["alias"]}
    for line, row in enumerate(read(FACTS / "chains.csv"), 2):
        if line in lines_left_out("chains.csv") | lines_told(tables, "chains.csv"):
            continue
        assert words[row["chain_id"], row["name_zh"]] == "dictionary"
        assert row["name_zh"] in names


@pytest.mark.parametrize(
    ("file", "table"),
    [
        ("policies", "policy"),
        ("meetings", "meeting"),
        ("cases", "practice_case"),
        ("roles", "chain_role"),
    ],
)
def test_every_document_meeting_case_and_printed_role_is_a_row(file, table, tables):
    facts = read(FACTS / f"{file}.csv")

    assert [row["source_id"] for row in tables[table]] == [row["source_id"] for row in facts]


def test_every_case_document_and_meeting_is_told_in_both_languages(tables):
    told = {
        "practice_case": ("title", "summary", "figures"),
        "policy": ("title", "office", "asks"),
        "meeting": ("name", "chaired_by", "decisions"),
    }
    for table, columns in told.items():
        for row in tables[table]:
            for column in columns:
                assert re.search(r"[\u4e00-\u9fff]", str(row[f"{column}_zh"])), row
                assert re.search(r"[a-z]", str(row[f"{column}_en"])), row
    assert [r for r in tables["policy"] if bool(r["targets_zh"]) != bool(r["targets_en"])] == []


def test_no_case_shows_the_number_that_the_facts_give_a_source(tables):
    cases = tables["practice_case"]

    assert [row for row in cases if "[s" in f"{row['figures_zh']}{row['figures_en']}"] == []
    assert sum(row["other_sources"] or 0 for row in cases) > 0


def test_a_case_names_only_steps_of_its_own_chain(tables):
    chain_of = {row["node_id"]: row["chain_id"] for row in tables["node"]}
    for row in tables["practice_case"]:
        named = str(row["node_ids"] or "").split()
        assert {chain_of[node] for node in named} <= {row["chain_id"]}, row["title_zh"]


def test_no_word_of_a_mapping_file_has_become_idle():
    for file in ("chain_output", "investment", "parks"):
        place = "park_id" if file == "parks" else "chain_id"
        said = {(row["metric"], row[place]) for row in read(FACTS / f"{file}.csv")}
        assert [r["words"] for r in mapping(file) if (r["words"], r["where"]) not in said] == []
    notes = {(r["metric_id"], r["area_code"], r["source_id"]) for r in mapping("notes")}
    facts = {(r["metric_id"], r["area_code"], r["source_id"]) for r in read(FACTS / "observations.csv")}  # fmt: skip
    others = {r["source_id"] for f in ("chain_output", "investment") for r in read(FACTS / f"{f}.csv")}  # fmt: skip
    assert [note for note in notes - facts if note[2] not in others] == []
