"""The cap on what is served at once, with real connections to a running board."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import requests
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from chainboard.board import limits
from tests.board.pages import STREAMLIT, stream
from tests.browser import servers

MORE = 20
FILES = 1024  # as many systems allow who has not been asked: fewer pages than where there is room


@pytest.fixture
def board(tmp_path: Path) -> Iterator[str]:
    with servers.running(tmp_path / "var", files=FILES) as address:
        yield address


async def opened(board: str) -> ClientConnection:
    return await connect(stream(board), subprotocols=[STREAMLIT], open_timeout=120)


async def refusal(board: str) -> InvalidStatus:
    with pytest.raises(InvalidStatus) as refused:
        await opened(board)
    return refused.value


def test_as_many_pages_stand_as_files_allow_more_are_asked_to_come_again_and_then_are_answered(
    board,
):
    async def run() -> tuple[list[InvalidStatus], list[requests.Response]]:
        async with AsyncExitStack() as standing:
            for _ in range(limits.most(FILES)):
                standing.push_async_callback((await opened(board)).close)
            sockets = await asyncio.gather(*(refusal(board) for _ in range(MORE)))
            asked = asyncio.to_thread(
                lambda: [requests.get(board, timeout=60) for _ in range(MORE)]
            )
            return list(sockets), await asked

    sockets, requested = asyncio.run(run())
    assert {
        (each.response.status_code, each.response.headers["Retry-After"]) for each in sockets
    } == {(503, "5")}
    assert {(each.status_code, each.headers["Retry-After"]) for each in requested} == {(503, "5")}
    assert "看板的连接已满" in requested[0].text
    answers = (requests.get(board, timeout=60).status_code for _ in range(100))
    assert 200 in answers  # once the server has noticed that the pages are gone
