"""The about page's tables: dictionary, sources, edition, rules, kinds of missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from chainboard.packs import CITY
from chainboard.panels import Panel, about
from chainboard.view import Row
from tests.panels.drawing import CHINESE, EN, RECORD, ZH, printed, read_by_people
from tests.queries.answers import row_of
from tests.tables import rows


def table(panel: Panel) -> list[list[object]]:
    return list(panel.body.rows)


def headings(panel: Panel) -> list[str]:
    return [column["label"] for column in panel.body.columns]


def metrics() -> list[Row]:
    plain = {"kind": "flow", "frequency": "monthly", "face": "chain_output", "owner_zh": "unknown",
             "owner_en": "unknown", "is_our_definition": False}  # fmt: skip
    return [
        row_of("metrics.dictionary", **{**plain, **row})
        for row in rows("""
            metric_id         name_zh   name_en        unit  growth_basis  definition_zh  definition_en  is_our_definition  figures
            honey_output      蜂蜜产量   Honey output   吨     unknown       蜂蜜           Honey          false              0
            crude_oil_output  原油产量   Crude output   万吨   physical      原油           Crude          true               1234
        """)
    ]


def test_metrics_with_figures_come_first_and_say_unit_kind_and_growth_basis():
    panel = about.dictionary(metrics(), ZH)

    assert table(panel)[0] == [
        "原油产量", "原油（本项目拟定）", "万吨", "流量", "实物量", "月度", "未注明", "产业链", "1,234",
    ]  # fmt: skip
    assert panel.finding == "指标字典：2 项，其中 1 项有数"


def test_what_no_source_says_of_a_metric_reads_not_stated():
    honey = table(about.dictionary(metrics(), ZH))[1]

    assert (honey[4], honey[6]) == ("未注明", "未注明")


def test_a_definition_of_ours_is_marked_and_a_quoted_one_is_not():
    crude, honey = table(about.dictionary(metrics(), ZH))

    assert "本项目拟定" in crude[1] and "本项目拟定" not in honey[1]


def sources() -> list[Row]:
    return [
        row_of("sources.cited", **row)
        for row in rows("""
            source_id  title     publisher  published_on  grade  url                  figures  shown
            s1         市公报     市统计局    2025-03-01    A      https://example.org  10       8
            s2         报道       某媒体     -             B      -                    3        3
            s3         转载       -          -             C      -                    1        0
        """)
    ]


def test_a_source_says_its_grade_and_only_government_and_publishers_have_a_link():
    government, press, reprint = table(about.sources(sources(), RECORD))

    assert government[1] == {"words": "市公报", "href": "https://example.org"}
    assert (press[1], reprint[1]) == ("报道", "转载")
    assert [row[0] for row in (government, press, reprint)] == [
        "A 政府网站",
        "B 媒体或机构",
        "C 转载",
    ]


def test_sources_listed_are_told_from_those_with_a_figure_that_is_shown():
    finding = about.sources(sources(), RECORD).finding

    assert finding.startswith("列出来源 3 处，其中 2 处有显示的数：")


def test_a_file_of_the_city_that_brings_no_figure_does_not_seem_empty():
    projects = row_of(
        "sources.cited", source_id="load_1", title="项目.xlsx", grade="city", figures=0, shown=0
    )

    assert table(about.sources([projects], replace(RECORD, pack=CITY)))[0][-1] == "—"


def test_a_source_without_a_day_says_that_none_is_stated():
    assert table(about.sources(sources(), RECORD))[1][3] == "未注明"


def edition() -> Row:
    return row_of(
        "about.contents",
        number=3,
        as_of=date(2026, 11, 15),
        built_at=datetime(2026, 11, 15, 8, 0),
        figures=24113,
        metrics=50,
        sources=3,
    )


def loads() -> list[Row]:
    return [
        row_of("about.loads", sent_at=datetime(2026, 11, 14, 9, 0), **row)
        for row in rows("""
            load_id  file_name  template  sent_by    rows_in  rows_kept  status
            1        十月.xlsx   demo      示例统计局  1,200    1,198      accepted
        """)
    ]


def test_an_edition_says_what_it_holds_and_from_which_day_it_speaks():
    panel = about.editions([edition()], loads(), ZH)

    assert panel.finding == "版次 3：24,113 个数，50 项指标，3 处来源"
    assert "2026年11月15日" in panel.measure


def test_a_load_says_its_file_its_office_and_what_was_kept():
    assert table(about.editions([edition()], loads(), ZH)) == [
        ["1", "十月.xlsx", "示例统计局", "2026年11月14日", "1,198 / 1,200"]
    ]


def rules() -> list[Row]:
    return [
        row_of("rules.in_force", valid_from=date(2021, 1, 1), **row)
        for row in rows("""
            rule_id  version  kind   light   words_zh    words_en  source_zh   source_en
            behind   2        light  behind  滞后的规则   Behind    本项目默认   Our default
        """)
    ]


def test_a_rule_says_its_words_its_version_since_when_and_from_where():
    assert table(about.rules(rules(), ZH)) == [["滞后的规则", "2", "2021年1月1日", "本项目默认"]]


def test_on_the_published_pack_the_rules_give_no_light():
    assert "不评灯" in about.rules(rules(), RECORD).measure
    assert "公开数据不评灯" not in about.rules(rules(), ZH).measure


def kinds() -> list[Row]:
    names = ("late", "not_due", "not_applicable", "suppressed", "not_published")
    return [row_of("about.missing_kinds", absence=name, figures=n) for n, name in enumerate(names)]


def test_each_of_the_five_kinds_of_missing_says_what_it_means():
    found = table(about.missing_kinds(kinds(), ZH))

    assert [row[0] for row in found] == ["未报", "未到期", "不适用", "保密", "未发布"]
    assert len({row[1] for row in found}) == 5
    assert "都不是零" in about.missing_kinds(kinds(), ZH).finding


def test_on_the_published_pack_no_office_owes_a_figure():
    assert "公开资料未见" in about.missing_kinds(kinds(), RECORD).measure


@pytest.mark.parametrize("view", [ZH, EN])
def test_what_is_shown_is_what_stands_behind_it(view):
    panels = (
        about.dictionary(metrics(), view),
        about.sources(sources(), view),
        about.editions([edition()], loads(), view),
        about.rules(rules(), view),
        about.missing_kinds(kinds(), view),
    )

    for panel in panels:
        assert headings(panel) == [column.label for column in panel.columns]
        assert table(panel) == printed(panel, view)


def test_headings_titles_and_kinds_are_english_in_english():
    panels = (about.rules(rules(), EN), about.missing_kinds(kinds(), EN))

    for panel in panels:
        assert [text for text in read_by_people(panel) if CHINESE.search(text)] == []
