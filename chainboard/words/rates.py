"""Growth, differences of rates, and the words where a rate would be nonsense.

Direction is said by arrow and sign, never by colour alone. A rate's difference is in
percentage points (个百分点, pp), never in %.
"""

from __future__ import annotations

from decimal import Decimal

from chainboard.words.hedges import hedge_words, in_english, placed
from chainboard.words.numbers import (
    MINUS,
    MISSING,
    Value,
    digits_of,
    exact,
    read,
    rounded,
)
from chainboard.words.texts import texts
from chainboard.words.units import known, shifted, with_unit


def rate(value: Value | None, text: str | None, decimals: int = 2) -> Decimal | None:
    """The rate to say: the printed digits if there are any, else the value, rounded."""
    if text:
        return read(text)
    found = exact(value)
    return None if found is None else rounded(found, decimals)


def signed(value: Decimal) -> str:
    """All digits with their sign: +6.32, −8.92."""
    return f"{'+' if value >= 0 else MINUS}{digits_of(abs(value))}"


def growth(
    lang: str,
    value: Value | None,
    text: str | None = None,
    hedge: str = "none",
    hedge_text: str | None = None,
) -> str:
    """Growth as a label: ▲ +6.32%, ▼ −8.92%, 持平.

    value  percent; our own computation is rounded to 2 decimals
    text   digits as printed; they win, so no decimal is added
    """
    found, _ = rate(value, text), texts(lang)
    if found is None:
        return MISSING
    if found == 0:
        return _("持平")
    arrow = "▲" if found > 0 else "▼"
    words = hedge_words(hedge, hedge_text)
    if lang == "en":
        return " ".join(part for part in (arrow, in_english(words), signed(found) + "%") if part)
    before = placed(words, "expectation") + placed(words, "bound")
    after = placed(words, "digits") + placed(words, "unit")
    return " ".join(part for part in (arrow, before, f"{signed(found)}%{after}") if part)


def growth_prose(
    lang: str,
    value: Value | None,
    text: str | None = None,
    hedge: str = "none",
    hedge_text: str | None = None,
) -> str:
    """Growth in a sentence: 增长 9.6%, 下降 8.92%, 持平; up 9.6%, down 8.92%, flat.

    A fall is never 增长 with a minus sign. Arguments as for growth.
    """
    found, _ = rate(value, text), texts(lang)
    if found is None:
        return MISSING
    if found == 0:
        return _("持平")
    way, size = _("增长") if found > 0 else _("下降"), digits_of(abs(found)) + "%"
    words = hedge_words(hedge, hedge_text)
    if lang == "en":
        expected = [word for word in words if placed([word], "expectation")]
        rest = words[len(expected) :]
        parts = (in_english(expected), way, in_english(rest), size)
        return " ".join(part for part in parts if part)
    before = placed(words, "expectation")
    after = placed(words, "digits") + placed(words, "unit")
    return f"{before}{way}{placed(words, 'bound')} {size}{after}"


def points(lang: str, value: Value | None, decimals: int = 2) -> str:
    """A difference of two rates: +2.87 个百分点, +2.87 pp; no difference is 持平, flat."""
    found, _ = rate(value, None, decimals), texts(lang)
    if found is None:
        return MISSING
    return with_unit(lang, signed(found), "个百分点") if found else _("持平")


def moved(lang: str, before: float, after: float, unit: str) -> str:
    """How far a figure moved: a rate (unit %) by percentage points, else by percent; "" from zero
    or less, from where percent says nothing."""
    if unit == "%":
        return points(lang, after - before)
    return growth(lang, 100 * ((after - before) / before)) if before > 0 else ""


def ahead(lang: str, gap: Value | None) -> str:
    """Completion against the calendar: 超过序时进度 7.33 个百分点, 落后序时进度 12.10 个百分点.

    gap  percentage points, completion minus pace
    """
    found, _ = rate(gap, None), texts(lang)
    if found is None:
        return MISSING
    if found == 0:
        return _("与序时进度持平")
    size = with_unit(lang, digits_of(abs(found)), "个百分点")
    sentence = _("超过序时进度 {points}") if found > 0 else _("落后序时进度 {points}")
    return sentence.format(points=size)


def change(lang: str, value: Value | None, unit: str, decimals: int = 2) -> str:
    """A change in the unit itself, for counts too small for a rate: 增加 5 个, up 5."""
    found, _ = exact(value), texts(lang)
    if found is None:
        return MISSING
    own = rounded(found, 0 if known(unit).is_count else decimals)
    if own == 0:
        return _("持平")
    size = with_unit(lang, digits_of(abs(shifted(lang, own, unit))), unit)
    sentence = _("增加 {amount}") if own > 0 else _("减少 {amount}")
    return sentence.format(amount=size)


def on_previous_month(lang: str, value: Value | None, text: str | None = None) -> str:
    """A month against the one before it: 较上月 ▲ +2.10%.

    Never 环比: the official one is seasonally adjusted (handbook D17), local data are not.
    """
    _ = texts(lang)
    return _("较上月 {growth}").format(growth=growth(lang, value, text))


def contribution_share(lang: str, value: Value | None, decimals: int = 1) -> str:
    """The part of the whole's growth that this part made, in percent: 贡献率 76.3%."""
    found, _ = rate(value, None, decimals), texts(lang)
    if found is None:
        return MISSING
    return _("贡献率 {percent}").format(percent=digits_of(found) + "%")


def pull(lang: str, value: Value | None, decimals: int = 1) -> str:
    """The points of the whole's growth that this part made: 拉动 5.5 个百分点."""
    found, _ = rate(value, None, decimals), texts(lang)
    if found is None:
        return MISSING
    size = with_unit(lang, digits_of(found), "个百分点")
    return _("拉动 {points}").format(points=size)


def turnaround(lang: str, before: Value | None, now: Value | None) -> str | None:
    """The word that replaces a growth rate when the base is zero or negative (handbook D23).

    Returns None when a figure is missing or the rate is defined: then say growth.
    """
    _ = texts(lang)
    # A fall to zero is −100 %: a rate that means something.
    if before is None or now is None or (before > 0 and now >= 0):
        return None
    if before > 0:
        return _("由盈转亏")
    if before == 0:
        return _("上年同期为零")
    if now >= 0:
        return _("扭亏为盈") if now > 0 else _("扭亏")
    if now == before:
        return _("亏损持平")
    return _("减亏") if now > before else _("增亏")
