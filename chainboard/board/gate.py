"""Who may ask this server, and what each answer tells the browser to keep others from."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from ipaddress import ip_address
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from chainboard.board.first_page import first_page

LOOPBACK = ("127.0.0.1", "localhost", "::1")
HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::([0-9]{1,5}))?", re.ASCII | re.IGNORECASE)
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)

REFUSED = (
    "看板只回答本机浏览器里它自己的页面，请从 http://127.0.0.1 打开。\n"
    "The board answers its own pages in a browser on this machine only: open it at "
    "http://127.0.0.1.\n"
)

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


class Gate:
    """Answers this machine's browser on the board's own pages, and nobody else.

    There is no sign-in, and a page of any host can call itself by a name that leads to 127.0.0.1.
    It stands before Streamlit, whose own check of a foreign Origin asks an outside host for this
    machine's address while all other sessions wait.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif _is_admitted(scope):
            await self.app(scope, receive, _guarded(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # before accept: a plain 403
        else:
            await PlainTextResponse(REFUSED, status_code=403)(scope, receive, _guarded(send))


def _is_admitted(scope: Message) -> bool:
    headers = Headers(scope=scope)
    return (
        _is_loopback(scope.get("server"))
        and _is_loopback(scope.get("client"))
        and _is_of_one_host(headers.getlist("host"), headers.getlist("origin"))
        and not _is_deed_of_another_site(scope, headers)
    )


def _is_loopback(end: tuple[str, int | None] | None) -> bool:
    """Whether this end of the connection lies on this machine, whatever the server listens to.

    An unknown end and the file of a Unix socket do not count: only a proxy connects to such a
    file, and who is behind the proxy cannot be seen.
    """
    try:
        address = ip_address(end[0] if end else "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)  # ::ffff:127.0.0.1 on a socket for both
    return bool((mapped or address).is_loopback)


def _is_of_one_host(hosts: list[str], origins: list[str]) -> bool:
    """One Host, a name of this machine; no Origin, or one of the same name and port."""
    found = HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    if found is None or int(found[1] or 80) > 65535:
        return False
    host = hosts[0].lower()
    own = (f"http://{host}", f"https://{host}")
    return len(origins) < 2 and all(origin.lower() in own for origin in origins)


def _is_deed_of_another_site(scope: Message, headers: Headers) -> bool:
    """Links from elsewhere may lead to a page; nothing else may come from there."""
    is_deed = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD")
    return is_deed and headers.get("sec-fetch-site") in ("cross-site", "same-site")


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(_headers())
        await send(message)

    return guarded


@cache
def _headers() -> dict[str, str]:
    return {
        "Content-Security-Policy": policy(),
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


@cache
def policy() -> str:
    """What a page may load and ask: this server, and of the inline scripts its own two.

    Streamlit wraps a component's script in a blob, counts long numbers with WebAssembly, writes
    styles into the page and has small pictures as data, as are a picture's fonts.
    """
    scripts = [_hash(script) for script in INLINE.findall(first_page("."))]
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {' '.join(scripts)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'none'",
            "object-src 'none'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
