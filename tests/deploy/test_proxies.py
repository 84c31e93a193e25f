"""What the configurations of nginx and Caddy let through to the board, tried with both."""

from __future__ import annotations

import base64
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.deploy.proxies import ACCOUNT, KINDS, NAME, RUNNING, Proxy, recording

SESSION = "5f0c1e9a-session-of-somebody"
SIGNED_IN = "Basic " + base64.b64encode(":".join(ACCOUNT).encode()).decode()
UPLOAD = f"/_stcore/upload_file/{SESSION}/1"
PLACES = ("/", "/chain?pack=demo", "/_stcore/health", "/media/a.csv", UPLOAD, "/app/static/a.css")
KEPT = ("/healthz", "/healthz/", "/metrics", "/_stcore/metrics", "//healthz", "/%68ealthz")


@pytest.fixture(scope="module", params=KINDS)
def proxy(request, tmp_path_factory) -> Iterator[Proxy]:
    folder = tmp_path_factory.mktemp(request.param)
    with recording() as behind, RUNNING[request.param](folder, behind) as running:
        yield running


@pytest.fixture(autouse=True)
def board_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of the board leads to this machine."""
    looked_up = socket.getaddrinfo

    def here(host, *more, **given):
        return looked_up("127.0.0.1" if host == NAME else host, *more, **given)

    monkeypatch.setattr(socket, "getaddrinfo", here)


def came(proxy: Proxy) -> dict[str, list[str]]:
    """The headers with which the last request arrived: each with all its values."""
    found: dict[str, list[str]] = {}
    for name, value in proxy.behind.came[-1]["headers"]:
        found.setdefault(name.lower(), []).append(value)
    return found


@pytest.mark.parametrize("path", PLACES)
def test_nobody_gets_through_without_an_account(proxy, path):
    reached = len(proxy.behind.came)

    assert proxy.ask(path).status_code == 401
    assert proxy.ask(path, headers={"X-Auth-User": "mayor"}).status_code == 401
    assert proxy.ask(path, auth=(ACCOUNT[0], "a guess")).status_code == 401
    assert len(proxy.behind.came) == reached


@pytest.mark.parametrize("path", PLACES)
def test_the_board_hears_who_signed_in_whatever_the_browser_says_of_itself(proxy, path):
    claims = {"X-Auth-User": "mayor", "x-AUTH-user": "mayor", "X_Auth_User": "mayor"}

    assert proxy.ask(path, auth=ACCOUNT, headers=claims).status_code == 200
    assert came(proxy)["x-auth-user"] == [ACCOUNT[0]]
    assert "authorization" not in came(proxy)  # the password goes no further


@pytest.mark.parametrize("path", PLACES)
def test_who_asked_is_told_by_the_proxy_alone(proxy, path):
    claims = {"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9", "X-Real-IP": "::1"}

    proxy.ask(path, auth=ACCOUNT, headers=claims)
    heard = came(proxy)
    assert heard["x-forwarded-for"] == ["127.0.0.1"] and heard["x-forwarded-proto"] == ["https"]
    assert "forwarded" not in heard and "x-real-ip" not in heard
    assert heard["host"] == [f"{NAME}:{proxy.port}"]  # the gate compares it with the Origin


@pytest.mark.parametrize("path", ["/data/chain.json", "/data/chain/output_trend.csv?chain=a"])
def test_a_program_brings_its_own_key_and_can_be_nobody_else(proxy, path):
    claims = {"X-Auth-User": "mayor", "Authorization": "Bearer a-key"}

    assert proxy.ask(path, headers=claims).status_code == 200
    assert came(proxy)["authorization"] == ["Bearer a-key"]
    assert "x-auth-user" not in came(proxy)


@pytest.mark.parametrize(
    "path", ["/DATA/chain.json", "/data/../chain", "/data/%2e%2e/chain", "//data/chain.json"]
)
def test_no_way_of_writing_an_address_brings_an_identity_without_an_account(proxy, path):
    reached = len(proxy.behind.came)
    proxy.ask(path, headers={"X-Auth-User": "mayor"})

    for each in proxy.behind.came[reached:]:
        assert "x-auth-user" not in dict(each["headers"])


@pytest.mark.parametrize("path", KEPT)
@pytest.mark.parametrize("auth", [None, ACCOUNT])
def test_what_is_for_the_machine_does_not_leave_it(proxy, path, auth):
    reached = len(proxy.behind.came)

    assert proxy.ask(path, auth=auth).status_code in (401, 404)
    assert [each["path"] for each in proxy.behind.came[reached:]] == []


def test_a_file_of_20_mb_passes_and_a_larger_one_is_refused_before_the_board(proxy):
    fits, over = bytes(20 * 2**20 + 500), bytes(22 * 2**20)

    assert proxy.ask(UPLOAD, "PUT", auth=ACCOUNT, data=fits).status_code == 200
    assert proxy.behind.came[-1]["body"] == len(fits)
    reached = len(proxy.behind.came)
    refused = (413,) if proxy.kind == "nginx" else (413, 502)  # by the release of Caddy
    assert proxy.ask(UPLOAD, "PUT", auth=ACCOUNT, data=over).status_code in refused
    assert all(each["body"] <= 21 * 2**20 for each in proxy.behind.came[reached:])


def opened(proxy: Proxy, **headers: str) -> bytes:
    """What comes back on a WebSocket to which a word is said."""
    trusted = ssl.create_default_context(cafile=str(proxy.certificate))
    with connect(
        f"wss://{NAME}:{proxy.port}/_stcore/stream",
        ssl=trusted, subprotocols=["streamlit", SESSION], additional_headers=headers,  # type: ignore[list-item]
        proxy=None,
        open_timeout=60,
    ) as page:  # fmt: skip
        page.send(b"a word")
        return bytes(page.recv())  # type: ignore[arg-type]


def test_an_open_page_passes_with_who_signed_in(proxy):
    claims = {"X-Auth-User": "mayor"}

    assert opened(proxy, Authorization=SIGNED_IN, **claims) == b"a word"
    assert came(proxy)["x-auth-user"] == [ACCOUNT[0]]
    with pytest.raises(InvalidStatus, match="401"):
        opened(proxy, **claims)


def test_the_log_has_no_id_of_an_open_page_and_no_password_or_key(proxy):
    for path in (
        UPLOAD,
        f"/_stcore/%75pload_file/{SESSION}/2",
        f"//_stcore/upload_file/{SESSION}/3",
    ):
        proxy.ask(path, auth=ACCOUNT)
        proxy.ask(path, "PUT", auth=ACCOUNT, data=bytes(22 * 2**20))
    proxy.ask("/data/a.json", headers={"Authorization": "Bearer secret-key"})
    opened(proxy, Authorization=SIGNED_IN)
    proxy.ask("/chain?last=one", auth=ACCOUNT)

    said = proxy.logged()
    assert "/chain?last=one" in said and ACCOUNT[0] in said
    assert SESSION not in said and "secret-key" not in said and ACCOUNT[1] not in said


def test_every_answer_keeps_the_browser_at_https(proxy):
    for answer in (proxy.ask("/", auth=ACCOUNT), proxy.ask("/")):
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert "nginx/" not in answer.headers.get("server", "")


def test_a_burst_from_one_address_is_asked_to_come_again(proxy):
    """The last test of this file: what one address may ask is then used up."""
    if proxy.kind == "caddy":
        pytest.skip("Caddy as it is packaged has no limit on requests; deploy/Caddyfile says so")

    with ThreadPoolExecutor(16) as many:
        said = list(many.map(lambda _n: proxy.ask("/chain", auth=ACCOUNT).status_code, range(600)))
    assert set(said) == {200, 429} and said.count(200) >= 300
