"""The intake page's panels: who has reported, who is late, and every file that came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from chainboard.packs import CITY as CITY_PACK
from chainboard.panels import Panel, loads as sent
from chainboard.person import Audience, Grant
from chainboard.view import Row, View
from tests.panels.drawing import CHINESE, EN, RECORD, RECORD_EN, ZH, check, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows

CITY = View(pack=CITY_PACK, as_of=date(2026, 11, 15))
OFFICES = {"市工信局": "Industry office", "市商务局": "Commerce office"}


def table(panel: Panel) -> list[list[object]]:
    return list(panel.body.rows)


def owed(drawn: str) -> list[Row]:
    """Rows of loads.received: first_sent_at is the day drawn as came."""
    return [
        row_of(
            "loads.received",
            office_zh=row.office,
            office_en=OFFICES[row.office],
            template=row.template,
            period_end=row.period_end,
            due_on=row.due_on,
            load_id=None if row.came is None else 1,
            first_sent_at=row.came and datetime.combine(row.came, datetime.max.time()),
            errors=0,
            warnings=row.get("warnings", 0),
        )
        for row in rows(drawn)
    ]


FIVE_STATES = """
    office    template    period_end  due_on      came        warnings
    市商务局   deals       2026-06-30  2026-07-12  2026-07-12  0
    市商务局   deals       2026-07-31  2026-08-12  2026-08-11  2
    市商务局   deals       2026-08-31  2026-09-12  2026-09-13  2
    市商务局   deals       2026-09-30  2026-10-12  -           0
    市商务局   deals       2026-10-31  2026-11-15  -           0
"""


def test_an_office_reads_its_own_list_as_its_own():
    own = replace(CITY, audience=Audience((Grant(chains=frozenset({"apple"})),), office="市商务局"))

    panel = check(sent.submission_monitor(owed(FIVE_STATES), own))
    assert panel.finding == (
        "本单位迟报或未报 2 张：2026年9月招商未报（迟 34 天）；2026年8月招商迟报 1 天"
    )
    assert panel.measure.startswith("只列市商务局要报的")
    english = sent.submission_monitor(owed(FIVE_STATES), replace(own, lang="en"))
    assert english.measure.startswith("only what Commerce office owes")
    nothing = sent.submission_monitor([], own)
    assert nothing.status == "报送清单里没有市商务局要报的报表"


@pytest.mark.parametrize("view", [ZH, CITY])
def test_each_of_the_five_states_is_a_mark_and_a_word(view):
    (line,) = table(check(sent.submission_monitor(owed(FIVE_STATES), view)))

    assert line == [
        "市商务局", "招商", "● 已报", "▲ 有疑问（2 处）", "■ 迟报 1 天", "■ 未报（迟 34 天）",
        "— 未到期", "2 期，共 4 期",
    ]  # fmt: skip


def test_days_of_a_missing_report_run_to_the_day_of_the_data_and_never_to_today():
    later = View(pack=CITY_PACK, as_of=date(2026, 11, 16))

    (line,) = table(sent.submission_monitor(owed(FIVE_STATES), later))
    assert line[-2] == "■ 未报（迟 1 天）"


def test_the_finding_names_the_worst_of_each_office_what_is_owed_first():
    found = sent.submission_monitor(
        owed(
            FIVE_STATES
            + """    市工信局   indicators  2026-09-30  2026-10-10  2026-12-10  0
            """
        ),
        ZH,
    ).finding

    assert found == (
        "2 个单位迟报或未报：市商务局 2026年9月招商未报（迟 34 天）；市工信局 2026年9月指标迟报 61 天"
    )


def test_when_all_is_in_time_the_finding_says_so():
    in_time = "\n".join(FIVE_STATES.splitlines()[:4])

    assert sent.submission_monitor(owed(in_time), ZH).finding == "应报的报表都按期报送"


MANY = """
    office    template    period_end  due_on      came
    市工信局   indicators  2025-10-31  2025-11-10  2025-11-20
    市工信局   indicators  2025-11-30  2025-12-10  2025-12-11
    市工信局   indicators  2026-05-31  2026-06-10  2026-06-10
    市工信局   indicators  2026-06-30  2026-07-10  2026-07-10
    市工信局   indicators  2026-07-31  2026-08-10  2026-08-12
    市工信局   indicators  2026-08-31  2026-09-10  2026-09-10
    市工信局   indicators  2026-09-30  2026-10-10  2026-10-10
    市工信局   indicators  2026-10-31  2026-11-10  2026-11-10
    市商务局   parks       2026-09-30  2026-10-20  2026-10-21
