"""Whether the ledger of a pack is as it was written."""

from __future__ import annotations

from chainboard.store import ledger_check
from chainboard.store.ledger_check import State
from chainboard.store.place import pack_folder


def check(pack: str) -> State:
    """Read the ledger of a pack from end to end. Changes nothing."""
    return ledger_check.check(pack_folder(pack))
