"""How many may be served at once: files that may be open, connections that are answered."""

from __future__ import annotations

import contextlib

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

from starlette.responses import PlainTextResponse

from chainboard.board.gate import App, Message, Receive, Send

FILES = 65_536  # open files the server asks the system for
OWN = 150  # files it needs itself: editions, scripts, logs
EACH = 4  # files that an open page takes
MOST = 1500  # open pages and requests together: 500 take 350 MiB
AGAIN = 5  # seconds
DENIAL = "websocket.http.response"  # a server that can refuse a WebSocket with an answer

FULL = (
    "看板的连接已满，请稍后再试。\nThe board is serving as many as it can; try again in a moment.\n"
)


def raise_limit() -> int:
    """Let the server open as many files as the system allows it. Returns how many."""
    if resource is None:
        return FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(hard, FILES)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return FILES if soft == resource.RLIM_INFINITY else soft
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def most(files: int) -> int:
    """How many open pages and requests a server that may open so many files answers."""
    return max(1, min(MOST, (files - OWN) // EACH))


class Cap:
    """Beyond so many open pages and requests the next is asked to come again.

    Without it a server runs out of files, and then fails at everything it does.
    """

    def __init__(self, app: App, most: int) -> None:
        self.app = app
        self.most = most
        self._served = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif self._served < self.most:
            self._served += 1
            try:
                await self.app(scope, receive, send)
            finally:
                self._served -= 1
        elif scope["type"] == "websocket" and DENIAL not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1013})  # try again later
        else:
            again = {"Retry-After": str(AGAIN), "Cache-Control": "no-store"}
            full = PlainTextResponse(FULL, status_code=503, headers=again)
            await full(scope, receive, send)
