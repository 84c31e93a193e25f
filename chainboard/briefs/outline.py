"""Which panels stand in which brief, under which headings: as the dictionary lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from chainboard.store import csvfile
from chainboard.store.place import ROOT, data_folder

FILE = "dictionary/briefs.csv"
KINDS = ("city", "chain", "county", "meeting")


@dataclass(frozen=True)
class Item:
    """One panel of a brief.

    part_zh, part_en  the heading that it stands under; of a meeting the item of its agenda
    is_each_chain  whether it stands there once for each chain that the brief is about
    """

    brief: str
    part_zh: str
    part_en: str
    page: str
    panel: str
    is_each_chain: bool


def items(brief: str) -> tuple[Item, ...]:
    """The panels of a kind of brief, in their order. Raises BuildError for a line that is wrong.

    A data folder without the list has that of the first city.
    """
    data = data_folder()
    held = data if (data / FILE).exists() else ROOT / "data"
    changed = (held / FILE).stat().st_mtime_ns
    return tuple(item for item in _items(held, changed) if item.brief == brief)


@lru_cache(maxsize=4)
def _items(data: Path, _changed: int) -> tuple[Item, ...]:
    return tuple(
        Item(
            line.one_of("brief", KINDS), line.needed("part_zh"), line.needed("part_en"),
            line.needed("page"), line.needed("panel"), line.one_of("each", ("", "chain")) != "",
        )
        for line in csvfile.rows(data, FILE, "brief part_zh part_en page panel each")
    )  # fmt: skip
