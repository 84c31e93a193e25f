"""queries.changes: two editions compared once, and a damaged one called so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chainboard import queries
from chainboard.packs import DEMO
from chainboard.queries import Damaged
from chainboard.store.place import edition_file
from chainboard.view import View
from tests.pages.opened import view


@pytest.fixture
def two_editions(packs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> View:
    """The demo pack in a folder of its own, its edition there as numbers 1 and 2."""
    source = edition_file("demo", view("demo").edition)
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    for number in (1, 2):
        file = edition_file("demo", number)
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, file)
    queries.forget()
    yield View(pack=DEMO, edition=2)
    queries.forget()


def test_equal_editions_differ_in_nothing_and_with_one_that_is_gone_nothing_is_compared(
    two_editions,
):
    assert queries.changes(two_editions, 1) == []

    edition_file("demo", 1).unlink()
    with pytest.raises(Damaged):
        queries.changes(two_editions, 1)


def test_the_edition_before_is_the_next_lower_number(two_editions):
    assert queries.edition_before(two_editions) == 1
    assert queries.edition_before(View(pack=DEMO, edition=1)) is None


def test_without_an_edition_before_nothing_is_compared(two_editions):
    assert queries.changes(two_editions, None) == []


def test_an_edition_that_cannot_be_read_is_damaged(two_editions):
    edition_file("demo", 1).write_bytes(b"not a database" * 1000)

    with pytest.raises(Damaged):
        queries.changes(two_editions, 1)
