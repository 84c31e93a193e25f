"""Where things lie: the project's own files, and the folder of packs and editions."""

from __future__ import annotations

import os
from pathlib import Path

from chainboard.packs import PACKS, is_pack

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "queries"
ANSWERS = "answers.json"  # in the city's folder: what offices said of their tables
DATA = "CHAINBOARD_DATA"  # names the folder of another city's facts
FIRM_ROWS = "CHAINBOARD_FIRMS"  # names the folder of the table of firm rows


def data_folder() -> Path:
    """The folder of a city's facts: data, or where CHAINBOARD_DATA is set the folder it names.

    dictionary, published, demo, city and geo lie in it. The schema and its migrations are the
    program's own and always those of data.
    """
    return Path(os.environ.get(DATA) or ROOT / "data")


def boundaries_file() -> Path | None:
    """The outlines of the areas: the first *.geojson of the data folder's geo; None without any."""
    return next(iter(sorted((data_folder() / "geo").glob("*.geojson"))), None)


def var_folder() -> Path:
    """The folder of all that is written: var, or the one that CHAINBOARD_VAR names."""
    return Path(os.environ.get("CHAINBOARD_VAR", ROOT / "var"))


def access_file() -> Path:
    """Who may do what: var/access/access.sqlite."""
    return var_folder() / "access" / "access.sqlite"


def firms_folder() -> Path:
    """The table of firm rows: var/firms, or the folder that CHAINBOARD_FIRMS names."""
    return Path(os.environ.get(FIRM_ROWS) or var_folder() / "firms")


def rollups_folder(kind: str = "") -> Path:
    """Where what firm rows add up to is kept, month by month: var/rollups. Not suppressed.

    kind  "demo-" for what a program made up
    """
    return var_folder() / f"{kind}rollups"


def pack_folder(pack: str) -> Path:
    """The folder of a pack: var/<pack>."""
    if not is_pack(pack):
        raise ValueError(f"no pack is called {pack}: {', '.join(PACKS)}")
    return var_folder() / pack


def standing_packs() -> list[str]:
    """The names of the packs there are: the three of the program, then areas' that stand."""
    try:
        found = sorted(each.name for each in os.scandir(var_folder()) if is_pack(each.name))
    except OSError:
        found = []
    return [*PACKS, *(name for name in found if name not in PACKS)]


def edition_file(pack: str, number: int) -> Path:
    """The file of one edition; it is written once and never changed."""
    return pack_folder(pack) / "editions" / f"{number:06d}.duckdb"
