"""The city's own figures in the demo pack: sums of whole chains, and never of output."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import product

import pytest

from chainboard.store.demo import pack as demo, totals as demo_totals
from chainboard.store.demo.recipe import Recipe
from chainboard.store.demo.series import Series

CITY = "621000"

PARTS = {"apple", "mutton", "broiler", "mushroom"}
METRICS = (*demo_totals.ADDED, demo_totals.WEIGHED)
ALL = ("energy", "agriculture", "apple")
FEBRUARY = (2021, 2)


def recipe() -> Recipe:
    """Two chains and one that is part of agriculture; the figures end in February 2021."""
    return Recipe(
        settings={"parts": {"agriculture": ["apple"]}, "first_year": 2021, "last_month": "2021-02"},
        files={"levels": [{"chain_id": c, "metric_id": m} for c, m in product(ALL, METRICS)]},
        units=dict.fromkeys(METRICS, "亿元"),
        decimals=dict.fromkeys(METRICS, 2),
        city=CITY,
        counties=(),
        sha256="",
    )


def made(levels: dict[str, int], priors: dict[str, int], rates: dict[str, float]) -> Series:
    """The same level of a chain for every metric, a hundredth of its unit each."""
    every = [*demo_totals.ADDED, "output_value"]
    return Series(
        levels={(c, m, CITY): {FEBRUARY: levels[c]} for c, m in product(ALL, every)},
        priors={(c, m, CITY): {FEBRUARY: priors[c]} for c, m in product(ALL, every)},
        rates={(c, demo_totals.WEIGHED, CITY): {FEBRUARY: rates[c]} for c in ALL},
    )


DRAWN = made(
    {"energy": 300, "agriculture": 100, "apple": 40},
    {"energy": 250, "agriculture": 70, "apple": 39},
    {"energy": 10.0, "agriculture": 2.0, "apple": 90.0},
)


def total(metric: str) -> dict[str, object]:
    (row,) = [r for r in demo_totals.monthly(recipe(), DRAWN) if r["metric_id"] == metric]
    return row


def test_a_total_is_the_sum_of_the_chains_and_a_part_is_in_its_chain_already():
    assert demo_totals.whole_chains(recipe()) == ("energy", "agriculture")
    assert (total("tax")["value"], total("tax")["value_text"]) == ("4.00", "4.00")


def test_growth_of_a_total_is_that_of_the_sums():
    """400 over 320 is a quarter more."""
    assert (total("tax")["growth"], total("tax")["growth_text"]) == (25.0, "25.0")


def test_the_rate_of_the_city_is_the_mean_of_the_chains_by_output():
    """(300 × 10 % + 100 × 2 %) ÷ 400 = 8 %: the level of a rate is nobody's."""
    rate = total("industrial_va")

    assert (rate["growth"], rate.get("value")) == (8.0, None)


def test_a_stock_is_of_the_month_s_end_and_a_flow_counts_from_january():
    assert (total("industry_firms")["basis"], total("industry_firms")["period_start"]) == (
        "point",
        None,
    )
    assert (total("tax")["basis"], total("tax")["period_start"]) == ("ytd", "2021-01-01")


def aim(metric: str, chain: str, value: str, version: int = 1, area: str = CITY) -> dict:
    return {"metric_id": metric, "chain_id": chain, "area_code": area, "year": 2021,
            "kind": "level", "version": version, "value": value, "value_text": value,
            "reason_zh": "年中上调", "reason_en": "raised"}  # fmt: skip


def test_a_target_is_the_sum_of_the_whole_chains_last_versions_in_the_city():
    aims = [
        aim("tax", "energy", "10"),
        aim("tax", "energy", "12", version=2),
        aim("tax", "agriculture", "5"),
        aim("tax", "apple", "3"),
        aim("tax", "energy", "7", area="621002"),
    ]
    (row,) = demo_totals.targets(recipe(), DRAWN, aims)

    assert (row["value"], row["chain_id"], row["area_code"]) == ("17.00", None, CITY)
    assert (row["version"], row["reason_zh"]) == (1, None)


def test_the_target_rate_is_the_mean_by_the_target_output():
    """(30 × 9 + 10 × 5) ÷ 40 = 8."""
    aims = [
        aim("output_value", "energy", "30"),
        aim("output_value", "agriculture", "10"),
        aim("industrial_va", "energy", "9.0"),
        aim("industrial_va", "agriculture", "5.0"),
    ]
    (row,) = demo_totals.targets(recipe(), DRAWN, aims)

    assert (row["metric_id"], row["value"]) == ("industrial_va", "8.0")


def test_a_metric_that_no_chain_has_a_target_of_has_none_for_the_city():
    assert demo_totals.targets(recipe(), DRAWN, []) == []


