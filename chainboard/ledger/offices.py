"""Which office is what to a matter: by its role and place, and by what the matter says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from chainboard.access import grants, people
from chainboard.access.roles import roles
from chainboard.analysis.steps import ANYONE
from chainboard.packs import pack_of
from chainboard.person import Grant, Place
from chainboard.store import csvfile, dictionary
from chainboard.store.demo import nodes
from chainboard.store.place import data_folder
from chainboard.view import Row

DEMO_OFFICES, DEMO_ROLES = "demo/offices.csv", "demo/roles.csv"
ROLE_OF = {"lead_bureau": "lead_department", "member_bureau": "member_department"}


@dataclass(frozen=True)
class Held:
    """A role of an office, and where it holds."""

    role: str
    grant: Grant


@dataclass(frozen=True)
class Office:
    """An office of a pack, with its roles."""

    name_zh: str
    name_en: str
    held: tuple[Held, ...]

    def name(self, lang: str) -> str:
        """What it is called."""
        return self.name_zh if lang == "zh" else self.name_en


def offices(pack: str, now: int) -> Mapping[str, Office]:
    """The offices of a pack by their Chinese name; none where nobody has written down any.

    now  seconds since 1970, UTC: of the city, roles that are in force then
    """
    if pack_of(pack).is_synthetic:
        listed = data_folder() / DEMO_OFFICES
        return _of_demo(data_folder(), listed.stat().st_mtime_ns) if listed.exists() else {}
    held: dict[str, list[Held]] = {}
    for given in grants.all_of_them().values():
        if given.valid_from <= now and not given.is_over(now):
            held.setdefault(given.office, []).append(Held(given.role, people.grant(asdict(given))))
    return {name: Office(name, name, tuple(own)) for name, own in held.items()}


def relations(office: str, matter: Row, known: Mapping[str, Office]) -> frozenset[str]:
    """What an office is to a matter: raiser, owner, helper, and the roles that reach its place.

    known  as offices() gives them; where there are none, nobody has said who is what, and an
           office that is neither owner nor raiser may stand for any role
    """
    said = {
        "raiser": office == matter.get("raised_by"),
        "owner": office == matter.get("owner"),
        "helper": office in (matter.get("helpers") or ()),
    }
    found = {name for name, is_so in said.items() if is_so} | {ANYONE}
    if not known:
        return frozenset(found | (set() if said["owner"] else set(roles())))
    place = place_of(matter)
    above = dictionary.parents(data_folder())
    held = known[office].held if office in known else ()
    return frozenset(found | {one.role for one in held if one.grant.reaches(place, above)})


def place_of(matter: Row) -> Place:
    """The chain, the area and the park of a matter."""
    return matter.get("chain_id"), matter.get("area_code"), matter.get("park_id")


@lru_cache(maxsize=2)
def _of_demo(data: Path, _changed: int) -> Mapping[str, Office]:
    """The offices that data/demo lists, and those that lead and assist the chains of its roster."""
    names: dict[str, str] = {}
    held: dict[str, list[Held]] = {}
    for line in csvfile.rows(data, DEMO_OFFICES, "office_zh office_en role chains counties parks"):
        names[line.needed("office_zh")] = line.needed("office_en")
        scope = [frozenset(line[part].split()) or None for part in ("chains", "counties", "parks")]
        held.setdefault(line["office_zh"], []).append(Held(line.needed("role"), Grant(*scope)))
    for line in csvfile.rows(data, DEMO_ROLES, "chain_id"):
        for role, zh, en, _ in nodes.bureaus(line, ""):
            names[str(zh)] = str(en)
            own = Held(ROLE_OF[str(role)], Grant(frozenset({line["chain_id"]})))
            held.setdefault(str(zh), []).append(own)
    return {name: Office(name, names[name], tuple(own)) for name, own in held.items()}
