"""The roles that an office can have, as the dictionary lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from chainboard.person import STEPS
from chainboard.store import csvfile
from chainboard.store.csvfile import CsvRow
from chainboard.store.place import data_folder

FILE = "dictionary/access_roles.csv"
COLUMNS = "role_id name_zh name_en reads narrow may_see_firms steps sort"
SCOPES = ("chains", "counties", "parks")
# Of these one account has one at most: who runs the server, who says who may see what, and who
# reads the record of both watch each other.
ADMINISTRATIVE = frozenset({"system", "access", "audit"})


@dataclass(frozen=True)
class Role:
    """What an office that has it may see and do.

    reads   whether it sees of the city's figures what its chains, counties and parks let it
    narrow  of SCOPES those of which it must name some: all of them is not allowed
    may_see_firms  whether it can be cleared for what a single firm has reported
    steps   of person.STEPS
    """

    id: str
    name_zh: str
    name_en: str
    reads: bool
    narrow: tuple[str, ...]
    may_see_firms: bool
    steps: frozenset[str]

    @property
    def is_administrator(self) -> bool:
        """Whether it is one of the three of which nobody has two."""
        return bool(self.steps & ADMINISTRATIVE)

    def name(self, lang: str) -> str:
        """What it is called."""
        return self.name_zh if lang == "zh" else self.name_en


def roles() -> Mapping[str, Role]:
    """The roles by id, in the order of the list. Raises BuildError for a line that is wrong."""
    path = data_folder() / FILE
    return _read(data_folder(), path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=4)
def _read(data: Path, _changed: int) -> Mapping[str, Role]:
    lines = sorted(csvfile.rows(data, FILE, COLUMNS), key=lambda line: int(line["sort"]))
    return {line.needed("role_id"): _role(line) for line in lines}


def _role(line: CsvRow) -> Role:
    steps, narrow = frozenset(line["steps"].split()), tuple(line["narrow"].split())
    for column, said, known in (("steps", steps, STEPS), ("narrow", narrow, SCOPES)):
        if not set(said) <= set(known):
            listed = ", ".join(known)
            zh, en = f"{column} 只能有 {listed}", f"{column} can be {listed}"
            raise line.fault(zh, en)
    reads = line.fact("reads")
    if steps & ADMINISTRATIVE and (len(steps) > 1 or reads):
        zh = "管理员角色只有一项职责，也不看本市数据"
        en = "the role of an administrator has one step, and reads no figures of the city"
        raise line.fault(zh, en)
    return Role(
        line["role_id"], line.needed("name_zh"), line.needed("name_en"),
        reads, narrow, line.fact("may_see_firms"), steps,
    )  # fmt: skip
