"""The names a file may use: places, chains, parks and metrics, and the nearest to a slip."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from chainboard.intake.grid import Cell
from chainboard.intake.values import Read, shown
from chainboard.store import csvfile, dictionary
from chainboard.store.csvfile import CsvRow
from chainboard.store.dictionary import city_code

PARKS = "published/parks.csv"
ALL_PARKS = "ALL"  # a row of the facts, not a park
NO_CHAIN = frozenset({"", "全部产业链", "全部", "全市", "allchains"})
SIGNED = frozenset({"growth_only", "rate"})
LISTS = {
    "area": (("县区", "county"), "unknown_county"),
    "chain": (("产业链", "chain"), "unknown_chain"),
    "metric": (("指标", "indicator"), "unknown_metric"),
}
Reached = Mapping[str, Mapping[str, Mapping[str, str]]]  # template → code → cells of its newest row
NEAR = 0.5  # two of four characters, one of two


@dataclass(frozen=True)
class Names:
    """One list of names.

    what   what the list holds, in both languages: 产业链, chain
    code   the issue for a name that is not in it
    ids    every folded way to write a name → its id; a way that means two is not in it
    names  id → Chinese name
    asks   whether a miss looks for the nearest name, which takes milliseconds
    """

    what: tuple[str, str]
    code: str
    ids: dict[str, str]
    names: dict[str, str]
    asks: bool = True

    def find(self, cell: Cell) -> str | None:
        """The id of the name in the cell, None where no name is exactly that."""
        return self.ids.get(bare(cell))

    def read(self, cell: Cell) -> Read:
        """The id, or the issue that suggests the nearest name; an empty cell is None."""
        text = bare(cell)
        found = self.ids.get(text)
        if found or not text:
            return Read(found)
        near = self.nearest(text) if self.asks else None
        zh, en = (
            f"“{shown(cell)}” 不在{self.what[0]}名单里",
            f"no {self.what[1]} is called “{shown(cell)}”",
        )
        if near is None:
            return Read(None, None, self.code, f"{zh}，请按名单填写。", f"{en}; use a listed name.")
        asked = f"“{self.names[near]}”({near})"
        return Read(None, None, self.code, f"{zh}，是否为{asked}？", f"{en}; is it {asked}?")

    def nearest(self, text: str) -> str | None:
        """The id whose name is written most like the text, None where none is near."""
        close = get_close_matches(bare(text), self.ids, n=1, cutoff=NEAR)
        return self.ids[close[0]] if close else None


@dataclass(frozen=True)
class Metric:
    """What a check needs of a metric: unit, kind, decimals, frequency and growth basis."""

    id: str
    name_zh: str
    unit: str
    kind: str
    growth_basis: str = "nominal"
    decimals: int = 2
    frequency: str = "monthly"

    @property
    def may_be_negative(self) -> bool:
        """Whether a figure below zero is possible: rates of growth and increases."""
        return self.kind in SIGNED or self.id.endswith("_increase")

    @property
    def is_additive(self) -> bool:
        """Whether the parts of a whole add to it."""
        return self.kind in ("flow", "stock", "raised") and self.unit != "%"


@dataclass(frozen=True)
class Known:
    """The frozen lists of a check.

    areas     the city and its counties only: a figure of another city is no county's
    park_area park id → the county it lies in
    measures  metric id → Metric
    city      the code of the city
    units     another name of a unit → the unit (亿度 → 亿千瓦时)
    reached   how far projects and deals are by what was accepted, as store.city.preview.reached
              has it
    """

    areas: Names
    chains: Names
    parks: Names
    metrics: Names
    park_area: dict[str, str]
    measures: dict[str, Metric]
    units: dict[str, str]
    city: str
    reached: Reached = field(default_factory=dict)

    def chain(self, cell: Cell) -> Read:
        """The chain of a cell; 全部产业链 and a column without any are no chain."""
        return Read() if bare(cell) in NO_CHAIN else self.chains.read(cell)


def known(data: Path, parks: Sequence[tuple[str, str, str, str]] = ()) -> Known:
    """The lists of the dictionary of a data folder, with the published parks and further ones.

    parks  (park_id, name_zh, name_en, area_code) of parks that no published fact names
    """
    city = city_code(dictionary.read(data, "area"))
    metrics = dictionary.read(data, "metric")
    all_parks = {row[0]: row for row in (*published_parks(data), *parks)}
    aliases = dictionary.read(data, "alias")
    units = {row["alias"]: row["id"] for row in aliases if row["kind"] == "unit"}

    def is_ours(row: CsvRow) -> bool:
        return city in (row["area_code"], row["parent_code"])

    return Known(
        listed(data, "area", is_ours),
        listed(data, "chain"),
        names(("园区", "park"), "unknown_park", [row[:3] for row in all_parks.values()], ()),
        listed(data, "metric"),
        {row[0]: row[3] for row in all_parks.values()},
        {row["metric_id"]: _metric(row) for row in metrics},
        units,
        city,
    )


def listed(data: Path, kind: str, is_listed: Callable[[CsvRow], bool] | None = None) -> Names:
    """The names of one list of the dictionary, with the other ways to write them.

    kind       area, chain or metric
    is_listed  which of its rows count; all without it
    """
    rows = [row for row in dictionary.read(data, kind) if is_listed is None or is_listed(row)]
    aliases = dictionary.read(data, "alias")
    ways = [(row["alias"], row["id"]) for row in aliases if row["kind"] == kind]
    ways += _full_names(dictionary.read(data, "area")) if kind == "area" else []
    return names(*LISTS[kind], map(_written, rows), ways)


def counties(data: Path) -> Names:
    """The counties of a data folder, of whichever city they are."""
    return listed(data, "area", lambda row: row["level"] == "county")


def unasking(lists: Known) -> Known:
    """The same lists without suggestions, for a file in which a thousand names are wrong."""
    names_of = lists.areas, lists.chains, lists.parks, lists.metrics
    areas, chains, parks, metrics = (replace(each, asks=False) for each in names_of)
    return replace(lists, areas=areas, chains=chains, parks=parks, metrics=metrics)


def bare(cell: Cell) -> str:
    """A name as it is compared: NFKC, no spaces, zero-width or control characters, no case."""
    text = unicodedata.normalize("NFKC", shown(cell))
    return "".join(mark for mark in text if unicodedata.category(mark)[0] not in "ZC").casefold()


def names(
    what: tuple[str, str], code: str,
    written: Iterable[tuple[str, ...]], aliases: Iterable[tuple[str, str]],
) -> Names:  # fmt: skip
    """The list of (id, Chinese name, other ways to write it…) rows and (alias, id) pairs."""
    rows = list(written)
    ways = [(name, row[0]) for row in rows for name in row[1:] if name]
    chosen = {row[0]: row[1] for row in rows}
    meanings: dict[str, set[str]] = {}
    for way, id in (*ways, *aliases):
        if id in chosen:
            meanings.setdefault(bare(way), set()).add(id)
    found = {way: next(iter(ids)) for way, ids in meanings.items() if len(ids) == 1}
    return Names(what, code, found | {bare(id): id for id in chosen}, chosen)


def _full_names(rows: Sequence[CsvRow]) -> list[tuple[str, str]]:
    """Places with those above them before their names, and their id: a county after its
    city and its province."""
    held = {row["area_code"]: row for row in rows}

    def written(row: CsvRow) -> list[str]:
        own = [row["name_zh"], row["short_zh"]]
        above = held.get(row["parent_code"])
        return own + [before + name for before in (written(above) if above else []) for name in own]

    return [(name, row["area_code"]) for row in rows for name in written(row)[2:]]


def _written(row: CsvRow) -> tuple[str, ...]:
    id = next(iter(row.cells.values()))
    columns = ("name_zh", "name_en", "short_zh", "short_en")
    return (id, *(row.cells.get(column, "") for column in columns))


def _metric(row: CsvRow) -> Metric:
    return Metric(
        row["metric_id"], row["name_zh"], row["unit"], row["kind"], row["growth_basis"],
        int(row["decimals"] or 2), row["frequency"],
    )  # fmt: skip


def published_parks(data: Path) -> list[tuple[str, str, str, str]]:
    """(park_id, name_zh, name_en, area_code) of the parks that published facts name."""
    columns = ("park_id", "name_zh", "name_en", "area_code")
    rows = csvfile.rows(data, PARKS, " ".join(columns))
    cells = (tuple(row[column] for column in columns) for row in rows)
    return [(id, zh, en, area) for id, zh, en, area in cells if id != ALL_PARKS]
