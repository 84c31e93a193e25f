"""The intake page on both packs, both languages, without a browser."""

from __future__ import annotations

import pytest

from pages import intake
from tests.pages.opened import as_browser_reads, table, view
from tests.panels.drawing import CHINESE, check, words

pytestmark = pytest.mark.usefixtures("packs")


def opened(pack: str, lang: str = "zh"):
    return {question.__name__: question(view(pack, lang)) for question in intake.PANELS}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_panel_has_the_name_of_its_question_and_reaches_the_browser(lang):
    panels = opened("demo", lang)  # whose view names no step of the ledger, and no matter of it
    assert [name for name, panel in panels.items() if not panel.body] == ["matter", "doubts"]
    for name in ("submission_monitor", "loads"):
        panel = panels[name]
        assert check(panel).name == name
        assert list(words(as_browser_reads(panel, view("demo", lang))))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_the_published_pack_nobody_owes_a_report_and_the_facts_are_one_batch(lang):
    panels = opened("published", lang)

    assert as_browser_reads(panels["submission_monitor"], view("published", lang)) is None
    assert len(check(panels["loads"]).rows) == 1


def test_the_demo_pack_shows_all_five_states():
    cells = " ".join(words(opened("demo")["submission_monitor"].body))

    assert all(mark in cells for mark in ("● 已报", "▲ 有疑问", "■ 迟报", "■ 未报", "— 未到期"))


def test_the_demo_pack_shows_a_file_that_was_taken_back_and_records_without_rows():
    files = table(opened("demo")["loads"])

    assert len([row for row in files if row["状态"].startswith("■ 已撤回")]) == 1
    assert {row["导入行数"] for row in files} > {"仅报送记录", "2 / 2"}


def test_the_newest_file_comes_first():
    days = [row.sent_at for row in opened("demo")["loads"].rows]

    assert days == sorted(days, reverse=True)


def test_the_monitor_is_english_in_english():
    panel = opened("demo", "en")["submission_monitor"]

    assert [text for text in (panel.finding, *words(panel.body)) if CHINESE.search(text)] == []
