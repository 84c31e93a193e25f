"""What stands round the panels: title, the way up, and the selector of the page."""

from __future__ import annotations

import json
import time
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from chainboard.board import address, head, scene
from chainboard.navigation import pages
from chainboard.person import AT_THE_DESK, VISITOR, Person
from chainboard.queries import ask
from chainboard.sheet import titles
from chainboard.store import editions, selfcheck
from tests.pages.opened import view
from tests.panels.drawing import CHINESE

pytestmark = pytest.mark.usefixtures("packs")
PACKS = ("published", "demo")
PAGES = {page.address: page for page in pages()}
PLACES: tuple[dict[str, str], ...] = (
    {"chain": "petrochem"},
    {"chain": "apple"},
    {"chain": "petrochem", "county": "621022"},
    {"chain": "apple", "county": "621027"},
)


def a_park(pack: str) -> str:
    return str(ask(view(pack), "places.parks")[0].park_id)


def every_view(pack: str, lang: str):
    for filters in (*PLACES, {"chain": "apple", "park": a_park(pack)}):
        yield view(pack, lang, **filters)


def way(page: str, **filters: str) -> list[str]:
    return [step["words"] for step in head.path(PAGES[page], view("demo", **filters))]


def here(page: str, pack: str = "demo", lang: str = "zh", **filters: str) -> list[dict]:
    seen = view(pack, lang, **filters)
    return head.options(PAGES[page], scene.Scene(seen, scene.choices_of(seen), (), True))


def test_the_overview_is_the_top_and_has_no_way_up():
    assert way("overview", county="621022") == []


def test_the_way_up_from_a_sub_chain_goes_through_its_chain():
    assert way("chain", chain="apple") == ["庆阳市", "现代农业", "苹果"]
    assert way("chain", chain="petrochem") == ["庆阳市", "油煤气化工"]


def test_a_county_that_is_picked_is_the_last_step():
    assert way("chain", chain="petrochem", county="621022") == ["庆阳市", "油煤气化工", "环县"]
    assert way("county", county="621022") == ["庆阳市", "各县（区）", "环县"]
    assert way("investment", county="621022") == ["庆阳市", "招商引资", "环县"]


def test_a_page_about_no_county_has_none_among_its_steps():
    assert way("intake", county="621022") == ["庆阳市", "导入"]


def test_a_page_of_all_is_one_step_below_the_city():
    assert way("county") == ["庆阳市", "各县（区）"]
    assert way("parks", county="621022") == ["庆阳市", "各园区"]
    assert way("about", county="621022") == ["庆阳市", "关于数据"]


def test_the_park_that_is_picked_is_the_last_step_and_its_name_the_title():
    (park, *_) = ask(view("demo"), "places.parks")

    assert way("parks", park=park.park_id) == ["庆阳市", "各园区", park.name_zh]
    title, _ = titles.title(PAGES["parks"], view("demo", park=park.park_id))
    assert title == f"园区 · {park.name_zh}"


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("page", PAGES)
def test_every_step_but_the_last_leads_to_a_page_that_exists(pack, page):
    for seen in every_view(pack, "zh"):
        known = scene.choices_of(seen).known
        for step in head.path(PAGES[page], seen)[:-1]:
            up, _, query = step["go"].partition("?")
            _view, messages = address.read(dict(parse_qsl(query)), seen, known)
            assert up in PAGES and messages == (), step


@pytest.mark.parametrize("page", ["county", "investment", "parks"])
def test_a_step_up_to_all_lets_go_of_what_was_picked(page):
    seen = view("demo", county="621022", park=a_park("demo"))
    (_, whole, _last) = head.path(PAGES[page], seen)
    known = scene.choices_of(seen).known
    up, _ = address.read(dict(parse_qsl(whole["go"].partition("?")[2])), seen, known)

    assert (up.county, up.park) == ("all", "all")


@pytest.mark.parametrize("page", PAGES)
def test_titles_and_steps_are_english_in_english(page):
    for pack in PACKS:
        for seen in every_view(pack, "en"):
            said = [
                *titles.title(PAGES[page], seen),
                *(step["words"] for step in head.path(PAGES[page], seen)),
            ]
            assert [text for text in said if CHINESE.search(text)] == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_title_begins_with_a_capital_and_is_never_empty(page, lang):
    for seen in every_view("demo", lang):
        title, _ = titles.title(PAGES[page], seen)
        assert title and title[0] == title[0].upper()


@pytest.mark.parametrize("page", PAGES)
def test_only_the_record_says_that_it_is_one_and_has_no_lights(page):
    chain = {"chain": "petrochem"}

    told = titles.title(PAGES[page], view("published", **chain))[1]
    assert ("不评灯" in told) is not PAGES[page].is_internal  # the audit is of no data at all
    assert titles.title(PAGES[page], view("demo", **chain))[1] == ""


def test_title_and_way_up_name_the_place_that_the_board_is_about():
    of_huan = view("demo", scope="621022")

    assert titles.title(PAGES["overview"], of_huan)[0] == "环县产业链总览"
    assert head.path(PAGES["about"], of_huan)[0]["words"] == "环县"


def test_the_title_is_the_chain_or_the_county_that_is_looked_at():
    assert titles.title(PAGES["chain"], view("demo", chain="apple"))[0] == "苹果产业链"
    assert titles.title(PAGES["county"], view("demo", county="621022"))[0] == "环县"
    assert titles.title(PAGES["investment"], view("demo", county="621022"))[0] == "招商引资 · 环县"


