"""The dictionary: places, chains, names, metrics and rules, and what stops a build."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from chainboard.store import dictionary
from chainboard.store.faults import BuildError

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "dictionary"
FACTS = ROOT / "data" / "published" / "metrics.csv"

REPORTED_MONTHLY = """
    output_value 亿元 flow nominal
    revenue 亿元 flow nominal
    industrial_va % growth_only real
    tax 亿元 flow nominal
    project_investment 亿元 flow nominal
    investment_attracted 亿元 flow nominal
    signed_deals 个 flow physical
    signed_value 亿元 flow nominal
    power_use 亿千瓦时 flow physical
    staff 人 stock physical
    industry_firms 个 stock physical
    crude_oil_output 万吨 flow physical
    crude_processing 万吨 flow physical
    natural_gas_output 亿立方米 flow physical
    raw_coal_output 万吨 flow physical
    new_energy_generation 亿千瓦时 flow physical
    compute_capacity 万P stock physical
    apple_output 万吨 flow physical
    sheep_slaughter 万只 flow physical
    sheep_processed 万只 flow physical
    poultry_slaughter 万只 flow physical
    broiler_processed 万只 flow physical
    tourism_visits 万人次 flow physical
    tcm_herb_output 万吨 flow physical
"""


@pytest.fixture(scope="module")
def tables() -> dictionary.Tables:
    return dictionary.tables(ROOT / "data")


@pytest.fixture(scope="module")
def metrics(tables) -> dict[str, dict[str, object]]:
    return {row["metric_id"]: row for row in tables["metric"]}


def broken(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """A copy of the dictionary in which one text of one file is another."""
    shutil.copytree(FOLDER, tmp_path / "data" / "dictionary")
    path = tmp_path / "data" / "dictionary" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path


def line_of(file: str, start: str) -> int:
    lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    return 1 + next(number for number, line in enumerate(lines) if line.startswith(start))


def test_parents_come_before_children(tables):
    order = list(tables)

    assert order[:4] == ["area", "chain", "alias", "metric"]
    assert set(order[4:]) == {"stage", "rule", *dictionary.OPTIONAL}


def test_what_a_city_may_do_without_is_empty_where_its_file_is_not_there(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "dictionary")
    for table in dictionary.OPTIONAL:
        (tmp_path / "dictionary" / dictionary.FILES[table]).unlink()

    told = dictionary.tables(tmp_path)

    assert [told[table] for table in dictionary.OPTIONAL] == [[], [], [], []]


def test_an_edition_s_own_dictionary_takes_over_no_product_of_a_chain_that_it_does_not_know(tables):
    kept = {table: tables[table] for table in ("area", "alias", "metric", "stage", "rule")}
    kept["chain"] = [row for row in tables["chain"] if row["chain_id"] != "mutton"]

    told = dictionary.completed(kept, ROOT / "data")

    assert {row["chain_id"] for row in told["conversion"]} == {"petrochem", "broiler"}
    assert list(told)[:4] == ["area", "chain", "alias", "metric"]


def test_the_city_has_its_eight_counties_with_their_codes(tables):
    counties = {row["area_code"]: row["name_zh"] for row in tables["area"] if row["level"] == "county"}  # fmt: skip

    assert counties == {
        "621002": "西峰区",
        "621021": "庆城县",
        "621022": "环县",
        "621023": "华池县",
        "621024": "合水县",
        "621025": "正宁县",
        "621026": "宁县",
        "621027": "镇原县",
    }


def test_four_chains_are_of_the_100_billion_class_and_four_of_the_10_billion_class(tables):
    classes = {row["chain_id"]: row["size_class"] for row in tables["chain"] if row["size_class"]}

    assert classes == {
        "energy": "100_billion",
        "petrochem": "100_billion",
        "digital": "100_billion",
        "equipment": "100_billion",
        "agriculture": "10_billion",
        "tourism": "10_billion",
        "health": "10_billion",
        "green": "10_billion",
    }


def test_apple_mutton_broiler_and_mushroom_stand_under_agriculture(tables):
    parents = {row["chain_id"]: row["parent_id"] for row in tables["chain"] if row["is_shown"] == "true"}  # fmt: skip

    assert {chain for chain, parent in parents.items() if parent == "agriculture"} == {
        "apple",
        "mutton",
        "broiler",
        "mushroom",
    }


@pytest.mark.parametrize("line", REPORTED_MONTHLY.split("\n")[1:-1])
def test_what_chains_and_counties_report_is_in_the_dictionary(line, metrics):
    metric_id, unit, kind, basis = line.split()
    metric = metrics[metric_id]

    assert (metric["unit"], metric["kind"], metric["growth_basis"]) == (unit, kind, basis)


def test_every_metric_of_the_facts_is_in_the_dictionary_unless_it_is_a_target(metrics):
    with FACTS.open(encoding="utf-8", newline="") as file:
        ids = [row["metric_id"] for row in csv.DictReader(file)]

    assert [name for name in ids if name not in metrics and not name.endswith("_target")] == []
    assert [name for name in metrics if name.endswith("_target")] == []


def test_every_metric_has_its_words_in_both_languages(metrics):
    words = ("name_zh", "name_en", "definition_zh", "definition_en", "owner_zh", "owner_en")
    silent = [name for name, row in metrics.items() if not all(row[word] for word in words)]

    assert silent == []


def test_value_added_grows_in_real_terms_and_funds_in_nominal_ones(metrics):
    assert {metrics[name]["growth_basis"] for name in ("gdp", "gdp_primary", "industrial_va")} == {"real"}  # fmt: skip
    assert {metrics[name]["growth_basis"] for name in ("investment_attracted", "fai")} == {"nominal"}  # fmt: skip


def test_stock_plus_slaughter_is_not_called_a_stock(metrics):
    raised = [row for name, row in metrics.items() if name.endswith("_raised")]

    assert {row["kind"] for row in raised} == {"raised"}
    assert all("饲养量" in str(row["name_zh"]) for row in raised)


def test_the_two_apple_bases_are_two_metrics(metrics):
    assert "统计口径" in str(metrics["apple_output"]["name_zh"])
    assert "部门口径" in str(metrics["apple_output_dept"]["name_zh"])


def test_the_default_lights_meet_at_zero_and_at_minus_ten_points(tables):
    lights = {
        row["light"]: (row["gap_at_most"], row["gap_below"])
        for row in tables["rule"]
        if row["kind"] == "light"
    }

    assert lights == {"on_track": (None, None), "watch": (None, "0"), "behind": ("-10", None)}


def test_rates_of_growth_have_rules_of_their_own_that_meet_at_zero_and_at_minus_two(tables):
    lights = {
        row["light"]: (row["gap_at_most"], row["gap_below"])
        for row in tables["rule"]
        if row["kind"] == "growth"
    }

    assert lights == {"on_track": (None, None), "watch": (None, "0"), "behind": ("-2", None)}


def test_a_metric_of_an_unknown_chain_is_named_with_its_line(tmp_path):
    root = broken(tmp_path, "metrics.csv", "chain_output,energy,", "chain_output,oil,")

    with pytest.raises(BuildError) as fault:
        dictionary.tables(root / "data")

    assert fault.value.file == "data/dictionary/metrics.csv"
    assert fault.value.line == line_of("metrics.csv", "raw_coal_output,")
    assert "oil" in fault.value.words("zh")


def test_a_key_given_twice_is_named_with_both_lines(tmp_path):
    root = broken(tmp_path, "areas.csv", "621021,庆城县", "621002,庆城县")

    with pytest.raises(BuildError, match=f"already on line {line_of('areas.csv', '621002,')}") as fault:  # fmt: skip
        dictionary.tables(root / "data")

    assert fault.value.line == line_of("areas.csv", "621021,")


def test_a_row_with_a_cell_too_many_is_named_with_its_line(tmp_path):
    root = broken(tmp_path, "areas.csv", "621022,环县,", "621022,环县,,")

    with pytest.raises(BuildError, match="11 cells under 10 headings") as fault:
        dictionary.tables(root / "data")

    assert fault.value.line == line_of("areas.csv", "621022,")


def test_an_alias_of_nothing_is_named_with_its_line(tmp_path):
    root = broken(tmp_path, "aliases.csv", "area,西峰,621002", "area,西峰,621099")

    with pytest.raises(BuildError, match="621099") as fault:
        dictionary.tables(root / "data")

    assert (fault.value.file, fault.value.line) == ("data/dictionary/aliases.csv", 2)