def test_a_total_with_a_flash_figure_in_it_is_a_flash_figure_and_says_what_it_lacks():
    plain = {"metric_id": "tax", "area_code": CITY, "period_end": total("tax")["period_end"]}
    lacking = plain | {"status": "flash", "note_zh": "缺合水县", "note_en": "lacks Heshui"}
    chains = [
        lacking | {"chain_id": "energy"},
        plain | {"chain_id": "agriculture", "status": "preliminary"},
    ]
    rows = demo_totals.as_firm_as(chains, recipe(), [total("tax"), total("signed_value")])

    assert (rows[0]["status"], rows[0]["note_zh"]) == ("flash", "缺合水县")
    assert rows[1] == total("signed_value")


def newest(rows: list[dict]) -> dict[tuple, dict]:
    """The row of the newest load by metric, chain and month, of the city alone."""
    kept: dict[tuple, dict] = {}
    for row in sorted(rows, key=lambda row: row["load_id"]):
        if row["area_code"] == CITY and row.get("park_id") is None:
            kept[row["metric_id"], row.get("chain_id"), row["period_end"]] = row
    return kept


def whole_chains_with(metric: str) -> int:
    """How many of the nine have it: tourism has no industry."""
    return 8 if metric in ("industrial_va", "industry_firms") else 9


def test_in_the_pack_every_total_is_exactly_the_sum_of_its_whole_chains(
    demo_rows: demo.Tables,
):
    of_city = newest(demo_rows["observation"])
    sums: dict[tuple, Decimal] = defaultdict(Decimal)
    counted: dict[tuple, int] = defaultdict(int)
    for (metric, chain, end), row in of_city.items():
        if chain is not None and chain not in PARTS and row.get("value") is not None:
            sums[metric, end] += Decimal(str(row["value"]))
            counted[metric, end] += 1
    totals = {(m, end): r for (m, chain, end), r in of_city.items() if chain is None}
    levels = {key: row for key, row in totals.items() if key[0] in demo_totals.ADDED}

    assert levels
    assert {key: counted[key] for key in levels} == {
        key: whole_chains_with(key[0]) for key in levels
    }
    assert {k: Decimal(str(row["value"])) for k, row in levels.items()} == {
        key: sums[key] for key in levels
    }


def test_in_the_pack_each_total_stands_once_for_every_month(demo_rows: demo.Tables):
    rows = [r for r in demo_rows["observation"]
            if r.get("chain_id") is None and r.get("park_id") is None]  # fmt: skip
    keys = [(row["metric_id"], row["period_end"]) for row in rows]
    of_chain = {
        row["period_end"] for row in demo_rows["observation"] if row.get("chain_id") == "energy"
    }

    assert len(set(keys)) == len(keys)
    assert {metric for metric, _ in keys} == set(METRICS)
    assert {end for _, end in keys} == of_chain


@pytest.mark.parametrize("table", ["observation", "target"])
def test_in_the_pack_there_is_no_city_total_of_output_or_revenue(demo_rows: demo.Tables, table):
    """What one chain sells another one buys."""
    totals = {
        row["metric_id"]
        for row in demo_rows[table]
        if row.get("chain_id") is None and row.get("park_id") is None
    }

    assert not totals & {"output_value", "revenue"}


def test_in_the_pack_the_city_grows_no_faster_than_its_fastest_chain_nor_slower_than_its_slowest(
    demo_rows: demo.Tables,
):
    of_city = newest(demo_rows["observation"])
    rates: dict[tuple, list[float]] = defaultdict(list)
    for (metric, chain, end), row in of_city.items():
        if chain is not None and chain not in PARTS and row.get("growth") is not None:
            rates[metric, end].append(row["growth"])
    compared = {
        (metric, end): row["growth"]
        for (metric, chain, end), row in of_city.items()
        if chain is None and len(rates[metric, end]) == whole_chains_with(metric)
    }

    assert {metric for metric, _ in compared} == set(METRICS)
    for key, growth in compared.items():
        assert min(rates[key]) - 0.1 <= growth <= max(rates[key]) + 0.1, key


def test_in_the_pack_every_target_of_the_city_is_the_sum_of_its_chains_to_the_whole_unit(
    demo_rows: demo.Tables,
):
    last: dict[tuple, dict] = {}
    for row in sorted(demo_rows["target"], key=lambda row: row["version"]):
        if row["area_code"] == CITY:
            last[row["metric_id"], row["chain_id"], row["year"]] = row
    sums: dict[tuple, Decimal] = defaultdict(Decimal)
    for (metric, chain, year), row in last.items():
        if chain is not None and chain not in PARTS:
            sums[metric, year] += Decimal(str(row["value"]))
    of_city = {
        (metric, year): Decimal(str(row["value"]))
        for (metric, chain, year), row in last.items()
        if chain is None and metric in demo_totals.ADDED
    }

    assert of_city
    assert [key for key, value in of_city.items() if abs(value - sums[key]) > Decimal("0.5")] == []
