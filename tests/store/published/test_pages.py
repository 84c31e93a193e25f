"""What the chain pages of the published pack say besides figures: caveats, projects, statements."""

from __future__ import annotations

import csv
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from chainboard.store import dictionary
from chainboard.store.published import pack as published
from chainboard.store.published.typeset import BRACKETS

ROOT = Path(__file__).parents[3]
DATA = ROOT / "data"
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# The words of the facts: a mapping file is asked with them, so they stay as they were printed.


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def own_files() -> list[Path]:
    """The files whose words are ours: all but the copied facts."""
    ours = [
        DATA / "published" / f"{name}.csv" for name in ("series", "not_found", "breaks", "pack")
    ]
    folders = (DATA / "dictionary", DATA / "demo", DATA / "published" / "mapping")
    return [*ours, *(path for folder in folders for path in sorted(folder.glob("*.csv")))]


@pytest.fixture(scope="module")
def tables() -> published.Tables:
    return published.tables(ROOT / "data")


def caveat(tables, chain_id: str, metric_id: str, lang: str = "zh") -> str:
    (row,) = [
        r
        for r in tables["series_note"]
        if (r["chain_id"], r["metric_id"], r["area_code"][:4]) == (chain_id, metric_id, "6210")
    ]
    return str(row[f"caveat_{lang}"])


def level(tables, metric_id: str, end: str, source_id: str) -> Decimal:
    (row,) = [
        r
        for r in tables["observation"]
        if (r["metric_id"], r["area_code"], str(r["period_end"]), r["source_id"])
        == (metric_id, "621000", end, source_id)
    ]
    return Decimal(str(row["value_text"]))


