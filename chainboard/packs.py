"""Packs: bodies of figures that are never mixed, and what each of them allows.

Panels, pages and words ask a pack for its traits, never for its name: a fourth pack states its
own traits here and is drawn by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MUNICIPALITIES = ("11", "12", "31", "50")  # of the rank of a province, with counties below them


@dataclass(frozen=True)
class Pack:
    """What one body of figures is, and what may be said of it.

    name          in addresses, in commands, and of its folder under var
    is_record     a record of what has been published: figures as printed with the grade of their
                  source, what nothing was found of is left out, and nothing is worked out
    is_lit        lights, bars and gaps are drawn where a target allows them
    is_ranked     places may be put in an order of achievement
    is_aged       days are counted that projects and deals have waited
    is_sent       offices of the city send its figures and can be asked for them
    is_synthetic  a program made the figures up: banner and watermark everywhere
    is_public  anyone may see it: it holds nothing that offices sent
    keeps_ledger  its problems, tasks and meetings are steps that offices take on the board
    hides_small_cells  figures that rest on too few firms are taken out of its editions
    area  whose figures it has, all of them rolled up of firm rows; "" where offices or sources
          give them
    """

    name: str
    is_record: bool = False
    is_lit: bool = True
    is_ranked: bool = True
    is_aged: bool = True
    is_sent: bool = False
    is_synthetic: bool = False
    is_public: bool = False
    keeps_ledger: bool = False
    hides_small_cells: bool = False
    area: str = ""

    @property
    def leaves_out(self) -> bool:
        """Whether a panel without anything is left out: what is lacking is nobody's to send."""
        return self.is_record or bool(self.area)

    @property
    def above(self) -> tuple[str, ...]:
        """What packs of the areas above an area's are called, the highest first, by the form of its
        code: not all of them stand."""
        kind = self.name.removesuffix(self.area)
        codes = ("000000", "100000", f"{self.area[:2]}0000") if self.area else ()
        return tuple(kind + code for code in codes if code != self.area)

    @property
    def parts(self) -> str:
        """What stands where a city's counties stand: county, prefecture or province, by the form of
        the area's code (GB/T 2260; 000000 and 100000 are the country's)."""
        if not self.area.endswith("0000") or self.area[:2] in _MUNICIPALITIES:
            return "county"
        return "province" if self.area[:2] in ("00", "10") else "prefecture"


PUBLISHED = Pack(
    "published", is_record=True, is_lit=False, is_ranked=False, is_aged=False, is_public=True
)
DEMO = Pack("demo", is_synthetic=True, is_public=True, keeps_ledger=True, hides_small_cells=True)
CITY = Pack("city", is_sent=True, keeps_ledger=True, hides_small_cells=True)
PACKS = {pack.name: pack for pack in (PUBLISHED, DEMO, CITY)}
_AREA = re.compile(r"(demo-)?(\d{6})")


def pack_of(name: str) -> Pack:
    """The pack of a name: one of PACKS, or that of an area, named by its code (621000, and
    demo-621000 of figures that a program made up). Raises KeyError for any other name."""
    if name in PACKS:
        return PACKS[name]
    named = _AREA.fullmatch(name)
    if named is None:
        raise KeyError(name)
    is_made_up = bool(named[1])
    return Pack(name, is_aged=False, is_synthetic=is_made_up, is_public=is_made_up, area=named[2])


def is_pack(name: str) -> bool:
    """Whether a pack may be called so."""
    return name in PACKS or _AREA.fullmatch(name) is not None


def by_name(names: Iterable[str]) -> dict[str, Pack]:
    """The packs of these names, in their order."""
    return {name: pack_of(name) for name in names}
