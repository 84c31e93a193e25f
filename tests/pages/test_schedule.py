"""The schedule page on both packs: every choice, its address, and what a record does not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chainboard.board import address
from chainboard.board.scene import choices_of, start_of
from chainboard.packs import PACKS
from chainboard.panels import Panel
from chainboard.queries import ask
from chainboard.store import editions
from chainboard.view import View
from pages import chain, county, parks, schedule
from tests.pages.opened import as_browser_reads, shown, view
from tests.panels.drawing import CHINESE, HOLLOW, check, read_by_people, words
from tests.store.city.sent import batch, load

pytestmark = pytest.mark.usefixtures("packs")
BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]
VIEWS = (
    {},
    {"county": "621022"},
    {"county": "621024", "chain": "apple"},
    {"chain": "petrochem", "light": "behind"},
    {"chain": "agriculture", "stage": "under_construction"},
    {"park": "demo_park_huan"},
    {"stage": "at_capacity", "light": "watch"},
    {"theme": "projector"},
)


def page(pack: str, lang: str = "zh", **filters: str) -> dict[str, Panel]:
    seen = view(pack, lang, **filters)
    return {question.__name__: question(seen) for question in schedule.PANELS}


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_panel_answers_on_every_view_and_reaches_the_browser(pack, lang):
    for filters in VIEWS:
        seen = view(pack, lang, **filters)
        for name, panel in page(pack, lang, **filters).items():
            assert panel.name == name, filters
            if panel.body or panel.status:
                check(panel)
            said = as_browser_reads(panel, seen)
            assert [text for text in words(said) if HOLLOW.search(text)] == [], filters


def test_the_demo_has_projects_of_every_light_with_reasons_and_permits_and_every_panel_is_full():
    opened = page("demo")
    rows = opened["project_lights"].rows

    # Matters stand beside editions, and no view here names a step of theirs.
    assert [name for name, panel in opened.items() if not panel.body] == [
        "matter",
        "follow_up_order",
        "problem_ledger",
        "tasks_by_office",
        "task_list",
        "bulletin",
        "inspection",
    ]
    assert {row.light for row in rows} == {"behind", "watch", "on_track"}
    for subject in ("start", "progress", "entry", "funds"):
        assert {row[f"{subject}_light"] for row in rows} >= {"behind", "on_track"}
    late = [row for row in rows if row.light == "behind"]
    assert {bool(row.reason_zh) for row in late} == {True, False}
    assert {len(row.permits) for row in rows} >= {2, 5, 6}
    assert {row.lacks for row in opened["lagging"].rows} == {
        "started",
        "in_statistics",
        "in_production",
    }


def test_the_cards_are_the_list_counted_and_filters_narrow_both():
    for filters in ({}, {"chain": "petrochem"}, {"county": "621002"}, {"stage": "started"}):
        opened = page("demo", **filters)
        rows = opened["project_lights"].rows
        counts = {row.light: row.projects for row in opened["schedule_cards"].rows}
        assert sum(counts.values()) == len(rows), filters
        assert counts["behind"] == sum(row.light == "behind" for row in rows)

    behind = page("demo", light="behind")
    assert {row.light for row in behind["project_lights"].rows} == {"behind"}
    assert behind["schedule_cards"].rows == page("demo")["schedule_cards"].rows


def test_a_step_of_a_chain_narrows_the_list_to_its_projects():
    chosen = {"chain": "petrochem", "node": "petrochem.refining"}
    node = next(
        row.node_id for row in page("demo", chain="petrochem")["project_lights"].rows if row.node_id
    )
    panel = page("demo", **{**chosen, "node": node})["project_lights"]

    assert {row.node_id for row in panel.rows} == {node}
    assert panel.narrowed == ("node",)


def test_what_lags_is_of_the_chosen_place_and_names_an_office():
    everything = page("demo")["lagging"]
    mine = page("demo", county="621022")["lagging"]

    assert 0 < len(mine.rows) < len(everything.rows)
    assert {row.area_code for row in mine.rows} == {"621022"}
    assert all(line[-1] for line in mine.body.rows)


def test_the_published_pack_shows_projects_days_and_offices_as_printed_and_lights_nothing():
    opened = page("published")

    assert [panel.name for panel in shown(opened)] == [
        "project_lights",
        "project_timeline",
        "roster",
    ]
    assert as_browser_reads(opened["lagging"], view("published")) is None
    forbidden = ("待填报", "未报", "逾期", "滞后", "关注", "■", "▲", "●", "签约未开工", "待核实")
    for panel in shown(opened):
        assert [t for t in read_by_people(panel) if any(w in t for w in forbidden)] == []
    assert len(opened["project_lights"].rows) == 75
    assert "陇东—山东±800千伏特高压直流输电工程" in str(opened["project_timeline"].body.data)


def test_a_light_in_the_address_of_a_record_changes_nothing():
    assert page("published", light="behind")["project_lights"].rows != []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_late_projects_of_a_chain_a_county_and_a_park_are_those_of_the_schedule(lang):
    pages = (
        (chain, {"chain": "petrochem"}),
        (county, {"county": "621022"}),
        (parks, {"park": "demo_park_huan"}),
    )
    for module, chosen in pages:
        panel = module.late_projects(view("demo", lang, **chosen))
        late = [
            row.project_id
            for row in page("demo", lang, **chosen)["project_lights"].rows
            if row.light in ("behind", "watch")
        ]
        assert [row.project_id for row in panel.rows] == late, chosen
        assert panel.body is None or len(panel.body.rows) <= 11
        of_record = view("published", lang, **chosen)
        assert as_browser_reads(module.late_projects(of_record), of_record) is None


def test_a_chain_s_late_projects_do_not_follow_a_park_that_its_page_does_not_have():
    alone = chain.late_projects(view("demo", chain="petrochem"))
    beside = chain.late_projects(view("demo", chain="petrochem", park="demo_park_huan"))

    assert [row.project_id for row in alone.rows] == [row.project_id for row in beside.rows]


def test_the_view_is_rebuilt_from_its_address_and_an_unknown_light_gives_a_message():
    number = editions.current("demo")
    start = start_of(View(pack=PACKS["demo"], edition=number or 1))
    chosen = replace(start, light="watch", stage="signed", county="621022")
    known = choices_of(start).known

    assert address.read(address.parameters(chosen), start, known) == (chosen, ())
    seen, messages = address.read({"light": "purple", "stage": "signed"}, start, known)
    assert (seen.light, seen.stage) == ("all", "signed")
    assert messages == ("地址中的评灯“purple”不存在，已显示默认视图。",)


SENT = """
    project_id  name   total_investment  year_investment  year_done  start_planned  started_on  is_in_statistics  period_end
    P1          示例甲  10                4                0.5        2026-01-05     2026-01-05  true              2026-10-31
