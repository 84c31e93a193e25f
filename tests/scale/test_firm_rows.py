"""A file of firm rows: read by the headers of the template, and refused cell by cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from chainboard.scale import lake
from chainboard.scale.firm_rows import LISTED, Checked, checked
from tests.scale.drawn import HEADERS, as_csv, as_parquet, told

OFFICE = "示例统计局"


@pytest.fixture
def sent(tmp_path: Path):
    """What becomes of rows that are sent as CSV."""
    return lambda *rows: checked(as_csv(tmp_path / "firms.csv", *rows), OFFICE)


def rows_of(found: Checked) -> list[dict[str, object]]:
    assert [issue.zh for issue in found.issues] == []
    assert found.rows is not None
    assert found.rows.schema == lake.SCHEMA
    return found.rows.to_pylist()


def refusals(found: Checked) -> list[tuple[str, str, str, str]]:
    """Code, row, column and value of each issue."""
    assert found.rows is None
    return [(each.code, each.cell, each.column, each.value) for each in found.issues]


def test_a_row_is_kept_as_the_table_has_it(sent):
    (row,) = rows_of(sent({"enterprise_id": " 91x1 ", "share": "0.6", "output": "1,234.5"}))

    assert row == {
        "month": date(2026, 9, 30),
        "enterprise_id": "91X1",
        "chain_id": "digital",
        "area_code": "621002",
        "name": "示例公司",
        "share": Decimal("0.600000"),
        "is_above_size": True,
        "output": Decimal("1234.500000"),
        "revenue": Decimal("1.200000"),
        "profit": Decimal("-0.100000"),
        "tax": Decimal("0.050000"),
        "power_use": Decimal("20.000000"),
        "staff": Decimal("35.000000"),
        "sent_by": OFFICE,
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_the_encodings_that_offices_save_it_in(tmp_path, encoding):
    found = checked(
        as_csv(tmp_path / "企业[1].csv", {"name": "示例“羊绒”公司"}, encoding=encoding), OFFICE
    )

    assert [row["name"] for row in rows_of(found)] == ["示例“羊绒”公司"]


def test_parquet_is_read_with_figures_and_days_as_such_and_fields_named_by_their_ids(tmp_path):
    columns = {id: [row[id] for row in told({}, {})] for id in HEADERS}
    columns |= {
        "period": [date(2026, 9, 30), date(2026, 8, 31)],
        "output": [Decimal("2.25"), None],
        "profit": [-0.125, 1e-7],
        "staff": [35, 36],
        "is_above_size": [True, None],
        "park_id": ["a park", None],
    }

    found = rows_of(checked(as_parquet(tmp_path / "firms.parquet", pa.table(columns)), OFFICE))

    assert [row["month"] for row in found] == [date(2026, 8, 31), date(2026, 9, 30)]
    assert [row["output"] for row in found] == [None, Decimal("2.25")]
    assert [row["profit"] for row in found] == [0, Decimal("-0.125")]
    assert [row["is_above_size"] for row in found] == [None, True]


@pytest.mark.parametrize(
    "said", ["2026-09", "2026-09-30", "202609", "2026年9月", "2026/9/1", "２０２６-09"]
)
def test_a_month_may_be_written_as_anywhere_else(sent, said):
    assert rows_of(sent({"period": said}))[0]["month"] == date(2026, 9, 30)


def test_january_and_february_come_together(sent):
    assert rows_of(sent({"period": "2026年1-2月"}))[0]["month"] == date(2026, 2, 28)


@pytest.mark.parametrize("said", ["621002", "西峰区", "西峰", "庆阳市西峰区", " 西峰 区"])
def test_a_county_may_be_named_by_code_name_or_another_name(sent, said):
    assert rows_of(sent({"area_code": said}))[0]["area_code"] == "621002"


@pytest.mark.parametrize("said", ["digital", "数字经济", "数字经济产业链"])
def test_a_chain_may_be_named_by_id_name_or_short_name(sent, said):
    assert rows_of(sent({"chain_id": said}))[0]["chain_id"] == "digital"


def test_headers_may_be_without_unit_or_another_sure_word(tmp_path):
    path = as_csv(tmp_path / "firms.csv", {})
    text = path.read_text(encoding="utf-8")
    for header, other in (
        ("产值(亿元)", "产值"),
        ("统一社会信用代码", "信用代码"),
        ("县区", "所在县区"),
    ):
        text = text.replace(header, other, 1)
    path.write_text(text, encoding="utf-8")

    assert len(rows_of(checked(path, OFFICE))) == 1


def test_a_missing_figure_is_null_and_a_share_that_is_not_told_is_the_whole_firm(sent):
    (row,) = rows_of(sent({"output": "保密", "tax": "", "share": "—", "is_above_size": ""}))

    assert [row[column] for column in ("output", "tax", "is_above_size")] == [None] * 3
    assert row["share"] == 1


def test_the_shares_of_a_firm_may_be_the_whole_and_a_percentage(sent):
    found = rows_of(
        sent(
            {"enterprise_id": "91X1", "share": "60%"},
            {"enterprise_id": "91X1", "share": "0.4", "chain_id": "综合能源"},
        )
    )

    assert [row["share"] for row in found] == [Decimal("0.6"), Decimal("0.4")]


def test_rows_keep_their_numbers_below_blank_lines_and_cells_of_two_lines(tmp_path):
    path = as_csv(tmp_path / "firms.csv", {"name": "示例\n公司"}, {"output": "many"})
    header, first, second, last = path.read_text(encoding="utf-8").split("\n", 3)
    path.write_text("\n".join([header, "", first, second, "," * 12, last]), encoding="utf-8")

    assert refusals(checked(path, OFFICE)) == [("not_a_number", "5:5", "产值(亿元)", "many")]


REFUSED = [
    ("area_code", "天水市", "unknown_county"),
    ("area_code", "庆阳市", "unknown_county"),
    ("area_code", " ", "blank_key"),
    ("chain_id", "数字经剂", "unknown_chain"),
    ("chain_id", "全部产业链", "unknown_chain"),
    ("chain_id", "", "blank_key"),
    ("period", "2026-13", "bad_period"),
    ("period", "2026-01", "bad_period"),
    ("period", "2026年1-9月", "bad_period"),
    ("period", "", "unknown_value"),
    ("enterprise_id", "", "unknown_value"),
    ("enterprise_id", "9.16211E+17", "unknown_value"),
    ("name", "", "unknown_value"),
    ("is_above_size", "也许", "unknown_value"),
    ("output", "12亿元", "not_a_number"),
    ("profit", "nan", "not_a_number"),
    ("output", "-1", "out_of_range"),
    ("revenue", "-1", "out_of_range"),
    ("tax", "-0.01", "out_of_range"),
    ("power_use", "-1", "out_of_range"),
    ("staff", "-3", "out_of_range"),
    ("staff", "3.5", "out_of_range"),
    ("output", "1e12", "out_of_range"),
    ("share", "0", "out_of_range"),
    ("share", "35", "out_of_range"),
    ("share", "third", "not_a_number"),
]


@pytest.mark.parametrize("part", [REFUSED[::2], REFUSED[1::2]], ids=["some", "the others"])
def test_a_cell_that_cannot_be_is_named_by_row_column_and_value(sent, part):
    found = sent(*({column: value} for column, value, _code in part))

    assert refusals(found) == [
        (code, f"{row}:{row}", HEADERS[column], value)
        for row, (column, value, code) in enumerate(part, start=2)
    ]
    assert found.faults == len(part) <= LISTED
    for issue, (column, _value, _code) in zip(found.issues, part, strict=True):
        row = issue.cell.partition(":")[0]
        assert issue.zh.startswith(f"第 {row} 行 {HEADERS[column]}：")
        assert issue.en.startswith(f"row {row} {HEADERS[column]}: ")


def test_a_slip_in_a_name_is_answered_with_the_nearest_and_january_with_february(sent):
    found = sent({"chain_id": "数字经剂"}, {"period": "2026-01"})

    assert [("数字经济" in issue.zh, "2026-02" in issue.zh) for issue in found.issues] == [
        (True, False),
        (False, True),
    ]


def test_shares_of_one_firm_above_one_are_refused_also_where_they_are_not_told(sent):
    found = sent(
        {"enterprise_id": "91X1", "share": "0.6"},
        {"enterprise_id": "91X1", "chain_id": "综合能源"},
        {"enterprise_id": "91X1", "period": "2026-08"},
    )

    assert refusals(found) == [("out_of_range", "3:3", "占比", "1.0")]
    assert "1.6" in found.issues[0].zh


def test_the_same_key_twice_is_refused_with_the_row_where_it_stands_first(sent):
    found = sent(
        {"enterprise_id": "91X1"}, {}, {"enterprise_id": "91x1", "chain_id": "digital", "tax": "9"}
    )

    assert refusals(found) == [("duplicate_row", "4:4", "统一社会信用代码", "91X1")]
    assert "第 2 行" in found.issues[0].zh


def test_twenty_faults_are_listed_and_all_are_counted(sent):
    found = sent(*({"output": "many", "tax": "-1"} for _ in range(30)))

    assert (len(found.issues), found.faults) == (LISTED, 60)


def test_columns_that_lack_are_all_named_and_a_likely_one_is_asked_for(tmp_path):
    path = tmp_path / "firms.csv"
    path.write_text("统一社会信用代码,单位名称,产值(万元)\n1,2,3\n", encoding="utf-8")

    found = checked(path, OFFICE)

    lacking = [each.column for each in found.issues if each.code == "missing_column"]
    assert {"企业名称", "产业链", "县区", "期间", "从业人数"} <= set(lacking)
    assert any("“单位名称”若是“企业名称”" in each.zh for each in found.issues)
    assert [each.column for each in found.issues if each.code == "wrong_unit"] == ["产值(亿元)"]


def test_a_column_that_stands_twice_is_refused(tmp_path):
    path = as_csv(tmp_path / "firms.csv", {})
    header, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(f"{header.strip()},税收\n{rest.strip()},7\n", encoding="utf-8")

    assert [(e.code, e.column) for e in checked(path, OFFICE).issues] == [
        ("missing_column", "税收(亿元)")
    ]


def test_a_header_alone_holds_no_rows(tmp_path):
    path = as_csv(tmp_path / "firms.csv")
    assert [each.code for each in checked(path, OFFICE).issues] == ["no_rows"]

    path.write_text(path.read_text(encoding="utf-8") + ",,,,,,,,,,,,\n\n", encoding="utf-8")
    assert [each.code for each in checked(path, OFFICE).issues] == ["no_rows"]


def spoilt(path: Path, how: str) -> Path:
    """A file as it may arrive."""
    whole = as_csv(path, {}, {}).read_bytes()
    shorn = as_parquet(path.with_suffix(".parquet"), pa.table({"a": [1]})).read_bytes()[:-9]
    path.write_bytes(
        {
            "empty": b"",
            "mixed": whole + "环县".encode("gb18030") + "环县".encode(),
            "quote": whole + b'1,"x\n',
            "cells": whole + b"1,2,3\n",
            "shorn": shorn,
            "book": b"PK\x03\x04 a workbook",
        }[how]
    )
    return path


@pytest.mark.parametrize("how", ["empty", "mixed", "quote", "cells", "shorn"])
def test_a_file_that_is_not_whole_is_unreadable(tmp_path, how):
    found = checked(spoilt(tmp_path / "firms.csv", how), OFFICE)

    assert [each.code for each in found.issues] == ["unreadable"]


def test_a_workbook_and_a_file_that_is_not_there_are_told_apart(tmp_path):
    book = checked(spoilt(tmp_path / "firms.xlsx", "book"), OFFICE)
    none = checked(tmp_path / "none.csv", OFFICE)

    assert [each.code for each in book.issues + none.issues] == ["not_a_workbook", "unreadable"]
