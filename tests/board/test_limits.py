"""How many are served at once, and what the next one is told."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any

import pytest

from chainboard.board import limits, server
from chainboard.store.place import ROOT
from tests.board.asked import Answer


class Held:
    """An app whose requests last until they are let go of."""

    def __init__(self) -> None:
        self.begun = 0
        self.let_go = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.begun += 1
        await self.let_go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"served"})


async def asked(app: limits.Cap, kind: str = "http") -> Answer:
    """The answer to one request, or for a WebSocket the code it was closed with as status."""
    answer = Answer()

    async def send(message: dict[str, Any]) -> None:
        answer.status = message.get("status") or message.get("code") or answer.status
        answer.headers |= {k.decode(): v.decode() for k, v in message.get("headers", [])}
        answer.body += message.get("body", b"")

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": kind, "method": "GET", "path": "/", "headers": []}
    await app(scope, receive, send)
    return answer


def test_who_comes_when_all_places_are_taken_is_asked_to_come_again():
    async def run() -> list[Answer]:
        held = Held()
        app = limits.Cap(held, most=2)
        served = [asyncio.create_task(asked(app)) for _ in range(2)]
        while held.begun < 2:
            await asyncio.sleep(0)
        refused = [await asked(app), await asked(app, "websocket")]
        held.let_go.set()
        return [*refused, *[await each for each in served], await asked(app)]

    full, socket, *served = asyncio.run(run())
    assert (full.status, full.headers["retry-after"], full.headers["cache-control"]) == (
        503,
        "5",
        "no-store",
    )
    assert "看板的连接已满" in full.body.decode() and "try again" in full.body.decode()
    assert socket.status == 1013
    assert [answer.body for answer in served] == [b"served"] * 3


def test_a_place_is_free_again_after_a_request_that_failed():
    async def run() -> Answer:
        async def failing(scope: Any, receive: Any, send: Any) -> None:
            raise ZeroDivisionError

        app = limits.Cap(failing, most=1)
        with pytest.raises(ZeroDivisionError):
            await asked(app)
        app.app = Held()
        app.app.let_go.set()
        return await asked(app)

    assert asyncio.run(run()).status == 200


@pytest.mark.parametrize(("files", "served"), [(65_536, 1500), (4096, 986), (1024, 218), (100, 1)])
def test_as_many_are_served_as_files_can_be_open_and_1500_where_there_is_room(files, served):
    assert limits.most(files) == served


def test_the_server_serves_four_hundred_and_more_at_once():
    (cap,) = [each for each in server.middleware() if each.cls is limits.Cap]

    assert cap.kwargs["most"] >= 400


RAISED = """
import resource
from chainboard.board import limits

_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
print(limits.raise_limit(), *resource.getrlimit(resource.RLIMIT_NOFILE), hard)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on open files there")
def test_a_server_started_with_few_files_allowed_takes_all_it_may_have():
    child = subprocess.run(
        [sys.executable, "-c", RAISED], cwd=ROOT, capture_output=True, text=True, check=True
    )

    said, soft, hard_after, hard = map(int, child.stdout.split())
    assert (said, soft) == (min(hard, limits.FILES),) * 2
    assert hard_after == hard
