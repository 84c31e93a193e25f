"""A statement that is wrong is a fault of the program; a damaged file is called damaged."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from chainboard import queries
from chainboard.board import drawn
from chainboard.packs import DEMO
from chainboard.page import Page
from chainboard.queries import Damaged
from chainboard.store.editions import checksum_file
from chainboard.store.place import edition_file
from chainboard.view import View
from tests.pages.opened import view

PAGE = Page("chain", 1, *("示例" for _ in range(4)))
WRONG = {
    "column": "select source.no_such_column from source",
    "table": "select 1 from no_such_table",
    "syntax": "select from where",
    "cast": "select source.title::integer from source",
}


@pytest.fixture
def edition(packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[View]:
    """The demo pack's edition as number 1 of a folder of its own, and a topic of wrong questions."""
    source = edition_file("demo", view("demo").edition)
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    file = edition_file("demo", 1)
    file.parent.mkdir(parents=True)
    shutil.copyfile(source, file)
    shutil.copyfile(checksum_file(source), checksum_file(file))
    topics = tmp_path / "queries"
    topics.mkdir()
    named = (f"-- name: {name}\n{sql};\n" for name, sql in WRONG.items())
    (topics / "wrong.sql").write_text("".join(named), encoding="utf-8")
    monkeypatch.setattr(queries, "QUERIES", topics)
    queries.forget()
    yield View(pack=DEMO, edition=1)
    queries.forget()


def flip(file: Path, place: int) -> None:
    data = bytearray(file.read_bytes())
    data[place] ^= 0xFF
    file.write_bytes(data)


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_wrong_question_to_a_sound_edition_is_no_damaged_edition(edition, name):
    with pytest.raises(duckdb.Error) as fault:
        queries.ask(edition, f"wrong.{name}")

    assert not isinstance(fault.value, Damaged)


@pytest.mark.parametrize("name", sorted(WRONG))
def test_of_a_flipped_edition_every_question_says_that_it_is_damaged(edition, name):
    file = edition_file("demo", 1)
    flip(file, file.stat().st_size // 2)

    with pytest.raises(Damaged):
        queries.ask(edition, f"wrong.{name}")


def test_a_panel_whose_question_is_wrong_has_a_number_and_does_not_send_to_verify(edition, caplog):
    def question(asked):
        """What is in a column that is not there?"""
        return queries.ask(asked, "wrong.column")

    said = json.loads(drawn.panel(PAGE, question, edition))

    assert said["fault"] in said["finding"] and said["fault"] in caplog.text
    assert "未能生成" in said["finding"] and "verify" not in said["finding"]
    assert "no_such_column" in caplog.text and "no_such_column" not in json.dumps(said)
