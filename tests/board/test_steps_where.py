"""Where the forms of the work loop stand: never on what is only read, nor before an audience."""

from __future__ import annotations

import pytest

from chainboard import way
from chainboard.board import steps
from chainboard.navigation import page_at


@pytest.mark.parametrize("page", ["schedule", "meeting", "experience"])
def test_steps_are_taken_at_the_desk_and_in_the_office_never_in_the_room(page, monkeypatch):
    for now, there in ((way.DESK, True), (way.OFFICE, True), (way.ROOM, False)):
        monkeypatch.setattr(way, "_now", now)
        assert steps.are_there(page_at(page), "demo", "light") is there


def test_no_form_stands_on_a_projector_on_the_published_pack_or_on_a_page_of_figures():
    schedule, chain = page_at("schedule"), page_at("chain")

    assert not steps.are_there(schedule, "demo", "projector")
    assert not steps.are_there(schedule, "published", "light")
    assert not steps.are_there(schedule, "no_such_pack", "light")
    assert not steps.are_there(chain, "demo", "light")
