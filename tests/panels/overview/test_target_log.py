"""The register of targets: what was changed, and what the counties' add up to."""

from dataclasses import replace
from datetime import date

from chainboard.analysis.targets import in_versions, set_beside, with_sums
from chainboard.panels.overview.target_log import target_log
from chainboard.person import Audience, Grant
from chainboard.view import Row, View
from tests.panels.city_rows import CITY as ZH, CITY_EN as EN
from tests.panels.drawing import CHINESE, check, printed, read_by_people

OWN = Row(
    target_id=1, metric_id="output_value", name_zh="产业链产值", name_en="Output value", unit="亿元",
    kind="flow", decimals=2, adds_over_chains=False, area_code="621000", area_zh="庆阳",
    area_en="Qingyang", area_level="prefecture", chain_id="digital", parent_id=None,
    chain_zh="数字经济", chain_en="Digital", year=2026, version=1, target_kind="level", target=108.0,
    target_text="108", target_hedge="none", target_hedge_text=None, decided_on=date(2026, 1, 20),
    reason_zh=None, reason_en=None, source_id="s1", source_title="示例", grade="demo",
)  # fmt: skip
RAISED = OWN.with_(
    version=2, target=117.0, target_text="117", decided_on=date(2026, 7, 18),
    reason_zh="年中上调", reason_en="raised at mid-year",
)  # fmt: skip
XIFENG = OWN.with_(
    area_code="621002", area_zh="西峰", area_en="Xifeng", area_level="county", target=110.0,
    target_text="110",
)  # fmt: skip
GROWTH = OWN.with_(
    metric_id="industrial_va", name_zh="增加值增速", name_en="Value added", unit="%",
    kind="growth_only", target_kind="growth", target=8.4, target_text="8.4",
)  # fmt: skip
ROWS = [OWN, RAISED, XIFENG, GROWTH]


def drawn(rows: list[Row], view: View):
    versions = in_versions(rows)
    beside = set_beside(versions)
    return check(target_log(with_sums(versions, beside), beside, view))


def test_the_title_says_what_was_changed_and_where_the_counties_differ_most():
    assert drawn(ROWS, ZH).finding == (
        "2026年目标 2 项中 1 项调整过：数字经济产业链产值 108.00 亿元 → 117.00 亿元；"
        "1 项县（区）之和与市级不同，最大的是数字经济产业链产值，少 7.00 亿元（6.0%）"
    )


def test_a_change_has_its_day_and_its_reason_and_a_sum_says_of_how_many():
    first, second = drawn(ROWS, ZH).body.rows

    assert first[2:] == [
        "117 亿元", "110.00 亿元，1 个县（区）", "少 7.00 亿元（6.0%）",
        "全市 108.00 亿元 → 117.00 亿元，2026年7月18日：年中上调",
    ]  # fmt: skip
    assert second[2:] == ["8.4%", "", "", ""]


def test_behind_it_stands_every_version_with_its_day():
    versions = [row.with_(target_id=at) for at, row in enumerate(ROWS)]
    register = printed(drawn(versions, ZH), ZH)

    assert [line[2:6] for line in register] == [
        ["庆阳", "2026", "1", "108"], ["庆阳", "2026", "2", "117"],
        ["西峰", "2026", "1", "110"], ["庆阳", "2026", "1", "8.4%"],
    ]  # fmt: skip
    assert [line[7:9] for line in register] == [["", ""], ["110.00", "−7.00"], ["", ""], ["", ""]]


def test_the_page_holds_the_first_twenty_and_says_how_many_more_there_are():
    many = [row.with_(metric_id=f"m{at}", target_id=at) for at, row in enumerate([OWN] * 25)]
    panel = drawn(many, ZH)

    assert len(panel.body.rows) == 20 and "另有 5 项，见数据表。" in panel.notes


def test_a_reason_and_a_day_that_nobody_gave_are_said_to_be_missing():
    silent = RAISED.with_(reason_zh=None, decided_on=None)

    assert drawn([OWN, silent], ZH).body.rows[0][-1].endswith("，未注明日期：未注明原因")


def test_a_sum_that_is_the_target_agrees():
    panel = drawn([OWN, XIFENG.with_(target=108.0)], ZH)

    assert panel.finding == "2026年目标 1 项，没有调整过"
    assert panel.body.rows[0][4] == "一致"


def test_who_does_not_see_all_counties_is_told_no_sum():
    some = replace(ZH, audience=Audience((Grant(areas=frozenset({"621002"})),), True))
    panel = drawn(ROWS, some)

    assert [column["label"] for column in panel.body.columns] == [
        "产业链",
        "指标",
        "年度目标",
        "调整",
    ]
    assert [text for text in read_by_people(panel) if " 7.00" in text or "之和" in text] == []


def test_in_english_all_of_it_is_english():
    panel = drawn(ROWS, EN)

    assert [
        text for text in (panel.finding, panel.measure, *panel.notes) if CHINESE.search(text)
    ] == []


def test_without_targets_one_quiet_line_says_so():
    assert drawn([], ZH).status == "没有年度目标"
