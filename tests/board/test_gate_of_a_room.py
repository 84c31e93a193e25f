"""Who is answered in the room: whoever reaches the machine and calls it by a name of its own."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from chainboard.board.gate import Gate, policy
from chainboard.way import ROOM
from tests.board.asked import asked, shaken_hands
from tests.board.test_gate import ELSEWHERE, FOREIGN, STRANGE_ORIGINS, stream

AT = {"server": ("192.0.2.7", 8501), "client": ("203.0.113.9", 50000)}
AT_IPV6 = {"server": ("fd00::7", 8501), "client": ("fd00::9", 50000)}
METHODS = ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")


async def answer(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.headers.get("origin", "no origin"))


def room(*hosts: str) -> Starlette:
    way = replace(ROOM, hosts=hosts)
    routes = [Route("/{file:path}", answer), WebSocketRoute("/stream", stream)]
    return Starlette(routes=routes, middleware=[Middleware(Gate, way=way)])


def admitted(app: Starlette, headers: list[tuple[str, str]], **ends: Any) -> bool:
    """Whether a page is answered and a WebSocket opened; both or none."""
    status = asked(app, "/a", headers, **(ends or AT)).status
    first = shaken_hands(app, "/stream", headers, **(ends or AT))
    assert (status, first) in ((200, "websocket.accept"), (403, "websocket.close"))
    return status == 200


@pytest.mark.parametrize("host", ["192.0.2.7", "192.0.2.7:8501", socket.gethostname().upper()])
def test_the_machine_is_called_by_the_address_that_is_reached_and_by_its_own_name(host):
    assert admitted(room(), [("host", host)])
    assert admitted(room(), [("host", host), ("origin", f"http://{host}")])


def test_the_machine_is_called_by_its_address_of_the_newer_kind_too():
    assert admitted(room(), [("host", "[fd00::7]:8501")], **AT_IPV6)
    assert admitted(room(), [("host", "[fd00:0:0::7]")], **AT_IPV6)
    assert not admitted(room(), [("host", "[fd00::8]:8501")], **AT_IPV6)


def test_who_sits_at_the_machine_calls_it_as_ever():
    here = {"server": ("127.0.0.1", 8501), "client": ("127.0.0.1", 50000)}

    assert admitted(room("board.example"), [("host", "localhost:8501")], **here)


@pytest.mark.parametrize("host", [*FOREIGN, "192.0.2.8", "board.example", "192.0.2.7.evil.test"])
def test_any_other_name_is_refused_for_it_could_be_a_page_of_another_site(host):
    assert not admitted(room(), [("host", host)])
    assert not admitted(room(), [("host", host), ("origin", f"http://{host}")])


def test_where_names_are_configured_no_other_is_answered():
    app = room("board.example", "fd00::7")

    assert admitted(app, [("host", "Board.Example")])
    assert admitted(app, [("host", "board.example:8080")])
    assert admitted(app, [("host", "[fd00::7]:8501")])
    assert not admitted(app, [("host", "192.0.2.7:8501")])
    assert not admitted(app, [("host", socket.gethostname())])
    assert not admitted(app, [("host", "sub.board.example")])
    assert not admitted(app, [("host", "board.example.evil.test")])


@pytest.mark.parametrize("end", ELSEWHERE)
def test_who_asks_from_where_does_not_matter_to_a_configured_name(end):
    """Behind a proxy on a socket file, too: there is nothing in the room to keep from anyone."""
    app = room("board.example")

    assert admitted(app, [("host", "board.example")], server=end, client=end)
    assert not admitted(app, [("host", "evil.test")], server=end, client=end)


def test_an_address_that_was_not_reached_is_no_name_of_the_machine():
    for end in (None, ("/run/board.sock", None), ("", 0)):
        assert not admitted(room(), [("host", "192.0.2.7")], server=end, client=end)


@pytest.mark.parametrize("origin", STRANGE_ORIGINS)
def test_a_page_of_another_origin_is_refused_in_the_room_too(origin):
    assert not admitted(room(), [("host", "192.0.2.7:8501"), ("origin", origin)])


def test_a_proxy_in_front_may_be_secure():
    headers = [("host", "board.example"), ("origin", "https://board.example")]

    assert admitted(room("board.example"), headers)


def test_streamlit_hears_of_no_origin_for_it_would_ask_an_outside_host_about_it():
    headers = [("host", "Board.Example"), ("origin", "http://board.example")]

    assert asked(room("board.example"), "/a", headers, **AT).body == b"no origin"


@pytest.mark.parametrize("method", METHODS)
def test_nothing_but_reading_is_answered(method):
    own = [("host", "192.0.2.7"), ("origin", "http://192.0.2.7"), ("sec-fetch-site", "same-origin")]

    refused = asked(room(), "/_stcore/upload_file/a/b", own, method=method, **AT)

    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD")
    assert "只供查看" in refused.body.decode() and "reading only" in refused.body.decode()
    assert refused.headers["content-security-policy"] == policy()


def test_how_many_pages_are_open_is_not_for_everyone():
    assert asked(room(), "/_stcore/metrics", [("host", "192.0.2.7")], **AT).status == 404


def test_a_refusal_says_in_both_languages_what_to_do():
    refused = asked(room(), "/", [("host", "evil.test")], **AT)

    assert (refused.status, refused.headers["x-frame-options"]) == (403, "DENY")
    assert "这台机器的地址" in refused.body.decode() and "hosts" in refused.body.decode()
    assert "the machine's address" in refused.body.decode()
