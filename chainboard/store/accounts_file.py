"""The file of who may do what, in backups of the city: copied while others read and write it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from chainboard.store.place import access_file


def keep(folder: Path) -> None:
    """Copy it into a backup, for its owner only; nothing where nobody has an account."""
    if not access_file().exists():
        return
    target = folder / access_file().name
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(access_file())) as own, closing(sqlite3.connect(target)) as copy:
        own.backup(copy)


def put_back(folder: Path) -> None:
    """Put that of a backup in place on a machine that has none.

    Where one stands it stays: a restore of figures lets nobody in again who was let go since.
    """
    kept, own = folder / access_file().name, access_file()
    if not kept.exists() or own.exists():
        return
    own.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = own.with_suffix(".restoring")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    draft.write_bytes(kept.read_bytes())
    os.replace(draft, own)
