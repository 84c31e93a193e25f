"""The table of firm rows: opened at a version, and refused where it is not what it should be."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from chainboard.scale import lake

SEPTEMBER = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def firms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "企业 明细"
    monkeypatch.setenv("CHAINBOARD_FIRMS", str(folder))
    return folder


def rows(*ids: str) -> pa.Table:
    told = [{"month": SEPTEMBER, "enterprise_id": id, "chain_id": "digital"} for id in ids]
    return pa.Table.from_pylist(told, schema=lake.SCHEMA)


def made(folder: Path, *loads: tuple[str, ...]) -> None:
    DeltaTable.create(folder, lake.SCHEMA, partition_by=lake.PARTS)
    for ids in loads:
        write_deltalake(folder, rows(*ids), mode="append")


def said(version: int | None = None) -> str:
    with pytest.raises(lake.Stop) as stopped:
        lake.files(version)
    assert stopped.value.code == 1
    return stopped.value.words("en") + stopped.value.words("zh")


def test_the_table_lies_in_var_unless_a_folder_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    monkeypatch.delenv("CHAINBOARD_FIRMS")

    assert lake.firms_folder() == tmp_path / "firms"


def test_a_version_is_the_files_of_its_day_and_the_newest_has_the_highest_number(firms):
    made(firms, ("1",), ("2",))

    assert lake.newest() == 2
    assert [len(lake.files(version)) for version in (0, 1, 2)] == [0, 1, 2]
    assert all(Path(file).is_file() for file in lake.files())


def test_a_half_written_file_of_a_killed_writer_is_never_read(firms):
    made(firms, ("1",))
    (month,) = firms.glob("month=*")
    (month / "part-00000-killed.snappy.parquet").write_bytes(b"PAR1 half")

    assert [Path(file).name.startswith("part-00000-killed") for file in lake.files()] == [False]


def test_a_table_that_is_not_there_is_said_with_its_folder(firms):
    assert str(firms) in said()
    firms.mkdir()
    assert "firms load" in said()


def test_a_table_of_another_shape_is_refused_with_every_column_that_is_not_ours(firms):
    other = pa.schema(
        [
            (field.name, pa.float64() if field.name == "output" else field.type)
            for field in lake.SCHEMA
        ]
        + [("telephone", pa.string())]
    ).remove(lake.SCHEMA.get_field_index("tax"))
    DeltaTable.create(firms, other, partition_by=["area_code"])

    words = said()

    assert "it lacks tax" in words
    assert "output double ≠ decimal128(18, 6)" in words
    assert "it also has telephone" in words
    assert "by area_code" in words


def mapped(schema: str) -> str:
    """The columns of a table whose files call them otherwise."""
    told = json.loads(schema)
    for number, field in enumerate(told["fields"], start=1):
        field["metadata"] = {
            "delta.columnMapping.id": number,
            "delta.columnMapping.physicalName": f"col-{number}",
        }
    return json.dumps(told)


@pytest.mark.parametrize(
    ("feature", "configuration", "name"),
    [
        ("deletionVectors", {"delta.enableDeletionVectors": "true"}, "deletion vectors"),
        ("columnMapping", {"delta.columnMapping.mode": "name"}, "column mapping"),
    ],
)
def test_a_table_whose_files_do_not_show_all_of_it_is_refused(firms, feature, configuration, name):
    made(firms)
    first = firms / "_delta_log" / f"{0:020d}.json"
    lines = [json.loads(line) for line in first.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if "protocol" in line:
            features = {"readerFeatures": [feature], "writerFeatures": [feature]}
            line["protocol"] = {"minReaderVersion": 3, "minWriterVersion": 7, **features}
        if "metaData" in line:
            line["metaData"]["configuration"] = configuration
            schema = line["metaData"]["schemaString"]
            line["metaData"]["schemaString"] = mapped(schema)
    first.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    assert name in said()


def test_a_version_that_never_was_is_refused_with_the_newest(firms):
    made(firms, ("1",))

    assert "no version 7; the newest is 1" in said(7)
    assert "no version -1" in said(-1)


def test_a_version_whose_files_were_cleaned_away_is_named_and_the_others_stay(firms):
    made(firms, ("1",))
    write_deltalake(firms, rows("2"), mode="overwrite")
    DeltaTable(firms).vacuum(0, dry_run=False, enforce_retention_duration=False)

    assert "Of the 1 files of version 1 of the firm rows 1" in said(1)
    assert len(lake.files(2)) == 1


def test_a_damaged_log_is_said_and_not_read(firms):
    made(firms, ("1",))
    (firms / "_delta_log" / f"{2:020d}.json").write_text('{"commitInfo":{"times', encoding="utf-8")

    assert "cannot be read" in said()


def test_without_the_extra_it_is_said_what_to_install(firms, monkeypatch):
    monkeypatch.setitem(sys.modules, "deltalake", None)

    assert "pip install -r requirements-scale.lock" in said()
