"""The tables of what lights follow from: counts on the page, formulas behind it."""

from __future__ import annotations

from dataclasses import replace

from chainboard.analysis import recompute as followed
from chainboard.panels import recompute
from chainboard.view import Row
from tests.analysis.test_lights import FIRM, RATE, RULES
from tests.analysis.test_projects import AS_OF, RULES as OF_PROJECTS, judged
from tests.panels.drawing import EN, RECORD, ZH

NAMES = {
    "metric_id": "tax", "name_zh": "税收", "name_en": "Tax", "unit": "亿元", "decimals": 2,
    "area_zh": "西峰", "area_en": "Xifeng", "chain_zh": "油煤气化工", "chain_en": "Petrochemicals",
    "figure_id": 1, "period_start": FIRM.period_end.replace(month=1, day=1),
}  # fmt: skip


def of(row: Row) -> list[Row]:
    return followed.figures([row.with_(**NAMES)], RULES)


def test_the_page_counts_lights_by_what_they_judge():
    panel = recompute.figures([*of(FIRM), *of(FIRM.with_(value=45.0)), *of(RATE)], ZH)

    assert panel.finding == "3 盏指标灯，每一盏都可以重算"
    assert panel.body.rows == [["完成率", "1", "1", "0"], ["增速", "0", "1", "0"]]


def test_a_light_is_a_formula_of_its_gap_and_of_the_edges_beside_it():
    panel = recompute.figures(of(FIRM), ZH)
    formulas = {each.key: each.formula(panel.rows[0]) for each in panel.columns if each.formula}

    assert formulas == {
        "completion": "=100*{given}/{target}",
        "pace": "=100*{months}/12",
        "gap": "={completion}-{pace}",
        "light": '=IF(ROUND({gap},9)<={edge_behind},"■ 滞后",'
        'IF(ROUND({gap},9)<{edge_watch},"▲ 关注","● 正常"))',
    }


def test_a_light_that_a_project_has_not_is_no_formula():
    row = judged(start_planned=AS_OF.replace(month=8), rank=2)
    panel = recompute.projects(followed.projects([row.with_(name_zh="甲")], OF_PROJECTS, AS_OF), ZH)
    live = {each.key for each in panel.columns if each.formula and each.formula(panel.rows[0])}

    assert live == {"start_waits", "start_light", "light"}
    assert panel.body.rows[0] == ["开工", "0", "0", "1"]


def test_a_record_has_no_lights_and_says_nothing_of_them():
    panel = recompute.figures([], RECORD)

    assert (panel.body, panel.status) == (None, "")
    assert recompute.figures([], replace(EN)).status.startswith("No lights")
