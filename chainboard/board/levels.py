"""Up and down the tree of areas: each whose firm rows were rolled up has a board of its own."""

from __future__ import annotations

from collections.abc import Mapping

from chainboard.packs import Pack
from chainboard.queries import ask
from chainboard.store import editions
from chainboard.view import View
from chainboard.words import texts


def tops(packs: Mapping[str, Pack]) -> list[str]:
    """The packs that are offered everywhere: of areas those with none above them."""
    return [name for name, pack in packs.items() if not (pack.area and _above(packs, pack))]


def steps(packs: Mapping[str, Pack], chosen: str, part: str, lang: str) -> list[tuple[str, str]]:
    """Labels and packs that lead from an area's board up, and down to the part that is chosen.

    part  the code of the part that the address names
    """
    pack, _ = packs[chosen], texts(lang)
    if not pack.area:
        return []
    below = pack.name.removesuffix(pack.area) + part
    led = [(name, _("上一级：{area}")) for name in _above(packs, pack)]
    if below in packs:
        led.append((below, _("下一级：{area}")))
    return [(said.format(area=_area(packs[name], lang)), name) for name, said in led]


def _above(packs: Mapping[str, Pack], pack: Pack) -> list[str]:
    """The packs of the areas above one that are there, the highest first."""
    return [name for name in pack.above if name in packs]


def _area(pack: Pack, lang: str) -> str:
    """The name of a pack's area, as its current edition has it; its code where there is none."""
    number = editions.current(pack.name)
    rows = ask(View(pack=pack, edition=number), "places.city") if number is not None else []
    return str(rows[0][f"name_{lang}"]) if rows else pack.area
