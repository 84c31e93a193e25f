"""A board that runs in the office: each account sees its own, by every way there is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import requests
from starlette.requests import HTTPConnection
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from chainboard import way
from chainboard.access import accounts, keys, people
from chainboard.board import door, scene, who
from chainboard.board.who import ACCOUNT
from chainboard.navigation import addresses, page_at
from chainboard.person import EVERYONE, VISITOR, Grant
from chainboard.queries import whose
from tests.access import given
from tests.board.pages import STREAMLIT, TOKEN, stream
from tests.board.served import (
    has_word,
    packs_with_the_word,
    pages_of,
    ran,
    unknown,
    ways_to_the_city,
)
from tests.browser import servers

CITY_OFFICE, COUNTY_OFFICE = "链办", "西峰区工业和信息化局"
ALL, VIEWER, NONE, AUDITOR = "chain.office", "viewer.1", "newcomer", "auditor"


@dataclass(frozen=True)
class Board:
    at: str
    mark: str  # of the city's edition


@dataclass(frozen=True)
class Browser:
    """A browser of an account behind the proxy, with the session it has been given."""

    board: str
    account: str
    session: requests.Session

    def get(self, path: str, **headers: str) -> requests.Response:
        return self.session.get(
            f"{self.board}{path}", headers=headers, timeout=60, allow_redirects=False
        )

    def open(self, *words: str) -> ClientConnection:
        """A WebSocket of this browser. words: what it says of itself after its protocol."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.session.cookies.items())
        told = {"X-Auth-User": self.account, "Cookie": cookie, "X-Forwarded-For": "192.0.2.9"}
        return connect(
            stream(self.board),
            subprotocols=[STREAMLIT, *words],  # type: ignore[list-item]
            additional_headers=told,
            max_size=None,
            open_timeout=60,
        )

    def run(self, page: str, query: str, script: str = "") -> list[bytes]:
        """What a socket says to a page that opens at an address, until its script has ended."""
        with self.open() as socket:
            return ran(socket, page, query, script)


def session_of(said: list[bytes]) -> str:
    told = [ForwardMsg.FromString(message) for message in said]
    (new,) = [each.new_session for each in told if each.WhichOneof("type") == "new_session"]
    return str(new.initialize.session_id)


