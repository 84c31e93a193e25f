"""Numbers as people read them. Every value is rounded once, here, half up (四舍五入).

A value of None, or one that is not a finite number, reads as the bare mark —; where the kind
of missing is known, say it with names.missing.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from chainboard.words.hedges import hedge_words, hedged, in_english
from chainboard.words.units import known, shifted, with_unit

Value = int | float | Decimal

MISSING = "—"
MINUS = "\u2212"
COUNTS = {
    "zh": ("一", "两", "三", "四", "五", "六", "七", "八", "九", "十"),
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
# Enough for a DECIMAL(20, 6) shifted by eight places; the default context has 28 digits.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def exact(value: Value | None) -> Decimal | None:
    """The decimal that the value's own text shows (0.1 is 0.1); None for a missing value."""
    if value is None or not math.isfinite(value):
        return None
    # float() first: the repr of a NumPy float is not digits.
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(repr(float(value)))


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, away from zero: 0.125 to 2 decimals is 0.13. decimals = -2 rounds to hundreds."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=EXACT)


def digits_of(value: Decimal) -> str:
    """All digits of a decimal with thousands commas and U+2212; zero has no sign."""
    return f"{abs(value):,f}" if value >= 0 else f"{MINUS}{-value:,f}"


def all_digits(value: Value) -> str:
    """A number as a text that read() takes, none of its digits added or lost: 394, 7.7.

    Six decimals are kept, as in the store: what a sum of floats leaves behind them is dust.
    """
    return f"{rounded(exact(value) or Decimal(0), 6).normalize():f}"


def read(text: str) -> Decimal:
    """The number in digits as printed (1,645.4 or −8.92%). Raises ValueError for other text."""
    bare = text.strip().rstrip("%").replace(",", "").replace(MINUS, "-")
    try:
        return Decimal(bare)
    except InvalidOperation:
        raise ValueError(f"not digits as printed: {text!r}") from None


def number(lang: str, value: Value | None, decimals: int) -> str:
    """A bare number: 1,705.88. Both languages write numbers alike."""
    found = exact(value)
    return MISSING if found is None else digits_of(rounded(found, decimals))


def counted(lang: str, count: int) -> str:
    """A small count as the word before what is counted, 八 or eight; digits from eleven on."""
    if not 1 <= count <= len(COUNTS["zh"]):
        return number(lang, count, 0)
    return COUNTS[lang][count - 1]


def amount(lang: str, value: Value | None, unit: str, decimals: int = 2) -> str:
    """A number with its unit: 1,705.88 亿元, RMB 170.59 bn; 161 个, 161.

    decimals  of the Chinese number; counts have none. English has no finer ones: 1.70 万亩 is
              17,000 mu. Below RMB 1 bn one decimal more is kept, or small sums would read 0.00
    """
    found = exact(value)
    if found is None:
        return MISSING
    if is_small(lang, found, unit):
        millions = digits_of(rounded(found.scaleb(2), max(decimals - 2, 0)))
        return f"RMB {millions} million"
    return with_unit(lang, bare_amount(lang, value, unit, decimals), unit)


def is_small(lang: str, value: Decimal, unit: str) -> bool:
    """Whether an amount is said as RMB million: below RMB 0.1 bn the digits would be zeros."""
    return lang == "en" and unit == "亿元" and abs(value) < 1


def bare_amount(lang: str, value: Value | None, unit: str, decimals: int = 2) -> str:
    """The digits of amount() where the unit stands in a title: 37.75 of 万人, 377,500 of people."""
    described, found = known(unit), exact(value)
    if found is None:
        return MISSING
    own = shifted(lang, found, unit)
    places = 0 if described.is_count else decimals
    if lang == "en":
        finer = described.shift < 0 and abs(own) < 1
        places = places + 1 if finer else places - max(described.shift, 0)
    return digits_of(rounded(own, places))


def scaled(lang: str, value: Value | None, unit: str) -> float | None:
    """The number on an axis whose title is unit_name(unit, lang), unrounded; None if missing."""
    described, found = known(unit), exact(value)
    if found is None:
        return None
    return float(found if lang == "zh" or not described.shift else shifted(lang, found, unit))


def printed(
    lang: str, text: str, unit: str, hedge: str = "none", hedge_text: str | None = None
) -> str:
    """A figure with the digits its source printed and its hedge: 突破 1,645.4 亿元.

    text        digits as printed; English moves the decimal point and adds or loses no digit
    hedge       none, about, over or at_least
    hedge_text  the original words; they win in Chinese (20 万亩以上) and choose the English

    Raises ValueError for text that is not digits.
    """
    found = read(text)
    if is_small(lang, found, unit):
        millions = f"RMB {digits_of(found.scaleb(2).normalize())} million"
        return f"{in_english(hedge_words(hedge, hedge_text))} {millions}".strip()
    digits = digits_of(shifted(lang, found, unit))
    return hedged(lang, digits, unit, hedge, hedge_text)


def printed_digits(
    lang: str, text: str, unit: str, hedge: str = "none", hedge_text: str | None = None
) -> str:
    """What printed says, without the unit, which stands in the heading: 突破 1,645.4.

    Raises ValueError for text that is not digits.
    """
    return hedged(lang, digits_of(shifted(lang, read(text), unit)), "", hedge, hedge_text)


def percent(lang: str, value: Value | None, decimals: int = 2) -> str:
    """A percentage given in percent: 86.20%."""
    found = exact(value)
    return MISSING if found is None else digits_of(rounded(found, decimals)) + "%"


def share_percent(lang: str, value: Value | None, decimals: int = 2) -> str:
    """A fraction (completion, pace, share) in percent: 0.862 is 86.20%."""
    found = exact(value)
    return MISSING if found is None else digits_of(rounded(found.scaleb(2), decimals)) + "%"
