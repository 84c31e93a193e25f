"""The published pack: its figures read as published and say how sure they are."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from chainboard.store import build, dictionary
from chainboard.store.published import pack as published
from chainboard.store.published.typeset import full_width
from tests.tables import asked

ROOT = Path(__file__).parents[3]
FACTS = ROOT / "data" / "published"
TYPED = ROOT / "tests" / "published_figures.csv"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mapping(name: str) -> list[dict[str, str]]:
    return read(FACTS / "mapping" / f"{name}.csv")


@pytest.fixture(scope="module")
def tables() -> published.Tables:
    return published.tables(ROOT / "data")


@pytest.fixture(scope="module")
def pack(tables) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    build.fill(con, {**dictionary.tables(ROOT / "data"), **tables})
    return con


def figure(tables, metric_id: str, area_code: str, end: str, source_id: str) -> dict[str, object]:
    found = [
        row
        for row in tables["observation"]
        if (row["metric_id"], row["area_code"], str(row["period_end"]), row["source_id"])
        == (metric_id, area_code, end, source_id)
    ]
    assert len(found) == 1, f"{metric_id} {area_code} {end} {source_id}: {len(found)} figures"
    return found[0]


def test_every_pack_row_passes_the_keys_and_checks_of_the_schema(tables, pack):
    for table, rows in tables.items():
        assert asked(pack, f'select count(*) as rows from "{table}"')[0].rows == len(rows), table


@pytest.mark.parametrize("typed", read(TYPED), ids=lambda row: f"{row['metric_id']}-{row['area_code']}-{row['period_end']}-{row['source_id']}")  # fmt: skip
def test_a_figure_reads_back_as_published(typed, tables):
    """113 figures typed from the description of the pages; a growth left blank is not stated."""
    row = figure(tables, *(typed[c] for c in ("metric_id", "area_code", "period_end", "source_id")))
    columns = ("value_text", "unit_text", "hedge", "hedge_text", "period_start")

    assert {c: str(row[c] or "") for c in columns} == {c: typed[c] for c in columns}
    assert typed["growth_text"] in ("", row["growth_text"])
    grades = {source["source_id"]: source["grade"] for source in tables["source"]}
    assert grades[row["source_id"]] == typed["grade"]


def test_digits_as_printed_are_the_digits_of_the_facts(tables):
    facts = {(file, line): row["value"] for file in ("observations", "chain_output", "investment", "parks") for line, row in enumerate(read(FACTS / f"{file}.csv"), 2)}  # fmt: skip
    for row in tables["observation"]:
        told = [facts[row["sheet"][:-4], int(n)] for n in re.findall(r"\d+", str(row["cell"]))]
        assert sorted(told) == sorted(str(row[c]) for c in ("value_text", "growth_text") if row[c])


def test_a_value_is_in_the_unit_of_its_metric(pack):
    others = asked(pack, "select distinct metric_id, o.unit_text, unit, value_text, value::double as value from observation as o join metric using (metric_id) where o.unit_text <> unit order by all")  # fmt: skip

    assert [(r.metric_id, r.value_text, r.unit_text, r.value, r.unit) for r in others] == [
        ("edible_fungi_output_dept", "4915", "吨", 0.4915, "万吨"),
        ("edible_fungi_output_expected", "6800", "吨", 0.68, "万吨"),
        ("gdp_per_capita", "19915", "元", 1.9915, "万元"),
        ("gdp_per_capita", "25279", "元", 2.5279, "万元"),
        ("gdp_per_capita", "32733", "元", 3.2733, "万元"),
        ("gdp_per_capita", "47544", "元", 4.7544, "万元"),
        ("gdp_per_capita", "54660", "元", 5.466, "万元"),
        *(
            ("industrial_fai_pp_change", text, "百分点", float(text), "个百分点")
            for text in ("-14.8", "10.4", "4.5", "6.7")
        ),
        ("park_planned_area", "1.7", "万亩", 17000.0, "亩"),
    ]


@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        (("约", "近", "左右", "余", "多", "估计"), "about"),
        (("突破", "超过"), "over"),
        (("以上",), "at_least"),
    ],
)
def test_a_hedge_of_the_facts_is_never_lost(words, hedge, tables):
    for line, row in enumerate(read(FACTS / "observations.csv"), 2):
        said = re.split(r"[;(,…]", row["hedge"])[0].removeprefix("再次")
        if said not in words or row["status"] == "target":
            continue
        shown = [o for o in tables["observation"] if o["sheet"] == "observations.csv" and re.search(rf"\bline {line}\b", str(o["cell"]))]  # fmt: skip
        if said in str(shown[0]["note_zh"]):  # a growth hedged where its level is not
            continue
        assert [o["hedge"] for o in shown] == [hedge], f"line {line}"
        assert said in str(shown[0]["hedge_text"])


def test_a_hedge_hidden_in_a_metric_name_stands_beside_the_number(tables):
    floor = figure(tables, "apple_output_dept", "621000", "2023-12-31", "s3a71e616")
    share = figure(tables, "attracted_share_industrial_fai", "621000", "2025-12-31", "s8ed7c1fe")

    assert (floor["hedge"], floor["hedge_text"]) == ("at_least", "以上")
    assert (share["hedge"], share["hedge_text"]) == ("over", "超过")


def test_a_metric_with_growth_only_has_no_level(pack):
    assert asked(pack, "select 1 from observation join metric using (metric_id) where kind = 'growth_only' and (value is not null or growth is null)") == []  # fmt: skip


def test_an_expected_value_or_a_target_is_never_an_actual(tables):
    expected = [row for row in tables["observation"] if str(row["metric_id"]).endswith("_expected")]

    assert {row["status"] for row in expected} == {"expected"}
    assert [r for r in tables["observation"] if str(r["metric_id"]).endswith("_target")] == []


def test_where_an_outcome_and_a_forecast_speak_of_one_year_the_outcome_is_shown(pack):
    shown = asked(pack, "select area_code, status from current_figure where metric_id = 'gdp' and period_end = '2025-12-31' and alternatives > 0 order by area_code")  # fmt: skip

    assert [row.area_code for row in shown] == ["620500", "620600", "620700", "620800"]
    assert {row.status for row in shown} == {"published"}


def test_department_figures_are_claims(tables):
    claims = [row for row in tables["observation"] if str(row["metric_id"]).endswith("_dept")]

    assert {row["status"] for row in claims} == {"claim"}


def test_a_flow_since_1_january_is_year_to_date_and_a_stock_is_a_point(pack):
    bases = asked(pack, "select distinct kind, basis, period_start is null as is_day from observation join metric using (metric_id) where frequency <> 'census' order by all")  # fmt: skip

    assert [(row.kind, row.basis, row.is_day) for row in bases] == [
        ("flow", "ytd", False),
        ("growth_only", "ytd", False),
        ("raised", "ytd", False),
        ("rate", "point", True),
        ("share", "ytd", False),
        ("stock", "point", True),
    ]


def test_a_change_against_an_earlier_year_is_no_growth_rate(tables):
    grown = figure(tables, "compute_capacity_vs_end_2024", "620000", "2025-08-31", "s66dff9be")
    level = figure(tables, "compute_capacity", "620000", "2025-08-31", "s66dff9be")

    assert (grown["value_text"], grown["growth"]) == ("36", None)
    assert (level["value_text"], level["growth"]) == ("7.5", None)


def test_the_growth_of_unclear_reference_is_shown_nowhere(tables):
    row = figure(tables, "sheep_slaughter_dept", "621022", "2024-12-31", "s96066d10")

    assert (row["value_text"], row["growth_text"]) == ("197", None)


def test_two_sources_that_disagree_both_stay(pack):
    found = asked(pack, "select value_text, grade from figure_sources where metric_id = 'compute_capacity' and area_code = '621000' and period_end = '2024-12-31' order by standing")  # fmt: skip

    assert [(row.value_text, row.grade) for row in found] == [("5.1", "B"), ("5", "C"), ("5", "C")]


def test_a_chain_stands_on_figures_of_the_city_and_its_counties_only(pack):
    areas = asked(pack, "select distinct area_code from observation where chain_id is not null and area_code not like '6210%'")  # fmt: skip

    assert areas == []


def test_the_targets_are_those_that_sources_state(tables):
    stated = {(t["metric_id"], t["area_code"], t["year"], t["kind"], t["value_text"], t["hedge"], t["source_id"]) for t in tables["target"]}  # fmt: skip

    assert {
        ("crude_oil_output", "621000", 2023, "level", "1050", "none", "s07f75327"),
        ("crude_oil_output", "621000", 2025, "level", "1000", "at_least", "sbcdb1e52"),
        ("crude_oil_output", "621000", 2025, "level", "1200", "none", "se42fca0b"),
        ("crude_processing", "621000", 2023, "level", "355", "none", "s07f75327"),
        ("natural_gas_output", "621000", 2023, "level", "7", "none", "s07f75327"),
        ("natural_gas_output", "621000", 2025, "level", "30", "none", "se42fca0b"),
        ("raw_coal_output", "621000", 2025, "level", "1000", "at_least", "sbcdb1e52"),
        ("compute_capacity", "621000", 2025, "level", "10", "none", "s11f84893"),
        ("compute_capacity", "621000", 2026, "level", "15", "over", "s529a920a"),
        ("compute_capacity", "621000", 2026, "level", "30", "none", "saf9014a9"),
        ("compute_racks", "621000", 2025, "level", "10", "none", "s11f84893"),
        ("sheep_processed", "621022", 2022, "level", "30", "at_least", "s9db5cd5c"),
        ("sheep_processed", "621022", 2025, "level", "100", "none", "s9db5cd5c"),
    } <= stated


def test_the_target_of_2026_is_not_one_of_out_of_province_funds(tables):
    goals = {(t["metric_id"], t["kind"], t["value_text"], t["hedge"]) for t in tables["target"] if t["year"] == 2026 and t["source_id"] == "s8ed7c1fe"}  # fmt: skip

    assert goals == {
        ("investment_in_place", "growth", "10", "none"),
        ("investment_in_place", "level", "1200", "over"),
    }


def test_capacity_is_never_a_target_of_crude_processed(tables):
    assert {t["year"] for t in tables["target"] if t["metric_id"] == "crude_processing"} == {2023}
    assert "原油加工能力目标" in {row["subject_zh"] for row in tables["statement"]}


def test_dated_facts_are_not_quantities(tables):
    told = {row["value_text"] for row in tables["statement"]}

    assert {"2024-12", "2025-08", "2023-07-03"} <= told
    assert not {"202412", "202508", "20230703"} & told


def test_a_statement_keeps_the_hedge_and_the_digits_of_its_source(tables):
    told = {row["subject_zh"]: row["value_text"] for row in tables["statement"]}

    assert told["食用菌产值（部门口径，日期未见）"] == "突破10"
    assert told["文旅产品生产销售企业（2025年5月报道，年份未注明）"] == "220余"
    assert {r["value_text"] for r in tables["statement"] if r["reason"] == "conflict"} >= {"192.6", "54"}  # fmt: skip


def test_repeated_projects_are_one_with_each_report_a_stage(tables):
    line = [row for row in tables["project_stage"] if row["project_id"] == "longdong_shandong"]
    happened = {(row["stage"], str(row["happened_on"])) for row in line if row["happened_on"]}

    assert happened == {("started", "2023-03-16"), ("in_production", "2025-05-08")}
    assert len({row["source_id"] for row in line}) == 4
    assert len(tables["project"]) == len(read(FACTS / "projects.csv")) - 10


def test_a_planned_day_is_no_stage(tables):
    helium = [row for row in tables["project_stage"] if row["project_id"] == "helium_extraction"]

    assert [row["stage"] for row in helium] == ["preparatory"]


def test_a_node_with_evidence_to_be_checked_is_unknown(tables):
    statuses = {row["node_id"]: row["status"] for row in tables["node_status"]}
    to_check = [r for r in tables["node_status"] if str(r["evidence_zh"]).startswith("待核")]

    assert {row["status"] for row in to_check} == {"unknown"}
    assert statuses["mutton_slaughter"] == "unknown"
    assert statuses["petrochem_helium"] == "planned"
    assert statuses["health_pharma"] == "present"


def test_the_roster_is_kept_as_printed_and_what_names_no_office_is_no_post(tables):
    printed = [(row["role"], full_width(row["holder_zh"])) for row in read(FACTS / "roles.csv")]
    posts = {(r["chain_id"], r["role"]) for r in tables["chain_role"] if r["is_post"]}

    assert [(row["role"], row["holder_zh"]) for row in tables["chain_role"]] == printed
    assert posts == {
        ("petrochem", "lead_enterprise"),
        ("new_energy_equip", "lead_enterprise"),
        ("digital", "host_area"),
    }
    assert not [r for r in tables["chain_role"] if r["is_post"] and "列名" in str(r["holder_zh"])]


def test_a_mine_that_is_printed_with_its_output_is_in_production(pack):
    """刘园子 88.12 and 甜水堡二号 194.36 万吨 in 2023, from the source that names both."""
    last = asked(pack, "select project_id, arg_max(stage, stated_on) as stage, max(stated_on) as day from project_stage where project_id in ('liuyuanzi_mine', 'tianshuibao_two') group by project_id order by project_id")  # fmt: skip

    assert [(row.project_id, row.stage) for row in last] == [
        ("liuyuanzi_mine", "in_production"),
        ("tianshuibao_two", "in_production"),
    ]
    assert {row.day for row in last} == {date(2024, 1, 7)}


def test_a_step_is_at_least_as_far_as_its_furthest_project(tables):
    far = ("planned", "under_construction", "present", "strong")
    begun = {"started", "under_construction", "completed"}
    done = {"in_production", "at_capacity"}
    steps = {row["node_id"]: row["status"] for row in tables["node_status"]}
    of_project = {row["project_id"]: row["node_id"] for row in tables["project"]}
    for row in tables["project_stage"]:
        step = of_project[row["project_id"]]
        least = 2 if row["stage"] in done else 1 if row["stage"] in begun else 0
        if step and steps[step] in far:
            assert far.index(steps[step]) >= least, row


def test_the_ecological_share_stays_off_every_page(tables):
    notes = [row for row in tables["series_note"] if row["metric_id"] == "eco_industry_share_gdp"]

    assert {row["area_code"] for row in notes} == {"621000", "621023"}
    assert {row["is_shown"] for row in notes} == {"false"}


def test_every_series_that_is_shown_has_a_figure_and_a_chain_has_at_most_five_cards(pack):
    empty = "select metric_id, area_code from series_note anti join observation using (chain_id, metric_id, area_code) order by all"  # fmt: skip
    crowded = "select chain_id from series_note where is_card group by chain_id having count(*) > 5"

    assert asked(pack, empty) == []
    assert asked(pack, crowded) == []


def test_a_hollow_series_is_a_forecast_or_of_another_scope(pack):
    hollow = asked(pack, "select metric_id, beside_metric_id from series_note where beside_metric_id is not null")  # fmt: skip

    assert all(row.metric_id.endswith(("_expected", "_longdong")) for row in hollow)
    assert ("crude_oil_output_longdong", "crude_oil_output") in [tuple(r.values()) for r in hollow]


def test_everything_people_read_has_english(tables):
    for table in ("node", "park", "enterprise", "project", "statement", "not_found", "chain_role"):
        words = [c for c in tables[table][0] if c.endswith("_zh") and c not in ("investor_zh", "note_zh")]  # fmt: skip
        for row in tables[table]:
            missing = [w for w in words if row[w] and not row[w.replace("_zh", "_en")]]
            assert missing == [], row


def test_a_source_title_names_an_office_and_no_person(tables):
    titles = {row["source_id"]: str(row["title"]) for row in tables["source"]}

    assert titles["s102a0d77"] == "访庆阳市发展和改革委员会主任（甘肃日报）"
    assert titles["s6024dc01"] == "庆阳推广三元双向循环农业"


def test_the_pack_is_one_accepted_load_and_speaks_from_its_day(tables):
    (load,) = tables["load"]

    assert (load["load_id"], load["status"], load["sent_by"]) == (1, "accepted", "公开资料")
    assert load["rows_in"] - load["rows_kept"] == len(mapping("left_out"))
    assert published.as_of(ROOT / "data") == date(2026, 11, 23)
