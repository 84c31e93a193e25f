"""A file as tables: judged by its bytes, read into grids, its templates found."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError

from chainboard.intake.container import judged, refused
from chainboard.intake.csvtext import csv_grid
from chainboard.intake.grid import Grid, Table
from chainboard.intake.issue import Issue, Refused
from chainboard.intake.known import Known
from chainboard.intake.layout import tables
from chainboard.intake.wide import UNSAID, Answers
from chainboard.intake.workbook import workbook_grids

# What the libraries raise on a damaged file; anything else is a fault of ours and shows.
_DAMAGED = (
    CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    EOFError,
    OSError,
    ValueError,
)


def read(path: Path, known: Known, answers: Answers = UNSAID) -> tuple[list[Table], list[Issue]]:
    """The tables of a file, and the issues of the file as a whole.

    Raises Refused for a file that cannot or may not be opened, FileNotFoundError for none.
    """
    return tables(_grids(path, judged(path)), known, answers)


def _grids(path: Path, kind: str) -> list[Grid]:
    try:
        return [csv_grid(path)] if kind == "csv" else workbook_grids(path, kind)
    except _DAMAGED as error:
        raise _unreadable() from error
    except BaseException as error:
        # calamine panics on some damaged .xls; its class cannot be imported and is no Exception
        if type(error).__name__ == "PanicException":
            raise _unreadable() from error
        raise


def _unreadable() -> Refused:
    return refused(
        "unreadable", "文件已损坏，无法读取。", "The file is damaged and cannot be read."
    )
