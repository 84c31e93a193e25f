"""The documents and cases of a chain on its own page: at most five, each leading to experience."""

from __future__ import annotations

from chainboard.panels.chain.practice import practice
from chainboard.view import Row
from tests.panels.drawing import RECORD, ZH, check
from tests.queries.answers import row_of


def items(kind: str, many: int) -> list[Row]:
    told = {"kind": kind, "title_en": "An item", "source_title": "甘肃日报", "grade": "B"}
    return [row_of("experience.of_chain", **told, title_zh=f"{kind}{at}") for at in range(many)]


def test_a_document_and_a_case_lead_to_the_experience_of_the_chain():
    panel = check(practice([*items("policy", 1), *items("case", 1)], RECORD))

    assert panel.finding == "写到本链的政策文件 1 份、案例 1 个"
    assert panel.body.rows[0][1] == {
        "go": "experience?chain=petrochem&county=all",
        "words": "policy0",
    }
    assert [row[2] for row in panel.body.rows] == ["公开资料未见", ""]


def test_of_many_five_are_shown_and_documents_leave_room_for_cases():
    panel = practice([*items("policy", 9), *items("case", 9)], RECORD)

    assert [row[1]["words"] for row in panel.body.rows] == [
        "policy0", "policy1", "policy2", "case0", "case1",
    ]  # fmt: skip
    assert "列出前 5 项" in panel.measure and len(panel.rows) == 18


def test_a_pack_without_any_leaves_the_panel_out():
    panel = practice([], ZH)

    assert panel.body is None and panel.status == ""
