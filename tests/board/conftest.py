"""The server's app with nothing kept at the door."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from chainboard import way
from chainboard.board import door, server


@pytest.fixture
def at_door() -> Iterator[Starlette]:
    door.forget()
    yield Starlette(routes=server.routes(("overview", "chain")), middleware=server.middleware())
    door.forget()


@pytest.fixture
def in_the_room(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process runs in the room, as its server does."""
    monkeypatch.setenv(way.WAY, "room")
    way.begin()
    yield
    monkeypatch.delenv(way.WAY)
    way.begin()
