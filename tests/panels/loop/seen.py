"""The newest ledger of the demo, from the day that its edition speaks from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from chainboard.ledger import reading
from chainboard.packs import DEMO
from chainboard.view import View

DAY = date(2026, 11, 15)


def seen(**chosen: Any) -> View:
    """The view of what is chosen."""
    return reading.newest(replace(View(pack=DEMO, as_of=DAY), **chosen), DAY)