def test_the_selector_of_chains_has_every_chain_and_marks_the_parts():
    chains = ask(view("demo"), "places.chains")
    offered = here("chain")

    assert [option["id"] for option in offered] == [row.chain_id for row in chains]
    assert {option["id"] for option in offered if option["parent"]} == {
        "apple", "mutton", "broiler", "mushroom",
    }  # fmt: skip


@pytest.mark.parametrize(("page", "whole"), [("county", "全市"), ("parks", "全部园区")])
@pytest.mark.parametrize("pack", PACKS)
def test_the_selectors_of_counties_and_parks_begin_with_all_of_them(pack, page, whole):
    first, *others = here(page, pack)

    assert first == {"id": "all", "label": whole, "parent": False}
    assert len(others) == 8


def test_the_selectors_speak_english_in_english():
    for pack in PACKS:
        for page in PAGES:
            labels = [option["label"] for option in here(page, pack, "en")]
            assert [label for label in labels if CHINESE.search(label)] == []


def test_a_page_without_a_selector_offers_nothing_and_has_all_selected():
    assert here("about") == []
    assert head.selected(PAGES["about"], view("demo", county="621022")) == "all"


def test_what_is_selected_is_one_of_what_is_offered():
    picked = {"chain": "apple", "county": "621022", "park": a_park("demo")}
    seen = view("demo", **picked)

    for name, page in {"chain": "chain", "county": "county", "park": "parks"}.items():
        assert head.selected(PAGES[page], seen) == picked[name]
        assert picked[name] in [option["id"] for option in here(page, **picked)]


def test_the_names_that_are_searched_come_from_an_address_of_this_very_edition():
    """A browser keeps them for a year, and a number may come with other content."""
    seen = view("demo")
    mark = editions.mark("demo", seen.edition)

    assert len(mark) == 16
    assert head.names_address(seen) == f"./board/search/demo/{seen.edition}/{mark}/zh"


def test_what_a_browser_keeps_of_a_page_it_keeps_under_the_content_of_the_edition():
    seen = view("demo")
    sent = head.of_page(PAGES["about"], scene.Scene(seen, scene.choices_of(seen), (), True))

    assert sent["key"].endswith(f"#{editions.mark('demo', seen.edition)}")
    assert "#" not in "".join(sent["address"].values())


@pytest.fixture
def machine(packs, tmp_path, monkeypatch):
    """A machine of its own with the demo data, where no self-check has been made."""
    (tmp_path / "demo").symlink_to(packs / "demo")
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    return tmp_path


def foot(page: str, lang: str, person: Person = AT_THE_DESK, theme: str = "light") -> str:
    """What the foot says besides what is said to everyone."""
    seen = view("demo", lang, theme=theme)
    now = scene.Scene(seen, scene.choices_of(seen), (), True, person=person)
    return "\n".join(head.of_page(PAGES[page], now)["kept"])


def keep(machine: Path, **faults: list[tuple[str, str]]) -> None:
    told = {"at": "2026-11-29T18:10:00", "faults": faults}
    (machine / selfcheck.FILE).write_text(json.dumps(told), encoding="utf-8")


@pytest.mark.parametrize(("lang", "words"), [("zh", "还没有自检过"), ("en", "no self-check")])
def test_a_machine_without_a_self_check_says_on_one_page_how_to_have_one(machine, lang, words):
    assert words in foot("about", lang) and "python -m chainboard selfcheck" in foot("about", lang)
    assert words not in foot("overview", lang)


@pytest.mark.parametrize(("lang", "words"), [("zh", "完好"), ("en", "all is whole")])
def test_the_last_self_check_stands_with_its_moment_on_the_clock_of_the_machine(
    machine, monkeypatch, lang, words
):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        keep(machine, demo=[], city=[])
        assert words in foot("about", lang) and "02:10" in foot("about", lang)
        assert {"zh": "2026年11月30日", "en": "30 Nov"}[lang] in foot("about", lang)
        assert {"zh": "演示、本市", "en": "(demo, this city)"}[lang] in foot("about", lang)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(("lang", "words"), [("zh", "第 3 版不能使用"), ("en", "edition 3 cannot")])
def test_what_a_self_check_found_stands_there_with_the_command(machine, lang, words):
    mend = "python -m chainboard verify --pack city"
    keep(
        machine,
        demo=[],
        city=[(f"第 3 版不能使用；请运行 {mend}。", f"edition 3 cannot be used; run {mend}.")],
    )

    assert words in foot("about", lang) and mend in foot("about", lang)
    assert "完好" not in foot("about", lang) and "whole" not in foot("about", lang)


def test_a_slide_says_nothing_of_it(machine):
    assert foot("about", "zh", theme="projector") == ""


def test_who_does_not_keep_the_machine_is_told_nothing_of_it(machine):
    keep(machine, demo=[], city=[])
    keeper, clerk = (
        Person("a", "信息中心", steps=frozenset({step})) for step in ("system", "send")
    )

    assert "自检" in foot("about", "zh", keeper)
    assert foot("about", "zh", clerk) == foot("about", "zh", VISITOR) == ""


def test_the_headings_of_a_page_stand_over_all_its_panels_from_their_first_to_the_next():
    seen = view("demo", "zh", chain="petrochem")
    now = scene.Scene(seen, scene.choices_of(seen), (), True)
    groups = dict(head.of_page(PAGES["chain"], now)["groups"])

    assert list(groups) == ["补短板", "找差距", "强突破"]
    assert groups["补短板"][0] == "chain_map" and "output_trend" not in groups["补短板"]
    assert groups["强突破"][-2:] == ["chain_practice", "monthly_bulletin"]
    assert "chain_cards" not in [name for names in groups.values() for name in names]
