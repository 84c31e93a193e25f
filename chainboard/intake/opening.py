"""A sent file as one that can be read: deciphered, its parts where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msoffcrypto

from chainboard.intake.container import BROKEN_ZIP, damaged, encrypted, judged
from chainboard.intake.package import is_usual, write_usual

# What Excel itself tries before it asks: a workbook whose structure is protected is enciphered
# with it, and nobody who opens the file notices.
DEFAULT_PASSWORD = "VelvetSweatshop"


@contextmanager
def opened(path: Path) -> Iterator[tuple[Path, str]]:
    """The file to read and its kind: xlsx, xlsb, ods, xls or csv.

    It is the file itself, or a copy that lies in the temporary folder until the end: deciphered,
    or with its parts where they usually lie.
    Raises Refused.
    """
    kind = judged(path)
    with TemporaryDirectory() as made:
        if kind == "locked":
            path = _deciphered(path, Path(made) / "deciphered")
            kind = judged(path)
        if kind == "locked":
            raise encrypted()
        yield (_as_usual(path, Path(made) / "usual") if kind == "xlsx" else path), kind


def _as_usual(path: Path, copy: Path) -> Path:
    """The workbook, or a copy of it, with its parts where they usually lie. Raises Refused."""
    try:
        if is_usual(path):
            return path
        write_usual(path, copy)
    except BROKEN_ZIP as error:
        raise damaged() from error
    return copy


def _deciphered(path: Path, copy: Path) -> Path:
    """The file without its cipher. Raises Refused where the default password is not it."""
    try:
        with path.open("rb") as file, copy.open("wb") as out:
            book = msoffcrypto.OfficeFile(file)
            book.load_key(password=DEFAULT_PASSWORD)
            book.decrypt(out)
    except MemoryError:
        raise
    except Exception as error:  # a cipher that is not known says so in many ways
        raise encrypted() from error
    return copy
