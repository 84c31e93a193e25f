"""Tasks by office and one by one: the owner's words, and beside them what the figures say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from chainboard.analysis import loop
from chainboard.packs import DEMO, PUBLISHED
from chainboard.panels.loop import cards, own, tasks, verdict
from chainboard.view import Row, View
from tests.panels.drawing import CHINESE, read_by_people

DAY = date(2026, 11, 15)
ZH = View(pack=DEMO, as_of=DAY, day=DAY, ledger=9)
EN = replace(ZH, lang="en")
SOON = Row(soon_zh="14天内到期", soon_en="Due within 14 days")
NOT_JUDGED = dict.fromkeys(
    ("name_zh", "name_en", "unit", "decimals", "period_start", "period_end", "basis", "value",
     "share", "gap", "sign", "bound", "compares")
)  # fmt: skip


def task(number: int, owner: str | None, **told: Any) -> Row:
    drawn = {
        "id": f"task-{number}", "kind": "task", "kind_zh": "任务",
        "kind_en": "Task", "state": "signed", "state_zh": "办理中",
        "state_en": "In hand", "text": "示例任务", "text_en": "Demo task", "owner": owner,
        "owner_zh": owner, "owner_en": f"Demo {owner}" if owner else None, "is_open": True,
        "is_overdue": False, "is_soon": False, "is_told": False, "misses": 0, "days_over": 0,
        "due_on": date(2026, 12, 1), "said": None, "chain_zh": "石化", "chain_en": "Petrochemicals",
        "area_zh": None, "area_en": None, "next_zh": "申请销号", "next_en": "Ask to close",
        "waits_zh": owner, "waits_en": f"Demo {owner}", "raised_at": datetime(2026, 9, 1),
        "event": number, "metric_id": None, "verdict": "none", **NOT_JUDGED,
    }  # fmt: skip
    return Row({**drawn, **told})


JUDGED = {
    "metric_id": "investment_attracted", "verdict": "missed", "name_zh": "到位资金",
    "name_en": "Funds in place", "unit": "亿元", "decimals": 2, "period_start": date(2026, 1, 1),
    "period_end": date(2026, 9, 30), "basis": "ytd", "value": 46.6, "share": 65.91, "gap": -9.09,
    "sign": "≥", "bound": 0.0, "compares": "gap",
}  # fmt: skip
CLOSED = {"state": "closed", "is_open": False, "state_zh": "已销号"}


def by_office(*rows: Row, view: View = ZH) -> list[list[Any]]:
    panel = tasks.by_office(loop.by_office(rows), rows, SOON, view)
    return [list(line) for line in panel.body.rows]


def test_offices_stand_by_their_names_and_what_nobody_owns_is_to_be_filled_in():
    """乙 has three open tasks and 甲 one: no office is ranked by how much it does."""
    told = by_office(
        task(1, "乙局"), task(2, "乙局"), task(3, "乙局"), task(4, "丙局"), task(5, None)
    )

    assert [line[0] for line in told] == ["丙局", "乙局", "待填报"]
    assert [line[1] for line in told] == ["1", "3", "1"]


def test_struck_off_in_time_is_what_missed_no_date():
    (line,) = by_office(
        task(1, "甲局", **CLOSED),
        task(2, "甲局", **CLOSED, misses=1),
        task(3, "甲局", is_overdue=True, days_over=5),
        task(4, "甲局", is_soon=True),
    )

    assert line[1:6] == ["2", "1", "1", "2", "1"]


def test_the_owner_s_words_stand_beside_the_verdict_of_the_figures():
    said = {"said": "资金增加，快于序时", "said_en": "Faster", "said_by_zh": "甲局"}
    row = task(1, "甲局", **JUDGED, **said, said_by_en="A", said_on=date(2026, 9, 28))
    line = tasks.listed([row], ZH).body.rows[0]

    assert line[4] == "资金增加，快于序时（甲局，2026年9月28日）"
    assert line[5] == [
        "■ 未完成",
        "2026年1—9月（累计）46.60 亿元（落后序时进度 9.09 个百分点），到位资金要求不落后序时进度",
    ]


def test_what_is_asked_is_said_as_amount_share_or_rate():
    asked = [
        {"compares": "value", "bound": 50.0, "sign": "≥"},
        {"compares": "share", "bound": 75.0, "sign": "≥"},
        {"compares": "growth", "bound": 8.5, "sign": "≥", "value": 8.1, "unit": "%"},
    ]

    assert [
        verdict.grounds(Row({**JUDGED, **each}), ZH.say).partition("，")[2] for each in asked
    ] == [
        "到位资金要求不低于 50 亿元",
        "到位资金要求不低于年度目标的 75%",
        "到位资金要求不低于 8.50%",
    ]


def test_a_figure_that_is_not_out_says_what_is_waited_for_and_an_unbound_task_that_it_is_unbound():
    pending = Row({**JUDGED, "verdict": "pending", "period_end": date(2026, 12, 31)})

    assert verdict.grounds(pending, ZH.say) == "到位资金要求不落后序时进度，等待2026年12月31日的数"
    assert tasks.listed([task(1, "甲局")], ZH).body.rows[0][5] == ["— 无数据", "没有挂接指标"]


def test_english_screens_are_english():
    rows = [task(1, "甲局".replace("甲局", "Bureau"), **JUDGED)]
    for panel in (
        tasks.by_office(loop.by_office(rows), rows, SOON, EN),
        tasks.listed(rows, EN),
        own.open_matters(rows, ("chain", "county"), EN),
    ):
        assert [text for text in read_by_people(panel) if CHINESE.search(text)] == []


def test_the_cards_count_what_is_open_overdue_due_and_decided():
    decided = {"meeting": "meeting-4", **JUDGED}
    rows = [
        task(1, "甲局", **decided),
        task(2, "甲局", **{**decided, "verdict": "met"}),
        task(3, "甲局", **{**decided, "verdict": "pending"}, is_soon=True),
        task(4, "甲局", **{**decided, "state": "dropped", "is_open": False}),
        task(5, "甲局", is_overdue=True),
    ]
    problems, due, met = cards.faces(loop.in_all([], rows), SOON, ZH)

    assert (problems["value"], problems["chip"]) == ("0", None)
    assert (due["label"], due["value"], due["chip"]["word"]) == (
        "14天内到期的任务",
        "1",
        "超期 1 件",
    )
    assert (met["value"], met["notes"]) == ("1", ["有数可判的 2 项中", "待出数 1 项"])
    assert cards.faces(loop.in_all([], []), SOON, replace(ZH, ledger=0)) == []


def test_a_chain_s_open_matters_lead_to_all_of_them():
    rows = [task(number, "甲局", is_overdue=number < 3) for number in range(1, 15)]
    panel = own.open_matters(rows, ("chain", "county"), replace(ZH, chain="petrochem"))

    assert panel.finding == "未销号的问题 0 件、任务 14 件，其中超期 2 件"
    assert len(panel.body.rows) == 11
    assert panel.body.rows[-1][0]["go"] == "schedule?chain=petrochem&county=all"


def test_the_published_pack_leaves_the_loop_out():
    record = View(pack=PUBLISHED)
    for panel in (
        tasks.by_office([], [], SOON, record),
        tasks.listed([], record),
    ):
        assert (panel.body, panel.status) == (None, "")
    assert own.open_matters([], ("chain",), record).body is None


def test_a_slide_has_tasks_in_three_columns_that_no_slide_cuts():
    panel = tasks.listed([task(1, "甲局", **JUDGED)], replace(ZH, theme="projector"))

    assert [column["label"] for column in panel.body.columns] == ["任务", "责任单位", "数据判定"]
    way = {"words": "示例任务", "go": "schedule?matter=task-1"}
    assert panel.body.rows[0][0] == [way, "石化", "● 办理中"]


def test_open_matters_of_a_step_say_so_also_where_there_are_none():
    step = replace(ZH, chain="petrochem", node="petrochem.fine")
    axes = ("chain", "county", "node")

    panel = own.open_matters([task(1, "甲局")], axes, step)
    assert panel.narrowed == ("node",) and "文字提到它的" in panel.measure
    assert own.open_matters([], axes, step).narrowed == ("node",)
    assert own.open_matters([task(1, "甲局")], ("chain", "county"), step).narrowed == ()
