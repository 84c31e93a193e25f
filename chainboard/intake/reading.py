"""A file as tables: judged by its bytes, read into grids, its templates found."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError

from chainboard.intake.answers import NOTHING_SAID, Said
from chainboard.intake.container import damaged
from chainboard.intake.csvtext import csv_grid
from chainboard.intake.grid import Grid, Table
from chainboard.intake.issue import Issue, Refused
from chainboard.intake.known import Known
from chainboard.intake.layout import tables
from chainboard.intake.opening import opened
from chainboard.intake.second_reader import grids_by_openpyxl, grids_by_xlrd
from chainboard.intake.workbook import workbook_grids

# What the libraries raise on a damaged file; anything else is a fault of ours and shows.
_DAMAGED = (
    CalamineError, zipfile.BadZipFile, zlib.error, ParseError, EOFError, OSError, ValueError,
    struct.error, LookupError,
)  # fmt: skip
_SECOND = {"xlsx": grids_by_openpyxl, "xls": grids_by_xlrd}


def read(path: Path, known: Known, said: Said = NOTHING_SAID) -> tuple[list[Table], list[Issue]]:
    """The tables of a file, and the issues of the file as a whole.

    Raises Refused for a file that cannot or may not be opened, FileNotFoundError for none.
    """
    with opened(path) as (file, kind):
        found = grids(file, kind)
    return tables(found, known, said)


def grids(path: Path, kind: str) -> list[Grid]:
    """The sheets of an opened file of that kind. Raises Refused."""
    try:
        return [csv_grid(path)] if kind == "csv" else workbook_grids(path, kind)
    except _DAMAGED as error:
        return _read_again(path, kind, error)
    except BaseException as error:
        # calamine panics on some damaged .xls; its class cannot be imported and is no Exception
        if type(error).__name__ == "PanicException":
            return _read_again(path, kind, error)
        raise


def _read_again(path: Path, kind: str, first: BaseException) -> list[Grid]:
    """What a second reader finds where the first one failed. Raises Refused: unreadable."""
    if kind not in _SECOND:
        raise damaged() from first
    try:
        return _SECOND[kind](path)
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise damaged() from error
