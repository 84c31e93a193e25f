"""A page that is open in the office: who sits there is asked about again, and shown out in time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from chainboard.access import accounts, sessions
from chainboard.way import SignIn as Limits
from tests.access.given import NOW, OFFICE, account
from tests.board.office import NAME, PROXY, wrapped

Message = dict[str, Any]


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    account("desk1")
    account("desk2")


class Socket:
    """One WebSocket: what the browser says is put in, what it and the app behind it hear is kept."""

    def __init__(self, **headers: str) -> None:
        given = {"host": NAME, **headers}
        self.now = float(NOW)
        self.asks: asyncio.Queue[None] = asyncio.Queue()
        self.asked = 0
        self.told: asyncio.Queue[Message] = asyncio.Queue()
        self.app_heard: list[str] = []
        self.account: list[str] = []
        self.browser_heard: list[Message] = []
        self.scope = {
            **PROXY, "type": "websocket", "path": "/_stcore/stream", "scheme": "ws",
            "query_string": b"", "subprotocols": [],
            "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in given.items()],
        }  # fmt: skip

    def say(self, message: bytes = b"") -> None:
        self.told.put_nowait({"type": "websocket.receive", "bytes": message})

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:
        named = [
            value.decode() for name, value in scope["headers"] if name == b"x-chainboard-account"
        ]
        self.account += named
        await send({"type": "websocket.accept"})
        while True:
            message = await receive()
            self.app_heard.append(message["type"])
            if message["type"] == "websocket.disconnect":
                return

    async def _pause(self) -> None:
        self.asked += 1
        await self.asks.get()

    async def during(self, what: Callable[[], Awaitable[None]]) -> None:
        """The socket's whole life, with what happens meanwhile."""

        async def send(message: Message) -> None:
            self.browser_heard.append(message)

        door = wrapped(self._app, clock=lambda: self.now, pause=self._pause)
        running = asyncio.create_task(door(self.scope, self.told.get, send))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        await what()
        await asyncio.wait_for(running, 20)

    async def settled(self) -> None:
        """Until the app waits for the next word."""
        for _ in range(20):
            await asyncio.sleep(0)

    @property
    def closed(self) -> list[int]:
        return [m["code"] for m in self.browser_heard if m["type"] == "websocket.close"]


def session(name: str = "desk1") -> dict[str, str]:
    token = sessions.begin(name, OFFICE, NOW)
    return {"x_auth_user": name, "cookie": f"cb_session={token}"}


def token_of(socket: Socket) -> str:
    return dict(socket.scope["headers"])[b"cookie"].decode().partition("=")[2]  # type: ignore[arg-type]


def rerun(*, by_itself: bool = False) -> bytes:
    said = BackMsg()
    said.rerun_script.query_string = "lang=zh"
    said.rerun_script.is_auto_rerun = by_itself
    return said.SerializeToString()


async def nothing() -> None: ...


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x_auth_user": "desk1"},
        {"x_auth_user": "stranger"},
        {"x_auth_user": "desk1", "cookie": "cb_session=x"},
        {"x_chainboard_account": "desk1"},
    ],
)
def test_a_socket_is_not_opened_for_nobody(headers):
    socket = Socket(**headers)

    asyncio.run(socket.during(nothing))

    assert socket.browser_heard == [{"type": "websocket.close", "code": 1008}]
    assert socket.account == []


def test_a_socket_of_one_account_is_not_opened_by_the_session_of_another():
    socket = Socket(**{**session("desk2"), "x_auth_user": "desk1"})

    asyncio.run(socket.during(nothing))
    assert socket.closed == [1008] and socket.account == []


def test_who_is_disabled_is_shown_out_when_it_is_asked_again_without_saying_a_word():
    socket = Socket(**session(), x_chainboard_account="desk2")

    async def meanwhile() -> None:
        await socket.settled()
        assert (socket.account, socket.asked, socket.closed) == (["desk1"], 1, [])
        accounts.end("desk1", NOW, NOW)
        socket.asks.put_nowait(None)

    asyncio.run(socket.during(meanwhile))
    assert socket.closed == [1008] and socket.app_heard == ["websocket.disconnect"]


@pytest.mark.parametrize("how", ["disabled", "signed out", "everywhere", "old", "idle"])
def test_nothing_that_is_said_after_the_end_reaches_a_page(how):
    socket = Socket(**session())

    async def meanwhile() -> None:
        socket.say(rerun())
        await socket.settled()
        assert socket.app_heard == ["websocket.receive"]
        match how:
            case "disabled":
                accounts.end("desk1", NOW, NOW)
            case "signed out":
                sessions.end(token_of(socket), OFFICE, "desk1", NOW)
            case "everywhere":
                accounts.sign_out("desk1", NOW)
            case "old":
                socket.now += 43_200
            case "idle":
                socket.now += 1800
        socket.say(rerun())

    asyncio.run(socket.during(meanwhile))
    assert socket.app_heard == ["websocket.receive", "websocket.disconnect"]
    assert socket.closed == [1008]


@pytest.mark.parametrize(("by_itself", "state"), [(False, "open"), (True, "idle")])
def test_what_a_person_does_keeps_a_session_open_and_what_a_page_asks_by_itself_does_not(
    by_itself, state
):
    socket = Socket(**session())

    async def meanwhile() -> None:
        socket.now += 1700
        socket.say(rerun(by_itself=by_itself))
        while "websocket.receive" not in socket.app_heard:
            await asyncio.sleep(0.01)
        socket.told.put_nowait({"type": "websocket.disconnect", "code": 1001})

    asyncio.run(socket.during(meanwhile))
    later = sessions.look(token_of(socket), NOW + 1800, Limits())
    assert later and later.state == state and socket.closed == []


def test_a_file_that_cannot_be_read_keeps_nobody_in(monkeypatch, tmp_path):
    socket = Socket(**session())

    async def meanwhile() -> None:
        await socket.settled()
        (tmp_path / "elsewhere").write_text("", encoding="utf-8")
        monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "elsewhere"))
        socket.asks.put_nowait(None)

    asyncio.run(socket.during(meanwhile))
    assert socket.closed == [1008]
