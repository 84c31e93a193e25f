"""What the figures say of a task: met, missed, not published yet, no figure to say it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from chainboard.analysis.verdicts import bound_to, judged, target_of
from chainboard.view import Row

NOVEMBER = date(2026, 11, 15)


def figure(period_end: str, value: float | None, **drawn: Any) -> Row:
    told = {
        "figure_id": int(period_end[5:7]), "metric_id": "investment_attracted", "name_zh": "到位资金",
        "name_en": "Funds in place", "unit": "亿元", "kind": "flow", "decimals": 2,
        "direction": "higher_better", "frequency": "monthly", "chain_id": "petrochem",
        "area_code": "621000", "is_whole": True, "park_id": None, "period_start": date(2026, 1, 1),
        "period_end": date.fromisoformat(period_end), "basis": "ytd", "value": value,
        "published_growth": None, "absence": None, "status": "preliminary", "target": 100.0,
        "source_title": "示例", "grade": "demo",
    }  # fmt: skip
    return Row({**told, **drawn})


FIGURES = [figure("2026-08-31", 60.0), figure("2026-09-30", 70.0), figure("2026-10-31", 90.0)]


def task(target: str | None, by: str | None = "2026-09-30", **told: Any) -> Row:
    said = {"metric_id": "investment_attracted", "chain_id": "petrochem", "target": target}
    return Row({"id": "task-1", "raised_at": datetime(2026, 9, 1), **said, "by_date": by, **told})


def verdict(one: Row, figures: list[Row] = FIGURES, day: date = NOVEMBER) -> str:
    return str(judged([one], figures, day)[0].verdict)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("70", "met"), ("70.01", "missed"), ("≥70亿元", "met"), (">70", "missed"),
        ("不超过 70", "met"), ("低于70", "missed"), ("1,000", "missed"), ("70%", "met"),
        ("71%", "missed"), ("序时进度", "missed"), ("五户", "none"), ("70 万元", "none"),
    ],
)  # fmt: skip
def test_a_target_is_read_as_it_was_written_and_set_against_the_figure(target: str, said: str):
    """70 of 100 to the end of September, where the calendar asks for 75 %."""
    assert verdict(task(target)) == said


def test_the_figure_of_the_last_period_that_ends_by_the_date_gives_the_verdict():
    (row,) = judged([task("80", "2026-10-20")], FIGURES, NOVEMBER)

    assert (row.verdict, row.value, row.figure_id) == ("missed", 70.0, 9)
    assert (row.sign, row.bound, row.compares) == ("≥", 80.0, "value")


def test_a_figure_that_is_not_published_yet_leaves_the_verdict_open():
    assert verdict(task("80", "2026-11-30")) == "pending"
    assert verdict(task("80", "2026-12-31")) == "pending"
    late = [*FIGURES, figure("2026-11-30", None, absence="late")]
    assert verdict(task("80", "2026-11-30"), late, date(2026, 12, 10)) == "pending"


def test_an_old_day_knows_no_figure_of_a_period_that_ended_after_it():
    assert verdict(task("70"), day=date(2026, 9, 20)) == "pending"
    assert verdict(task("70"), day=date(2026, 9, 30)) == "met"


def test_without_a_figure_that_may_judge_there_is_none():
    unbound = task(None, None, metric_id=None)
    assert verdict(unbound) == "none"
    assert verdict(task("70", chain_id="energy")) == "none"
    hidden = [figure("2026-09-30", None, absence="suppressed")]
    assert verdict(task("70"), hidden) == "none"
    claimed = [figure("2026-09-30", 99.0, status="claim"), FIGURES[2]]
    assert verdict(task("70"), claimed) == "none"
    assert verdict(task("70", raised_at=datetime(2026, 10, 8))) == "none"


def test_a_rate_of_growth_is_set_against_a_rate():
    rates = [figure("2026-09-30", None, kind="growth_only", unit="%", published_growth=8.1)]

    assert verdict(task("8%"), rates) == "met"
    assert verdict(task("8.5"), rates) == "missed"


def test_a_year_s_figure_judges_at_the_end_of_the_year_and_not_before():
    years = [figure("2025-12-31", 50.0, frequency="annual")]

    assert verdict(task("40", "2026-12-31"), years) == "pending"
    assert verdict(task("40", "2026-09-30"), years) == "none"


def test_a_task_of_a_county_is_judged_by_the_county_s_figure():
    own = [figure("2026-09-30", 3.0, area_code="621022", is_whole=False), *FIGURES]

    assert verdict(task("5", area_code="621022"), own) == "missed"
    assert verdict(task("5", area_code="621000"), own) == "met"


def test_only_bound_tasks_are_asked_of_the_figures():
    asked = bound_to([task("70"), task("75", area_code="621022"), task(None, None, metric_id=None)])

    assert asked == {
        "metric_ids": ["investment_attracted"],
        "chain_ids": ["petrochem"],
        "area_codes": ["", "621022"],
        "since": date(2025, 12, 1),
    }


def test_a_target_of_growth_or_where_less_is_better_says_so():
    growth = {"unit": "%", "kind": "growth_only", "direction": "higher_better"}
    less = {"unit": "个", "kind": "stock", "direction": "lower_better"}

    assert target_of("8", growth).compares == "growth"  # type: ignore[union-attr]
    assert target_of("8", less).sign == "≤"  # type: ignore[union-attr]
    assert target_of("≥8", less).sign == "≥"  # type: ignore[union-attr]
