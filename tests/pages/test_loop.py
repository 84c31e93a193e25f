"""The work loop on the pages: tasks, open matters, and why a chain is behind."""

from __future__ import annotations

import pytest

from chainboard.ledger import reading
from chainboard.view import View
from pages import chain, county, overview, parks, schedule
from tests.pages.opened import as_browser_reads, table, view
from tests.panels.drawing import CHINESE, check, read_by_people

pytestmark = pytest.mark.usefixtures("demo_with_its_ledger")


def seen(lang: str = "zh", pack: str = "demo", **chosen: str) -> View:
    start = view(pack, lang, **chosen)
    found = reading.seen(start, None, start.as_of)
    assert found is not None
    return found


LOOP = (
    (schedule.schedule_cards, {}),
    (schedule.tasks_by_office, {}),
    (schedule.task_list, {}),
    (schedule.task_list, {"theme": "projector"}),
    (schedule.bulletin, {}),
    (schedule.bulletin, {"theme": "projector"}),
    (schedule.follow_up_order, {"matter": "problem-29"}),
    (schedule.inspection, {}),
    (schedule.inspection, {"chain": "petrochem"}),
    (schedule.inspection, {"county": "621022"}),
    (chain.open_matters, {"chain": "petrochem"}),
    (county.county_attention, {"chain": "energy"}),
    (county.county_attention, {"theme": "projector"}),
    (county.open_matters, {"county": "621002"}),
    (parks.open_matters, {"park": "demo_park_xifeng"}),
    (overview.attention, {}),
    (overview.attention, {"attention": "indicators"}),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_panel_of_the_loop_is_full_and_reaches_the_browser_in_its_language(lang: str):
    for question, chosen in LOOP:
        own = seen(lang, **chosen)
        panel = check(question(own))
        assert panel.body is not None, panel.name
        assert as_browser_reads(panel, own) is not None
        left = [text for text in read_by_people(panel) if CHINESE.search(text)]
        assert lang == "zh" or left == [], panel.name


def test_the_page_names_each_panel_that_reads_the_ledger():
    assert {question.__name__ for question, _ in LOOP} <= {
        *schedule.PAGE.of_ledger,
        *chain.PAGE.of_ledger,
        *county.PAGE.of_ledger,
        *parks.PAGE.of_ledger,
        *overview.PAGE.of_ledger,
    }


def test_a_light_or_a_stage_moves_nothing_of_the_panels_that_the_page_says_it_leaves():
    of_all, chosen = seen(), seen(light="behind", stage="started")
    left = [each for each in schedule.PANELS if each.__name__ in schedule.PAGE.unmoved]

    assert len(left) == len(schedule.PAGE.unmoved) == 5
    for question in left:
        drawn = [as_browser_reads(question(one), one) for one in (of_all, chosen)]
        assert drawn[0] == drawn[1] is not None, question.__name__
        assert schedule.PAGE.seen_by(question.__name__, chosen).light == "all"


def test_a_county_that_is_behind_has_the_newest_words_of_its_matters():
    causes, of_chain = (
        {
            row["县（区）"]["words"]: row.get("原因")
            for row in table(county.county_attention(seen(**chosen)))
        }
        for chosen in ({}, {"chain": "apple"})
    )

    assert any(str(said).startswith("示例：") for said in causes.values())
    assert of_chain != causes


def test_the_demo_has_a_decision_that_is_met_and_one_that_is_missed():
    verdicts = {row.id: row.verdict for row in schedule.task_list(seen()).rows}

    assert sorted(verdicts.values()).count("met") == 1
    assert sorted(verdicts.values()).count("missed") == 1
    met = schedule.schedule_cards(seen()).body.cards[-1]
    assert (met["value"], met["notes"]) == ("1", ["有数可判的 2 项中"])


def test_a_chain_narrows_its_tasks_and_another_chain_s_are_not_there():
    rows = schedule.task_list(seen(chain="petrochem")).rows

    assert {row.chain_id for row in rows} == {"petrochem"}


def test_on_an_earlier_day_the_figure_of_september_is_not_out():
    own = view("demo")
    early = reading.seen(own, "60", own.as_of)
    assert early is not None and early.day.isoformat() == "2026-09-14"

    assert {row.verdict for row in schedule.task_list(early).rows} == {"pending", "none"}


def test_the_published_pack_leaves_tasks_and_open_matters_out():
    record = view("published", chain="petrochem", county="621002")
    for question in (
        schedule.tasks_by_office,
        schedule.task_list,
        schedule.inspection,
        schedule.bulletin,
        schedule.follow_up_order,
        chain.open_matters,
        county.open_matters,
        parks.open_matters,
    ):
        assert as_browser_reads(question(record), record) is None


def test_one_sheet_says_what_is_asked_whose_it_is_how_far_and_what_shows_it():
    panel = schedule.inspection(seen())
    lines = {row.asked.partition("——")[0]: row for row in panel.rows}
    funds = lines["示例：油煤气化工链招商到位资金跑赢序时进度"]

    assert [row.part for row in panel.rows] == [
        "省级要求", "省级要求", "市级要求", "会议", "问题", "项目开工", "项目纳统", "项目投资", "案例", "案例",
    ]  # fmt: skip
    assert funds.office == "示例：市工业和信息化局"
    assert funds.progress.startswith("■ 未完成；2026年1—10月（累计）52.81 亿元")
    assert lines["示例：数据中心集群新增标准机架"].progress == "暂无行动"
    meeting = next(row for row in panel.rows if row.part == "会议")
    assert meeting.progress == "议定 3 项，销号 1 项；数据判定完成 1 项、未完成 1 项"
    assert "〔2026〕8" in meeting.evidence
    problem = next(row for row in panel.rows if row.part == "问题")
    assert problem.progress == "销号 3 件，未销号 10 件，超期 4 件"


def test_a_sheet_of_a_chain_has_what_is_asked_of_it_and_of_all_chains():
    asked = [row.asked for row in schedule.inspection(seen(chain="petrochem")).rows]

    assert asked[0].startswith("示例：每条链建立项目、问题、任务三张清单")
    assert not any("数据中心" in text for text in asked)