"""
MORE = """
    project_id  name   total_investment  start_planned  is_in_statistics  period_end  signed_on   permit_land  reason_class  reason
    P2          示例乙  10                2026-06-05     false             2026-10-31  2026-01-02  2026-03-04   land          缺指标
"""


def test_what_an_office_sends_of_a_project_is_lit_with_what_it_has(tmp_path, monkeypatch):
    """A workbook without the columns that came later is judged by what it has."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    same = {"chain_id": "petrochem", "area_code": "621002"}
    load(tmp_path, "旧.xlsx", batch("projects", SENT, **same))
    loaded = load(tmp_path, "新.xlsx", batch("projects", MORE, **same))
    start = View(pack=PACKS["city"], edition=loaded.edition, as_of=date(2026, 11, 15))

    panel = schedule.project_lights(start)
    rows = {row.project_id: row for row in panel.rows}
    assert (rows["P1"].progress_light, rows["P1"].entry_light) == ("behind", "on_track")
    assert (rows["P2"].start_light, rows["P2"].reason_zh) == ("behind", "缺指标")
    assert list(rows["P2"].permits) == ["land"]
    assert [row.project_id for row in schedule.lagging(start).rows] == ["P2"]
    assert "待填报" in str(schedule.roster(start).body.rows)


def test_english_pages_are_english():
    for pack in ("demo", "published"):
        for panel in shown(page(pack, "en")):
            around = (panel.finding, panel.measure, *panel.notes)
            assert [text for text in around if CHINESE.search(text)] == [], panel.name


def test_every_project_of_the_pack_is_listed_once():
    rows = page("demo")["project_lights"].rows

    assert len({row.project_id for row in rows}) == len(rows)
    assert len(rows) == len(ask(view("demo"), "search.projects"))


def test_the_problem_ledger_reads_the_work_loop_and_the_published_pack_has_none():
    assert "problem_ledger" in schedule.PAGE.of_ledger
    assert page("published")["problem_ledger"].body is None
