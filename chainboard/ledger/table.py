"""The steps, states and deadlines of the work loop, as the dictionary lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from chainboard.access.roles import FILE as ROLES, roles
from chainboard.analysis.steps import ANYONE, MEANT, STAYS, Step
from chainboard.store import csvfile
from chainboard.store.csvfile import CsvRow
from chainboard.store.place import data_folder

STEPS, STATES = "dictionary/steps.csv", "dictionary/states.csv"
DEADLINES = "dictionary/deadlines.csv"
COLUMNS = "kind step from to by never needs takes is_item name_zh name_en"
# What a step can say: in words, which may be cleared, and in codes.
WORDS = ("text", "reason", "basis", "title", "firm", "target", "before", "after", "agenda")
FACTS = (
    "chain_id", "area_code", "park_id", "project_id", "owner", "helpers", "due", "type", "held_on",
    "chair", "chains", "present", "absent", "edition", "ledger", "minutes_number", "issued_on",
    "office", "number", "level", "outside", "demand", "task", "no_action", "metric_id", "by_date",
    "problem", "policy", "figure_id", "period", "load_id", "evidence_kind", "evidence_number",
    "adopted_in", "adopted_by", "node_id", "since", "panels",
)  # fmt: skip
FIELDS = frozenset({*WORDS, *FACTS})
RELATIONS = ("raiser", "owner", "helper", ANYONE)


@dataclass(frozen=True)
class State:
    """What a matter can be: is_open while something is still to be done."""

    kind: str
    state: str
    is_open: bool
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class Deadline:
    """How many days something may take, and where the number is from.

    is_working  whether working days are counted
    """

    days: int
    is_working: bool
    words_zh: str
    words_en: str


def is_there() -> bool:
    """Whether the data folder has the tables of the work loop."""
    return all((data_folder() / file).exists() for file in (STEPS, STATES, DEADLINES, ROLES))


def steps() -> tuple[Step, ...]:
    """The steps there are. Raises BuildError for a line that is wrong."""
    return _steps(data_folder(), _changed(STEPS), _changed(STATES))


def states() -> Mapping[tuple[str, str], State]:
    """The states by kind and name. Raises BuildError for a line that is wrong."""
    return _states(data_folder(), _changed(STATES))


def deadlines() -> Mapping[str, Deadline]:
    """The deadlines by name. Raises BuildError for a line that is wrong."""
    return _deadlines(data_folder(), _changed(DEADLINES))


def is_open(kind: str) -> Mapping[str, bool]:
    """Whether something is still to be done, by state of one kind of matter."""
    return {one.state: one.is_open for one in states().values() if one.kind == kind}


def _changed(file: str) -> int:
    path = data_folder() / file
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=4)
def _steps(data: Path, _changed: int, _too: int) -> tuple[Step, ...]:
    known = {*RELATIONS, *roles()}
    return tuple(_step(line, known) for line in csvfile.rows(data, STEPS, COLUMNS))


def _step(line: CsvRow, known: set[str]) -> Step:
    kind, to = line.needed("kind"), line.needed("to")
    from_ = tuple(line["from"].split())
    for state in (*from_, *(() if to == STAYS else (to,))):
        if (kind, state) not in states():
            raise line.fault(f"没有状态 {state}", f"{kind} has no state {state}")
    by, never = tuple(line.needed("by").split()), tuple(line["never"].split())
    needs, takes = (tuple(line[column].split()) for column in ("needs", "takes"))
    for said, allowed in ((by, known), (never, known), (needs, {*FIELDS, *MEANT}), (takes, FIELDS)):
        if not set(said) <= allowed:
            unknown = ", ".join(sorted(set(said) - allowed))
            raise line.fault(f"不认识 {unknown}", f"{unknown} is not known")
    names = line.needed("name_zh"), line.needed("name_en")
    is_item = line.fact("is_item")
    return Step(kind, line.needed("step"), from_, to, by, never, needs, takes, is_item, *names)


@lru_cache(maxsize=4)
def _states(data: Path, _changed: int) -> Mapping[tuple[str, str], State]:
    lines = csvfile.rows(data, STATES, "kind state is_open name_zh name_en")
    return {
        (line.needed("kind"), line.needed("state")): State(
            line["kind"], line["state"], line.fact("is_open"),
            line.needed("name_zh"), line.needed("name_en"),
        )
        for line in lines
    }  # fmt: skip


@lru_cache(maxsize=4)
def _deadlines(data: Path, _changed: int) -> Mapping[str, Deadline]:
    columns = "deadline days counts words_zh words_en source_zh source_en"
    return {
        line.needed("deadline"): Deadline(
            _days(line), line.one_of("counts", ("working", "calendar")) == "working",
            line.needed("words_zh"), line.needed("words_en"),
        )
        for line in csvfile.rows(data, DEADLINES, columns)
    }  # fmt: skip


def _days(line: CsvRow) -> int:
    days = line.number("days")
    if days is None or days < 1 or days != int(days):
        raise line.fault("days 应为正整数", "days must be a whole number above 0")
    return int(days)
