"""Release: by which steps what an office sends becomes final, and who signs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from chainboard.intake.grid import Batch
from chainboard.intake.templates import INDICATORS
from chainboard.person import STEPS, Place
from chainboard.store import csvfile, dictionary
from chainboard.store.city.owners import is_of_statistics

FILE = "dictionary/release_steps.csv"
COLUMNS = "step name_zh name_en state_zh state_en by concerns"
BY = ("anyone", "another_of_the_office")
CONCERNS = ("everything", "statistics")
PLACE = ("chain_id", "area_code", "park_id")


@dataclass(frozen=True)
class Step:
    """One signature that is needed; the words are those of a city's own rules.

    step      the step of a person that signs it
    name      what is done, state what is so afterwards, in both languages
    is_inner  signed within the office that sent, by another account than that which did
    is_of_statistics  needed only for metrics of the statistics office
    """

    step: str
    name_zh: str
    name_en: str
    state_zh: str
    state_en: str
    is_inner: bool
    is_of_statistics: bool


def steps(data: Path) -> list[Step]:
    """The steps of a city in their order; the last makes final. Read again when the file is
    another. Raises BuildError."""
    path = data / FILE
    return list(_read(data, path.stat().st_mtime_ns if path.exists() else 0))


@lru_cache(maxsize=4)
def _read(data: Path, _changed: int) -> list[Step]:
    return [
        Step(
            step=row.one_of("step", STEPS),
            name_zh=row.needed("name_zh"),
            name_en=row.needed("name_en"),
            state_zh=row.needed("state_zh"),
            state_en=row.needed("state_en"),
            is_inner=row.one_of("by", BY) != "anyone",
            is_of_statistics=row.one_of("concerns", CONCERNS) == "statistics",
        )
        for row in csvfile.rows(data, FILE, COLUMNS)
    ]


def is_of_the_statistics_office(batches: Sequence[Batch], data: Path) -> bool:
    """Whether any figure is of a metric that belongs to the statistics office."""
    metrics = dictionary.by_key(data, "metric")
    sent = {
        str(metric)
        for batch in batches
        if batch.template == INDICATORS.name
        for metric in batch.columns["metric_id"]
        if metric
    }
    return any(is_of_statistics(metrics[metric]["owner_zh"]) for metric in sent)


def places(batches: Sequence[Batch]) -> Iterator[tuple[Place, Batch, int]]:
    """The place of each row: its chain, area and park; with its batch and its place in it."""
    for batch in batches:
        nothing = [None] * len(batch.columns["row"])
        told = (batch.columns.get(name, nothing) for name in PLACE)
        for number, place in enumerate(zip(*told, strict=True)):
            yield tuple(None if each is None else str(each) for each in place), batch, number  # type: ignore[misc]
