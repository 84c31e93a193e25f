"""Hedges: 突破, 近, 约, 以上 … stand with their number, always, also in tables and speech.

A source's own words win in Chinese. Notes that came along with a hedge (原文…, 陇东油区) are no
hedge and are not said here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chainboard.words.units import with_unit


@dataclass(frozen=True)
class Hedge:
    """A word for how sure a number is.

    place  expectation (first of all), bound (before the number), digits (right after the
           digits: 300 余家) or unit (after the unit: 20 万亩以上)
    """

    en: str
    place: str


HEDGES = {
    "预计": Hedge("expected", "expectation"),
    "有望": Hedge("expected", "expectation"),
    "将达到": Hedge("expected", "expectation"),
    "估计": Hedge("estimated", "expectation"),
    "力争": Hedge("aiming for", "expectation"),
    "再次突破": Hedge("over", "bound"),
    "突破": Hedge("over", "bound"),
    "超过": Hedge("over", "bound"),
    "超": Hedge("over", "bound"),
    "逾": Hedge("over", "bound"),
    "达到": Hedge("", "bound"),
    "近": Hedge("nearly", "bound"),
    "约": Hedge("about", "bound"),
    "不低于": Hedge("at least", "bound"),
    "不少于": Hedge("at least", "bound"),
    "至少": Hedge("at least", "bound"),
    "余": Hedge("over", "digits"),
    "多": Hedge("over", "digits"),
    "以上": Hedge("at least", "unit"),
    "及以上": Hedge("at least", "unit"),
    "左右": Hedge("about", "unit"),
    "上下": Hedge("about", "unit"),
}
DEFAULTS = {"none": (), "about": ("约",), "over": ("超过",), "at_least": ("以上",)}
ONE = "|".join(sorted(HEDGES, key=len, reverse=True))


def hedge_words(hedge: str, original: str | None) -> list[str]:
    """The Chinese hedge words to say, expectations first: 突破（预计） gives 预计, 突破.

    Words of the original that are no hedge are passed over; an original without any leaves
    what hedge stands for. Raises ValueError for a hedge other than the four.
    """
    if hedge not in DEFAULTS:
        raise ValueError(f"unknown hedge {hedge!r}: {', '.join(DEFAULTS)}")
    # Only a piece made of hedge words alone counts: 多晶硅 or 近年 are no hedges.
    pieces = re.split(r"[^\u4e00-\u9fff]+", original or "")
    own = [
        word
        for piece in pieces
        if re.fullmatch(f"({ONE})+", piece)
        for word in re.findall(ONE, piece)
    ]
    return sorted(own or DEFAULTS[hedge], key=lambda word: HEDGES[word].place != "expectation")


def placed(words: list[str], place: str) -> str:
    """Those words that stand at this place, joined."""
    return "".join(word for word in words if HEDGES[word].place == place)


def in_english(words: list[str]) -> str:
    """The hedge in English, each meaning once: expected over."""
    return " ".join(dict.fromkeys(HEDGES[word].en for word in words if HEDGES[word].en))


def hedged(lang: str, digits: str, unit: str, hedge: str, original: str | None) -> str:
    """Formatted digits with unit and hedge: 突破 1,645.4 亿元, over RMB 164.54 bn, 300 余家.

    unit  "" where it stands in the heading: 突破 6.6
    """
    words = hedge_words(hedge, original)
    if lang == "en":
        figure = with_unit(lang, digits, unit) if unit else digits
        return f"{in_english(words)} {figure}".strip()
    before = placed(words, "expectation") + placed(words, "bound")
    # 余 and 多 stand inside a figure: 300 余家, never 300 家余.
    inside = placed(words, "digits")
    bare = f"{digits} {inside}{unit}".strip() if inside or not unit else ""
    figure = bare or with_unit(lang, digits, unit)
    return f"{before} {figure}{placed(words, 'unit')}".strip()
