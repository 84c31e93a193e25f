"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from chainboard.store.faults import NoSpace, Unwritable, refused_write


def write(out: Path, content: bytes) -> None:
    """Write a file beside its place, then put it there: who reads never meets half of it.

    Raises NoSpace on a full disk, Unwritable where it cannot be written; then what stood stands.
    """
    if out.is_dir():
        raise Unwritable(out, IsADirectoryError(errno.EISDIR, "")) from None
    if out.exists() and not out.is_file():  # /dev/stdout
        out.write_bytes(content)
        return
    draft = out.with_name(f".{out.name}.{os.getpid()}.writing")
    try:
        draft.write_bytes(content)
        os.replace(draft, out)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        refused = refused_write(error)
        raise refused if isinstance(refused, NoSpace) else Unwritable(out, error) from None
