"""The page of experience on both packs, both languages, without a browser."""

from __future__ import annotations

import re
from functools import cache

import pytest

from chainboard.board.search import entries
from chainboard.panels import Panel
from chainboard.queries import ask
from pages import chain, experience
from tests.pages.opened import as_browser_reads, chains, shown, view
from tests.panels.drawing import CHINESE, HOLLOW, check, read_by_people, words

pytestmark = pytest.mark.usefixtures("packs")
BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]
LATIN = re.compile(r"[A-Za-z]{4,}")


@cache
def page(pack: str, lang: str = "zh", **filters: str) -> dict[str, Panel]:
    seen = view(pack, lang, **filters)
    return {question.__name__: question(seen) for question in experience.PANELS}


def titles(panel: Panel) -> list[str]:
    return [face["label"] for face in panel.body.cards]


@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_every_panel_passes_what_holds_for_all_and_reaches_the_browser(pack, lang):
    for chain_id in ("all", *chains(pack)):
        for name, panel in page(pack, lang, chain=chain_id).items():
            assert panel.name == name
            if panel.body or panel.status:
                check(panel)
            said = as_browser_reads(panel, view(pack, lang, chain=chain_id))
            assert [text for text in words(said) if HOLLOW.search(text)] == []


def test_the_two_cases_of_the_meeting_stand_first_before_the_citys_own_and_all_others():
    told = page("published")["case_cards"]

    assert titles(told)[:2] == ["环县肉羊“五级车间”全产业链", "镇原白羽肉鸡“以商招商”"]
    kinds = [face["chip"]["word"].split("、")[0] for face in told.body.cards]
    assert kinds == sorted(kinds, key=["本市", "省内", "外地"].index)
    assert len(kinds) == 37


def test_their_series_stand_with_them_as_printed_and_only_where_there_are_figures():
    """环县羊饲养量 315 (2021) and 375 (2024); 镇原肉鸡 14.9 亿元 (2022), no second year."""
    told = page("published")["case_before_after"]
    facts = {box["title"]: [fact["value"] for fact in box["facts"]] for box in told.body.charts}

    assert facts["环县 · 羊饲养量"] == ["315 万只", "375 万只"]
    assert facts["环县 · 羊产业人均收入"] == ["4,000 元", "5,200 元", "6,000 元", "9,000 元"]
    assert facts["镇原 · 肉鸡产业产值"] == ["14.9 亿元"]
    assert [said for said in read_by_people(told) if "同比" in said or "推算" in said] == []


def test_a_chain_shows_its_own_cases_and_a_step_those_that_tell_of_it():
    mutton = page("published", chain="mutton")["case_cards"]
    cooked = page("published", chain="mutton", node="mutton_cooked")["case_cards"]

    assert [face["owner"] for face in mutton.body.cards] == [
        "环县", "环县", "宁夏盐池", "内蒙古巴彦淖尔",
    ]  # fmt: skip
    assert titles(cooked) == ["环县肉羊“五级车间”全产业链"]


def test_cases_of_parks_are_found_by_their_filter():
    told = page("published", cases="parks")["case_cards"]

    assert len(titles(told)) == 6
    assert all("园区" in face["chip"]["word"] for face in told.body.cards)


def test_the_province_stands_on_top_of_the_documents_and_the_newest_of_them_first():
    told = page("published")["policies"]
    levels = [row.level for row in told.rows]
    days = [row.issued_on for row in told.rows if row.level == "province" and row.issued_on]

    assert levels == sorted(levels, key=["province", "state", "city"].index)
    assert days == sorted(days, reverse=True)
    assert len(told.body.rows) == 22 and len(told.rows) == 23


def test_meetings_come_newest_first_and_chairs_are_offices():
    told = page("published")["meetings"]

    assert [row.held_on.year for row in told.rows[:2]] == [2026, 2025]
    assert told.rows[-1].held_on.year == 2021
    assert not [
        row for row in told.rows if not re.search("[市省县长委办会处厅记写]", row.chaired_by_zh)
    ]


def test_a_chinese_screen_has_no_english_in_its_cases():
    for face in page("published")["case_cards"].body.cards:
        assert LATIN.findall(face["text"]) == [], face["label"]


def test_an_english_screen_has_chinese_only_where_a_source_is_named():
    panels = page("published", "en")
    told = [row[:5] for row in panels["policies"].body.rows]
    told += [row[:5] for row in panels["meetings"].body.rows]
    told += [[face["text"], *face["notes"]] for face in panels["case_cards"].body.cards]
    numbers = re.compile(r"^[\u4e00-\u9fff]+〔\d{4}〕\d+号$")

    assert [w for w in words(told) if CHINESE.search(w) and not numbers.match(w)] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_demo_pack_says_what_will_stand_there_and_how_it_comes_there(lang):
    panels = page("demo", lang)

    assert {panel.body for panel in panels.values()} == {None}
    said = "在上面" if lang == "zh" else "above"
    told = ("policies", "case_cards", "meetings")
    assert [name for name in told if said not in panels[name].status] == []


def test_search_finds_documents_by_their_number_and_cases_by_their_place():
    found = entries(view("published"))
    by_number = [entry for entry in found if "甘政发〔2021〕27号" in entry["keys"]]
    in_yanchi = [entry for entry in found if "宁夏盐池" in entry["keys"]]

    assert [entry["go"] for entry in by_number] == ["experience?chain=all&county=all"]
    assert [(e["kind"], e["go"]) for e in in_yanchi] == [
        ("做法案例", "experience?chain=mutton&county=all")
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chain_with_documents_or_cases_of_its_own_says_so_on_its_page(lang):
    for chain_id in chains("published"):
        seen = view("published", lang, chain=chain_id)
        panel = chain.chain_practice(seen)
        rows = ask(seen, "experience.of_chain")
        assert bool(panel.body) == bool(rows)
        assert not panel.body or len(panel.body.rows) == min(5, len(rows))


def test_every_panel_of_the_published_pack_is_shown():
    assert len(shown(page("published"))) == 4
