"""The made-up country whose firm rows are measured."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from bench.scale import country, measuring
from bench.scale.country import Size
from chainboard.scale import lake, rollup
from chainboard.store import dictionary

SMALL = Size(rows=2_000, years=1)


def rows(size: Size, folder: Path) -> pa.Table:
    """The rows of a table that is made, as they lie in its files."""
    country.write_rows(size, folder)
    return ds.dataset(lake.files(), format="parquet").to_table()


def made(size: Size, var: Path, monkeypatch: pytest.MonkeyPatch, name: str = "made") -> pa.Table:
    monkeypatch.setenv("CHAINBOARD_FIRMS", str(var / name))
    return rows(size, var / name)


def test_the_same_seed_gives_the_same_rows_and_another_gives_others(var, monkeypatch):
    one = made(SMALL, var, monkeypatch, "one")
    again = made(SMALL, var, monkeypatch, "again")
    other = made(Size(rows=2_000, years=1, seed=7), var, monkeypatch, "other")

    assert one.equals(again)
    assert not one.equals(other)


def test_there_are_as_many_rows_as_are_wanted_and_at_most_one_a_month_more(var, monkeypatch):
    count = made(SMALL, var, monkeypatch).num_rows

    assert 2_000 <= count < 2_000 + len(SMALL.months)


def test_rows_lie_in_the_order_of_firms_a_version_a_month(var, monkeypatch):
    firms = made(SMALL, var, monkeypatch)["enterprise_id"].to_pylist()

    month = firms[: SMALL.monthly]
    assert month == sorted(month)
    assert lake.newest() == len(SMALL.months) == 11
    assert len(lake.files(3)) == 3


def test_a_row_takes_about_14_bytes(var, monkeypatch):
    made(Size(rows=200_000), var, monkeypatch)

    count, size = measuring.counted()

    assert 0.7 * 14 < size / count < 1.3 * 14


def test_the_country_has_provinces_prefectures_counties_and_chains_with_parts(tmp_path):
    words = dictionary.tables(country.write_words(tmp_path))

    levels = Counter(area["level"] for area in words["area"])
    assert (levels["province"], levels["prefecture"]) == (31, 341)
    assert 2_900 < levels["county"] < 3_200
    assert len(words["chain"]) == 300
    assert sum(chain["parent_id"] is not None for chain in words["chain"]) == 60


def test_every_firm_stands_once_on_a_chain_and_in_a_county_of_the_country(var, monkeypatch):
    made(SMALL, var, monkeypatch)
    tree = rollup.Tree(dictionary.tables(country.write_words(var)))

    rolled = rollup.roll(date(2021, 12, 31), None, tree, lambda step, percent: None)

    cells = ds.dataset(rolled.cells).to_table().to_pylist()
    (whole,) = [
        cell for cell in cells if (cell["area_code"], cell["chain_id"]) == (country.COUNTRY, "")
    ]
    assert whole["firms"] == pytest.approx(SMALL.monthly * 11 / 12, rel=0.02)
