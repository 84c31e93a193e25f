"""The texts of the interface in both languages: gettext, one translation object a language."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

DOMAIN = "chainboard"
LANGUAGES = ("zh", "en")
LOCALE = Path(__file__).parents[2] / "locale"


@cache
def translation(lang: str) -> gettext.NullTranslations:
    """The catalogue of one language. Raises ValueError for a language other than zh and en."""
    if lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang!r} (there are zh and en)")
    return gettext.translation(DOMAIN, LOCALE, [lang])


def texts(lang: str) -> Callable[[str], str]:
    """The function that says a Chinese source text in this language.

    Write `_ = texts(view.lang)` and then `_("未设目标")`: the name `_` is what the extraction
    looks for. A text that varies has named placeholders: `_("共{count}条").format(count=8)`.
    """
    return translation(lang).gettext


def in_brackets(lang: str, text: str) -> str:
    """The text in brackets: full-width ones in Chinese, with a space before them in English."""
    return f"（{text}）" if lang == "zh" else f" ({text})"


def N_(text: str) -> str:  # noqa: N802 (as gettext calls it)
    """Mark a source text for the catalogues; it is said where the language is known."""
    return text


def bracketed(lang: str, words: str, note: str) -> str:
    """Words with a note in brackets behind them, where there is a note."""
    return words + in_brackets(lang, note) if note else words


def listed(lang: str, items: list[str]) -> str:
    """The items in one line: 西峰区、环县 or Xifeng, Huan."""
    return ("、" if lang == "zh" else ", ").join(items)


def phrases(lang: str, parts: list[str]) -> str:
    """The parts of one clause, with commas: 省外到位资金 10.00 亿元，同比增长 3.2%."""
    return ("，" if lang == "zh" else ", ").join(parts)


def sentence(lang: str, words: str) -> str:
    """Words as a sentence: with its full stop, in English with a capital."""
    return f"{words}。" if lang == "zh" else f"{words[:1].upper()}{words[1:]}."


def clauses(lang: str, parts: list[str]) -> str:
    """The parts in one line, each a clause of its own: 滞后：苹果；关注：生猪."""
    return ("；" if lang == "zh" else "; ").join(parts)
