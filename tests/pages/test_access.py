"""The access page: which office may see and do what, and how many accounts and keys it has."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from chainboard import way
from chainboard.access import accounts, keys
from chainboard.navigation import addresses, page_at
from chainboard.person import AT_THE_DESK, VISITOR, Person
from pages import access as page
from tests.access.given import DAY, role
from tests.pages.opened import table, view
from tests.panels.drawing import check

pytestmark = pytest.mark.usefixtures("packs")
CITY_OFFICE, COUNTY = "链办", "西峰区政府"


@pytest.fixture(autouse=True)
def apart(packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts of the test's own beside the packs."""
    folder = tmp_path / "var"
    folder.mkdir()
    for pack in ("published", "demo"):
        (folder / pack).symlink_to(packs / pack)
    monkeypatch.setenv("CHAINBOARD_VAR", str(folder))


def opened(lang: str = "zh", pack: str = "published"):
    return {each.__name__: check(each(view(pack, lang))) for each in page.PANELS}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_before_anyone_was_let_in_the_page_says_by_which_command(lang):
    panels = opened(lang)

    assert list(panels) == ["roles_given", "office_accounts"]
    assert all("python -m chainboard access" in panel.status for panel in panels.values())


def test_what_is_real_does_not_stand_among_made_up_data():
    role("viewer", CITY_OFFICE)

    assert [panel.body for panel in opened(pack="demo").values()] == [None, None]


def test_roles_are_said_in_words_and_accounts_are_counted_and_not_named():
    now = int(time.time())
    for name in ("chain-1", "chain-2"):
        accounts.add(name, CITY_OFFICE, now - DAY)
    accounts.add("gone", COUNTY, now - DAY, now - 1)
    keys.add("chain-1", now)
    role("chain_office", CITY_OFFICE, sees_firms=True)
    role("county", COUNTY, counties="621002", valid_from=now)
    role("viewer", COUNTY, valid_to=now - 1)

    panels = opened()
    county, city = table(panels["roles_given"])
    assert (city["机构"], city["角色"], city["产业链"], city["看单个企业"]) == (
        CITY_OFFICE, "链办", "全部", "是",
    )  # fmt: skip
    assert (county["角色"], county["县（区）"], county["至"]) == ("县（区）", "西峰区", "")
    assert panels["roles_given"].finding == "2 个机构有 2 个角色"
    (counted,) = table(panels["office_accounts"])
    assert counted == {"机构": CITY_OFFICE, "账户数": 2, "有效密钥数": 1}
    assert "chain-1" not in str(panels["office_accounts"])


def test_only_who_gives_access_finds_the_page_and_at_the_desk_there_is_none(monkeypatch):
    security = Person("sec", "信息中心", steps=frozenset({"access"}))
    assert "access" not in addresses(AT_THE_DESK)

    monkeypatch.setattr(way, "_now", way.OFFICE)
    assert page_at("access") == page.PAGE and page.PAGE.is_internal
    asking = (security, replace(security, steps=frozenset()), VISITOR)
    assert [who for who in asking if "access" in addresses(who)] == [security]
