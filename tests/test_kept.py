"""What is kept is made once, also for several who ask at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from chainboard.kept import Kept


def test_of_several_who_ask_at_once_one_makes_the_answer_and_the_others_wait_for_it():
    kept: Kept[list[int]] = Kept(10, len)
    asked, made = Barrier(4), []

    def make() -> list[int]:
        made.append(1)
        return [1]

    def ask(_: int) -> list[int]:
        asked.wait()
        return kept.get("one", make)

    with ThreadPoolExecutor(4) as askers:
        first, *others = askers.map(ask, range(4))

    assert made == [1]
    assert all(answer is first for answer in others)


def test_who_waited_for_what_failed_makes_it():
    kept: Kept[str] = Kept(10, len)
    begun, may_fail = Event(), Event()

    def failing() -> str:
        begun.set()
        may_fail.wait()
        raise OSError("no file")

    with ThreadPoolExecutor(2) as askers:
        first = askers.submit(kept.get, "one", failing)
        begun.wait()
        second = askers.submit(kept.get, "one", lambda: "made")
        may_fail.set()
        assert second.result() == "made"
        with pytest.raises(OSError, match="no file"):
            first.result()

    assert kept.get("one", failing) == "made"


def test_while_one_answer_is_made_another_can_be():
    kept: Kept[str] = Kept(10, len)

    assert kept.get("outer", lambda: kept.get("inner", lambda: "in") + "out") == "inout"


def test_what_is_kept_is_had_without_making_it_and_counts_as_asked_for():
    kept: Kept[str] = Kept(2, len)

    assert kept.held("one") is None
    kept.get("one", lambda: "a")
    kept.get("two", lambda: "b")
    assert kept.held("one") == "a"
    kept.get("three", lambda: "c")
    assert (kept.held("one"), kept.held("two")) == ("a", None)
