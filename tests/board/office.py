"""An office in front of an app that tells whom it was asked by: requests as a proxy passes them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from chainboard.board.gate import Gate
from chainboard.board.sign_in import SignIn
from chainboard.way import OFFICE, SignIn as Limits
from tests.access.given import NOW
from tests.board.asked import Answer, asked

NAME = "board.example"
PAGE = ("accept", "text/html,*/*")
PROXY = {"server": ("127.0.0.1", 8501), "client": ("127.0.0.1", 50000)}
AFAR = {"server": ("192.0.2.7", 8501), "client": ("203.0.113.9", 50000)}


@dataclass
class Office:
    """The app behind the sign-in, the clock it goes by, and whom the app was asked by."""

    limits: Limits = field(default_factory=Limits)
    now: float = NOW
    reached: list[str] = field(default_factory=list)

    @property
    def app(self) -> Starlette:
        if not hasattr(self, "_app"):
            way = replace(OFFICE, hosts=(NAME,), sign_in=self.limits)
            signed_in = Middleware(SignIn, way=way, clock=lambda: self.now)
            routes = [Route("/{path:path}", self._answer, methods=["GET", "PUT", "POST"])]
            self._app = Starlette(routes=routes, middleware=[Middleware(Gate, way=way), signed_in])
        return self._app

    async def _answer(self, request: Request) -> PlainTextResponse:
        named = request.headers.getlist("x-chainboard-account")
        self.reached.append(",".join(named))
        known = ",".join(request.headers.getlist(self.limits.user_header))
        headers = {"Cache-Control": "public, max-age=31536000", "ETag": '"a"'}
        return PlainTextResponse(f"{named} {known}", headers=headers)

    def get(self, path: str, *headers: tuple[str, str], **more: Any) -> Answer:
        """The answer to one request, by a proxy on this machine unless more says otherwise."""
        return asked(self.app, path, [("host", NAME), *headers], **{**PROXY, **more})

    def opened(self, account: str, path: str = "/chain") -> str:
        """The cookie of a browser that opens a page."""
        return cookie_of(self.get(path, PAGE, ("x-auth-user", account)))


def cookie_of(answer: Answer) -> str:
    """The session that an answer sets, as a browser sends it back."""
    assert "set-cookie" in answer.headers, (answer.status, answer.body.decode())
    return answer.headers["set-cookie"].partition(";")[0]


def wrapped(app: ASGIApp, **more: Any) -> SignIn:
    """The sign-in round an app of the test's own."""
    return SignIn(app, way=replace(OFFICE, hosts=(NAME,)), **more)
