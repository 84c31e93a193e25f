"""Before Streamlit and the board's own routes in the office: only who has signed in is let on."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from google.protobuf.message import DecodeError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, Response
from streamlit.proto.BackMsg_pb2 import BackMsg

from chainboard.access import sessions
from chainboard.board import sign_in_pages
from chainboard.board.arrivals import (
    Arrival,
    Arrivals,
    Often,
    is_keyed,
    with_account,
    without_identity,
)
from chainboard.board.gate import App, Message, Receive, Send
from chainboard.board.uploads import UPLOAD
from chainboard.board.who import is_page_of
from chainboard.store import audit
from chainboard.store.faults import Unrecorded
from chainboard.way import PROVIDER, Way

# What everyone may have: files that are the same for all, and whether the server is up; to whom the
# last two are answered, health.py knows.
FOR_ALL = re.compile(
    r"/board/[0-9a-f]{12}/[^/]+|/(?:app/)?static/.+|/favicon\.png|/_stcore/health|/healthz|/metrics",
    re.ASCII,
)
OF_A_PROVIDER = ("/auth/login", "/auth/logout", "/oauth2callback")
EVERY = 20  # seconds after which it is asked again whether who has a page open may still see it
OUT = 1008  # why a WebSocket is closed: policy
PRIVATE = "private, no-store"
NOT_THEIRS = "这个账户不能在这里报送。\nThis account may not send files here.\n"


class SignIn:
    """Finds out once whom each request and WebSocket comes from, and tells it in a header.

    Whatever came in by that name is taken out. Nobody is let on without an account in force: no
    page, no figure and no WebSocket. What is let on is kept nowhere on its way.

    clock  seconds since 1970; pause: waits until it is asked again who is still in
    """

    def __init__(
        self,
        app: App,
        way: Way,
        clock: Callable[[], float] = time.time,
        pause: Callable[[], Awaitable[None]] = lambda: asyncio.sleep(EVERY),
    ) -> None:
        assert way.sign_in is not None
        self.app = app
        self.arrivals = Arrivals(way.sign_in, clock)
        self._pause = pause
        self._denied = Often(1)
        self._is_open = [FOR_ALL.fullmatch]
        if way.sign_in.by == PROVIDER:
            self._is_open.append(re.compile("|".join(OF_A_PROVIDER)).fullmatch)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif any(is_open(scope["path"]) for is_open in self._is_open):
            await self.app(without_identity(scope, self.arrivals.limits), receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _http(self, scope: Message, receive: Receive, send: Send) -> None:
        page = sign_in_pages.of(scope, self.arrivals)
        if page is not None:
            await (await page)(scope, receive, _private(send))
            return
        arrival, refusal = await self._let_in(scope)
        if refusal is not None:
            await refusal(scope, receive, _private(send))
            return
        if arrival.token and not arrival.is_noted and _is_deed(scope):
            await run_in_threadpool(sessions.touch, arrival.token, self.arrivals.now())
        known = with_account(without_identity(scope, self.arrivals.limits), arrival.account)
        cookie = self._cookie(scope, arrival.token) if arrival.begins else ""
        await self.app(known, receive, _private(send, cookie))

    async def _let_in(self, scope: Message) -> tuple[Arrival, Response | None]:
        """Whom a request comes from, with a session; or what they are answered instead."""
        arrival = self.arrivals.of(scope)
        if arrival.why == "unknown":
            await self._deny(scope, arrival.account)
        if not arrival.why and arrival.begins:
            return await self.begun(scope, arrival)
        if arrival.why:
            return arrival, sign_in_pages.refusal(scope, arrival, self.arrivals.limits)
        if scope["method"] not in ("GET", "HEAD") and not _may_send(scope["path"], arrival):
            return arrival, PlainTextResponse(NOT_THEIRS, 403)
        return arrival, None

    async def begun(self, scope: Message, arrival: Arrival) -> tuple[Arrival, Response | None]:
        """The arrival with a session of its own, where a page is asked for."""
        limits = self.arrivals.limits
        if not _is_page(scope):
            return arrival, sign_in_pages.refusal(scope, Arrival(why="nobody"), limits)
        if not self.arrivals.may_begin(arrival.account):
            return arrival, sign_in_pages.refusal(scope, Arrival(why="often"), limits)
        given = arrival.account, arrival.office, self.arrivals.now(), arrival.proof
        try:
            token = await run_in_threadpool(sessions.begin, *given)
        except Unrecorded as stop:
            return arrival, sign_in_pages.failed(stop)
        if token is None:  # what a provider said has been used before
            return arrival, sign_in_pages.refusal(scope, Arrival(why="ended"), limits)
        return Arrival(**{**vars(arrival), "token": token}), None

    async def _deny(self, scope: Message, account: str) -> None:
        """Record who was turned away, once a minute each."""
        who, now = (self.arrivals.address(scope), account), self.arrivals.now()
        if not self._denied.is_too(who, now):
            self._denied.count(who, now)
            with suppress(Unrecorded):  # turned away they are in any case
                await run_in_threadpool(audit.append, "denial", "", account, scope["path"])

    async def _socket(self, scope: Message, receive: Receive, send: Send) -> None:
        arrival = self.arrivals.of(scope)
        if arrival.why or arrival.begins or not arrival.account:
            await send({"type": "websocket.close", "code": OUT})  # before accept: a plain 403
            return
        known = with_account(without_identity(scope, self.arrivals.limits), arrival.account)
        leaving = asyncio.create_task(self._until_out(arrival))
        try:
            await self.app(known, self._heard(arrival, leaving, receive, send), send)
        finally:
            leaving.cancel()

    async def _until_out(self, arrival: Arrival) -> None:
        while self.arrivals.is_in(arrival):
            await self._pause()

    def _heard(
        self, arrival: Arrival, leaving: asyncio.Task[None], receive: Receive, send: Send
    ) -> Receive:
        """What a browser says, until who sits there may no longer be here: then it is gone."""

        async def heard() -> Message:
            hearing = asyncio.ensure_future(receive())
            try:
                await asyncio.wait({hearing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                if not hearing.done():
                    hearing.cancel()
            if leaving.done() or not self.arrivals.is_in(arrival):
                with suppress(Exception):  # the browser may be gone already
                    await send({"type": "websocket.close", "code": OUT})
                return {"type": "websocket.disconnect", "code": OUT}
            message = hearing.result()
            if arrival.token and _is_rerun(message):
                await self._note(arrival)
            return message

        return heard

    async def _note(self, arrival: Arrival) -> None:
        session = sessions.look(arrival.token, self.arrivals.now(), self.arrivals.limits)
        if session and not session.is_noted:
            await run_in_threadpool(sessions.touch, arrival.token, self.arrivals.now())

    def _cookie(self, scope: Message, token: str) -> str:
        return sign_in_pages.cookie(token, self.arrivals, scope)


def _may_send(path: str, arrival: Arrival) -> bool:
    """Whether files may be taken from an account, into a page that it has open itself."""
    found = UPLOAD.fullmatch(path)
    return arrival.may_send and (found is None or is_page_of(found[1], arrival.account))


def _is_page(scope: Message) -> bool:
    """Whether a browser asks for a page that it will show, and keeps what cookie comes with it."""
    told = dict(scope["headers"])
    return scope["method"] == "GET" and b"text/html" in told.get(b"accept", b"")


def _is_deed(scope: Message) -> bool:
    """Whether somebody is there: a page, its panels or figures are asked for."""
    return _is_page(scope) or is_keyed(scope) or scope["method"] not in ("GET", "HEAD")


def _is_rerun(message: Message) -> bool:
    """Whether somebody did something on a page; what it asks for by itself does not count."""
    said = BackMsg()
    try:
        said.ParseFromString(message.get("bytes") or b"")
    except DecodeError:
        return False
    return said.WhichOneof("type") == "rerun_script" and not said.rerun_script.is_auto_rerun


def _private(send: Send, cookie: str = "") -> Send:
    """Nothing on the way keeps what was made for one person."""

    async def private(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Cache-Control"] = PRIVATE
            if cookie:
                headers.append("Set-Cookie", cookie)
        await send(message)

    return private
