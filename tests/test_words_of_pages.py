"""The words of every page, pack and language: one word a thing, and the marks of its language.

Each panel is asked as the browser asks it; its title, measure, body, table, notes, definitions,
citations and words for those who do not see are read, and so are the texts of the interface.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from chainboard.board.scene import choices_of, start_of
from chainboard.navigation import Question, pages, questions
from chainboard.packs import PACKS
from chainboard.page import AXES, Page
from chainboard.sheet.scope import asked
from chainboard.sheet.screen import screen
from chainboard.store import editions
from chainboard.view import View, period_of
from tests.tables import asked as rows_of
from tests.test_catalogues import PLACE, said_in_the_source, translated

ZH = r"\u4e00-\u9fff"
# What must not be read, and what is said instead.
FORBIDDEN = {
    "zh": {
        rf"[{ZH}”》]\(|\([^()]*[{ZH}]": "（）",
        rf"[{ZH}”》）] ?;|; ?[{ZH}“《]": "；",
        rf"[{ZH}”》）],|,[{ZH}“《]": "，",
        rf"(?<=[{ZH}”》）])[:?!](?=[{ZH}“《])": "：？！",
        r"\d{4}年?[-–~～]\d{4}年": "2022—2026年",
        r"\d{4}-\d{1,2}（": "2024年12月（计划）",
        r"[年月日] [-–—] \d": "2011年1月1日—2021年10月20日",
        r"(?<![\d.,])[1-9]\d{3,}(\.\d+)? ?(亿|万|元|吨|户|家|个|项|条)": "1,200",
        r"\d%\s+[+−]\d+\.\d+(?!\d*( 个百分点|%))": "80.96% +5.96 个百分点",
        r"\d %": "80.96%",
        r"截至 \d{4}年\d+—": "数据期：",
        r"(?<!概述由)本项目译(?!写)": "本项目拟定",
        r"^[户家个项件] ·.*实物量": "数量",
        r"未报送(?!单位)|缺报": "未报",
        r"签约金额|合同额": "签约额",
        r"欠序时|欠进度|快于序时|较序时|(?<!超过)超序时": "落后序时进度、超过序时进度",
        r"(?<!第)[一二三]产(?!业)": "第二产业",
        r"GDP|(?<!地区)(?<!地区 )(?<!地区<br>)(?<!国内)生产总值": "地区生产总值",
        r"距今已久": "距今超过 18 个月",
        r"转载;": "转载自",
        r"载入|入库条数": "导入",
        r"停在签约": "仍处签约阶段",
        r"：\s?— 未报": "合水产业链产值未报",
        r"占已供(?!应|可|地|的)": "占已供应面积",
        r"\b13 条链": "9 条链和 4 条分链",
        r"八条链": "九条链",
    },
    "en": {
        rf"(?<![{ZH}”》）])[：，；]|[：，；](?![{ZH}“《（])": ": , ;",
        r"\w[’'] s\b": "province's",
        r"(?<![\d.,])1 (?!pp\b|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|mu\b|bn\b)(?:confidential |sub-)?[a-z]+[^s\W]s\b": "1 source",
        r"\b(calendar|linear pace|pace)\b": "pro-rata schedule",
        r"\b[Cc]omputed\b": "derived",
        r"\bGRP\b|[Gg]ross regional product": "GDP",
        r"\b([Pp]rimary|[Ss]econdary|[Tt]ertiary)[- ]sector": "secondary industry",
        r"\d m t\b|\bm m³": "10 million t",
        r"\boil area": "oil zone",
        r"contracts signed": "contract value",
        r"[Ll]eading office": "chain leader and lead department",
        r"\b(Ning|Huan)xian\b": "Ning County, Huan County",
        r"of the target done|of the annual target done": "share of target met",
        r"[Cc]heck of the past": "Retrospective",
        r"RMB −?0\.0\d* bn": "RMB million",
        r"[Dd]ata version": "edition",
        r"— late\b": "not reported",
        r"(?<![\d.,–-])[1-9]\d{3,} (deals|projects|firms|figures|items|sources|of)\b": "1,200",
        r"\d %": "80.96%",
        r"\d{4}-\d{4}\b": "2022–2026",
        r"\d%\s+[+−]\d+\.\d+(?!\d*( pp|%))": "80.96% +5.96 pp",
        r"(Energy|Petrochemicals|Digital|Apples|Broilers|Tourism) (Output|Project|Tax|Out-of)": "Petrochemicals: output value",
    },
}
UNREAD = {
    "code",
    "url",
    "go",
    "type",
    "mode",
    "ids",
    "metric_id",
    "color",
    "colorscale",
    "font",
    "hoverlabel",
}
BOTH = [(pack, lang) for pack in ("published", "demo") for lang in ("zh", "en")]


@cache
def start(pack: str, lang: str) -> View:
    number = editions.current(pack)
    assert number is not None
    return start_of(View(pack=PACKS[pack], edition=number, lang=lang))


@cache
def quoted(pack: str) -> tuple[str, ...]:
    """What stands as its source printed it: titles, names of firms and projects, its own words."""
    view = start(pack, "zh")
    con = editions.open_edition(view.pack.name, view.edition)
    asked_for = (
        "title from source",
        "publisher from source",
        "name_zh from project",
        "name_zh from enterprise",
        "evidence_zh from node_status",
        "subject_zh from statement",
        "title_zh, office_zh, asks_zh, targets_zh from policy",
        "name_zh, chaired_by_zh, decisions_zh from meeting",
        "title_zh, figures_zh from practice_case",
    )
    told = [row for each in asked_for for row in rows_of(con, f"select {each}")]
    texts = {text for row in told for text in row.values() if text}
    return tuple(sorted(texts, key=len, reverse=True))


def views(page: Page, pack: str, lang: str, seed: int, many: int) -> Iterator[View]:
    """The page as it opens, and some of its choices, drawn by the seed."""
    view = start(pack, lang)
    if page.switch and not page.has_all:
        view = replace(view, **{page.switch: choices_of(view).first(page.switch)})
    yield view
    drawn = random.Random(f"{seed} {page.address}")
    for _ in range(many):
        chosen: dict[str, Any] = {}
        for name in sorted({page.switch, *page.filters} & {"chain", "county", "park"}):
            rows = choices_of(view).rows.get(name, ())
            if rows:
                chosen[name] = drawn.choice(rows)[AXES[name].ids]
        ends = [row.period_end for row in choices_of(view).rows["period"]]
        if "period" in page.filters and drawn.random() < 0.5:
            chosen["period"] = period_of(drawn.choice(ends))
        yield replace(view, **chosen)


def read(value: Any) -> Iterator[str]:
    """Every text of a panel as the browser gets it."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in UNREAD:
                yield from read(each)
    elif isinstance(value, list):
        for each in value:
            yield from read(each)
    elif isinstance(value, str):
        yield value


