"""The real facts that the schema must not refuse, and its twin of the city's main file."""

from pathlib import Path

import duckdb

from tests.tables import asked, empty_pack, into

DATA = Path(__file__).parents[2] / "data"


def accepted(drawn: str) -> bool:
    pack = empty_pack()
    into(pack, "observation", drawn)
    return len(asked(pack, "select 1 from current_figure")) == len(drawn.strip().splitlines()) - 1


def test_a_period_may_end_in_the_middle_of_a_month():
    """环州故城景区收入 2022-01 至 11-11; 算力 2025年8月6日."""
    assert accepted("""
        basis  period_start  period_end  value
        ytd    2022-01-01    2022-11-11  1.4
        point  -             2025-08-06  6.6
    """)


def test_growth_may_stand_without_a_level():
    """规上工业增加值 is published as a rate only (handbook D7)."""
    assert accepted("period_end  growth\n2025-09-30  14.5")


def test_a_small_base_may_grow_by_thousands_of_percent_and_a_plant_may_stop():
    assert accepted("""
        period_end  value  growth
        2025-09-30  1      12345.6
        2026-09-30  0      -100
    """)


def test_a_value_may_be_negative():
    """Profits are (handbook D23)."""
    assert accepted("period_end  value\n2026-09-30  -2.5")


def test_a_figure_may_be_about_several_years():
    assert accepted("basis  period_start  period_end  value\npoint  2016-01-01  2020-12-31  5")


def test_a_figure_that_falls_within_a_year_is_a_fact_not_an_error():
    assert accepted("""
        period_end  value
        2026-08-31  50
        2026-09-30  48
    """)


def test_a_growth_target_may_be_negative():
    pack = empty_pack()

    into(pack, "target", "kind  value\ngrowth  -3")

    assert len(asked(pack, "select 1 from current_target")) == 1


def columns_of(file: str) -> dict[str, dict[str, str]]:
    """Table → column → type, as one of our files of SQL makes them."""
    con = duckdb.connect()
    con.execute((DATA / file).read_text(encoding="utf-8"))
    found: dict[str, dict[str, str]] = {}
    for table in con.execute("show tables").fetchall():
        told = con.execute(f"describe {table[0]}").fetchall()
        found[table[0]] = {name: kind for name, kind, *_ in told}
    return found


def test_what_the_city_keeps_has_the_types_of_what_an_edition_shows():
    """city.sql keeps in `figure` what an edition has in `observation`; other tables share names."""
    kept, shown = columns_of("city.sql"), columns_of("schema.sql")
    pairs = {table: table for table in kept if table in shown} | {"figure": "observation"}

    assert {"load", "withdrawal", "figure"} <= set(pairs)
    other = {
        f"{own}.{column}": (kind, shown[table][column])
        for own, table in pairs.items()
        for column, kind in kept[own].items()
        if column in shown[table] and kind != shown[table][column]
    }
    assert other == {}
