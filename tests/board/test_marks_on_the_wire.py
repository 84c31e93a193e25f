"""What a running board sends to who has signed in: no byte of a row that is out of their scope."""

from __future__ import annotations

import io
import json
import shutil
import time
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import pytest
import requests

from chainboard.access import accounts, keys
from chainboard.intake import inbox, waiting
from chainboard.navigation import addresses
from chainboard.person import EVERYONE, Person
from chainboard.store import editions
from chainboard.store.city.loads import Sent
from tests.access import given
from tests.board.test_matrix_of_audiences import OUT
from tests.board.test_office import Board, browser
from tests.browser import servers
from tests.store import marked_city
from tests.store.city.sent import batch
from tests.store.marked_city import COUNTY, ROLES, City, Mark, marks

# The roles of the matrix as offices have them.
OFFICES = {
    "general office": ("leader_office", {"sees_firms": True}),
    "chain office": ("chain_office", {"chains": "petrochem", "sees_firms": True}),
    "county": ("county", {"counties": COUNTY, "sees_firms": True}),
    "viewer": ("viewer", {}),
}
# Of files on their way what an office other than the general one is sent: the county its own.
ON_ITS_WAY: dict[str, set[Mark]] = {
    role: {("waiting", 1), ("job", 1)} if role == "county" else set() for role in OFFICES
}
PAGES = [page for page in addresses() if page != "audit"]
ELSEWHERE = {"chain_id": "coal_power", "area_code": "621027", "metric_id": "output_value"}


@pytest.fixture(scope="module")
def board(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Board, City]]:
    folder = tmp_path_factory.mktemp("wire")
    var, config = folder / "var", folder / "chainboard.toml"
    shutil.copytree(packs / "published", var / "published")
    config.write_text('way = "office"\nhosts = ["board.example"]\n', encoding="utf-8")
    yesterday = int(time.time()) - given.DAY
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", str(var))
        number = marked_city.publish(packs / "demo" / "main.duckdb")
        for role, (name, more) in OFFICES.items():
            accounts.add(role.replace(" ", "."), role, yesterday)
            given.role(name, role, valid_from=yesterday, **more)
        for number, office in enumerate(("an office elsewhere", "county")):
            _on_its_way(number, office)
        with servers.running(var, CHAINBOARD_CONFIG=str(config)) as at:
            yield Board(at, ""), City(number)


def _on_its_way(number: int, office: str) -> None:
    """A file of an office that waits for signatures, and a load of it that has ended."""
    name = f"Zqwaiting.{number}q.xlsx"
    sender = Person(f"sender-{number}", office, EVERYONE, frozenset({"send"}))
    rows = batch("indicators", "period_end  value\n2026-09-30  90", **ELSEWHERE)
    waiting.hand_in(Sent(inbox.kept(name.encode(), name), name, office), sender, [rows])
    job = inbox.folder() / "jobs" / f"{number:06d}"
    inbox.make(job.parent)
    inbox.make(job)
    asked = {"file_name": f"Zqjob.{number}q.xlsx", "chosen": None, "office": office}
    inbox.write(job / "job.json", json.dumps(asked).encode())
    inbox.Job(job).fail([f"Zqjob.{number}q"])


def by_key(board: Board, role: str, page: str, query: str) -> Iterator[bytes]:
    """What a script gets with a personal key: a page as data and as a workbook, and the search."""
    account = role.replace(" ", ".")
    key = (account, keys.add(account, int(time.time())))
    mark = editions.mark("city", 1)
    for path in (f"data/{page}.json", f"data/{page}.xlsx", f"board/search/city/1/{mark}/zh"):
        content = requests.get(f"{board.at}/{path}?{query}", auth=key, timeout=60).content
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"".join(map(book.read, book.namelist()))
        yield content


def told(board: Board, role: str, page: str) -> set[Mark]:
    """The marks in all that a page sends: its first answer, its choices, its WebSocket, its data,
    also to a key."""
    own = browser(board, role.replace(" ", "."))
    found: set[Mark] = set()
    for asked in ({}, OUT):
        query = urlencode({"pack": "city", "lang": "zh", **asked})
        answers = [own.get(f"/{path}?{query}").content for path in (page, f"board/first/{page}")]
        answers.append(own.get(f"/data/{page}.json?{query}").content)
        for content in [*answers, *own.run(page, query), *by_key(board, role, page, query)]:
            plain = content.decode("utf-8", "replace").replace("\\", "")  # before dots in Markdown
            found |= marks(plain)
    return found


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("role", "page"), [pair for pair in product(OFFICES, PAGES) if pair[0] != "general office"]
)
def test_nothing_out_of_scope_is_sent(board, role, page):
    at, city = board

    assert sorted(told(at, role, page) - city.seen(ROLES[role]) - ON_ITS_WAY[role])[:20] == []


def test_an_office_is_sent_its_own_files_on_their_way_and_who_signs_those_that_wait(board):
    at, _ = board
    kinds = {"waiting", "job"}
    sent = {
        role: {mark for mark in told(at, role, "intake") if mark[0] in kinds} for role in OFFICES
    }

    assert sent == {**ON_ITS_WAY, "general office": {("waiting", 0), ("waiting", 1)}}


@pytest.mark.parametrize("role", OFFICES)
def test_a_key_gets_what_its_account_may_see(board, role):
    at, city = board
    query = urlencode({"pack": "city", "lang": "zh"})
    got = [marks(each.decode("utf-8", "replace")) for each in by_key(at, role, "county", query)]

    assert all(got) and not frozenset().union(*got) - city.seen(ROLES[role])


def test_the_general_office_is_sent_what_others_are_not(board):
    """The marks travel: what is looked for in vain elsewhere is there."""
    at, city = board
    sent = told(at, "general office", "county") | told(at, "general office", "chain")

    assert all(sent - city.seen(ROLES[role]) for role in ("chain office", "county", "viewer"))