@pytest.fixture(scope="module")
def board(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    folder = tmp_path_factory.mktemp("office")
    config = folder / "chainboard.toml"
    config.write_text('way = "office"\nhosts = ["board.example"]\n', encoding="utf-8")
    with packs_with_the_word(packs, folder) as (var, mark):
        yesterday = int(time.time()) - given.DAY
        for name, office in (
            (ALL, CITY_OFFICE),
            (VIEWER, COUNTY_OFFICE),
            (NONE, "新机构"),
            (AUDITOR, "审计组"),
        ):
            accounts.add(name, office, yesterday)
        given.role("chain_office", CITY_OFFICE, sees_firms=True, valid_from=yesterday)
        given.role("viewer", COUNTY_OFFICE, valid_from=yesterday)
        given.role("audit_admin", "审计组", valid_from=yesterday)
        with servers.running(var, CHAINBOARD_CONFIG=str(config)) as at:
            yield Board(at, mark)


def browser(board: Board, account: str) -> Browser:
    session = requests.Session()
    session.headers.update({"X-Auth-User": account, "X-Forwarded-For": "192.0.2.9"})
    opened = session.get(f"{board.at}/about", headers={"Accept": "text/html"}, timeout=60)
    assert opened.status_code == 200, opened.text
    return Browser(board.at, account, session)


WAYS_TO_INTAKE = (
    "/intake?pack=demo",
    "/board/first/intake?pack=demo",
    "/data/intake.json?pack=demo",
)


def test_without_an_account_no_way_leads_anywhere(board):
    for name, path in (ways_to_the_city(board.mark) | dict.fromkeys(["x"], "/")).items():
        for headers in ({}, {"X-Auth-User": "stranger"}, {"X-Chainboard-Account": ALL}):
            answer = requests.get(f"{board.at}{path}", headers=headers, timeout=60)
            assert answer.status_code in (401, 403) and not has_word(answer.content), name
    with pytest.raises(InvalidStatus), connect(stream(board.at), subprotocols=[STREAMLIT]):
        pass
    forged = {"X-Chainboard-Account": ALL}
    with (
        pytest.raises(InvalidStatus),
        connect(stream(board.at), subprotocols=[STREAMLIT], additional_headers=forged),
    ):
        pass
    assert requests.get(f"{board.at}/_stcore/health", timeout=60).text == "ok"
    assert requests.get(f"{board.at}/_stcore/metrics", timeout=60).status_code == 404


def test_who_has_the_role_sees_the_city_by_every_way(board):
    person = browser(board, ALL)

    answers = {name: person.get(path) for name, path in ways_to_the_city(board.mark).items()}
    said = b"".join(person.run("chain", "pack=city&chain=petrochem&lang=en"))

    assert person.get("/board/in").status_code == 204
    assert [name for name, each in answers.items() if not has_word(each.content)] == []
    assert {each.headers["cache-control"] for each in answers.values()} == {"private, no-store"}
    assert has_word(said) and f"{CITY_OFFICE} · {ALL}".encode() in said


def test_who_has_no_role_is_not_offered_the_city_and_finds_it_nowhere(board):
    person = browser(board, NONE)

    answers = {name: person.get(path) for name, path in ways_to_the_city(board.mark).items()}
    said = b"".join(person.run("chain", "pack=city&chain=petrochem&lang=en"))
    bar = b"".join(person.run("about", "pack=demo&lang=zh"))

    assert [name for name, each in answers.items() if has_word(each.content)] == []
    assert answers["search"].status_code == 404 and answers["csv"].status_code == 400
    assert not has_word(said) and unknown("pack", "city") in said
    assert "改看公开".encode() in bar and "改看本市".encode() not in bar


def test_who_may_not_send_finds_no_intake_page(board):
    sender, reader = browser(board, ALL), browser(board, VIEWER)

    assert (
        reader.get(WAYS_TO_INTAKE[0], Accept="text/html")
        .headers["location"]
        .endswith("page=intake")
    )
    assert [reader.get(path).status_code for path in WAYS_TO_INTAKE[1:]] == [404, 404]
    assert sender.get(WAYS_TO_INTAKE[2]).status_code == 200
    assert sender.get(WAYS_TO_INTAKE[0]).status_code == 200
    assert b"intake" not in reader.get("/board/first/chain?pack=demo").content
    by_name = {each: b"".join(each.run("intake", "pack=demo")) for each in (sender, reader)}
    assert b"submission_monitor" in by_name[sender]
    assert b"submission_monitor" not in by_name[reader] and b"kpi_cards" in by_name[reader]
    assert set(scripts(sender)) - set(scripts(reader)) == {"intake"} & set(addresses())


def scripts(person: Browser) -> dict[str, str]:
    return pages_of(person.run("", "pack=demo"))


def test_what_an_account_takes_away_is_recorded_by_name_and_read_by_the_auditor_alone(board):
    taker = browser(board, ALL)
    assert taker.get(ways_to_the_city(board.mark)["csv"]).status_code == 200

    path = "/data/audit/acts.json?pack=published&lang=zh"
    assert [browser(board, one).get(path).status_code for one in (ALL, VIEWER, NONE)] == [404] * 3
    read = browser(board, AUDITOR).get(path)
    newest = read.json()["rows"][0]["values"]
    assert (newest["kind"], newest["account"], newest["office"]) == ("登录", AUDITOR, "审计组")
    found = [row["values"] for row in read.json()["rows"] if row["values"]["account"] == ALL]
    assert ("取数", CITY_OFFICE) in [(each["kind"], each["office"]) for each in found]
    assert any(each["words"].startswith("产业链 · 链上企业 · CSV") for each in found)
    assert not has_word(browser(board, AUDITOR).get(ways_to_the_city(board.mark)["csv"]).content)


def test_the_hash_of_a_page_that_is_not_theirs_leads_to_another(board):
    by_hash = b"".join(
        browser(board, VIEWER).run("", "pack=demo", scripts(browser(board, ALL))["intake"])
    )

    assert b"submission_monitor" not in by_hash and b"kpi_cards" in by_hash


def test_another_accounts_session_of_streamlit_is_worth_nothing(board):
    theirs, other = browser(board, ALL), browser(board, VIEWER)

    with theirs.open() as open_page:
        session = session_of(ran(open_page, "about", "pack=demo"))
        with other.open("no-token", session) as thief:
            taken = session_of(ran(thief, "about", "pack=demo"))
        assert taken != session
        assert session_of(ran(open_page, "about", "pack=demo&lang=en")) == session
    with theirs.open("no-token", session) as again:  # the owner finds it again
        assert session_of(ran(again, "about", "pack=demo")) == session


def test_another_accounts_cookie_is_worth_nothing(board):
    theirs, other = browser(board, ALL), browser(board, VIEWER)
    stolen = Browser(board.at, VIEWER, requests.Session())
    stolen.session.headers.update(other.session.headers)
    stolen.session.cookies.update(theirs.session.cookies)

    assert stolen.get("/board/first/about").status_code == 401
    with pytest.raises(InvalidStatus):
        stolen.open()


def test_who_is_disabled_is_out_with_the_next_click(board):
    accounts.add("leaver", COUNTY_OFFICE, int(time.time()) - given.DAY)
    person = browser(board, "leaver")

    with person.open() as socket:
        ran(socket, "about", "pack=demo")
        accounts.end("leaver", int(time.time()), int(time.time()))
        with pytest.raises((ConnectionClosed, AssertionError)):
            ran(socket, "about", "pack=demo&lang=en")
    assert person.get("/about").status_code == 403
    with pytest.raises(InvalidStatus):
        person.open()


def test_a_key_asks_for_the_data_and_sees_what_its_account_sees(board):
    now = int(time.time())
    path = ways_to_the_city(board.mark)["csv"]

    def answer(account: str, key: str, **headers: str) -> requests.Response:
        return requests.get(f"{board.at}{path}", auth=(account, key), headers=headers, timeout=60)

    found = answer(ALL, keys.add(ALL, now))
    assert found.status_code == 200 and has_word(found.content)
    assert answer(ALL, keys.add(NONE, now)).status_code == 401
    assert answer(NONE, keys.add(NONE, now)).status_code == 400
    again = answer(ALL, keys.add(ALL, now), **{"If-None-Match": found.headers["etag"]})
    assert (again.status_code, again.headers["cache-control"]) == (304, "private, no-store")


def put(person: Browser, token: str, session: str = "0" * 32) -> int:
    to = f"{person.board}/_stcore/upload_file/{session}/a"
    headers = {"X-Xsrftoken": token}
    return person.session.put(to, files={"a": b"x"}, headers=headers, timeout=60).status_code


def test_a_file_is_taken_from_who_may_send_with_the_token_of_their_page_alone(board):
    sender, reader = browser(board, ALL), browser(board, VIEWER)
    for each in (sender, reader):
        each.get("/_stcore/health")

    assert put(sender, "") == 403 and put(sender, "2|x|y|1") == 403
    assert put(sender, sender.session.cookies[TOKEN]) == 400  # no such session
    assert put(reader, reader.session.cookies[TOKEN]) == 403


def test_a_file_is_put_into_a_page_of_ones_own_alone(board):
    accounts.add("chain.office-2", CITY_OFFICE, int(time.time()) - given.DAY)
    owner, other = browser(board, ALL), browser(board, "chain.office-2")
    tokens = [each.get("/_stcore/health").cookies[TOKEN] for each in (owner, other)]

    with owner.open() as open_page:
        session = session_of(ran(open_page, "about", "pack=demo"))
        assert put(other, tokens[1], session) == 403
        assert put(owner, tokens[0], session) == 204


def test_a_link_of_another_site_opens_no_socket(board):
    person = browser(board, ALL)
    with suppress(InvalidStatus):
        connect(
            stream(board.at),
            origin="http://evil.test",  # type: ignore[arg-type]
            subprotocols=[STREAMLIT],
            additional_headers={"X-Auth-User": ALL, "Cookie": str(person.session.cookies)},
        )
        raise AssertionError("a page of another site was let on")


def test_what_a_role_narrows_reaches_the_view_of_page_door_and_request(board, monkeypatch):
    now = int(time.time())
    accounts.add("county.1", "西峰区政府", now - given.DAY)
    given.role("county", "西峰区政府", counties="621002", valid_from=now - given.DAY)
    person = people.person("county.1", now)
    assert person and person.audience.grants == (Grant(areas=frozenset({"621002"})),)

    seen = scene.read(page_at("chain"), {"pack": "city"}, "zh", person).view
    asked = door.view_of("chain", [("pack", "city")], "zh", person)
    assert (seen.audience, asked.audience) == (person.audience, person.audience)
    assert whose(seen) != whose(replace(seen, audience=EVERYONE))  # nothing kept is shared

    monkeypatch.setattr(way, "_now", replace(way.OFFICE, hosts=("board.example",)))
    said = {"type": "http", "headers": [(ACCOUNT.encode(), b"county.1")]}
    assert who.of_request(HTTPConnection(said)) == person
    assert who.of_request(HTTPConnection({"type": "http", "headers": []})) == VISITOR
