"""Who may ask this server, and what each answer tells the browser to keep others from."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from chainboard.board.first_page import first_page
from chainboard.way import Way

LOOPBACK = ("127.0.0.1", "localhost", "::1")
NAMES = ("127.0.0.1", "localhost", "[::1]")  # of this machine in a browser on it
HOST = re.compile(r"([a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?", re.ASCII | re.IGNORECASE)
POLICY = "Content-Security-Policy"
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)

REFUSED = (
    "看板只回答本机浏览器里它自己的页面，请从 http://127.0.0.1 打开。\n"
    "The board answers its own pages in a browser on this machine only: open it at "
    "http://127.0.0.1.\n"
)
REFUSED_IN_A_ROOM = (
    "看板不以这个名称回答。请用这台机器的地址打开；要用别的名称，写入 chainboard.toml 的 hosts。\n"
    "The board does not answer to this name: open it at the machine's address, or let hosts in "
    "chainboard.toml have the name.\n"
)
READ_ONLY = "这里只供查看。\nThis board is for reading only.\n"
COUNTS = "/_stcore/metrics"  # of open pages: for who runs the board

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


class Gate:
    """Answers this machine's browser on the board's own pages, and nobody else; where the way is
    open, whoever reaches the machine and calls it by a name of its own.

    There is no sign-in, and a page of any host can call itself by a name that leads here. It
    stands before Streamlit, whose own check of a foreign Origin asks an outside host for this
    machine's address while all other sessions wait: it never hears of an Origin.
    """

    def __init__(self, app: App, way: Way) -> None:
        self.app = app
        self.way = way

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif not _is_admitted(scope, self.way):
            await self._refuse(scope, receive, send)
        elif self.way.is_read_only and _is_more_than_reading(scope):
            refused = PlainTextResponse(READ_ONLY, 405, headers={"Allow": "GET, HEAD"})
            await refused(scope, receive, _guarded(send))
        elif self.way.is_open and scope["path"].startswith(COUNTS):
            await PlainTextResponse(status_code=404)(scope, receive, _guarded(send))
        else:
            await self.app(_without_origin(scope), receive, _guarded(send))

    async def _refuse(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # before accept: a plain 403
            return
        said = REFUSED_IN_A_ROOM if self.way.is_open else REFUSED
        await PlainTextResponse(said, status_code=403)(scope, receive, _guarded(send))


def _is_admitted(scope: Message, way: Way) -> bool:
    headers = Headers(scope=scope)
    ends = (scope.get("server"), scope.get("client"))
    return (
        (way.is_open or all(is_loopback(end) for end in ends))
        and _is_of_one_host(headers, scope.get("server"), way)
        and not _is_deed_of_another_site(scope, headers)
    )


def is_loopback(end: tuple[str, int | None] | None) -> bool:
    """Whether this end of the connection lies on this machine, whatever the server listens to.

    An unknown end and the file of a Unix socket do not count: only a proxy connects to such a
    file, and who is behind the proxy cannot be seen.
    """
    address = _address(end[0] if end else "")
    return address is not None and address.is_loopback


def _address(written: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(written)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address  # ::ffff:127.0.0.1 on a socket for both


def _is_of_one_host(headers: Headers, arrived: tuple[str, int | None] | None, way: Way) -> bool:
    """One Host, a name that is answered to; no Origin, or one of the same name and port."""
    hosts, origins = headers.getlist("host"), headers.getlist("origin")
    found = HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    if found is None or int(found[2] or 80) > 65535:
        return False
    host = hosts[0].lower()
    if not _is_answered(found[1].lower(), arrived, way):
        return False
    own = (f"http://{host}", f"https://{host}")
    return len(origins) < 2 and all(origin.lower() in own for origin in origins)


def _is_answered(name: str, arrived: tuple[str, int | None] | None, way: Way) -> bool:
    """Whether the board answers to a name, in small letters.

    Where the way is open: to the names that are configured, or without any to the machine's own
    name and the address at which the request arrived. No page of another site can be under
    these; under any other name, one could be that leads here.
    """
    if name in NAMES or not way.is_open:
        return name in NAMES
    plain = name.strip("[]")
    if way.hosts:
        return plain in way.hosts
    own = _address(arrived[0] if arrived else "")
    return name == socket.gethostname().lower() or (own is not None and _address(plain) == own)


def _is_more_than_reading(scope: Message) -> bool:
    """Files that are sent, and what else Streamlit would let a visitor do over HTTP."""
    return scope["type"] == "http" and scope["method"] not in ("GET", "HEAD")


def _without_origin(scope: Message) -> Message:
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"origin"]}


def _is_deed_of_another_site(scope: Message, headers: Headers) -> bool:
    """Links from elsewhere may lead to a page; nothing else may come from there."""
    is_deed = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD")
    return is_deed and headers.get("sec-fetch-site") in ("cross-site", "same-site")


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            stricter = headers.get(POLICY)  # that a file of ours runs under (data_routes.py)
            headers.update(_headers() | ({POLICY: stricter} if stricter else {}))
        await send(message)

    return guarded


@cache
def _headers() -> dict[str, str]:
    return {
        POLICY: policy(),
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
