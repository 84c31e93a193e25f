"""Packs: bodies of figures that are never mixed, and what each of them allows.

Panels, pages and words ask a pack for its traits, never for its name: a fourth pack states its
own traits here and is drawn by them.
"""

from __future__ import annotations

from dataclasses import dataclass


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


PUBLISHED = Pack(
    "published", is_record=True, is_lit=False, is_ranked=False, is_aged=False, is_public=True
)
DEMO = Pack("demo", is_synthetic=True, is_public=True, keeps_ledger=True, hides_small_cells=True)
CITY = Pack("city", is_sent=True, keeps_ledger=True, hides_small_cells=True)
PACKS = {pack.name: pack for pack in (PUBLISHED, DEMO, CITY)}
