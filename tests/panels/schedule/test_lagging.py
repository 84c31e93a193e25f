"""The sets of what lags, the timeline, and the roster."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chainboard.analysis import projects
from chainboard.panels.schedule import lagging, roster, timeline
from chainboard.view import Row
from tests.analysis.test_projects import RULES
from tests.panels.drawing import RECORD, ZH, check, inked
from tests.panels.schedule.drawn import AS_OF, BUREAUS, CITED, DONE, STARTED, WAITS, judged, project
from tests.queries.answers import row_of
from tests.tables import rows

ALL = replace(ZH, chain="all")
SETS = [rule for rule in RULES if rule.kind == "lagging"]
CONTEXT = {"bureaus": BUREAUS, "rules": SETS, "unsigned": 0, "has_projects": True}


def drawn(*listed, firms=(), view=ALL, **context):
    members = projects.lagging(judged(*listed), RULES, AS_OF)
    return lagging.lagging(members, list(firms), {**CONTEXT, **context}, view)


def test_each_set_is_counted_and_its_members_say_since_when():
    panel = check(drawn(WAITS, STARTED, DONE))

    assert panel.finding == "签约未开工 1、开工未纳统 1、竣工未投产 1、达规未入统（待核实） 0"
    assert [row[0] for row in panel.body.rows] == ["签约未开工", "开工未纳统", "竣工未投产"]
    first, second, third = panel.body.rows
    assert (first[3], first[4]) == (
        "2026年8月1日",
        {"light": "behind", "words": "■ 滞后", "more": "106 天"},
    )
    assert second[4] == {"light": "behind", "words": "■ 滞后", "more": "75 天"}
    assert third[4] == "167 天"
    assert first[6] == "市工信局"


def test_a_firm_is_only_to_be_verified_and_has_no_light():
    firm = row_of(
        "projects.firms_to_verify", enterprise_id="f1", name_zh="示例企业", name_en="Demo firm",
        area_zh="西峰", chain_zh=["石化"], chain_en=["Petrochemicals"], revenue=0.3, **CITED,
    )  # fmt: skip
    panel = check(drawn(firms=[firm]))

    assert panel.body.rows == [
        ["达规未入统（待核实）", "示例企业", "西峰 · 石化", "", "待核实", "", "统计部门核实"]
    ]


def test_the_words_of_the_sets_stand_under_them_and_what_no_set_holds_is_counted():
    panel = drawn(WAITS, unsigned=3)

    assert panel.notes[:4] == ("not_started", "not_entered", "not_producing", "to_verify")
    assert "另有 3 个项目过了计划开工日期没有开工" in panel.notes[4]


def test_a_light_that_is_chosen_does_not_move_the_sets_and_they_say_so():
    panel = drawn(WAITS, view=replace(ALL, light="watch"))

    assert panel.notes[-1] == "本板块不随所选评灯变化。"


def test_where_nothing_lags_one_line_says_so_and_a_record_has_no_such_panel():
    assert "签约未开工 0" in drawn().status
    assert drawn(has_projects=False).status.startswith("没有项目")
    assert drawn(view=RECORD).status == ""


def test_plan_actual_and_what_is_overdue_are_bars_from_day_to_day():
    panel = check(timeline.timeline(judged(WAITS, STARTED, DONE), ALL))
    planned, actual, overdue = inked(panel.body)
    at = planned["y"].index("示例甲")
    day = timeline.DAY

    assert (planned["base"][at], planned["x"][at]) == ("2026-08-01", 365 * day)
    assert (actual["base"][at], overdue["base"][at]) == (None, "2026-08-01")
    assert overdue["x"][at] == 106 * day
    begun = planned["y"].index("示例乙")
    assert (actual["base"][begun], actual["x"][begun]) == ("2026-09-01", 75 * day)
    assert panel.body.layout["shapes"][0]["x0"] == "2026-11-15"
    assert panel.finding == "3 个项目中 1 个超过计划日期还没有开工或竣工"


def test_what_is_being_built_past_its_planned_end_is_overdue_from_there():
    built = project(
        "丁", rank=5, start_planned=date(2025, 1, 1), started_on=date(2025, 1, 1),
        completion_planned=date(2026, 11, 5),
    )  # fmt: skip
    _, actual, overdue = inked(timeline.timeline(judged(built), ALL).body)

    assert actual["x"] == [673 * timeline.DAY]
    assert (overdue["base"], overdue["x"]) == (["2026-11-05"], [10 * timeline.DAY])


def test_the_timeline_says_how_many_it_draws():
    many = [
        project(f"{number:02d}", rank=1, start_planned=date(2027, 1, 1)) for number in range(23)
    ]
    panel = check(timeline.timeline(judged(*many), ALL))

    assert "画出前 20 个" in panel.measure
    assert len(panel.rows) == 23


def test_a_record_draws_printed_days_only_and_no_line_of_the_day():
    told = [
        project("甲", rank=4, started_on=date(2024, 2, 29), completion_planned=date(2025, 1, 1)),
        project("乙", rank=7, started_on=date(2023, 3, 16), produced_on=date(2025, 5, 8)),
        project("丙", rank=5),
    ]
    found = projects.standing(told, [], [], RECORD.as_of)
    panel = check(timeline.timeline(found, replace(RECORD, chain="all")))
    (bars,) = inked(panel.body)

    assert panel.finding == "3 个项目中 2 个印有开工日期"
    assert bars["x"] == [784 * timeline.DAY, 0]
    assert "shapes" not in panel.body.layout


def test_without_any_day_there_is_one_line():
    assert timeline.timeline(judged(project("甲", rank=1)), ALL).status == "没有写明日期的项目"


ROSTER = """
    chain_id   parent_id  chain_zh  chain_en  role         holder_zh  holder_en  is_post
    petrochem  -          石化        Petro     leader       示例岗位       Demo post  true
    petrochem  -          石化        Petro     lead_bureau  示例局        Demo A     true
    petrochem  -          石化        Petro     lead_bureau  示例委        Demo B     true
    energy     -          能源        Energy    -            -          -          -
