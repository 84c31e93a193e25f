"""A CSV file as a grid: its encoding and delimiter found, every row kept, nothing guessed twice."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from chainboard.intake.container import FILE_LIMITS, refused, too_far
from chainboard.intake.grid import Cell, Grid, address
from chainboard.intake.issue import Refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LONG = "field larger than field limit"  # of the csv module, which has one error for everything
_DELIMITERS = "\t,;"  # the first wins a draw: a tab is hardly ever part of a text
_CHUNK = 1 << 20
SAMPLE = 64_000
_SAMPLE_LINES = 20
_SHARED = 100_000  # distinct texts kept once each; beyond it sharing costs more than it saves


class _Shared(dict[str, Cell]):
    """Each text once, however often it stands in the file; empty and blank texts are None."""

    def __missing__(self, text: str) -> Cell:
        if text.isspace():
            return None
        if len(self) < _SHARED:
            self[text] = text
        return text


def csv_grid(path: Path) -> Grid:
    """The file as one sheet named for the file: texts, None for empty, rows as long as they are.

    Reads UTF-8 and UTF-16 with a BOM, UTF-8 and GB18030 without; comma, tab or semicolon; CR,
    LF or both. Raises Refused: unreadable for a mixed encoding, NUL characters or an unclosed
    quote (with its line), too_large over the limits, and for a cell that csv finds too long.
    """
    encoding, sheet = encoding_of(path), path.stem or "CSV"
    with path.open(encoding=encoding, newline="") as file:
        delimiter = delimiter_of(file.read(SAMPLE))
        file.seek(0)
        rows = list(_rows(csv.reader(file, delimiter=delimiter, strict=True), sheet))
    while rows and not any(rows[-1]):
        rows.pop()
    return Grid(sheet, rows, is_text=True)


def _rows(reader: Iterator[list[str]], sheet: str) -> Iterator[list[Cell]]:
    """The rows of the reader. Raises Refused with the line where a row cannot be read."""
    shared = _Shared({"": None})
    cell, most_rows, most_columns = (
        shared.__getitem__,
        FILE_LIMITS["rows"],
        FILE_LIMITS["columns"],
    )
    number = last_line = 0
    try:
        for number, row in enumerate(reader, start=1):
            last_line = reader.line_num  # type: ignore[attr-defined]
            if len(row) > most_columns or number > most_rows:
                raise too_far(sheet, address(number, min(len(row), most_columns + 1)))
            yield list(map(cell, row))
    except csv.Error as error:
        line = last_line + 1
        if reader.line_num == line and LONG in str(error):  # type: ignore[attr-defined]
            raise _too_long(line) from error
        raise refused(
            "unreadable",
            f"第 {line} 行起的引号没有成对，后面的内容无法分列。",
            f"From line {line} on a quote is not closed, so that the columns cannot be told.",
            ("检查这一行的引号", "check the quotes of that line"),
        ) from error


def _too_long(line: int) -> Refused:
    """An open quote swallows the lines below it; here the line itself is that long."""
    most = csv.field_size_limit()
    return refused(
        "too_large",
        f"第 {line} 行有一格超过 {most:,} 个字符。",
        f"Line {line} has a cell of more than {most:,} characters.",
        ("检查这一行的分隔符和内容", "check how that line is parted and what it holds"),
    )


def encoding_of(path: Path) -> str:
    """The encoding in which the whole file reads without a fault. Raises Refused."""
    with path.open("rb") as file:
        head = file.read(4)
    marked = next((encoding for bom, encoding in _BOMS if head.startswith(bom)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        if _reads_as(path, encoding):
            return encoding
    raise refused(
        "unreadable",
        "文字编码混乱，既不是 UTF-8 也不是 GB18030。",
        "The text has a mixed encoding: neither UTF-8 nor GB18030 reads all of it.",
    )


def _reads_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
            if "\0" in text:
                raise refused(
                    "unreadable",
                    "文件里有空字符，不是完好的文本。",
                    "The file holds NUL characters: it is not sound text.",
                )
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def delimiter_of(sample: str) -> str:
    """The delimiter that cuts most of the first lines into the same number of cells."""
    lines = [line for line in sample.splitlines(keepends=True) if line.strip()][:_SAMPLE_LINES]
    return max(_DELIMITERS, key=lambda delimiter: _regular_cells(lines, delimiter))


def _regular_cells(lines: list[str], delimiter: str) -> int:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0
    return max(((width - 1) * times for width, times in widths.items()), default=0)
