"""Checked rows from one process to the next, as Arrow columns: reading them runs no code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, overload

import pyarrow as pa
import pyarrow.feather as feather

from chainboard.intake.grid import Batch

TYPES = {bool: pa.bool_(), int: pa.int64(), date: pa.date32(), str: pa.string()}


def write(path: Path, batch: Batch) -> None:
    """Write the batch. A column holds values of one kind, or none at all."""
    arrays = {name: _array(values) for name, values in batch.columns.items()}
    about = {"sheet": batch.sheet, "template": batch.template}
    table = pa.table(arrays).replace_schema_metadata(about)
    feather.write_feather(table, str(path), compression="lz4")


def read(path: Path) -> Batch:
    """The batch again; its columns are sequences that keep their values in Arrow."""
    table = feather.read_table(str(path))
    about = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    columns = {name: Column(table.column(name).combine_chunks()) for name in table.column_names}
    return Batch(about["sheet"], about["template"], columns)


class Column(Sequence[object]):
    """One column as Arrow holds it: a million rows of a table as lists would take 1.5 GB.

    Its items are Python's own values; pa.array(column) takes it as it is, without them.
    """

    def __init__(self, values: Any) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, place: int) -> object: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[object]: ...
    def __getitem__(self, place: int | slice) -> object:
        found = self._values[place]
        return Column(found) if isinstance(place, slice) else found.as_py()

    def __iter__(self) -> Iterator[object]:
        return (value.as_py() for value in self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __arrow_array__(self, type: pa.DataType | None = None) -> Any:
        return self._values if type is None else self._values.cast(type)


def _array(values: Sequence[object]) -> pa.Array:
    kinds = {type(value) for value in values} - {type(None)}
    if len(kinds) > 1:
        raise TypeError(f"one column holds {sorted(kind.__name__ for kind in kinds)}")
    return pa.array(values, TYPES[kinds.pop()] if kinds else pa.string())
