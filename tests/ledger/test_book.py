"""A ledger that is changed behind the board's back is found out; nothing said to be recorded is lost."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from chainboard.ledger import book
from chainboard.ledger.checking import check
from chainboard.ledger.refused import Refused
from tests.ledger.taken import CHAIN_OFFICE, COUNTY, assigned, raised, shown, step


def changed(statement: str) -> None:
    """Somebody's own statement on the demo's ledger."""
    with closing(sqlite3.connect(book.ledger_file("demo"))) as connection, connection:
        connection.execute(statement)


def test_a_ledger_as_it_was_written_is_whole():
    assigned()

    state = check("demo")
    assert (state.is_whole, state.events, state.last) == (True, 3, 3)


@pytest.mark.parametrize(
    ("statement", "event", "said"),
    [
        ("update event set office = 'x' where number = 2", 2, "被改动"),
        ("update words set said = '{}' where number = 1", 1, "文字被改动"),
        ("delete from words where number = 1", 1, "没有清除的记录"),
        ("delete from event where number = 2", 3, "不是上一步"),
        ("delete from event where number = 3", 3, "末尾缺到第 3 步"),
        ("delete from event", 1, "缺第 1 至 3 步"),
    ],
)
def test_what_was_changed_is_named_with_its_first_step(statement, event, said):
    assigned()
    changed(statement)

    state = check("demo")
    assert state.event == event
    assert said in state.zh


def test_a_file_that_was_handed_in_is_kept_by_its_hash_and_checked():
    problem = raised(files=[("照片.txt", "证据".encode())])
    ((sha256, name),) = shown("problem")[0].history[0].files
    assert (name, book.content("demo", sha256)) == ("照片.txt", "证据".encode())

    changed("update file set data = x'00'")
    assert check("demo").event == int(problem.removeprefix("problem-"))


def test_words_that_should_never_have_been_written_are_cleared_and_the_chain_still_holds():
    problem = raised(text="身份证号 620000190001010000", files=[("扫描件.txt", b"secret")])
    assert "620000190001010000" in shown("problem")[0].text
    step(CHAIN_OFFICE, "problem clear", problem, event=1, reason="误填个人信息")

    (row,) = shown("problem")
    assert row.text == "" and row.history[0].files == ()
    assert check("demo").is_whole
    assert book.files("demo") == []
    assert b"620000190001010000" not in b"".join(
        file.read_bytes() for file in book.ledger_file("demo").parent.glob("ledger.sqlite*")
    )


def test_an_earlier_number_shows_what_was_shown_then():
    problem = raised()
    before = shown("problem")
    step(CHAIN_OFFICE, "problem accept", problem)

    assert shown("problem", "1") == before
    assert shown("problem")[0].state == "accepted"


def test_no_number_is_given_twice_where_the_end_was_lost():
    raised()
    raised()
    changed("delete from event where number = 2")
    changed("delete from words where number = 2")

    assert raised() == "problem-3"


def test_twenty_offices_at_once_lose_and_double_nothing():
    with ThreadPoolExecutor(20) as offices:
        names = list(offices.map(lambda n: raised(text=f"第{n}件"), range(60)))

    assert len(set(names)) == 60
    assert check("demo").is_whole
    assert {row.text for row in shown("problem")} == {f"第{n}件" for n in range(60)}


def test_two_offices_at_one_step_are_one_done_and_one_refused():
    problem = raised()

    def accept(_: int) -> bool:
        try:
            step(CHAIN_OFFICE, "problem accept", problem)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(8) as offices:
        done = list(offices.map(accept, range(8)))

    assert done.count(True) == 1
    assert COUNTY in shown("problem")[0].raised_by
