"""Documents of the work loop as Word files: minutes, follow-up order, bulletin."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from chainboard.board import door
from chainboard.briefs import making
from chainboard.briefs.minutes import paper_docx
from chainboard.ledger import reading
from chainboard.navigation import pages
from chainboard.packs import DEMO
from chainboard.panels import Column
from chainboard.panels.loop import meetings
from chainboard.person import AT_THE_DESK
from chainboard.sheet import Sheet, sheet as sheet_of
from chainboard.view import Row, View
from tests.briefs.papers import drawn, opened, texts

pytestmark = pytest.mark.usefixtures("packs")

VIEW = View(pack=DEMO, edition=1)
MEETING = Row(id="meeting-1", held_on="2026-11-20", type="推进会", state="opened")
ISSUED = MEETING.with_(state="issued", minutes_number="〔2026〕9", issued_on="2026-11-21")
PARTS = [
    Row(head="时间", lines=["2026年11月20日"]),
    Row(head="请假", lines=["无"]),
    Row(head="会议强调", lines=[]),
    Row(head="会议议定", lines=["1. 落实用地（责任单位：甲局）", "2. 落实用水（责任单位：乙局）"]),
]


def styled(content: bytes) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in opened(content).paragraphs if each.text]


def minutes(meeting: Row, parts: Sequence[Row], view: View) -> bytes:
    """The minutes of a meeting as the door gives them."""
    return paper_docx(sheet_of(meetings.minutes(meeting, parts, view), view), meeting)


def shown(page: str, panel: str, lang: str = "zh", **chosen: str) -> Sheet:
    """A panel of the demo, as its page shows it."""
    asked = [("pack", "demo"), *chosen.items()]
    view = door.view_of(page, asked, lang, AT_THE_DESK)
    (found,) = (each for each in pages() if each.address == page)
    sheet = making.shown(found, panel, view, making.Reader())
    assert sheet is not None
    return sheet


def test_minutes_are_a_draft_with_short_parts_on_a_line_and_long_ones_under_heads():
    said = styled(minutes(MEETING, PARTS, VIEW))

    assert said[:6] == [
        ("Title", "会议纪要（代拟稿）：2026年11月20日推进会"),
        ("Body Text", "时间：2026年11月20日"),
        ("Body Text", "请假：无"),
        ("Heading 1", "会议议定"),
        ("Body Text", "1. 落实用地（责任单位：甲局）"),
        ("Body Text", "2. 落实用水（责任单位：乙局）"),
    ]


def test_signatures_and_in_a_draft_the_day_of_issue_are_left_blank():
    said = [words for style, words in styled(minutes(MEETING, PARTS, VIEW)) if style == "Signature"]

    assert said[0].split() == ["拟稿：＿＿＿＿", "核稿：＿＿＿＿", "签发：＿＿＿＿"]
    assert said[1] == "印发日期：＿＿＿＿"


def test_minutes_that_are_issued_have_number_and_day_and_are_no_draft():
    content = minutes(ISSUED, PARTS, VIEW)
    said = styled(content)

    assert said[:2] == [
        ("Title", "会议纪要：2026年11月20日推进会"), ("Subtitle", "〔2026〕9 · 2026年11月21日")
    ]  # fmt: skip
    assert "代拟稿" not in texts(opened(content))
    assert "印发日期" not in texts(opened(content))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_digit_of_the_minutes_is_the_ledgers(lang):
    sheet = shown("meeting", "meeting_minutes", lang)
    meeting = reading.matters(sheet.view, "meeting")[-1]
    said = texts(opened(paper_docx(sheet, meeting)))
    known = " ".join(
        [sheet.panel.paper, sheet.panel.as_of, sheet.panel.source, sheet.view.say.day(sheet.view.as_of),
         str(sheet.view.edition), sheet.panel.code]
    )  # fmt: skip

    assert set(re.findall(r"\d+", said)) <= set(re.findall(r"\d+", known))
    assert all(line in said for row in sheet.lines for line in row.row.lines)


@pytest.mark.parametrize(
    ("page", "panel", "matter"),
    [("schedule", "follow_up_order", "problem-29"), ("schedule", "bulletin", "")],
)
def test_orders_and_bulletins_hold_all_that_their_text_holds_and_no_signature(page, panel, matter):
    sheet = shown(page, panel, **({"matter": matter} if matter else {}))
    content = paper_docx(sheet)
    said = texts(opened(content))

    assert [line for line in sheet.panel.paper.splitlines() if line not in said] == []
    assert "签发" not in said
    assert "演示数据：数值由程序生成" in said


def test_heads_of_a_bulletin_are_heads_and_its_points_are_none():
    material = paper_docx(shown("overview", "monthly_bulletin"))
    points = paper_docx(shown("schedule", "bulletin"))

    assert ("Heading 1", "主要指标") in styled(material)
    assert "Heading 1" not in dict(styled(points))


def test_the_same_document_makes_the_same_bytes():
    sheet = shown("schedule", "bulletin")

    assert paper_docx(sheet) == paper_docx(sheet)


def test_a_panel_that_is_no_document_is_refused_by_name():
    with pytest.raises(ValueError, match="output is no document"):
        paper_docx(drawn([Row(name="苹果")], Column("name", "产业链")))