@pytest.mark.parametrize("path", own_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_brackets_in_chinese_are_full_width_and_english_has_no_chinese(path):
    """What the mapping quotes from sources is set when the pack is built (typeset.py)."""
    is_shown = path.parent.name in ("dictionary", "published")
    for row in read(path):
        for column, words in row.items():
            if column.endswith("_en"):
                assert not re.search(f"[（）]|{CHINESE.pattern}", words), words
            elif is_shown:
                assert not BRACKETS.search(words), words


def test_no_english_text_that_people_read_has_chinese_in_it(tables):
    for rows in tables.values():
        for row in rows:
            for column, words in row.items():
                if column.endswith("_en") and words:
                    assert not CHINESE.search(str(words)), words


def test_the_value_of_a_statement_with_a_unit_is_digits_and_a_known_hedge(tables):
    known = {"", "力争", "预计", "约", "近", "突破", "超过", "预计约", "预计近"}
    for row in tables["statement"]:
        if row.get("unit_text"):
            before, _, after = re.fullmatch(r"(\D*)([\d.]+)(\D*)", str(row["value_text"])).groups()
            assert before in known, row
            assert after in ("", "以上", "余", "多"), row


@pytest.mark.parametrize(
    ("end", "source_id"),
    [("2018-12-31", "sc71e04bd"), ("2020-12-31", "s42f62e81"), ("2023-09-30", "s102a0d77")],
)
def test_the_share_of_crude_processed_is_that_of_its_two_published_parts(end, source_id, tables):
    made = level(tables, "crude_oil_output", end, source_id)
    processed = level(tables, "crude_processing", end, source_id)
    share = (processed / made * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    gap = made - processed

    assert f"{share}%" in caveat(tables, "petrochem", "crude_processing")
    assert f"{share}%" in caveat(tables, "petrochem", "crude_processing", "en")
    assert str(gap) in caveat(tables, "petrochem", "crude_processing")
    assert str((gap / 100).normalize()) in caveat(tables, "petrochem", "crude_processing", "en")


def test_gas_of_nine_months_is_set_against_the_target_of_2025(tables):
    """5.48 / 30 = 18.27 %; the target of 2023 (7) against that of 2025 would be 23.33 %."""
    gas = next(row for row in tables["attention_note"] if row["sort"] == "10")
    made = level(tables, "natural_gas_output", "2023-09-30", "s102a0d77")
    (target,) = [r for r in tables["target"] if (r["metric_id"], r["year"], r["source_id"]) == ("natural_gas_output", 2025, "sbcdb1e52")]  # fmt: skip
    share = (made / Decimal(str(target["value"])) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)

    assert share == Decimal("18.27")
    assert f"{share}%" in str(gas["words_zh"]) and f"{share}%" in str(gas["words_en"])
    assert "23.33" not in f"{gas['words_zh']}{gas['words_en']}"


def test_the_moment_of_a_census_is_1_november(tables):
    counted = {str(r["period_end"])[5:] for r in tables["observation"] if r["source_id"] == "s22684406"}  # fmt: skip

    assert counted == {"11-01"}


def test_no_source_is_titled_with_the_name_of_a_host(tables):
    titles = {row["source_id"]: str(row["title"]) for row in tables["source"]}

    assert [title for title in titles.values() if re.fullmatch(r"(转载；原载 )?[\w.-]+\.(cn|com)", title, re.ASCII)] == []  # fmt: skip
    assert not any("原载 www" in title for title in titles.values())
    assert titles["s0227cfbd"] == "庆阳网报道（转载，2025年4月11日）"


def test_the_foot_names_nine_chains_and_four_sub_chains(tables):
    chains = dictionary.tables(ROOT / "data")["chain"]
    shown = [row for row in chains if str(row["is_shown"]).lower() == "true"]
    words = " ".join(str(row["words_zh"]) for row in tables["not_found"])

    assert (len([r for r in shown if not r["parent_id"]]), len([r for r in shown if r["parent_id"]])) == (9, 4)  # fmt: skip
    assert "九条链和四条分链" in words and "八条链" not in words


def test_amounts_in_english_notes_name_their_unit(tables):
    notes = [str(row["note_en"]) for row in tables["observation"] if row["note_en"]]

    assert [note for note in notes if "1,063.61" in note] == []
    assert any("RMB 106.361 bn" in note for note in notes)


def test_where_sources_differ_on_a_countys_product_the_other_figure_is_told(tables):
    told = {(r["area_code"], str(r["period_end"])): str(r["note_zh"]) for r in tables["observation"] if r["metric_id"] == "gdp" and r["note_zh"]}  # fmt: skip

    assert "近49.1" in told["621025", "2023-12-31"]
    assert "78.73" in told["621021", "2020-12-31"]


def test_a_derived_number_in_a_caveat_is_called_derived(tables):
    assert "（推算）" in caveat(tables, "petrochem", "crude_processing")
    assert "(derived)" in caveat(tables, "petrochem", "crude_processing", "en")


def test_the_maturity_classes_of_apples_add_up_as_the_caveat_says(tables):
    parts = [
        level(tables, metric_id, "2025-12-31", "s7d9a2006")
        for metric_id in ("apple_output_early_mid", "apple_output_mid_late", "apple_output_late")
    ]
    short = level(tables, "apple_output_dept", "2025-12-31", "s7d9a2006") - sum(parts)

    assert f"={sum(parts)}，与总数差{short}" in caveat(tables, "apple", "apple_output_dept")


def test_the_mines_add_up_to_the_city_and_zhenyuan_exceeds_it_as_the_caveats_say(tables):
    mines = [
        level(tables, f"raw_coal_output_mine_{mine}", "2023-12-31", "s67a4e5bf")
        for mine in ("hetaoyu", "tianshuibao2", "liuyuanzi")
    ]
    city = level(tables, "poultry_slaughter", "2024-12-31", "s68def5e5")

    assert sum(mines) == level(tables, "raw_coal_output", "2023-12-31", "s67a4e5bf")
    assert f"{Decimal(9043) - city:,}万" in caveat(tables, "broiler", "poultry_slaughter")


def test_figures_that_disagree_are_named_beside_each_other(tables):
    assert {"5.0万P", "5.1万P"} <= set(
        re.findall(r"[\d.]+万P", caveat(tables, "digital", "compute_capacity"))
    )
    assert "184.82" in caveat(tables, "energy", "raw_coal_output")
    assert "186.82" in caveat(tables, "energy", "raw_coal_output")
    assert "30万架" in caveat(tables, "digital", "compute_racks")


STATED = {
    ("digital", "192.6", "亿元", "sc998e396"),
    ("digital", "54", "亿元", "sd89a302c"),
    ("digital", "30", "万架", "sdedf6dbe"),
    ("equipment", "200", "台", "s8aaaf572"),
    ("tourism", "7500", "万元", "s3a568108"),
    ("tourism", "220余", "家", "s3a568108"),
    ("tourism", "1.4", "亿元", "sfc93a67d"),
    ("green", "16400", "万千瓦时", "s18a685ef"),
    ("mutton", "30", "万只", "sa1fe4168"),
    ("broiler", "1.2", "亿羽", "s4a2e18a0"),
    ("broiler", "100", "亿元", "sa94ba983"),
    ("mushroom", "3.6", "亿元", "s1c658ee4"),
    ("mushroom", "4.06", "万吨", "sfb9fc084"),
    ("mushroom", "突破10", "亿元", "sfb9fc084"),
    ("mushroom", "预计2", "亿元", "s8bce1067"),
}


def test_what_no_metric_can_carry_is_stated_with_its_digits_and_source(tables):
    told = {
        (row["chain_id"], row["value_text"], row.get("unit_text"), row["source_id"])
        for row in tables["statement"]
    }

    assert told >= STATED


@pytest.mark.parametrize(
    ("project_id", "chain_id", "investment", "stage", "happened", "stated"),
    [
        ("longdong_shandong", "energy", "202", "in_production", "2025-05-08", "2025-05-29"),
        ("jiulongchuan_mine", "energy", "165.8", "started", "2024-02-29", "2024-02-29"),
        ("tongxin_light_hc", "petrochem", "55", "under_construction", None, "2025-06-24"),
        ("hongda_chemicals", "petrochem", None, "in_production", "2024-04", None),
        ("huayi_rubber", "petrochem", None, "in_production", "2024-04", None),
        ("helium_extraction", "petrochem", None, "preparatory", None, "2023-02-16"),
        ("sany_wind", "equipment", "2", "in_production", "2024-04", None),
        ("chaoxin_cable", "equipment", "10", "in_production", "2024-07", "2025-06-24"),
        ("east_base", "equipment", "110", "signed", None, "2022-12-12"),
        ("ningzhou_street", "tourism", "0.63", "in_production", "2025-08", "2025-10-31"),
        ("qibo_town", "health", "15", "under_construction", None, "2024-06-24"),
        ("phoenix_valley", "health", "3.7", "under_construction", None, "2024-06-24"),
        ("waste_to_energy", "green", "4.5", "in_production", None, "2023-04-10"),
        ("shengyue_chain", "broiler", "60", "completed", "2022", None),
    ],
)
def test_a_project_stands_at_the_stage_its_source_reports(
    project_id, chain_id, investment, stage, happened, stated, tables
):
    (project,) = [row for row in tables["project"] if row["project_id"] == project_id]
    reports = [
        (happened and (row["happened_on"] or row["date_text"]), row["stated_on"])
        for row in tables["project_stage"]
        if (row["project_id"], row["stage"]) == (project_id, stage)
    ]

    assert (project["chain_id"], project["total_investment_text"]) == (chain_id, investment)
    assert (happened, stated) in [(day, str(told) if told else None) for day, told in reports]


def test_no_stage_is_reported_before_it_happened(tables):
    for row in tables["project_stage"]:
        if row["happened_on"] and row["stated_on"]:
            assert str(row["happened_on"]) <= str(row["stated_on"]), row
        elif re.fullmatch(r"\d{4}-\d\d", str(row["date_text"])) and row["stated_on"]:
            assert str(row["date_text"]) <= str(row["stated_on"])[:7], row


def test_an_empty_bracket_where_a_name_stood_is_no_part_of_a_title(tables):
    assert [
        row["title"] for row in tables["source"] if str(row["title"]).endswith(("()", "（）"))
    ] == []
