"""The audit page: whether its chain is whole, and what was done last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chainboard import way
from chainboard.board import drawn
from chainboard.navigation import page_at
from chainboard.packs import CITY
from chainboard.store import audit
from chainboard.view import View
from chainboard.way import ROOM
from pages import audit as page
from tests.pages.opened import table
from tests.panels.drawing import CHINESE, EN, RECORD, ZH, check, read_by_people

OURS, OURS_EN = View(pack=CITY), View(pack=CITY, lang="en")


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the audit will stand; there is none yet."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return audit.log_file()


def opened(view: View):
    return {question.__name__: check(question(view)) for question in page.PANELS}


@pytest.mark.parametrize("view", [ZH, EN])
def test_what_was_really_done_does_not_stand_among_made_up_data(view):
    audit.append("sign_in", "市统计局", "zhang")

    panels = opened(view)
    assert list(panels) == ["chain_state", "acts"]
    assert [panel.body for panel in panels.values()] == [None, None]
    assert all("改看公开" in p.status or "public" in p.status for p in panels.values())


@pytest.mark.parametrize("view", [OURS, OURS_EN, RECORD])
def test_before_anything_was_done_the_page_says_so(view):
    panels = opened(view)

    assert panels["chain_state"].finding in ("审计还没有记录", "Nothing is in the audit yet")
    assert len(panels["chain_state"].body.rows) == 4
    assert "还没有记录" in panels["acts"].status or "Nothing yet" in panels["acts"].status


def test_who_may_read_the_audit_and_no_data_of_offices_reads_it_beside_public_data(log):
    audit.append("sign_in", "市统计局", "zhang")

    assert [row["账户"] for row in table(opened(RECORD)["acts"])] == ["zhang"]


def test_the_newest_act_comes_first_with_who_what_and_how_many_rows(log):
    audit.append("load", "市统计局", "zhang", "九月.xlsx", rows_held=2100)
    audit.append("export", "市工信局", "wang", "chain/output_trend.csv chain=petrochem", rows=0)

    panels = opened(OURS)
    newest, oldest = table(panels["acts"])
    assert (newest["操作"], newest["内容"], newest["行数"]) == (
        "取数", "产业链 · 产业链产值走势 · CSV · 产业链：油煤气化工", "0",
    )  # fmt: skip
    assert (oldest["编号"], oldest["操作"], oldest["操作单位"], oldest["账户"], oldest["行数"]) == (
        "1", "导入文件", "市统计局", "zhang", "2,100",
    )  # fmt: skip
    assert panels["acts"].finding == "共记录 2 条，最近一条：取数"
    assert panels["chain_state"].finding == "审计链完好：没有一行被改动、删除或插入"


def test_a_chain_that_breaks_is_the_title_in_both_languages(log):
    audit.append("sign_in", "市统计局", "zhang")
    log.write_bytes(log.read_bytes().replace(b"zhang", b"wang!"))

    panel = opened(OURS)["chain_state"]
    assert panel.finding == "审计链在第 1 行断开：这一行被改动。"
    assert {row["结果"] for row in table(panel)} > {"■ 断开"}
    assert opened(OURS_EN)["chain_state"].finding.endswith(
        "breaks at line 1: the line was changed."
    )


def test_a_line_that_was_put_in_does_not_keep_the_page_from_opening(log):
    log.parent.mkdir(parents=True)
    log.write_bytes(b'{"kind": 7, "at": [], "words": {}}\n{"entry_id": null}\n')
    audit.append("sign_in", "市统计局", "zhang")

    assert [row["操作"] for row in table(opened(OURS)["acts"])][2:] == ["认不出的操作"] * 2


def test_the_page_is_english_in_english(log):
    audit.append("load", "Statistics office", "zhang", "a.xlsx", rows_held=3)

    said = [text for panel in opened(OURS_EN).values() for text in read_by_people(panel)]
    assert [text for text in said if CHINESE.search(text)] == []


def test_what_was_done_a_moment_ago_stands_on_the_page(log):
    audit.append("sign_in", "市统计局", "zhang", "first")
    before = opened(OURS)["acts"]
    audit.append("sign_out", "市统计局", "zhang", "second")

    assert [len(panel.rows) for panel in (before, opened(OURS)["acts"])] == [1, 2]


def test_the_page_is_not_kept_and_is_not_there_where_the_way_is_read_only(packs, monkeypatch):
    monkeypatch.setenv("CHAINBOARD_VAR", str(packs))
    assert page.PAGE.is_internal and page_at("audit") == page.PAGE
    drawn.forget()
    assert drawn.panel(page.PAGE, page.acts, ZH)

    assert not ROOM.has(page.PAGE) and way.current().has(page.PAGE)