def said_by(page: Page, question: Question, view: View) -> set[str]:
    made = screen(asked(page, question, view))
    return set(read(json.loads(made))) if made else set()


def faults(texts: set[str], lang: str, left: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Texts that break a rule, with what they say and what is said instead."""
    rules = [(re.compile(rule), better) for rule, better in FORBIDDEN[lang].items()]
    found = []
    for text in sorted(texts):
        if not any(rule.search(text) for rule, _ in rules):
            continue
        own = text
        for quote in left:
            own = own.replace(quote, " ")
        hits = [(m[0], better) for rule, better in rules if (m := rule.search(own))]
        found += [(text, hit, better) for hit, better in hits]
    return found


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize(("pack", "lang"), BOTH)
def test_a_page_says_one_word_for_a_thing(pack, lang, request):
    seed = request.config.getoption("--seed")
    many = 12 if request.config.getoption("--all") else 2
    texts: set[str] = set()
    for page in pages():
        texts |= {str(vars(page)[f"{part}_{lang}"]) for part in ("name", "title", "picked")}
        for view in views(page, pack, lang, seed, many):
            for question in questions(page):
                texts |= said_by(page, question, view)

    assert faults(texts, lang, quoted(pack)) == []


def test_the_texts_of_the_interface_say_one_word_for_a_thing():
    english = {PLACE.sub("…", text) for text in translated("en").values()}

    assert faults(set(said_in_the_source()), "zh") == []
    assert faults(english, "en") == []
