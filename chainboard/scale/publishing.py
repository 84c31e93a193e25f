"""Editions of every level from what firm rows were rolled up to: one a city with its counties, one
a province with its prefectures, one a country.

What may not be shown is decided once, over the whole tree: an edition that decided for itself could
show what another one hides.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from chainboard.scale.faults import NotRolled
from chainboard.scale.rollup import Progress, Rolled, Tree, standing
from chainboard.store import build, editions, statements
from chainboard.store.engine import SAFE
from chainboard.store.faults import Busy
from chainboard.store.place import ROOT, rollups_folder
from chainboard.store.suppress import OF_FIRM_ROWS, suppress

HERE = Path(__file__).parent
DICTIONARY = ("area", "chain", "alias", "metric", "stage", "rule")
WORDS = (*DICTIONARY[1:], "source", "load", "rolled_month")
FILLED = (
    "add_loads", "add_rolled", "tell", "add_figures", "add_firms", "add_chains_of_firms",
    "collect_cells",
)  # fmt: skip
FEWEST = 10  # firms of which the largest may be told together
FILE = "tree.duckdb"


@dataclass(frozen=True)
class Published:
    """An area's pack and the number of its current edition."""

    pack: str
    number: int


def publish(tree: Tree, tell: Progress) -> list[Published]:
    """An edition of each area that has parts with figures, from all months rolled up so far.

    tell  told (area, percent) as the work goes on
    The same months give the same editions: one that equals the current one is not kept. Raises
    NotRolled when nothing has been rolled up, Busy while another process publishes.
    """
    rolled, folder = standing(tree.kind), rollups_folder(tree.kind)
    if not rolled:
        raise NotRolled
    try:
        with FileLock(folder / "publish.lock", timeout=0):
            return list(_published(rolled, tree, folder / FILE, tell))
    except Timeout:
        raise Busy(folder.name) from None


def _published(
    rolled: Sequence[Rolled], tree: Tree, file: Path, tell: Progress
) -> Iterator[Published]:
    tell("suppressing", 5)
    grow(file, rolled, tree)
    areas = _with_parts(file)
    for index, area in enumerate(areas):
        tell(area, 20 + 80 * index // len(areas))
        pack = tree.kind + area
        yield Published(pack, editions.publish_filled(pack, file, rolled[-1].month, _cut(area)))


def grow(file: Path, rolled: Sequence[Rolled], tree: Tree) -> None:
    """Write the tables of the whole tree, with what may not be shown taken out."""
    draft = editions.draft_of(file)
    with duckdb.connect(str(draft), config=SAFE) as con:
        build.fill(con, {table: tree.words[table] for table in DICTIONARY})
        con.execute(_tree("read_cells"), {"files": [str(each.cells) for each in rolled]})
        con.execute(_tree("read_leaders"), {"files": [str(each.leaders) for each in rolled]})
        told = {
            "months": [each.month for each in rolled],
            "versions": [each.version for each in rolled],
        }
        con.execute(_tree("rolled"), told)
        con.execute(_tree("add_source"), {"grade": "demo" if tree.kind else "city"})
        for step in FILLED:
            con.execute(_tree(step))
        suppress(con, rolled[-1].month, OF_FIRM_ROWS)
        con.execute(_tree("add_concentration"), {"firms": FEWEST})
    os.replace(draft, file)


def _tree(name: str) -> str:
    return statements.named("tree", name, HERE)


def _with_parts(file: Path) -> list[str]:
    """The areas that have parts with figures, the highest first."""
    with duckdb.connect(str(file), read_only=True, config=SAFE) as con:
        return [code for (code,) in con.execute(_tree("with_parts")).fetchall()]


def _cut(area: str) -> Callable[[duckdb.DuckDBPyConnection], None]:
    """What makes one area's tables of the tree in main_file."""

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        con.execute((ROOT / "data" / "schema.sql").read_text(encoding="utf-8"))
        told = statements.read(HERE / "cut.sql")
        for name, statement in told.items():
            if name == "add_words":
                for table in WORDS:
                    con.execute(statement.sql.format(table=table))
            else:
                bound = {"area": area} if "area" in statement.parameters else {}
                con.execute(statement.sql, bound)

    return fill
