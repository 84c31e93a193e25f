"""The server round the script: our files, the pages' addresses, and what is cached how long."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import plotly
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import config

from chainboard.board import first_page, head, server
from chainboard.store import editions
from tests.board.asked import get
from tests.pages.opened import view


async def static(request: Any) -> PlainTextResponse:
    return PlainTextResponse("a font", 404 if "missing" in request.url.path else 200)


@pytest.fixture(scope="module")
def app() -> Starlette:
    files = [Route("/app/static/{file:path}", static), Route("/other/{file:path}", static)]
    return Starlette(
        routes=[*files, *server.routes(("overview", "chain", "about"))],
        middleware=server.middleware(),
    )


@pytest.mark.parametrize("path", ["/", "/chain", "/about"])
def test_a_page_asks_for_the_boards_files_at_once_and_is_never_kept(app, path):
    page = get(app, path)

    assert page.status == 200
    assert page.headers["cache-control"] == "no-cache"
    assert f"./board/{server.version()}/plotly-cartesian.min.js".encode() in page.body
    assert b"noto-sans-sc.css" in page.body


def test_a_browser_without_scripts_is_told_so_in_both_languages_and_only_by_us(app):
    said = get(app, "/").body.decode()

    assert "看板要用 JavaScript 才能显示" in said and "needs JavaScript" in said
    assert "AI agents" not in said


def test_a_page_names_no_other_host(app):
    said = get(app, "/chain").body.decode()

    asked = re.findall(r'(?:src|href)="([^"]+)"', said)
    assert asked and not [each for each in asked if each.startswith(("http:", "https:", "//"))]


@pytest.mark.parametrize("name", ["nowhere", "admin", "'; drop table", "<b>", "x" * 5000])
def test_an_unknown_page_leads_to_the_board_with_a_word_about_it(app, name):
    answer = get(app, f"/{name}", "chain=petrochem&lang=en")

    assert answer.status == 302
    assert answer.headers["location"].startswith("./?chain=petrochem&lang=en&page=")
    assert len(answer.headers["location"]) < 400
    assert "<" not in answer.headers["location"] and "'" not in answer.headers["location"]


def test_the_overview_is_the_address_without_a_page(app):
    answer = get(app, "/overview", "lang=en")

    assert (answer.status, answer.headers["location"]) == (302, "./?lang=en")


def test_the_panels_of_another_choice_are_answered_on_their_own(app, packs):
    answer = get(app, "/board/first/chain", "pack=demo&chain=apple&lang=en")

    head, entries = map(json.loads, answer.body.split(b"\n"))
    assert (answer.status, head["selected"], list(entries)) == (200, "apple", ["apple"])
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["intake", "nowhere", "..%2Fserver.py", "x" * 5000])
def test_no_panels_are_answered_for_what_has_none(app, name):
    assert get(app, f"/board/first/{name}", "pack=demo").status == 404


@pytest.mark.parametrize("name", ["board.js", "board.css", "plotly-cartesian.min.js", "take.js"])
def test_the_boards_files_are_kept_for_a_year_under_the_name_of_their_version(app, name):
    answer = get(app, f"/board/{server.version()}/{name}")

    assert answer.status == 200 and answer.body
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "charset=utf-8" in answer.headers["content-type"]


def test_files_are_sent_packed_to_who_unpacks_them(app):
    plain = get(app, f"/board/{server.version()}/board.js")
    packed = get(app, f"/board/{server.version()}/board.js", accept_encoding="gzip, br")

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)


@pytest.mark.parametrize(
    "path",
    [
        "/board/000000000000/board.js",
        "/board/{version}/nothing.js",
        "/board/{version}/../server.py",
        "/board/{version}/..%2Fserver.py",
        "/board/{version}/server.py",
    ],
)
def test_no_other_file_of_this_machine_is_served(app, path):
    assert get(app, path.format(version=server.version())).status in (302, 404)


def test_static_files_are_kept_for_a_year_and_a_missing_one_is_not(app):
    assert get(app, "/app/static/fonts/a.woff2").headers["cache-control"] == server.A_YEAR
    assert "cache-control" not in get(app, "/app/static/missing").headers
    assert "cache-control" not in get(app, "/other/a.woff2").headers


def test_the_scripts_of_streamlit_are_sent_packed_and_kept_like_ours(app):
    page = get(app, "/").body.decode()
    scripts = re.findall(r'(?:src|href)="\./(static/js/[^"]+)"', page)

    answer = get(app, f"/{scripts[0]}", accept_encoding="gzip")

    assert answer.headers["cache-control"] == server.A_YEAR
    assert gzip.decompress(answer.body) == (first_page.streamlit_files() / scripts[0]).read_bytes()


def test_what_a_script_of_the_frame_imports_is_asked_for_with_the_page(app):
    page = get(app, "/").body.decode()
    folder = first_page.streamlit_files() / "static" / "js"

    for part in first_page.USED:
        (script,) = folder.glob(f"{part}.*.js")
        code = script.read_text(encoding="utf-8")
        imported = re.findall(r'[./\w]*/([\w.-]+\.js)"', code.split("var ", 1)[0])
        assert imported and f"static/js/{script.name}" in page
        assert [name for name in imported if f"static/js/{name}" not in page] == []


def test_the_version_is_twelve_digits_and_stays_while_no_file_changes():
    assert len(server.version()) == 12 and int(server.version(), 16) >= 0
    server.version.cache_clear()
    before = server.version()
    server.version.cache_clear()
    assert server.version() == before


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.5"])
def test_the_server_refuses_an_address_that_others_can_reach(address):
    before = config.get_option("server.address")
    config.set_option("server.address", address)
    try:
        with pytest.raises(SystemExit) as stop:
            server.routes(("overview",))
    finally:
        config.set_option("server.address", before)

    assert "127.0.0.1" in str(stop.value) and address in str(stop.value)


def test_the_bundle_of_plotly_has_the_version_of_the_wheel_that_tests_check_figures_with():
    def version(file: Path) -> str:
        found = re.search(r"plotly\.js(?: \(cartesian - minified\))? (v[\d.]+)", _start(file))
        assert found, file
        return found[1]

    wheel = Path(plotly.__file__).parent / "package_data/plotly.min.js"

    assert version(first_page.PLOTLY) == version(wheel)
    assert "(cartesian - minified)" in _start(first_page.PLOTLY)


def _start(file: Path) -> str:
    return file.read_text(encoding="utf-8")[:200]


@pytest.mark.usefixtures("packs")
def test_names_to_search_are_kept_for_a_year_under_the_mark_of_their_edition_alone(app):
    seen = view("demo")
    address = head.names_address(seen).removeprefix(".")

    answer = get(app, address)
    assert (answer.status, answer.headers["cache-control"]) == (200, server.A_YEAR)
    other = address.replace(editions.mark("demo", seen.edition), "0" * 16)
    assert get(app, other).status == 404
