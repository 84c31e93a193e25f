"""A file of firm rows as batches of Arrow: its form told by its bytes, its columns by the template.

Parquet, or CSV in UTF-8 or GB18030. The headers are those of the template of enterprises, with or
without their unit, other words for them, or the names of its fields. A file may be larger than
any workbook: it is read batch by batch, and no row of it passes through Python.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from chainboard.intake.csvtext import SAMPLE, delimiter_of, encoding_of
from chainboard.intake.header import Header
from chainboard.intake.headings import Heading, heading, normal
from chainboard.intake.issue import Issue, Refused
from chainboard.intake.laid import laid
from chainboard.intake.remarks import LACKING, TWICE
from chainboard.intake.templates import ENTERPRISES, Field
from chainboard.intake.units import COUNTS

PARQUET = b"PAR1"
BOOKS = (b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1"))  # .xlsx and .xls
CHUNK = 1 << 20
# What of the template a firm row keeps; the other columns may stand in the file.
FIELDS = tuple(each for each in ENTERPRISES.fields if each.id not in ("node", "park_id"))
TEXTS = pa.schema([(each.id, pa.string()) for each in FIELDS])


class NotRead(Exception):
    """A file that cannot be read, or whose header lacks something; its issues say what."""

    def __init__(self, *issues: Issue) -> None:
        super().__init__(issues[0].en)
        self.issues = list(issues)


@dataclass
class FirmFile:
    """A file that is being read.

    batches  its rows as texts, a column for each of FIELDS; null where the file has none
    before   how many rows stand before the first: a CSV counts its header
    uneven   rows of a CSV, found while it is read, that have more or fewer cells than its header:
             (number, cells, cells of the header)
    """

    batches: pa.RecordBatchReader
    before: int = 0
    uneven: list[tuple[int, int, int]] = field(default_factory=list)


def opened(path: Path) -> FirmFile:
    """The file with its header understood. Raises NotRead."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise unreadable(f"文件打不开：{path}。", f"{path} cannot be opened.") from error
    if not head:
        raise unreadable("文件是空的（0 字节）。", "The file is empty (0 bytes).")
    if head.startswith(BOOKS):
        zh = "企业明细只收 CSV 或 Parquet；请把工作表另存为 CSV 再发。"
        en = "Firm rows come as CSV or Parquet; save the sheet as CSV and send that."
        raise NotRead(Issue("not_a_workbook", zh, en))
    return _parquet(path) if head.startswith(PARQUET) else _csv(path)


def unreadable(zh: str, en: str) -> NotRead:
    """That a file cannot be read."""
    return NotRead(Issue("unreadable", zh, en))


def _parquet(path: Path) -> FirmFile:
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise unreadable(
            "这个 Parquet 文件不完整或已损坏，请重新导出再发。",
            "This Parquet file is damaged or not whole; export it again.",
        ) from error
    headers = file.schema_arrow.names
    columns = {id: headers[column - 1] for id, column in _columns(headers).items()}
    return FirmFile(pa.RecordBatchReader.from_batches(TEXTS, _batches(file, columns)))


def _batches(file: pq.ParquetFile, columns: Mapping[str, str]) -> Iterator[pa.RecordBatch]:
    for batch in file.iter_batches(columns=list(columns.values())):
        nothing = pa.nulls(batch.num_rows, pa.string())
        texts = [
            batch.column(columns[each.id]).cast(pa.string()) if each.id in columns else nothing
            for each in FIELDS
        ]
        yield pa.RecordBatch.from_arrays(texts, schema=TEXTS)


