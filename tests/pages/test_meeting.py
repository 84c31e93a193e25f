"""The meeting page: agenda, decisions and minutes from the ledger; on the published pack a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chainboard.ledger import reading
from chainboard.packs import DEMO, PACKS
from chainboard.panels import Panel
from chainboard.view import View
from pages import meeting
from tests.ledger.taken import CHAIN_OFFICE, SUPERVISION, step
from tests.panels.drawing import HOLLOW, check, words

DAY = date(2026, 11, 15)


def page(lang: str = "zh", **chosen: object) -> dict[str, Panel]:
    view = reading.seen(
        replace(View(pack=DEMO, lang=lang, as_of=DAY, scope="621000"), **chosen), None, DAY
    )
    assert view is not None
    return {question.__name__: question(view) for question in meeting.PANELS}


def cells(panel: Panel) -> list[list[object]]:
    return [list(row) for row in panel.body.rows]


@pytest.mark.usefixtures("demo_with_its_ledger")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_panel_is_full_in_both_languages_and_holds_no_hole(lang):
    for name, panel in page(lang, matter=page()["meetings"].rows[-1].id).items():
        assert panel.name == name
        if panel.body or panel.status:
            check(panel)
        assert [text for text in words(panel) if HOLLOW.search(text)] == []


@pytest.mark.usefixtures("demo_with_its_ledger")
def test_without_a_choice_the_newest_is_shown_and_it_hears_its_chains_in_the_usual_order():
    opened = page()

    assert "11月20日" in opened["meeting_agenda"].finding
    items = cells(opened["meeting_agenda"])
    assert [row[0] for row in items] == ["传达学习", "经验交流", "工作汇报", "问题协调", "安排部署"]
    reported = [line["words"] for line in items[2][1]]
    assert all("示例" in line and ("超期" in line or "已销号" in line) for line in reported)
    settled = [line["go"] for line in items[3][1]]
    assert settled and all(way.startswith("schedule?matter=problem-") for way in settled)
    assert "草稿" in opened["meeting_decisions"].finding
    assert opened["matter"].body is None


@pytest.mark.usefixtures("demo_with_its_ledger")
def test_an_agenda_keeps_the_order_of_its_office_and_items_that_the_ledger_does_not_know():
    newest = next(row for row in page()["meetings"].rows if row.state == "opened")
    step(CHAIN_OFFICE, "meeting prepare", newest.id, agenda="问题协调\n参观园区")

    items = cells(page()["meeting_agenda"])
    assert [row[0] for row in items] == ["问题协调", "参观园区"]
    assert items[0][1] != [""] and items[1][1] == [""]


@pytest.mark.usefixtures("demo_with_its_ledger")
def test_decisions_become_tasks_with_the_minutes_and_the_list_counts_what_is_struck_off():
    newest = next(row for row in page()["meetings"].rows if row.state == "opened")
    step(CHAIN_OFFICE, "meeting issue", newest.id, minutes_number="示例〔2026〕9号",
         issued_on="2026-11-20")  # fmt: skip

    opened = page()
    decided = cells(opened["meeting_decisions"])
    assert "示例〔2026〕9号" in opened["meeting_decisions"].finding
    task = decided[0][3]["go"].partition("=")[2]
    assert decided[0][3]["words"] == "● 待签收"
    assert decided[0][5][0] == "— 无数据"

    owner = next(row for row in opened["meeting_decisions"].rows).owner
    step(owner, "task sign", task)
    step(owner, "task answer", task, text="示例：已办结")
    step(SUPERVISION, "task verify", task)
    assert [row.struck_off for row in page()["meetings"].rows if row.id == newest.id] == [1]


@pytest.mark.usefixtures("demo_with_its_ledger")
def test_the_minutes_name_posts_what_was_heard_stressed_and_decided_with_owner_and_date():
    opened = page(matter=page()["meetings"].rows[-1].id)
    parts = {row.head: row.lines for row in opened["meeting_minutes"].rows}

    assert list(parts) == ["时间", "主持", "出席", "请假", "会议听取", "会议强调", "会议议定"]
    assert parts["主持"] == ["总链长"] and parts["出席"] == ["待填报"]
    assert parts["会议强调"] == ["示例：会议强调，各链要逐项目盯进度、盯纳统"]
    assert len(parts["会议议定"]) == 3
    assert all("责任单位：示例：" in line and "期限：2026年" in line for line in parts["会议议定"])


@pytest.mark.usefixtures("packs")
def test_the_published_pack_has_the_meetings_that_were_reported_and_no_ledger():
    view = replace(View(pack=PACKS["published"]), scope="621000")
    opened = {question.__name__: question(view) for question in meeting.PANELS}

    assert opened["meetings"].rows and "见于公开报道" in opened["meetings"].finding
    assert [name for name, panel in opened.items() if panel.body or panel.status] == ["meetings"]
