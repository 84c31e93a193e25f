"""The server round the Streamlit script: our own files with a year's cache, and page addresses."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from chainboard import way
from chainboard.board import data_routes, health, limits, metrics, scene, search, uploads, who
from chainboard.board.first_answer import as_html, first_answer
from chainboard.board.first_page import PLOTLY, WEB, first_page, streamlit_files
from chainboard.board.gate import LOOPBACK, Gate
from chainboard.board.sign_in import SignIn
from chainboard.navigation import addresses, page_at
from chainboard.store import editions
from chainboard.store.place import boundaries_file
from chainboard.view import View

A_YEAR = "public, max-age=31536000, immutable"
MEDIA = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]


class _PageName(Convertor[str]):
    """One segment without a dot or an underscore in front: a page, not a file of Streamlit's, nor
    where it signs people in."""

    regex = "(?!auth/|oauth2callback$)[^/._][^/.]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


def routes(pages: tuple[str, ...]) -> list[Route]:
    """Addresses answered before Streamlit's: the board's files, the pages, and unknown pages.

    pages  the names in the address; the first is also the one without a name
    """
    # Streamlit takes a folder called pages for its old kind of navigation until a script has
    # called st.navigation once: the first visitor after a start would see a page without frame.
    PagesManager.uses_pages_directory = False
    _refuse_open_address(config.get_option("server.address"))
    if way.current().sign_in:
        _bind_sessions_to_accounts()

    register_url_convertor("page", _PageName())

    async def page(request: Request) -> Response:
        asked = request.path_params
        name = "/".join(asked[part] for part in ("page", "rest") if part in asked)
        there = set(pages) & set(addresses(who.of_request(request)))
        if name == pages[0]:
            return RedirectResponse(f"./?{request.url.query}", status_code=302)
        if name in ("", *there):
            return await _page(name or pages[0], request)
        query = f"{request.url.query}&" if request.url.query else ""
        top = "../" if "rest" in asked else "./"
        return RedirectResponse(f"{top}?{query}{urlencode({'page': name[:80]})}", status_code=302)

    return [
        *health.routes(),
        Route("/data/{path:path}", data_routes.answer),
        Route("/board/search/{pack}/{edition:int}/{mark}/{lang}", _search),
        Route("/board/geo/counties.geojson", _boundaries),
        Route("/board/in", _in),
        Route("/board/first/{page}", _panels),
        Route("/board/{version}/{file}", _file),
        Route("/", page),
        Route("/{page:page}", page),
        Route("/{page:page}/{rest:page}", page),
    ]


def _refuse_open_address(address: str | None) -> None:
    """Stop before anyone but this machine could load files: the intake page has no sign-in."""
    if address not in LOOPBACK and not way.current().is_open:
        raise SystemExit(
            "看板只能在本机地址 127.0.0.1 上运行：导入页和本市数据没有登录。"
            f"现在的设置是 {address}。要给别人看，请用 make serve，只读。\n"
            "The board runs on 127.0.0.1 only: the intake page and the city's data have no "
            f"sign-in. server.address is {address}. For others to look, read only: make serve."
        )


def _bind_sessions_to_accounts() -> None:
    """Let Streamlit know each session's account: another's session id is worth nothing then."""
    config.set_option("server.trustedUserHeaders", {who.ACCOUNT: who.IN_STREAMLIT})


def middleware() -> list[Middleware]:
    """Before all else the gate, whose answers are counted too, how many are served at once, in the
    office who asks, and how much is taken in; then files that never change are packed once and
    kept a year."""
    most = limits.most(limits.raise_limit())
    now = way.current()
    signed_in = [Middleware(SignIn, way=now)] if now.sign_in else []
    first = [Middleware(metrics.Counted), Middleware(Gate, way=now)]
    limited = [Middleware(limits.Cap, most=most), *signed_in, Middleware(uploads.Quota)]
    return [*first, *limited, Middleware(_Kept)]


class _Kept:
    """Streamlit packs its scripts anew for every visitor and says nothing of keeping ours."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" else ""
        script = _of_streamlit().get(path)
        if script is not None:
            await _kept(script, Request(scope))(scope, receive, send)
            return

        async def cached(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                message["headers"] = [*message["headers"], (b"cache-control", A_YEAR.encode())]
            await send(message)

        await self.app(scope, receive, cached if path.startswith("/app/static/") else send)


@cache
def version() -> str:
    """Twelve hex digits that change whenever a file of the board or plotly.js changes."""
    digest = hashlib.sha256()
    for path in sorted([*WEB.iterdir(), PLOTLY]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


def _kept(path: Path, request: Request) -> Response:
    """A file whose address changes with its content: packed once, kept by browsers for a year."""
    headers = {"Cache-Control": A_YEAR, "Vary": "Accept-Encoding"}
    content = _packed(path)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        content = gzip.decompress(content)
    return Response(content, media_type=MEDIA[path.suffix], headers=headers)


async def _file(request: Request) -> Response:
    name = request.path_params["file"]
    served = {path.name: path for path in [*WEB.iterdir(), PLOTLY]}
    if name not in served or request.path_params["version"] != version():
        return Response(status_code=404)
    return _kept(served[name], request)


@cache
def _of_streamlit() -> dict[str, Path]:
    """Streamlit's scripts and style sheets by address: their names carry a hash."""
    folder = streamlit_files()
    paths = [path for part in ("js", "css") for path in (folder / "static" / part).iterdir()]
    return {
        f"/{path.relative_to(folder).as_posix()}": path for path in paths if path.suffix in MEDIA
    }


async def _in(_request: Request) -> Response:
    """That whoever has the page open may still be here; sign_in.py answers where not."""
    return Response(status_code=204)


async def _boundaries(request: Request) -> Response:
    """The boundaries of the counties. Another city's may come from the same address tomorrow, so
    that browsers ask again."""
    file = boundaries_file()
    if file is None:
        return Response(status_code=404)
    headers = {"Cache-Control": "no-cache"}
    content = file.read_bytes()
    return Response(content, media_type="application/geo+json", headers=headers)


async def _search(request: Request) -> Response:
    asked = request.path_params
    person = who.of_request(request)
    packs = scene.packs(person)
    is_known = asked["lang"] in ("zh", "en") and asked["pack"] in packs
    if not is_known or not _is_there(asked["pack"], asked["edition"], asked["mark"]):
        return Response(status_code=404)
    headers = {"Cache-Control": A_YEAR, "Content-Encoding": "gzip"}
    pack = packs[asked["pack"]]
    view = View(
        pack=pack,
        edition=asked["edition"],
        lang=asked["lang"],
        audience=person.reads(pack),
    )
    content = await run_in_threadpool(search.packed, view)
    if not _is_there(asked["pack"], asked["edition"], asked["mark"]):  # replaced meanwhile
        return Response(status_code=404)
    return Response(content, media_type="application/json", headers=headers)


def _is_there(pack: str, number: int, mark: str) -> bool:
    return number in editions.numbers(pack) and editions.mark(pack, number) == mark


async def _page(name: str, request: Request) -> Response:
    page, answer = page_at(name), await _answer(name, request)
    panels = as_html(answer, page, request.query_params)
    whole = _first_page(bool(panels)).replace('<div id="root">', f'{panels}<div id="root">')
    return _fresh(whole.encode(), "text/html", request)


async def _panels(request: Request) -> Response:
    """The panels of another choice of a page, for who cannot wait until Streamlit has started."""
    name = request.path_params["page"]
    answer = await _answer(name, request) if name in addresses(who.of_request(request)) else b""
    return _fresh(answer, "application/json", request) if answer else Response(status_code=404)


async def _answer(name: str, request: Request) -> bytes:
    asked, browser = dict(request.query_params), request.headers.get("accept-language")
    person = who.of_request(request)
    return await run_in_threadpool(first_answer, page_at(name), asked, browser, person)


def _fresh(content: bytes, media: str, request: Request) -> Response:
    """What the same address may answer otherwise tomorrow."""
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding, Accept-Language"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        content = gzip.compress(content, 1)
    return Response(content, media_type=media, headers=headers)


@cache
def _first_page(is_drawn: bool) -> str:
    return first_page(f"./board/{version()}", is_drawn)
