"""Who is answered: a browser on this machine, on the board's own pages, and nobody else."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.websockets import WebSocket

from chainboard.board import gate, server
from tests.board.asked import HOST, asked, get, shaken_hands

OWN = ("http://127.0.0.1:8501", "https://127.0.0.1:8501", "HTTP://127.0.0.1:8501")
NAMES = ("127.0.0.1", "127.0.0.1:8501", "localhost", "LocalHost:80", "[::1]", "[::1]:65535")
FOREIGN = (
    "",
    " ",
    "evil.test",
    "evil.test:8501",
    "localhost.evil.test",
    "evil.localhost.example",
    "evil.localhost",
    "127.0.0.1.evil.test",
    "127.0.0.1.",
    "localhost.",
    "127.0.0.1:",
    "127.0.0.1:port",
    "127.0.0.1:8501:8501",
    "127.0.0.1:65536",
    "127.0.0.1:999999",
    "127.0.0.1:²",
    "127.0.0.1:8501/",
    "127.0.0.1@evil.test",
    "evil.test@127.0.0.1",
    "127.0.0.1, evil.test",
    " 127.0.0.1",
    "127.0.0.1\n",
    "127.1",
    "2130706433",
    "0.0.0.0:8501",
    "192.168.1.5:8501",
    "::1",
    "[::1",
    "[::1]evil.test",
    "[::2]:8501",
)
STRANGE_ORIGINS = (
    "null",
    "",
    "http://evil.test",
    "http://evil.test:8501",
    "http://127.0.0.1",
    "http://127.0.0.1:8502",
    "http://localhost:8501",
    "http://127.0.0.1:8501.evil.test",
    "http://127.0.0.1:8501@evil.test",
    "http://evil.test#127.0.0.1:8501",
    "http://127.0.0.1:8501/",
    "ftp://127.0.0.1:8501",
    "file://",
    "127.0.0.1:8501",
)
LOOPBACK = ("127.0.0.1", "127.0.0.53", "::1", "::ffff:127.0.0.1")
ELSEWHERE = (
    ("192.168.1.5", 8501),
    ("0.0.0.0", 8501),
    ("203.0.113.9", 50000),
    ("fe80::1%eth0", 8501),
    ("::ffff:192.168.1.5", 8501),
    ("::", 8501),
    ("localhost.evil.test", 8501),
    ("/run/board.sock", None),  # a Unix socket, as uvicorn names it
    ("", 0),
    None,
)


async def answer(request: Request) -> PlainTextResponse:
    if request.url.path == "/files/own-headers":
        return PlainTextResponse("a file", headers={"X-Frame-Options": "SAMEORIGIN"})
    return PlainTextResponse("a file")


async def stream(socket: WebSocket) -> None:
    await socket.accept()


@pytest.fixture(scope="module")
def app() -> Starlette:
    ours = [Route("/files/{file}", answer, methods=["GET", "POST", "PUT"])]
    socket = [WebSocketRoute("/stream", stream)]
    routes = [*ours, *socket, *server.routes(("overview", "chain"))]
    return Starlette(routes=routes, middleware=server.middleware())


def admitted(app: Starlette, headers: list[tuple[str, str]], **scope: object) -> tuple[bool, bool]:
    """Whether a page is answered, and whether a WebSocket is opened."""
    status = asked(app, "/files/a", headers, **scope).status
    assert status in (200, 403)
    first = shaken_hands(app, "/stream", headers, **scope)
    assert first in ("websocket.accept", "websocket.close")
    return status == 200, first == "websocket.accept"


@pytest.mark.parametrize("host", NAMES)
def test_a_browser_that_names_this_machine_is_answered(app, host):
    assert admitted(app, [("host", host)]) == (True, True)


@pytest.mark.parametrize("host", FOREIGN)
def test_a_name_that_is_not_this_machine_is_refused(app, host):
    """Whoever owns a name can let it lead to 127.0.0.1: the page then is of one origin with us."""
    assert admitted(app, [("host", host)]) == (False, False)
    assert admitted(app, [("host", host), ("origin", f"http://{host}")]) == (False, False)


@pytest.mark.parametrize("hosts", [[], [HOST, HOST], [HOST, "evil.test"], ["evil.test", HOST]])
def test_a_request_without_a_host_or_with_two_is_refused(app, hosts):
    assert admitted(app, [("host", host) for host in hosts]) == (False, False)


@pytest.mark.parametrize("origin", OWN)
def test_the_boards_own_pages_are_answered(app, origin):
    assert admitted(app, [("host", HOST), ("origin", origin)]) == (True, True)


def test_a_page_under_any_name_of_this_machine_is_the_boards_own(app):
    for host in NAMES:
        assert admitted(app, [("host", host), ("origin", f"http://{host}")]) == (True, True)


@pytest.mark.parametrize("origin", STRANGE_ORIGINS)
def test_a_page_of_another_origin_is_refused(app, origin):
    assert admitted(app, [("host", HOST), ("origin", origin)]) == (False, False)


def test_two_origins_are_refused_even_if_one_is_ours(app):
    for pair in ((OWN[0], OWN[0]), (OWN[0], "null"), ("null", OWN[0])):
        headers = [("host", HOST), *(("origin", origin) for origin in pair)]
        assert admitted(app, headers) == (False, False)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_from_elsewhere_opens_a_page_and_can_do_nothing_more(app, site):
    headers = [("host", HOST), ("sec-fetch-site", site)]

    assert admitted(app, headers) == (True, False)
    assert asked(app, "/files/a", headers, method="POST").status == 403
    assert asked(app, "/files/a", headers, method="PUT").status == 403


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_boards_own_pages_may_send_files_and_open_the_socket(app, site):
    headers = [("host", HOST), ("origin", OWN[0]), ("sec-fetch-site", site)]

    assert admitted(app, headers) == (True, True)
    assert asked(app, "/files/a", headers, method="PUT").status == 200


@pytest.mark.parametrize("address", LOOPBACK)
def test_every_loopback_address_is_this_machine(app, address):
    ends = {"server": (address, 8501), "client": (address, 50000)}

    assert admitted(app, [("host", HOST)], **ends) == (True, True)


@pytest.mark.parametrize("end", ELSEWHERE)
def test_whatever_arrives_from_or_at_another_address_is_refused(app, end):
    """Another server program can listen to the whole network; no setting of ours says so."""
    assert admitted(app, [("host", HOST)], client=end) == (False, False)
    assert admitted(app, [("host", HOST)], server=end) == (False, False)


def test_a_refusal_says_in_both_languages_where_the_board_is(app):
    refused = asked(app, "/chain", [("host", "evil.test")])

    assert refused.status == 403
    assert refused.headers["content-type"] == "text/plain; charset=utf-8"
    assert "本机浏览器" in refused.body.decode() and "on this machine" in refused.body.decode()
    assert "127.0.0.1" in refused.body.decode() and len(refused.body) < 400


def test_streamlit_is_not_asked_about_a_stranger():
    """Its own check of a foreign Origin asks an outside host for this machine's address."""
    reached: list[str] = []

    async def streamlit(scope: dict, receive: object, send: Any) -> None:
        reached.append(scope["type"])
        await send({"type": "websocket.close"})

    guarded = Starlette(routes=[Mount("/", app=streamlit)], middleware=server.middleware())
    asked(guarded, "/_stcore/health", [("host", HOST), ("origin", "http://evil.test")])
    shaken_hands(guarded, "/_stcore/stream", [("host", HOST), ("origin", "http://evil.test")])

    assert reached == []


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/", HOST, 200),
        ("/files/a", HOST, 200),
        ("/nowhere", HOST, 302),
        ("/board/000000000000/board.js", HOST, 404),
        ("/files/a", "evil.test", 403),
    ],
)
def test_every_answer_tells_the_browser_to_keep_others_out(app, path, host, status):
    answered = asked(app, path, [("host", host)])

    assert answered.status == status
    said = answered.headers
    assert said["x-frame-options"] == "DENY"
    assert said["x-content-type-options"] == "nosniff"
    assert said["referrer-policy"] == "no-referrer"
    assert said["cross-origin-opener-policy"] == "same-origin"
    assert said["cross-origin-resource-policy"] == "same-origin"
    assert said["content-security-policy"] == gate.policy()


def test_a_header_of_streamlits_own_does_not_stand_beside_ours(app):
    assert get(app, "/files/own-headers").headers["x-frame-options"] == "DENY"


def test_the_policy_names_no_other_host_and_lets_no_text_be_run(app):
    rules = dict(rule.split(" ", 1) for rule in gate.policy().split("; "))

    assert rules["default-src"] == "'self'" and rules["frame-ancestors"] == "'none'"
    assert [name for name, value in rules.items() if re.search(r"//|\*|\.", value)] == []
    assert "connect-src" not in rules  # so that default-src holds
    assert "unsafe-inline" not in rules["script-src"]
    assert "'unsafe-eval'" not in rules["script-src"]


def test_the_policy_knows_every_script_that_stands_in_the_page(app):
    page = get(app, "/").body.decode()
    run = r'<script(?![^>]*(?:\bsrc=|type="application/json"))[^>]*>(.*?)</script>'  # not the data
    inline = re.findall(run, page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in inline]

    assert len(digests) == 2
    assert [digest for digest in digests if f"'sha256-{digest}'" not in gate.policy()] == []
