"""Units that can be turned into each other exactly, and what a conversion makes of a number."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

EXACT = Context(prec=80)
# A group a row; how many of the smallest each unit is. Counts: every measure word is one.
GROUPS: tuple[dict[str, int], ...] = (
    {"元": 1, "千元": 1000, "万元": 10**4, "亿元": 10**8},
    {"公斤": 1, "千克": 1, "吨": 1000, "万吨": 10**7, "亿吨": 10**11},
    {"平方米": 3, "㎡": 3, "亩": 2000, "公顷": 30000, "万平方米": 30000, "万亩": 2 * 10**7,
     "万公顷": 3 * 10**8, "平方公里": 3 * 10**6, "平方千米": 3 * 10**6},
    {"立方米": 1, "方": 1, "万立方米": 10**4, "亿立方米": 10**8, "万方": 10**4, "亿方": 10**8},
    {"千瓦时": 1, "度": 1, "万千瓦时": 10**4, "万度": 10**4, "亿千瓦时": 10**8, "亿度": 10**8},
    {"千瓦": 1, "万千瓦": 10**4, "兆瓦": 1000},
    {"人次": 1, "万人次": 10**4, "亿人次": 10**8},
    {"人": 1, "万人": 10**4},
    {"头": 1, "只": 1, "羽": 1, "万头": 10**4, "万只": 10**4, "万羽": 10**4, "亿羽": 10**8,
     "亿只": 10**8},
    {"个": 1, "户": 1, "家": 1, "项": 1, "件": 1, "万个": 10**4, "万户": 10**4, "万家": 10**4},
    {"P": 1, "万P": 10**4},
    {"架": 1, "万架": 10**4},
    {"%": 1, "百分比": 1, "百分之": 1},
    {"位": 1, "名": 1},
)  # fmt: skip
UNITS = tuple(unit for group in GROUPS for unit in group)
COUNTS = frozenset({"个", "户", "家", "项", "件", "人", "位", "头", "只", "羽", "台", "架"})


def factor(unit_from: str, unit_to: str) -> Fraction | None:
    """What a number in one unit is multiplied by to stand in the other; None if it cannot be.

    An empty unit means the other one: nothing is said, nothing is converted.
    """
    if not unit_from or unit_from == unit_to:
        return Fraction(1)
    for group in GROUPS:
        if unit_from in group and unit_to in group:
            return Fraction(group[unit_from], group[unit_to])
    return None


def converted(text: str, unit_from: str, unit_to: str) -> str | None:
    """Exact digits in the other unit: 12000 万元 are 1.2000 亿元. None where that is impossible.

    1 公顷 is 15 亩. A unit that equals the other (万羽 and 万只, 户 and 家) keeps the digits as
    they stand. None too where no finite decimal says it exactly (1 亩 in 平方米).
    """
    found = factor(unit_from, unit_to)
    return None if found is None else scaled(text, found)


def scaled(text: str, by: Fraction) -> str | None:
    """The digits times a fraction, exactly; None where that has no finite decimal."""
    if by == 1:
        return text
    product = EXACT.multiply(Decimal(text), Decimal(by.numerator))
    quotient = EXACT.divide(product, Decimal(by.denominator))
    if Fraction(quotient) != Fraction(text) * by:
        return None
    return f"{quotient:f}"
