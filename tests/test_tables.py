"""The tables that other tests draw: read, loaded, filled."""

from datetime import date

import duckdb
import pytest

from tests.tables import asked, empty_pack, into, only, rows


def test_a_drawn_cell_becomes_what_it_looks_like():
    (row,) = rows("""
        name_zh  value   count  period_end  absence  is_shown  growth
        西峰区    412.6   1,705  2024-12-31  -        true      −8.92
    """)

    assert row == {
        "name_zh": "西峰区",
        "value": 412.6,
        "count": 1705,
        "period_end": date(2024, 12, 31),
        "absence": None,
        "is_shown": True,
        "growth": -8.92,
    }


def test_a_cell_may_hold_single_spaces_and_quotes_keep_text_as_text():
    drawn = rows("""
        name_en         code      note
        Huan county     '621022'  ""
    """)

    assert drawn == [{"name_en": "Huan county", "code": "621022", "note": ""}]


def test_columns_are_read_as_attributes_too():
    assert rows("year_to_date\n412.6")[0].year_to_date == 412.6


def test_a_line_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="1 cells under 2 columns"):
        rows("""
            name_zh  value
            西峰区
        """)


def test_an_empty_pack_has_every_view_and_no_row():
    pack = empty_pack()

    assert asked(pack, "select figure_id from chain_output") == []


def test_what_a_test_does_not_draw_is_filled_in():
    pack = empty_pack()

    into(
        pack,
        "observation",
        """
        chain_id   area_code  period_end  value
        petrochem  621022     2024-09-30  412.6
        """,
    )

    (figure,) = asked(
        pack,
        """
        select
            chain_output.area_code,
            chain_output.period_start,
            chain_output.value::double as value,
            chain_output.source_title
        from chain_output
        """,
    )
    assert figure == {
        "area_code": "621022",
        "period_start": date(2024, 1, 1),
        "value": 412.6,
        "source_title": "drawn in the test",
    }


def test_digits_as_printed_stay_as_printed():
    pack = empty_pack()

    into(
        pack,
        "observation",
        """
        period_end  value    value_text  growth  growth_text
        2024-12-31  1645.40  1,645.40    9.60    9.60
        """,
    )

    found = asked(pack, "select value_text, growth_text from observation")
    assert found == [{"value_text": "1,645.40", "growth_text": "9.60"}]


def test_a_parent_that_was_drawn_is_not_replaced():
    pack = empty_pack()
    into(pack, "area", "area_code  name_zh\n621022  环县")

    into(pack, "observation", "area_code  period_end  value\n621022  2024-12-31  1")

    areas = asked(pack, "select area_code, name_zh, name_en from area")
    assert only(areas, "area_code", "name_zh") == [{"area_code": "621022", "name_zh": "环县"}]


def test_every_table_of_the_schema_can_be_drawn_with_little():
    drawn = {
        "alias": "kind\narea",
        "edition": "number\n1",
        "meeting": "meeting_id  held_on\n1  2025-07-11",
        "policy": "policy_id  level\np1  city",
        "practice_case": "case_id  area_code\n1  621000",
        "node": "node_id\nn1\nn2",
        "node_edge": "from_node  to_node\nn1  n2",
        "observation": "period_end  value\n2024-12-31  1",
        "preferred_source": "period_end\n2024-12-31",
        "rolled_month": "period_end  firm_version\n2026-09-30  0",
        "concentration": "period_end  firms\n2026-09-30  10",
        "rule": "light\nwatch",
        "stage": "stage_id  rank\nresting  99",
        "target": "value\n80",
    }
    pack = empty_pack()
    tables = [row.table_name for row in asked(pack, "select table_name from duckdb_tables()")]

    for table in sorted(tables):
        key = asked(pack, f"describe {table}")[0].column_name
        into(pack, table, drawn.get(table, f"{key}\n{KEYS.get(key, 'a')}"))

    assert [table for table in tables if not asked(pack, f"select 1 from {table}")] == []


KEYS = {"area_code": "621022", "load_id": "7", "sort": "10", "statement_id": "1", "face": "economy"}


def test_a_column_the_schema_does_not_have_is_refused():
    with pytest.raises(ValueError, match="area has no column population"):
        into(empty_pack(), "area", "area_code  population\n621022  1")


def test_a_drawing_that_breaks_a_rule_of_the_schema_is_refused():
    with pytest.raises(duckdb.ConstraintException):
        into(empty_pack(), "observation", "period_end  value  absence\n2024-12-31  1  late")
