"""The board itself behind nginx, as it is installed: in the room, and in the office."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from chainboard.access import accounts, keys
from chainboard.store import chain
from tests.access import given
from tests.board.pages import STREAMLIT
from tests.browser import servers
from tests.deploy.proxies import ACCOUNT, DEPLOY, NAME, Behind, Proxy, nginx
from tests.deploy.test_proxies import SIGNED_IN, board_is_found  # noqa: F401


@pytest.fixture(scope="module")
def room(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Proxy, str]]:
    """nginx without its accounts, and the address of the board behind it."""
    configuration = str(DEPLOY / "chainboard.toml")
    with servers.running(packs, CHAINBOARD_CONFIG=configuration) as board:
        behind = Behind(int(board.rpartition(":")[2]))
        with nginx(tmp_path_factory.mktemp("room"), behind, "auth_basic") as proxy:
            yield proxy, board


def test_a_page_its_files_and_its_data_pass(room):
    proxy, _board = room

    page = proxy.ask("/chain?pack=demo&lang=en")
    assert page.status_code == 200 and b'"edition":"demo-000001"' in page.content
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert proxy.ask("/data/chain.json?pack=demo").status_code == 200
    assert proxy.ask("/_stcore/health").text == "ok"


def test_an_open_page_passes_from_the_boards_own_pages_and_no_others(room):
    proxy, _board = room
    trusted = ssl.create_default_context(cafile=str(proxy.certificate))
    to = f"wss://{NAME}:{proxy.port}/_stcore/stream"
    given = {"ssl": trusted, "subprotocols": [STREAMLIT], "proxy": None}

    with connect(to, origin=f"https://{NAME}:{proxy.port}", **given) as page:  # type: ignore[arg-type]
        assert page.subprotocol == STREAMLIT
    with pytest.raises(InvalidStatus, match="403"):
        connect(to, origin="https://evil.test", **given)  # type: ignore[arg-type]


def test_another_name_is_refused_and_nothing_is_taken(room):
    proxy, _board = room

    assert proxy.ask("/chain", headers={"Host": "evil.test"}).status_code == 403
    assert proxy.ask("/_stcore/upload_file/a/b", "PUT", data=b"x").status_code == 405


def test_health_and_figures_are_for_the_machine_alone(room):
    proxy, board = room

    for address in ("/healthz", "/metrics", "/_stcore/metrics"):
        assert proxy.ask(address).status_code == 404
    health = requests.get(f"{board}/healthz", timeout=60)
    assert health.status_code == 200 and health.json()["packs"]["demo"]["edition"] == 1
    figures = requests.get(f"{board}/metrics", timeout=60).text
    assert 'chainboard_requests_total{kind="page",status="200"}' in figures


def test_only_the_board_says_that_the_address_is_not_there(room):
    """Should the proxy let it through, the board sees that it was passed on."""
    _proxy, board = room
    passed_on = {"X-Forwarded-For": "192.0.2.9", "Host": NAME}

    answer = requests.get(f"{board}/healthz", headers=passed_on, timeout=60)
    assert answer.status_code == 404


@dataclass(frozen=True)
class Office:
    """nginx with its accounts before a board in the office, and the key of one of them."""

    proxy: Proxy
    board: str
    key: str
    var: Path


@pytest.fixture(scope="module")
def office(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    for pack in ("published", "demo"):
        (folder / pack).symlink_to(packs / pack)
    file = folder / "chainboard.toml"
    file.write_text(f'way = "office"\nhosts = ["{NAME}"]\n', encoding="utf-8")
    yesterday = int(time.time()) - given.DAY
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", str(folder))
        for account in (ACCOUNT[0], "chain.office"):
            accounts.add(account, given.OFFICE, yesterday)
        given.role("viewer", valid_from=yesterday)
        key = keys.add(ACCOUNT[0], int(time.time()))
        with servers.running(folder, CHAINBOARD_CONFIG=str(file)) as board:
            behind = Behind(int(board.rpartition(":")[2]))
            with nginx(tmp_path_factory.mktemp("nginx"), behind) as proxy:
                yield Office(proxy, board, key, folder)


PAGE = {"Accept": "text/html"}


def test_who_signed_in_at_the_proxy_is_whom_the_board_knows(office):
    claims = {**PAGE, "X-Auth-User": "chain.office", "X-Chainboard-Account": "chain.office"}

    assert office.proxy.ask("/chain?pack=demo", headers=claims).status_code == 401
    page = office.proxy.ask("/chain?pack=demo", headers=claims, auth=ACCOUNT)
    assert page.status_code == 200 and "set-cookie" in page.headers
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", str(office.var))
        signed_in = [each for each in chain.entries() if each["kind"] == "sign_in"]
    assert {each["account"] for each in signed_in} == {ACCOUNT[0]}


def test_a_key_gets_data_and_a_claim_does_not(office):
    asked = "/data/chain.json?pack=demo"

    assert office.proxy.ask(asked, auth=(ACCOUNT[0], office.key)).status_code == 200
    assert office.proxy.ask(asked, auth=(ACCOUNT[0], "a guess")).status_code == 401
    assert office.proxy.ask(asked, headers={"X-Auth-User": ACCOUNT[0]}).status_code == 401


def test_a_page_that_is_opened_in_the_office_is_open_for_its_account_alone(office):
    trusted = ssl.create_default_context(cafile=str(office.proxy.certificate))
    to = f"wss://{NAME}:{office.proxy.port}/_stcore/stream"
    cookie = office.proxy.ask("/chain?pack=demo", headers=PAGE, auth=ACCOUNT).headers["set-cookie"]
    named = {"Cookie": cookie.partition(";")[0]}
    origin = f"https://{NAME}:{office.proxy.port}"
    shared = {"ssl": trusted, "subprotocols": [STREAMLIT], "proxy": None, "origin": origin}

    with connect(to, additional_headers={**named, "Authorization": SIGNED_IN}, **shared) as page:  # type: ignore[arg-type]
        assert page.subprotocol == STREAMLIT
    with pytest.raises(InvalidStatus, match="401"):
        connect(to, additional_headers=named, **shared)  # type: ignore[arg-type]


def test_a_watcher_on_the_machine_needs_no_account(office):
    assert requests.get(f"{office.board}/healthz", timeout=60).json()["way"] == "office"
    assert office.proxy.ask("/healthz", auth=ACCOUNT).status_code == 404