def _csv(path: Path) -> FirmFile:
    try:
        encoding = encoding_of(path)
    except Refused as refused:
        raise NotRead(refused.issue) from refused
    _check_quotes(path, encoding)
    with path.open(encoding=encoding, newline="") as text:
        delimiter = delimiter_of(text.read(SAMPLE))
        text.seek(0)
        lines = csv.reader(text, delimiter=delimiter)
        headers, has_rows = next(lines, []), next(lines, None) is not None
    columns = _columns(headers)
    if not has_rows:
        return FirmFile(pa.RecordBatchReader.from_batches(TEXTS, iter(())), 1)
    ids = {column: id for id, column in columns.items()}
    names = [ids.get(column, f"column {column}") for column in range(1, len(headers) + 1)]
    file = FirmFile(pa.RecordBatchReader.from_batches(TEXTS, iter(())), 1)

    def is_uneven(row: pa_csv.InvalidRow) -> str:
        file.uneven.append((row.number, row.actual_columns, row.expected_columns))
        return "skip"

    file.batches = pa_csv.open_csv(
        path,
        pa_csv.ReadOptions(
            use_threads=False,  # in order, with the number of each row
            encoding="utf-8" if encoding == "utf-8-sig" else encoding,
            column_names=names,
            skip_rows_after_names=1,
        ),
        pa_csv.ParseOptions(
            delimiter=delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,  # they count
            invalid_row_handler=is_uneven,
        ),
        pa_csv.ConvertOptions(
            include_columns=TEXTS.names,
            include_missing_columns=True,
            column_types=TEXTS,
            null_values=[""],
            strings_can_be_null=True,
        ),
    )
    return file


def _check_quotes(path: Path, encoding: str) -> None:
    """An open quote in the last column swallows all rows below without a word. No byte of a longer
    character is a quote in UTF-8 and GB18030. Raises NotRead."""
    if encoding == "utf-16":
        return
    with path.open("rb") as file:
        quotes = sum(chunk.count(b'"') for chunk in iter(lambda: file.read(CHUNK), b""))
    if quotes % 2:
        raise unreadable(
            f"文件里的引号没有成对（共 {quotes} 个），后面的内容无法分列；请检查引号后再发。",
            f"A quote is not closed ({quotes} in all), so that the columns cannot be told; check "
            "the quotes of the file.",
        )


def _columns(headers: Sequence[str]) -> dict[str, int]:
    """Field id → number of its column. Raises NotRead for what lacks, stands twice or has another
    unit."""
    names = {each.id: each.name for each in FIELDS}
    read = {column: normal(text) for column, text in enumerate(headers, start=1)}
    named = {
        column: Heading(names[text.lower()]) if text.lower() in names else heading(text)
        for column, text in read.items()
    }
    headings = {column: each for column, each in named.items() if each}
    header = laid(ENTERPRISES, Header("", (1,)), headings, {})
    asked = {name: word for word, name in header.asked.values()}
    issues = [
        _issue("missing_column", each, *_lacking(each, asked.get(each.name)))
        for each in FIELDS
        if each.is_required and each.id not in header.columns
    ]
    twice = [each for each in FIELDS if each.name in {headings[at].name for at in header.repeated}]
    issues += [_issue("missing_column", each, *TWICE) for each in twice]
    fields = {each.id: each for each in FIELDS}
    for id, unit in header.units.items():
        if id in fields and not _is_own(unit, fields[id]):
            issues.append(_issue("wrong_unit", fields[id], *_other_unit(unit, fields[id])))
    if issues:
        raise NotRead(*issues)
    return {id: column for id, column in header.columns.items() if id in fields}


def _is_own(unit: str, of: Field) -> bool:
    return unit == of.unit or (of.kind == "count" and unit in COUNTS)


def _lacking(of: Field, word: str | None) -> tuple[str, str]:
    if word is None:
        return LACKING
    return (
        f"表头里缺少这一列。“{word}”若是“{of.name}”，请把表头改成“{of.name}”。",
        f"the headers lack this column. If “{word}” means {of.name}, rename it.",
    )


def _other_unit(unit: str, of: Field) -> tuple[str, str]:
    kept = of.unit or "0.35"  # a share
    return (
        f"单位是“{unit}”，请按 {kept} 填写，表头照模板写“{of.header}”。",
        f"its unit is {unit}; report in {kept}, under the header {of.header}.",
    )


def _issue(code: str, of: Field, zh: str, en: str) -> Issue:
    return Issue(code, f"{of.header}：{zh}", f"{of.header}: {en}", column=of.header)
