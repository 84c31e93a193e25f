"""Projects drawn for the panels of the schedule, judged by the rules that Yinchuan published."""

from __future__ import annotations

from datetime import date
from typing import Any

from chainboard.analysis import projects
from chainboard.view import Row
from tests.analysis.test_projects import RULES
from tests.queries.answers import row_of

AS_OF = date(2026, 11, 15)
CITED = {"source_id": "s1", "source_title": "示例报表", "grade": "demo"}
BUREAUS = [
    Row(chain_id="petrochem", role="lead_bureau", holder_zh="市工信局", holder_en="Industry Bureau")
]


def project(name: str, **drawn: Any) -> Row:
    """A project as projects.listed answers it."""
    told = {
        "name_zh": f"示例{name}", "name_en": f"Demo {name}", "chain_id": "petrochem",
        "chain_zh": "石化", "chain_en": "Petrochemicals", "area_zh": "西峰", "area_en": "Xifeng",
    }  # fmt: skip
    return row_of("projects.listed", project_id=name, **{**CITED, **told, **drawn})


def judged(*listed: Row, spent: list[Row] | None = None) -> list[Row]:
    """The projects by urgency, with lights and without permits."""
    found = projects.standing(listed, spent or [], RULES, AS_OF)
    return projects.with_permits(projects.by_urgency(found), [])


WAITS = project(
    "甲", rank=2, stage="signed", start_planned=date(2026, 8, 1), signed_on=date(2026, 1, 5),
    completion_planned=date(2027, 8, 1), total_investment=3.0, reason_class="land",
    reason_zh="示例原因", reason_en="Demo reason", reason_on=date(2026, 10, 31),
    support_zh="示例保障", support_en="Demo supplies",
)  # fmt: skip
STARTED = project(
    "乙", rank=4, stage="started", start_planned=date(2026, 7, 1), started_on=date(2026, 9, 1),
    completion_planned=date(2027, 7, 1), total_investment=5.0, is_in_statistics=False,
    funds_required=2.0, funds_in_place=1.5,
)  # fmt: skip
DONE = project(
    "丙", rank=6, stage="completed", start_planned=date(2025, 1, 1), started_on=date(2025, 1, 1),
    completion_planned=date(2026, 5, 1), completed_on=date(2026, 6, 1), total_investment=1.0,
    is_in_statistics=True,
)  # fmt: skip
