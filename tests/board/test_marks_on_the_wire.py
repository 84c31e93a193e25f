"""What a running board sends to who has signed in: no byte of a row that is out of their scope."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import pytest

from chainboard.access import accounts
from chainboard.navigation import addresses
from tests.access import given
from tests.board.test_matrix_of_audiences import OUT
from tests.board.test_office import Board, browser
from tests.browser import servers
from tests.store import marked_city
from tests.store.marked_city import COUNTY, ROLES, City, Mark, marks

# The roles of the matrix as offices have them.
OFFICES = {
    "general office": ("leader_office", {"sees_firms": True}),
    "chain office": ("chain_office", {"chains": "petrochem", "sees_firms": True}),
    "county": ("county", {"counties": COUNTY, "sees_firms": True}),
    "viewer": ("viewer", {}),
}
PAGES = [page for page in addresses() if page != "audit"]


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
        with servers.running(var, CHAINBOARD_CONFIG=str(config)) as at:
            yield Board(at, ""), City(number)


def told(board: Board, role: str, page: str) -> set[Mark]:
    """The marks in all that a page sends: its first answer, its choices, its WebSocket, its data."""
    own = browser(board, role.replace(" ", "."))
    found: set[Mark] = set()
    for asked in ({}, OUT):
        query = urlencode({"pack": "city", "lang": "zh", **asked})
        answers = [own.get(f"/{path}?{query}").content for path in (page, f"board/first/{page}")]
        answers.append(own.get(f"/data/{page}.json?{query}").content)
        for content in [*answers, *own.run(page, query)]:
            found |= marks(content.decode("utf-8", "replace"))
    return found


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("role", "page"), [pair for pair in product(OFFICES, PAGES) if pair[0] != "general office"]
)
def test_nothing_out_of_scope_is_sent(board, role, page):
    at, city = board

    assert sorted(told(at, role, page) - city.seen(ROLES[role]))[:20] == []


def test_the_general_office_is_sent_what_others_are_not(board):
    """The marks travel: what is looked for in vain elsewhere is there."""
    at, city = board
    sent = told(at, "general office", "county") | told(at, "general office", "chain")

    assert all(sent - city.seen(ROLES[role]) for role in ("chain office", "county", "viewer"))
