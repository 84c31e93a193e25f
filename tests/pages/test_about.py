"""The about page on both packs, both languages, without a browser."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from chainboard.queries import ask
from tests.pages.opened import about_page, as_browser_reads, table, view
from tests.panels.drawing import CHINESE, HOLLOW, SUFFIX, read_by_people, words

pytestmark = pytest.mark.usefixtures("packs")
BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_panel_is_full_and_has_the_name_of_its_question(pack, lang):
    for name, panel in about_page(pack, lang).items():
        assert panel.name == name
        if name == "changes":  # built once: there may be no edition before
            assert panel.finding and (panel.body or panel.status)
            continue
        if name == "code_looked_up":  # nothing was typed
            assert panel.body is None and not panel.status
            continue
        if name in ("catalogue", "peers") and pack == "demo":  # only a record holds any
            continue
        if name.endswith("light_inputs") and pack == "published":  # a record has no lights
            assert panel.body is None
            continue
        assert panel.body.rows and panel.finding and panel.measure


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_panel_reaches_the_browser_without_a_hollow_word(pack, lang):
    for name, panel in about_page(pack, lang).items():
        said = as_browser_reads(panel, view(pack, lang))
        assert [text for text in words(said) if HOLLOW.search(text)] == [], name
        assert [text for text in read_by_people(panel) if SUFFIX.search(text)] == [], name


@pytest.mark.parametrize("pack", ["published", "demo"])
def test_titles_and_headings_are_english_in_english(pack):
    for panel in about_page(pack, "en").values():
        said = (panel.finding, panel.measure, *(column.label for column in panel.columns))
        assert [text for text in said if CHINESE.search(text)] == []


@pytest.mark.parametrize("pack", ["published", "demo"])
def test_every_metric_of_the_dictionary_is_listed_with_unit_kind_and_growth_basis(pack):
    listed = table(about_page(pack, "zh")["dictionary"])

    assert len(listed) == len(ask(view(pack), "metrics.dictionary"))
    needed = ("指标", "定义", "单位", "类型", "增速口径", "频率", "数据责任单位")
    assert [row for row in listed if not all(row[name] for name in needed)] == []


def test_only_government_publishers_and_copies_that_are_pinned_have_a_link():
    panel = about_page("published", "zh")["sources"]
    shown = zip(panel.rows, panel.body.rows, strict=True)
    linked = {row.grade for row, (_grade, title, *_) in shown if isinstance(title, dict)}

    assert linked == {"A", "B", "C"}
    loose = [row.url for row in panel.rows if row.grade == "C" and row.url]
    assert len(loose) == 6 and all(re.search("/[0-9a-f]{40}/", url) for url in loose)


def test_what_no_page_draws_is_listed_with_its_source():
    page = about_page("published", "zh")["catalogue"]

    assert page.finding == "资料目录：政策文件 22、会议 19、名单 17、本市做法 19、外地做法 18"
    assert [row.name_zh for row in page.rows if not row.source_title] == []


def test_all_fourteen_prefectures_stand_in_the_table_of_industrial_investment():
    """2025年1—9月 庆阳14.5%, 2022年1—5月 +124.8%: 14 of 14; 2024年1—10月 13 of 14."""
    rows = about_page("published", "zh")["peers"].rows
    counted = Counter(str(row.period_end) for row in rows)
    own = {str(row.period_end): row.growth_text for row in rows if row.area_zh == "庆阳"}

    assert counted == {"2025-09-30": 14, "2025-06-30": 14, "2024-10-31": 13, "2022-05-31": 14}
    assert (own["2025-09-30"], own["2022-05-31"]) == ("14.5", "124.8")


def test_every_grade_of_source_is_counted():
    page = about_page("published", "zh")["sources"]

    assert {row.grade for row in page.rows} == {"A", "B", "C"}
    assert all(name in page.finding for name in ("政府网站", "媒体或机构", "转载"))


@pytest.mark.parametrize("pack", ["published", "demo"])
def test_the_edition_says_its_number_and_its_loads(pack):
    page = about_page(pack, "zh")["editions"]

    assert page.finding.startswith(f"版次 {view(pack).edition}：")
    assert len(page.rows) == len(ask(view(pack), "about.loads"))


@pytest.mark.parametrize("pack", ["published", "demo"])
def test_five_kinds_of_missing_are_explained(pack):
    kinds = about_page(pack, "zh")["missing_kinds"]

    assert [row["缺数原因"] for row in table(kinds)] and len(kinds.rows) == 5


def test_all_five_kinds_of_missing_occur_in_the_demo_pack():
    assert all(row.figures > 0 for row in about_page("demo", "zh")["missing_kinds"].rows)


def test_the_rules_of_the_lights_are_told_in_words():
    rules = " ".join(row["规则"] for row in table(about_page("demo", "zh")["rules"]))

    assert all(word in rules for word in ("序时进度", "正常", "关注", "滞后"))
