"""Follow-up orders and the bulletin: made of the figures of the matters, nothing typed."""

from __future__ import annotations

from datetime import date

import pytest

from chainboard.ledger import history, own, reading
from chainboard.packs import DEMO
from chainboard.panels.loop import orders
from chainboard.view import Row, View
from tests.ledger.taken import CHAIN_OFFICE, assigned, step
from tests.panels.drawing import CHINESE, check, read_by_people
from tests.panels.loop.seen import seen

pytestmark = pytest.mark.usefixtures("demo_ledger")
SAY = View(pack=DEMO).say
LATE = Row(
    id="problem-29", kind="problem", kind_zh="问题", title=None, text="用水指标未落实", days_over=16,
    owner_zh="甲局", helpers_zh=["乙局", "丙局"], due_on=date(2026, 10, 30), misses=2, is_told=True,
    said=None, waits_zh="甲局", next_zh="申请销号", ordered_zh="链办",
)  # fmt: skip


def parts(row: Row) -> dict[str, str]:
    return {part.head: "\n".join(part.lines) for part in orders.order_of(row, SAY)}


def test_an_order_names_the_matter_its_offices_since_when_it_is_late_and_what_is_asked():
    assert parts(LATE) == {
        "办理事项": "问题 29（problem-29）",
        "内容": "用水指标未落实",
        "责任单位": "甲局",
        "协办单位": "乙局、丙局",
        "期限": "2026年10月30日",
        "超期": "自2026年10月31日起，至2026年11月15日超期 16 天；第 2 次错过期限，列入通报",
        "最近进展": "台账里没有进展",
        "办理要求": "请甲局立即办理“申请销号”，在台账写明进展；期限2026年10月30日已过",
        "督办单位": "链办",
    }


def test_an_order_of_a_first_miss_is_in_no_bulletin_and_names_no_helper_that_is_not_there():
    told = parts(LATE.with_(misses=1, is_told=False, helpers_zh=[], owner_zh=None))

    assert "通报" not in told["超期"]
    assert told["协办单位"] == "无" and told["责任单位"] == "待填报"


def test_only_a_matter_that_is_late_has_an_order_and_its_text_holds_every_part():
    late, early = (
        next(row for row in reading.matters(seen(), "problem") if row.is_overdue is wanted)
        for wanted in (True, False)
    )
    view = seen(matter=late.id)
    panel = check(orders.order(history.ordered(view), view))

    assert panel.paper.startswith("督办单（代拟稿）：问题")
    assert all("\n".join(row.lines) in panel.paper for row in panel.rows)
    assert "示例市级链长办公室" in panel.paper
    for other in (seen(matter=early.id), seen(), seen(matter="problem-99999")):
        assert history.ordered(other) is None
        assert orders.order(None, other).body is None


def test_the_office_that_handed_the_matter_over_orders_it_with_its_helpers():
    problem = assigned(helpers=["示例：市自然资源局"])
    row = next(row for row in reading.matters(seen(), "problem") if row.id == problem)
    step(CHAIN_OFFICE, "problem extend", problem, due="2026-11-05", reason="提前")

    row = history.ordered(seen(matter=problem))
    assert row is not None
    assert (row.ordered_zh, row.helpers_zh) == (CHAIN_OFFICE, ["示例：市自然资源局"])
    assert (row.due_on, row.days_over) == (date(2026, 11, 5), 10)


def test_the_bulletin_has_what_missed_a_date_again_and_its_text_all_of_it():
    view = seen()
    rows = own.late_again(view)
    panel = check(orders.bulletin(rows, view))

    assert [(row.id, row.misses) for row in rows] == [("problem-29", 2)]
    assert panel.finding == "通报（代拟稿）：1 件再次超期"
    assert panel.paper.splitlines()[2] == (
        "1. 问题 29“示例：煤制烯烃项目用水指标未落实”：责任单位示例：市水务局，"
        "期限2026年10月30日，超期 16 天，错过期限 2 次"
    )
    many = orders.bulletin(rows * 30, view)
    assert len(many.body.rows) == 20 and "30. " in many.paper
    assert len(orders.bulletin(rows, seen(theme="projector")).body.columns) == 5  # heads in a line
    assert own.late_again(seen(chain="energy")) == []
    assert orders.bulletin([], view).body is None


def test_orders_and_bulletins_are_written_in_english_too():
    view = seen(lang="en", matter="problem-29")
    for panel in (
        orders.order(history.ordered(view), view),
        orders.bulletin(own.late_again(view), view),
    ):
        assert CHINESE.search(panel.paper) is None
        assert [text for text in read_by_people(panel) if CHINESE.search(text)] == []
