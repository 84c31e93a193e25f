"""Many who sign in at once are written down together, each as if alone."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from chainboard.access import sessions, tables
from chainboard.store import audit, chain
from chainboard.store.faults import Unrecorded
from chainboard.way import SignIn
from tests.access.given import NOW, OFFICE

MANY = 24


def at_once(begin: Callable[[int], str | None]) -> list[str | None]:
    """What many get who come at the same moment."""
    here = Barrier(MANY)

    def come(number: int) -> str | None:
        here.wait()
        return begin(number)

    with ThreadPoolExecutor(MANY) as them:
        return [*them.map(come, range(MANY))]


def test_each_of_many_who_sign_in_at_once_has_a_session_and_a_line_of_their_own():
    tokens = at_once(lambda number: sessions.begin(f"desk{number}", OFFICE, NOW))

    found = [sessions.look(str(token), NOW, SignIn()) for token in tokens]
    assert [each and (each.account, each.state) for each in found] == [
        (f"desk{number}", "open") for number in range(MANY)
    ]
    told = [entry for entry in chain.entries() if entry["kind"] == "sign_in"]
    assert sorted(str(entry["account"]) for entry in told) == sorted(
        f"desk{number}" for number in range(MANY)
    )
    assert {entry["office"] for entry in told} == {OFFICE} and chain.check().is_whole


def test_nobody_is_answered_before_their_own_line_is_written():
    def is_recorded(number: int) -> str:
        sessions.begin(f"desk{number}", OFFICE, NOW)
        return str(f'"account":"desk{number}"' in audit.log_file().read_text(encoding="utf-8"))

    assert set(at_once(is_recorded)) == {"True"}


def test_what_a_provider_said_begins_one_session_of_many_who_bring_it_at_once():
    tokens = at_once(lambda _number: sessions.begin("desk1", OFFICE, NOW, "signed cookie"))

    assert len([token for token in tokens if token]) == 1
    assert [entry["kind"] for entry in chain.entries()] == ["sign_in"]


def test_where_it_cannot_be_recorded_none_of_many_gets_in():
    sessions.begin("desk1", OFFICE, NOW)
    audit.log_file().unlink()
    audit.log_file().mkdir()

    def refused(number: int) -> str:
        with pytest.raises(Unrecorded):
            sessions.begin(f"late{number}", OFFICE, NOW, f"said {number}")
        return "refused"

    assert at_once(refused) == ["refused"] * MANY
    assert not any(tables.ask("proof", proof=sessions._hash(f"said {n}")) for n in range(MANY))
