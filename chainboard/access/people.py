"""Who an account is now: the person whose office and roles are in force."""

from __future__ import annotations

from chainboard.access import tables
from chainboard.access.roles import ADMINISTRATIVE, Role, roles
from chainboard.access.tables import Found
from chainboard.person import Audience, Grant, Person
from chainboard.store import dictionary
from chainboard.store.place import data_folder

ALL = "*"


def person(account: str, now: int) -> Person | None:
    """The person of an account; None for one that is not known, not yet or no longer in force.

    now  seconds since 1970, UTC

    Read anew at every call, in less than a millisecond. Roles add up; single firms are shown to
    who is cleared for them in every role that reads. Of a role that the dictionary does not have,
    and of two administrative steps at once, nothing is left.
    """
    rows = tables.ask("person", account=account, now=now)
    if not rows:
        return None
    known = roles()
    held = [(known[row["role"]], row) for row in rows if row["role"] in known]
    reading = [row for role, row in held if role.reads]
    sees_firms = bool(reading) and all(row["sees_firms"] for row in reading)
    audience = Audience(tuple(dict.fromkeys(map(grant, reading))), sees_firms)
    return Person(account, rows[0]["office"], audience, _steps([role for role, _ in held]))


def _steps(held: list[Role]) -> frozenset[str]:
    steps = frozenset[str]().union(*(role.steps for role in held))
    return steps - ADMINISTRATIVE if len(steps & ADMINISTRATIVE) > 1 else steps


def grant(row: Found) -> Grant:
    """What a role of an office reaches, as its row writes it down."""
    chains = _ids(row["chains"])
    return Grant(
        chains if chains is None else chains.union(*map(_parts, chains)),
        _ids(row["counties"]),
        _ids(row["parks"]),
    )


def _ids(written: str) -> frozenset[str] | None:
    return None if written == ALL else frozenset(written.split())


def _parts(chain: str) -> frozenset[str]:
    """The chains within a chain: who is given the whole is given its parts."""
    whole = dictionary.parents(data_folder())
    return frozenset(part for part in whole if whole[part] == chain)
