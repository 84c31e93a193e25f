"""Documents and meetings: a row each, in the words of their sources, nothing made up."""

from __future__ import annotations

from dataclasses import replace

from chainboard.panels.experience.meetings import meetings
from chainboard.panels.experience.policies import policies
from chainboard.view import Row
from tests.panels.drawing import RECORD, RECORD_EN, ZH, check, column_of
from tests.queries.answers import row_of
from tests.tables import rows

TOLD = {
    "title_en": "A plan",
    "office_zh": "省政府",
    "office_en": "The province",
    "level": "province",
}
CITED = {"source_title": "甘肃日报", "grade": "B", "url": "https://example.org/a"}


def documents(text: str) -> list[Row]:
    drawn = rows(text)
    asked = {"asks_zh": "补链", "asks_en": "Fill chains"}
    return [row_of("experience.policies", **{**CITED, **TOLD, **asked, **row}) for row in drawn]


def test_a_document_of_two_sources_is_one_row_with_what_each_says():
    panel = check(
        policies(
            documents("""
            policy_id  title_zh  asks_zh   targets_zh  source_id
            p1         方案      延链补链  2025年3个   s1
            p1         方案      聚集群    -           s2
            p2         意见      招商      -           s1
            """),
            RECORD,
        )
    )

    first, second = panel.body.rows
    assert panel.finding == "政策文件 2 份：省级 2"
    assert first[0] == ["方案", "省政府"]
    assert first[3] == ["延链补链", "聚集群"]
    assert len(first[5]) == 2 and len(second[5]) == 1
    assert len(panel.rows) == 3


def test_a_number_or_a_day_that_was_not_printed_is_named_and_never_made_up():
    panel = policies(
        documents("""
        policy_id  title_zh  document_number  issued_on   issued_text
        p1         甲        甘政发〔2021〕27号  -           -
        p2         乙        -                 2023-03-07  -
        p3         丙        -                 -           2024-03
        p4         丁        -                 -           -
        """),
        RECORD,
    )

    assert [row[1] for row in panel.body.rows] == [
        ["甘政发〔2021〕27号", "日期：公开资料未见"],
        "2023年3月7日",
        "2024年3月",
        "公开资料未见",
    ]
    assert column_of(panel, "日期", RECORD) == [
        "公开资料未见", "2023年3月7日", "2024年3月", "公开资料未见",
    ]  # fmt: skip


def test_a_document_of_no_chain_says_so_and_its_source_has_a_link_and_a_grade():
    panel = policies(documents("policy_id  title_zh\np1  甲"), RECORD)

    assert panel.body.rows[0][2] == "不分产业链"
    assert panel.body.rows[0][5] == [{"words": "甘肃日报 [B]", "href": "https://example.org/a"}]


def test_in_english_a_document_is_told_in_english():
    panel = policies(documents("policy_id  title_zh\np1  甲"), RECORD_EN)

    assert panel.body.rows[0][:1] == [["A plan", "The province"]]
    assert panel.body.rows[0][3] == ["Fill chains"]


def test_slides_hold_the_first_documents_and_say_that_there_are_more():
    many = documents("policy_id  title_zh\n" + "\n".join(f"p{at}  甲{at}" for at in range(8)))
    panel = policies(many, replace(RECORD, theme="projector"))

    assert len(panel.body.rows) == 6 and len(panel.rows) == 8
    assert "列出前 6 项" in panel.measure


def test_a_slide_tells_a_document_and_a_meeting_in_two_columns_so_that_none_is_cut_off():
    slides = replace(RECORD, theme="projector")
    (document,) = policies(documents("policy_id  title_zh\np1  甲"), slides).body.rows
    held = row_of(
        "experience.meetings", **CITED, name_zh="专题会", name_en="A", held_text="2024-05"
    )
    (meeting,) = meetings(
        [held.with_(chaired_by_zh="市长", decisions_zh="建专班")], slides
    ).body.rows

    assert document == [["甲", "省政府", "公开资料未见"], ["补链", "目标：公开资料未见"]]
    assert meeting == [["专题会", "2024年5月", "市长"], "建专班"]


def test_on_the_published_pack_there_is_no_column_of_what_was_done():
    panel = policies(documents("policy_id  title_zh\np1  甲"), RECORD)

    assert [head["label"] for head in panel.body.columns] == [
        "文件、印发机关", "文号、日期", "产业链", "要求", "目标", "来源",
    ]  # fmt: skip


def test_without_documents_or_meetings_the_panels_say_what_will_stand_there():
    for panel in (policies([], ZH), meetings([], ZH)):
        assert panel.body is None and "在台账登记后" in panel.status


def test_a_meeting_is_told_with_its_day_its_chair_by_office_and_what_it_decided():
    told = row_of(
        "experience.meetings",
        **CITED,
        name_zh="专题会",
        name_en="Special meeting",
        held_text="2024-05",
        chaired_by_zh="市长主持",
        decisions_zh="建立专班推进机制",
    )

    panel = check(meetings([told], RECORD))

    assert panel.finding == "见于公开报道的会议 1 次"
    assert panel.body.rows[0][:5] == [
        "2024年5月", "专题会", "不分产业链", "市长主持", "建立专班推进机制",
    ]  # fmt: skip
