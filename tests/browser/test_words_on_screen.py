"""What is written on the board, all pages, both packs: one language, no debris, no k, M or B."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache

import pytest
from playwright.sync_api import Browser, Page

from chainboard.words import texts
from tests.browser import crawl, screen
from tests.browser.crawl import Words
from tests.browser.servers import ROOT
from tests.conftest import Some

# One worker reads the pages, once for all tests of this file.
pytestmark = pytest.mark.xdist_group("words on screen")
one_pack = pytest.mark.sample(1, by="pack")
Crawled = Callable[[str, str], list[Words]]

# What Streamlit 1.67 itself says in English and offers no setting for. Each is in the README.
OF_STREAMLIT = {
    "Skip to main content",  # the skip link before everything else
    "Clear value",  # aria-label of a selector's cross
    "Open",  # that of its arrow, for the moment until the board has named it
}

# The name of the other language stands in its own language, so that its readers find it.
OF_THE_SWITCH = {"中文", "English"}

# Latin letters that Chinese officials write too: abbreviations, units, and names of things.
CHINESE_WRITE = re.compile(
    r"""
    \b[0-9A-Z]{4}(-[0-9A-Z]{1,4})+\b    # codes of panels
    | \b(CSV|XLSX|GDP|AI|CCUS|UAV|PNG|ID|PPP|BOT|EPC|IDC|LNG|CNG|VR|5G|GB/T|NY|POI|PUE|VOCs)\b
    | \b[Tt]oken\b
    | \b(kV|kW|MW|GW|kWh|km|m|mm|t|MPa|EFLOPS|PFlops|PFLOPS|P|E|EB|hm)\b
    | petaflops | CAAC                  # as sources print them
    | python\ -m\ chainboard(\ [a-z-]+)+  # what is typed
    | \.xlsx\b | data/published         # names of files
    | \b[\w-]+(\.[\w-]+)+(/\S*)?        # the host that a reprint names: www.gsei.com.cn
    | \b[A-Z]{1,3}-?\d+[A-Z]?\b          # G327, S202, C919, A4
    | (?<=\d)[A-Za-z]{1,3}\b             # 322MW
    | \b[ABC](?=\s|级|、|\b)             # grades of sources
    """,
    re.VERBOSE | re.ASCII,
)
CHINESE_FILE = re.compile(r"示例_[^ ]+\.xlsx( · (指标|全市|园区))?")
WITHDRAWN = re.compile("合同金额单位填错，另报|示例：市商务局")  # as an office wrote it down
MENDING = "python -m chainboard verify"
HAN = re.compile(r"[㐀-䶿一-鿿]")
LATIN = re.compile(r"[A-Za-z]{2,}")
DEBRIS = re.compile(
    r"\b(nan|NaN|None|undefined|null|inf|Infinity|NaT|True|False)\b|\[object|\{\w+\}", re.ASCII
)
SUFFIXED = re.compile(r"^\W*[\d.,]+\s?[kKMBGTµ]\W*$")
RATE_AFTER_DIFFERENCE = re.compile(
    r"(较序时|较目标|超过序时进度|欠序时进度|ahead of|behind|against (the )?(target|pace))"
    r"[^，,;；。0-9]*[+\-−]?[\d.,]+\s?%"
)

BOTH = [(pack, lang) for pack in screen.PACKS for lang in screen.LANGUAGES]


@pytest.fixture(scope="module")
def crawled(chromium: Browser, board: str, some: Some) -> Crawled:
    """The words of a pack in a language; collected when first asked for."""
    kept: dict[tuple[str, str], list[Words]] = {}

    def words(pack: str, lang: str) -> list[Words]:
        if (pack, lang) not in kept:
            with screen.guarded(chromium, board) as new:
                kept[pack, lang] = crawl.all_words(new(), pack, lang, some)
        return kept[pack, lang]

    return words


@cache
def quotations() -> re.Pattern[str]:
    """The titles of the published pack's sources, some of them English or with English in them."""
    with (ROOT / "data/published/sources.csv").open(encoding="utf-8", newline="") as file:
        cited = {row["title"] for row in csv.DictReader(file)}
    longest_first = sorted(filter(LATIN.search, cited), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def chinese_left(words: str) -> str:
    """Words of ours: without those of sources, and without the letters that Chinese write too."""
    return CHINESE_WRITE.sub("", quotations().sub("", words))


def listed(found: list[Words]) -> list[str]:
    """Each sentence once, with the first place it stands at."""
    once = {
        one.words: f"{one.place} / {one.panel} / {one.kind}: {one.words}" for one in found[::-1]
    }
    return sorted(once.values())


@one_pack
@pytest.mark.parametrize("pack", screen.PACKS)
def test_english_pages_have_no_chinese_but_quotations(crawled: Crawled, pack: str):
    """The demo pack quotes nobody: only the names of its files, and a reason, are Chinese."""
    own = [one for one in crawled(pack, "en") if pack == "demo" or not one.is_quoted]
    left = {one: CHINESE_FILE.sub("", WITHDRAWN.sub("", one.words)) for one in own}

    assert (
        listed([one for one in own if HAN.search(left[one]) and one.words not in OF_THE_SWITCH])
        == []
    )


@one_pack
@pytest.mark.parametrize("pack", screen.PACKS)
def test_chinese_pages_have_no_english_but_streamlits_own(crawled: Crawled, pack: str):
    known = OF_STREAMLIT | OF_THE_SWITCH
    own = [one for one in crawled(pack, "zh") if not one.is_quoted and one.words not in known]

    assert listed([one for one in own if LATIN.search(chinese_left(one.words))]) == []


@one_pack
@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_nothing_on_a_page_is_debris_of_a_program(crawled: Crawled, pack: str, lang: str):
    assert listed([one for one in crawled(pack, lang) if DEBRIS.search(one.words)]) == []


@one_pack
@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_a_difference_of_rates_is_in_points_and_not_in_percent(
    crawled: Crawled, pack: str, lang: str
):
    said = crawled(pack, lang)

    assert listed([one for one in said if RATE_AFTER_DIFFERENCE.search(one.words)]) == []


@one_pack
@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_charts_write_numbers_out_and_never_with_k_m_or_b(crawled: Crawled, pack: str, lang: str):
    charts = [one for one in crawled(pack, lang) if one.kind == "chart"]

    assert charts
    assert listed([one for one in charts if SUFFIXED.match(one.words)]) == []


@one_pack
@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_no_panel_of_any_chain_has_failed(crawled: Crawled, pack: str, lang: str):
    _ = texts(lang)
    end = _("这一板块未能生成（编号 {number}），其余板块不受影响。").partition("{number}")[2]
    failed = (end, _("这一板块未能画出，其余板块不受影响。"), MENDING)

    said = crawled(pack, lang)

    assert listed([one for one in said if any(words in one.words for words in failed)]) == []


@one_pack
@pytest.mark.parametrize("pack", screen.PACKS)
def test_both_languages_have_the_same_panels_for_every_chain(crawled: Crawled, pack: str):
    def panels(lang: str) -> set[tuple[str, str]]:
        return {(one.place, one.panel) for one in crawled(pack, lang)}

    assert panels("en") == panels("zh")


APOSTROPHES = """() => {
  const wide = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.search(/[A-Za-z]\\u2019/) + 1;
    if (!at) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const em = parseFloat(getComputedStyle(node.parentElement).fontSize);
    wide.push([node.data, range.getBoundingClientRect().width / em]);
  }
  return wide;
}"""


def test_an_english_apostrophe_is_not_as_wide_as_a_chinese_character(page: Page, board: str):
    screen.opened(page, f"{board}/investment?pack=published&lang=en")

    found = page.evaluate(APOSTROPHES)

    assert found, "the page says the province’s ranking"
    assert [words for words, wide in found if wide > 0.5] == []