"""


def test_six_periods_are_shown_and_lateness_is_counted_over_twelve_months():
    panel = sent.submission_monitor(owed(MANY), ZH)

    assert [column.label for column in panel.columns[2:-1]] == [
        f"2026年{month}月" for month in range(5, 11)
    ]
    assert table(panel)[0][-1] == "2 期，共 7 期"


def test_a_month_without_a_quarterly_workbook_says_that_none_is_due():
    (_, quarterly) = table(sent.submission_monitor(owed(MANY), ZH))

    assert quarterly[2:-1] == ["无须报"] * 4 + ["■ 迟报 1 天", "无须报"]


def test_without_a_list_the_panel_names_the_file_to_fill_and_its_columns():
    panel = check(sent.submission_monitor([], CITY))

    assert "var/city/expected.csv" in panel.status
    assert "office_zh, office_en, template, every, due_day, first_period" in panel.status


def test_on_the_published_pack_no_office_reports():
    assert check(sent.no_offices(RECORD)).status == "公开数据没有报送单位。"
    assert not CHINESE.search(check(sent.no_offices(RECORD_EN)).status)


def test_on_the_published_pack_the_one_collection_of_facts_is_listed():
    facts = [row.with_(template="facts", withdrawn_at=None, status="accepted") for row in files()]

    panel = check(sent.loads(facts[:1], RECORD))

    assert panel.finding == "公开资料汇编 1 批，没有单位报送"
    assert table(panel)[0][2] == "公开资料汇编"


def files() -> list[Row]:
    same = {"sent_by_en": None, "first_edition": 3, "errors": 0, "warnings": 0}
    days = {"sent_at": datetime(2026, 11, 9, 9, 30), "withdrawn_at": datetime(2026, 11, 10, 8, 0)}
    return [
        row_of("loads.all", **{**same, **days, **row})
        for row in rows("""
            load_id  file_name  template          sent_by   rows_in  rows_kept  status     errors  warnings  withdrawn_by  reason
            2        乙.xlsx     indicators,parks  市工信局   1,200    1,198      accepted   1       3         -             -
            1        甲.xlsx     deals             市商务局   5        5          withdrawn  0       0         市商务局       单位填错
            3        丙.xlsx     problems          市商务局   0        0          accepted   0       0         -             -
        """)
    ]


def test_a_load_says_its_workbooks_its_rows_its_remarks_and_its_first_edition():
    assert table(check(sent.loads(files(), CITY)))[0] == [
        "2", "乙.xlsx", "指标、园区", "市工信局", "2026年11月9日", "1,198 / 1,200",
        "错误 1 处，提示 3 处", "● 已导入", "3",
    ]  # fmt: skip


def test_a_withdrawn_load_says_so_with_its_office_and_the_reason():
    panel = sent.loads(files(), CITY)

    assert table(panel)[1][-2] == "■ 已撤回：单位填错（市商务局，2026年11月10日）"
    assert panel.finding == "收到报表 3 批，其中撤回 1 批"


def test_a_report_of_which_only_the_record_is_there_shows_no_rows():
    panel = sent.loads(files(), ZH)

    assert table(panel)[2][5] == "仅报送记录"
    assert "没有带来数据行" in panel.measure
    assert "没有带来数据行" not in sent.loads(files()[:2], ZH).measure


def test_an_empty_city_says_how_to_begin():
    assert "python -m chainboard template" in check(sent.loads([], CITY)).status


def test_titles_and_headings_are_english_in_english():
    monitor = sent.submission_monitor(owed(FIVE_STATES), EN)
    assert [text for text in read_by_people(monitor) if CHINESE.search(text)] == []
    loads = sent.loads(files(), EN)
    assert not CHINESE.search(loads.finding + loads.measure + loads.alt)
