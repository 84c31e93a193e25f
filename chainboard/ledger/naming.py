"""What the codes of a matter are called, in both languages: its state, offices, places, and what
comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chainboard.access.roles import roles
from chainboard.analysis.days import day_of
from chainboard.analysis.steps import CLEAR, STAYS, TAKE_BACK, Step
from chainboard.ledger import table
from chainboard.ledger.offices import Office
from chainboard.store import dictionary
from chainboard.store.place import data_folder
from chainboard.view import Row

LANGUAGES = ("zh", "en")
States = Mapping[tuple[str, str], table.State]
# The steps that every kind of matter has.
MENDING = {
    TAKE_BACK: {"zh": "撤回上一步", "en": "Take back the step before"},
    CLEAR: {"zh": "清除文字", "en": "Clear words"},
}
KINDS = {
    "problem": ("问题", "problem"),
    "task": ("任务", "task"),
    "doubt": ("核实询问", "query"),
    "meeting": ("会议", "meeting"),
    "policy": ("政策文件", "policy"),
    "case": ("经验", "case"),
}
# What an office is called beside a matter, and the fact that holds it.
OFFICES = {"owner": "owner", "raised": "raised_by", "said_by": "said_by", "issued_by": "office"}
# Relations that are an office of the matter itself, and the fact that holds it.
OF_THE_MATTER = {"owner": "owner", "raiser": "raised_by"}


def named(matters: Sequence[Row], known: Mapping[str, Office]) -> list[Row]:
    """Matters with names beside their codes.

    known  the offices of the pack, as offices() gives them

    Adds in both languages kind_…, state_…, next_… (the step that leads on; "" where it is done),
    waits_… (the office or role whose step that is), owner_…, raised_…, said_by_…, issued_by_…,
    raised_on and said_on (the days), chains_… (a list), and where the matter names them chain_…
    and area_….
    """
    if not matters:  # a data folder without the loop has no tables to ask
        return []
    places = {
        "chain": ("chain_id", dictionary.by_key(data_folder(), "chain")),
        "area": ("area_code", dictionary.by_key(data_folder(), "area")),
    }
    found, states = [], table.states()
    leads: dict[tuple[str, str, bool], Step | None] = {}  # the table is asked once for each state
    for matter in matters:
        stands = matter.kind, str(matter.state), bool(matter.get("owner"))
        if stands not in leads:
            leads[stands] = _lead(*stands)
        told: dict[str, object] = {**_kind(matter), **_state(states, matter)}
        told |= _next(leads[stands], matter, known)
        told["raised_on"] = day_of(matter.raised_at)
        told["said_on"] = day_of(matter.said_at) if matter.said_at else None
        for column, key in OFFICES.items():
            told |= office(column, matter.get(key), known)
        for column, (key, lines) in places.items():
            line = lines.get(matter.get(key) or "")
            told |= _both(column, [line[f"short_{lang}"] if line else None for lang in LANGUAGES])
        named_chains = [places["chain"][1].get(chain) for chain in matter.get("chains") or ()]
        for lang in LANGUAGES:
            told[f"chains_{lang}"] = [line[f"short_{lang}"] for line in named_chains if line]
        found.append(matter.with_(**told))
    return found


def office(column: str, name: str | None, known: Mapping[str, Office]) -> dict[str, str | None]:
    """What an office is called in both languages, as columns column_zh and column_en."""
    return _both(column, [_office(name, known, lang) for lang in LANGUAGES])


def step_name(kind: str, step: str, lang: str) -> str:
    """What a step is called; its code where the table has none such."""
    if step in MENDING:
        return MENDING[step][lang]
    found = [one for one in table.steps() if (one.kind, one.step) == (kind, step)]
    return str(getattr(found[0], f"name_{lang}")) if found else step


def _kind(matter: Row) -> dict[str, str | None]:
    return _both("kind", [name.capitalize() for name in KINDS[str(matter.kind)]])


def _state(states: States, matter: Row) -> dict[str, str | None]:
    state = states[matter.kind, str(matter.state)]
    return {"state_zh": state.name_zh, "state_en": state.name_en}


def _lead(kind: str, state: str, is_owned: bool) -> Step | None:
    """The first step of the table that leads on from a state: its owner's, where it has an owner
    and the table a step for it."""
    leads = [
        one
        for one in table.steps()
        if one.kind == kind and state in one.from_ and one.to not in (STAYS, state)
    ]
    leads.sort(key=lambda one: not (is_owned and one.by[0] == "owner"))
    return next(iter(leads), None)


def _next(step: Step | None, matter: Row, known: Mapping[str, Office]) -> dict[str, str | None]:
    """What leads on from where a matter stands, and whose step that is; "" where it is done."""
    if step is None or not matter.is_open:
        return {f"{name}_{lang}": "" for name in ("next", "waits") for lang in LANGUAGES}
    waits = [_who(step, matter, known, lang) for lang in LANGUAGES]
    return {"next_zh": step.name_zh, "next_en": step.name_en, **_both("waits", waits)}


def _who(step: Step, matter: Row, known: Mapping[str, Office], lang: str) -> str | None:
    relation = step.by[0]
    if relation in OF_THE_MATTER:
        return _office(matter.get(OF_THE_MATTER[relation]), known, lang)
    return roles()[relation].name(lang) if relation in roles() else None


def _office(name: str | None, known: Mapping[str, Office], lang: str) -> str | None:
    return known[name].name(lang) if name and name in known else name


def _both(column: str, names: Sequence[str | None]) -> dict[str, str | None]:
    return {f"{column}_{lang}": name for lang, name in zip(LANGUAGES, names, strict=True)}
