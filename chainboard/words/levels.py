"""Words of a board about a province or a country: its parts and itself are called otherwise.

Texts are written for a city with its counties. What is called otherwise one level up is here, so
that no text is written three times.
"""

from __future__ import annotations

import re
from functools import lru_cache

# By what the parts of a board are: what a city's text says → what is said there.
_CALLED: dict[str, dict[str, dict[str, str]]] = {
    "zh": {
        "prefecture": {
            "县（区）": "市（州）", "全市": "全省", "市级": "省级", "本市": "本省",
        },
        "province": {
            "县（区）": "省（区、市）", "全市": "全国", "市级": "国家级", "本市": "全国",
        },
    },
    "en": {
        "prefecture": {
            "county": "prefecture", "counties": "prefectures", "city": "province",
            "county or district": "prefecture",
            "cities": "provinces", "citywide": "provincewide",
        },
        "province": {
            "county": "province", "counties": "provinces", "city": "country",
            "county or district": "province",
            "cities": "countries", "citywide": "nationwide",
        },
    },
}  # fmt: skip


@lru_cache(maxsize=4096)
def called(lang: str, parts: str, text: str) -> str:
    """A text as it is said where the parts of the board are counties, prefectures or provinces.

    Placeholders stay as they are.
    """
    words = _CALLED[lang].get(parts)
    if not words:
        return text
    told = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    bounds = (r"\b", r"\b") if lang == "en" else ("", "")
    pattern = re.compile(rf"(\{{[^}}]*\}})|{bounds[0]}({told}){bounds[1]}", re.IGNORECASE)
    return pattern.sub(lambda found: found[1] or _as(found[2], words), text)


def _as(found: str, words: dict[str, str]) -> str:
    said = words[found.lower()]
    return said[:1].upper() + said[1:] if found[:1].isupper() else said
