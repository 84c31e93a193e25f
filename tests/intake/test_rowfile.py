"""Checked rows written by one process and read by another."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from chainboard.intake import rowfile
from chainboard.intake.grid import Batch
from chainboard.intake.sending import only

COLUMNS: dict[str, list[object]] = {
    "value": ["1.20", None, "3"],
    "period_end": [date(2026, 9, 30), None, date(2026, 10, 31)],
    "row": [2, 3, 4],
    "has_error": [False, True, False],
    "note": [None, None, None],
}


def test_rows_come_back_as_they_were_written(tmp_path):
    rowfile.write(tmp_path / "0.rows", Batch("指标", "indicators", COLUMNS))

    found = rowfile.read(tmp_path / "0.rows")
    assert (found.sheet, found.template) == ("指标", "indicators")
    assert {name: list(column) for name, column in found.columns.items()} == COLUMNS
    assert [column[2] for column in found.columns.values()] == [
        "3",
        date(2026, 10, 31),
        4,
        False,
        None,
    ]
    assert found.columns["row"][1:] == [3, 4]


def test_a_column_goes_to_arrow_and_a_choice_of_rows_to_python(tmp_path):
    rowfile.write(tmp_path / "0.rows", Batch("指标", "indicators", COLUMNS))
    found = rowfile.read(tmp_path / "0.rows")

    assert pa.array(found.columns["period_end"], pa.date32()).to_pylist() == COLUMNS["period_end"]
    assert pa.array(found.columns["note"], pa.string()).null_count == 3
    assert only([found], ["指标!3", "指标!4"])[0].columns["value"] == ["3"]
