"""What the search box knows: everything with a name, in both languages and by its initials."""

from __future__ import annotations

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Barrier
from urllib.parse import parse_qsl

import pytest

from chainboard.board import address, scene, search
from chainboard.navigation import addresses
from chainboard.queries import ask
from tests.pages.opened import view
from tests.panels.drawing import CHINESE

pytestmark = pytest.mark.usefixtures("packs")
PACKS = ("published", "demo")


@cache
def entries(pack: str, lang: str = "zh") -> list[dict]:
    return search.entries(view(pack, lang))


def found(pack: str, asked: str, lang: str = "zh") -> list[str]:
    """The words of every entry that has what is asked for among its keys."""
    return [entry["words"] for entry in entries(pack, lang) if asked in entry["keys"]]


def of_kind(pack: str, kind: str) -> list[dict]:
    return [entry for entry in entries(pack) if entry["kind"] == kind]


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("环县", "hx"),
        ("西峰区", "xfq"),
        ("镇原县", "zyx"),
        ("油煤气化工", "ymqhg"),
        ("A股5G基站", "ag5gjz"),
        ("", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_pinyin_and_other_letters_stay(words, letters):
    assert search.initials(words) == letters


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("asked", ["环县", "hx", "huan county"])
def test_a_county_is_found_by_its_name_its_initials_and_its_english_name(pack, asked):
    assert "环县" in found(pack, asked)
    assert "Huan County" in found(pack, asked, "en")


@pytest.mark.parametrize("pack", PACKS)
def test_a_chain_is_found_by_its_short_name_too(pack):
    for row in ask(view(pack), "places.chains"):
        for asked in (row.short_zh, row.name_zh, row.short_en.lower(), row.name_en.lower()):
            assert row.name_zh in found(pack, asked)


@pytest.mark.parametrize("pack", PACKS)
def test_keys_are_in_small_letters_so_that_case_does_not_matter(pack):
    assert [e["words"] for e in entries(pack) if e["keys"] != e["keys"].lower()] == []


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("产业链", "places.chains"),
        ("县（区）", "places.counties"),
        ("园区", "places.parks"),
        ("项目", "search.projects"),
        ("企业", "search.firms"),
    ],
)
def test_each_kind_but_indicators_is_there_in_full_under_its_own_name(pack, kind, name):
    rows = ask(view(pack), name)

    assert [entry["words"] for entry in of_kind(pack, kind)] == [row.name_zh for row in rows]
    assert rows != []


@pytest.mark.parametrize("pack", PACKS)
def test_an_indicator_is_found_when_it_has_a_figure(pack):
    known = ask(view(pack), "metrics.dictionary")

    named = [entry["words"] for entry in of_kind(pack, "指标")]
    assert named == [row.name_zh for row in known if row.figures]
    assert named != []


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_entry_leads_somewhere_or_is_a_definition(pack, lang):
    for entry in entries(pack, lang):
        assert ("go" in entry) != ("lines" in entry), entry["words"]
        assert entry.get("go") or all(entry["lines"]), entry["words"]


@pytest.mark.parametrize("pack", PACKS)
def test_the_kinds_are_in_the_language_of_the_reader(pack):
    kinds = {entry["kind"] for entry in entries(pack, "en")}

    assert len(kinds) == (8 if pack == "published" else 6)  # documents and cases
    assert [kind for kind in kinds if CHINESE.search(kind)] == []


def strays(pack: str, kinds: set[str]) -> list[tuple[str, str]]:
    """Entries whose address names a page, a chain, a county or a park that does not exist."""
    seen = view(pack)
    known = scene.choices_of(seen).known
    lost = []
    for entry in entries(pack):
        if "go" in entry and entry["kind"] in kinds:
            page, _, query = entry["go"].partition("?")
            _view, messages = address.read(dict(parse_qsl(query)), seen, known)
            if page not in addresses() or messages:
                lost.append((entry["words"], entry["go"]))
    return lost


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("kind", ["产业链", "县（区）", "园区"])
def test_a_chain_a_county_and_a_park_lead_to_a_page_that_exists(pack, kind):
    assert strays(pack, {kind}) == []


def test_a_project_and_a_firm_of_the_demo_pack_lead_to_a_page_that_exists():
    assert strays("demo", {"项目", "企业"}) == []


def test_a_document_and_a_case_lead_to_a_page_that_exists():
    kinds = {"政策文件", "做法案例"}

    assert len([entry for kind in kinds for entry in of_kind("published", kind)]) == 22 + 37
    assert strays("published", kinds) == []


def test_a_project_leads_to_its_chain_in_its_county():
    rows = {row.name_zh: row for row in ask(view("demo"), "search.projects")}
    for entry in of_kind("demo", "项目"):
        row = rows[entry["words"]]
        asked = dict(parse_qsl(entry["go"].partition("?")[2]))
        assert (asked["chain"], asked["county"]) == (row.chain_id, row.area_code)


def test_a_city_wide_project_leads_to_the_whole_city():
    whole = [row for row in ask(view("published"), "search.projects") if row.area_level != "county"]
    led = {entry["words"]: entry["go"] for entry in of_kind("published", "项目")}

    assert whole
    assert [row.name_zh for row in whole if not led[row.name_zh].endswith("county=all")] == []


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_packed_entries_are_the_entries(pack, lang):
    packed = search.packed(view(pack, lang))

    assert json.loads(gzip.decompress(packed)) == entries(pack, lang)
    assert len(packed) < 100_000


def test_the_phrases_of_pinyin_are_loaded_once_and_not_for_each_name(monkeypatch):
    loaded: list[dict] = []
    of_pypinyin = search.load_phrases_dict
    monkeypatch.setattr(
        search, "load_phrases_dict", lambda some: (loaded.append(some), of_pypinyin(some))
    )
    search._know_phrases_of_here.cache_clear()

    assert [search.initials(name) for name in ("长庆", "环县", "长庆油田")] == ["cq", "hx", "cqyt"]
    assert len(loaded) == 1


def test_of_several_who_ask_at_once_the_first_makes_the_entries_for_all():
    search.forget()
    together = Barrier(4)

    def ask_for_them(_: int) -> bytes:
        together.wait()
        return search.packed(view("demo"))

    with ThreadPoolExecutor(4) as askers:
        first, *others = askers.map(ask_for_them, range(4))

    assert [answer is first for answer in others] == [True] * 3  # the very same bytes
