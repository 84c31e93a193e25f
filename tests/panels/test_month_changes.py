"""What changed in the newest month, or between two editions of the record."""

from __future__ import annotations

from datetime import date

from chainboard.panels import month_changes
from chainboard.view import Row
from tests.pages.opened import table
from tests.panels.city_rows import BOOK, CITY, CITY_EN, FIGURE
from tests.panels.drawing import CHINESE, check, read_by_people

PLACE = {"area_zh": "庆阳", "area_en": "Qingyang", "parent_id": None}
EVENT = Row({**FIGURE, **PLACE, "figure_id": 1, "kind": "newly_behind", "old_value": 0.5,
             "new_value": -1.25})  # fmt: skip
CORRECTION = Row({
    **FIGURE, **PLACE, "figure_id": 2, "kind": "correction", "figures": 1, "old_value": 63.78,
    "new_value": 59.28, "old_growth": None, "new_growth": None, "new_absence": None,
})  # fmt: skip
OWED = CORRECTION.with_(
    kind="not_reported", figures=13, chain_id=None, chain_zh=None, chain_en=None,
    area_level="county", area_zh="合水", area_en="Heshui", old_value=None, new_value=None,
)  # fmt: skip


def lines(*rows: Row):
    return table(check(month_changes.of_the_month(rows, CITY)))


def test_a_gap_that_changed_sides_is_said_in_points_before_and_now():
    (line,) = lines(EVENT)

    assert (line["变动"], line["原为"], line["现为"]) == (
        "新落后进度", "+0.50 个百分点", "−1.25 个百分点",
    )  # fmt: skip


def test_a_correction_is_said_in_the_unit_of_its_metric_from_old_to_new():
    (line,) = lines(CORRECTION)

    assert (line["变动"], line["原为"], line["现为"]) == ("更正", "63.78 亿元", "59.28 亿元")


def test_what_asks_for_something_stands_first_and_the_title_counts_each_kind():
    caught_up = EVENT.with_(kind="recovered", old_value=-1.0, new_value=1.0)
    panel = check(month_changes.of_the_month([caught_up, CORRECTION, OWED, EVENT], CITY))

    assert panel.finding == "本月变化：新落后进度 1、未报 13、更正 1、追上进度 1"
    assert table(panel)[1]["现为"] == "13 项数据"


def test_every_line_has_its_figure_behind_it():
    panel = month_changes.of_the_month([EVENT, CORRECTION, OWED], CITY)

    assert [row.figure_id for row in panel.rows] == [1, 2, 2]


def test_where_leads_to_the_chain_the_chain_in_its_county_or_the_county():
    owed = OWED.with_(area_code="621024")
    of_county = CORRECTION.with_(area_level="county", area_code="621002", area_zh="西峰")
    ways = [line["何处"] for line in lines(of_county, owed, EVENT)]

    assert {way["words"]: way["go"] for way in ways} == {
        "能源 · 产值": "chain?chain=energy&county=all",
        "合水": "county?county=621024",
        "西峰 · 能源 · 产值": "chain?chain=energy&county=621002",
    }


def test_with_an_edition_before_the_month_says_where_the_two_differ():
    first, later = (
        month_changes.of_the_month([EVENT], CITY, is_later) for is_later in (False, True)
    )

    assert first.notes == ()
    assert later.notes == ("与上一版次的差别见“关于数据”。",)


def test_a_month_without_changes_is_one_quiet_line():
    panel = check(month_changes.of_the_month([], CITY))

    assert (panel.body, panel.finding) == (None, "本月变化")


def test_on_the_record_nothing_is_drawn_without_an_earlier_edition():
    assert check(month_changes.between_editions([], BOOK)).body is None


def test_on_the_record_what_was_added_or_corrected_is_listed():
    added = CORRECTION.with_(
        kind="new_period", old_value=None, period_end=date(2026, 10, 31), old_absence=None
    )
    panel = check(month_changes.between_editions([added, CORRECTION], BOOK))

    assert panel.finding == "与上一版次相比：更正 1、新期间 1"


def test_the_changes_are_english_in_english():
    panel = check(month_changes.of_the_month([EVENT, CORRECTION, OWED], CITY_EN))

    assert [text for text in read_by_people(panel) if CHINESE.search(text)] == []