"""


def offices(text=ROSTER):
    return [Row({**CITED, "grade": "B", **row}) for row in rows(text)]


def test_a_chain_is_a_line_and_a_role_without_an_office_is_to_be_filled_in():
    panel = check(roster.roster(offices(), ALL))
    heads = [column["label"] for column in panel.body.columns]
    first, second = (dict(zip(heads, line, strict=True)) for line in panel.body.rows)

    assert (first["链长"], first["牵头部门"], first["副链长"]) == (
        "示例岗位",
        "示例局、示例委",
        "待填报",
    )
    assert second["产业链"] == {"go": "chain?chain=energy", "words": "能源"}
    assert panel.finding == "2 条链的机构和岗位，待填报 12 处"


def test_who_may_not_see_firms_has_no_column_of_them():
    audience = replace(ALL.audience, sees_firms=False)
    panel = roster.roster(offices(), replace(ALL, audience=audience))

    assert "链主企业" not in [column["label"] for column in panel.body.columns]


def test_a_record_prints_roles_as_they_stand_and_says_which_are_posts():
    text = (
        ROSTER
        + "    -          -          -         -         leader       未列名        Unnamed    false\n"
    )
    panel = check(roster.printed(offices(text), replace(RECORD, chain="all")))
    said = [[row[0], row[2], row[3]] for row in panel.body.rows]

    assert ["能源", "公开资料未见", ""] in said
    assert ["全部产业链", "未列名", "照原文，不作认定"] in said
    assert ["石化", "示例局", "可以认定"] in said
    assert panel.finding == "公开资料里与产业链有关的机构 4 条，其中可以认定的 3 条"
