"""The units figures come in, and what they are called in English.

English units are exact decimal shifts of the Chinese ones: the digits stay, the point moves.
万 becomes the bare unit (× 10,000), 亿 becomes million (× 100); money in 亿元 becomes RMB bn.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Unit:
    """How a unit is written.

    en        its English name after the number; "" where the number stands alone
    shift     places the decimal point moves to the right from Chinese to English
    before    what stands before the number in English: RMB, No.
    singular  the English name for exactly one, where it differs
    is_count  whole things: never a decimal in either language
    before_zh what stands before the number in Chinese: 第
    axis      its English name on an axis, where that is not before and en
    """

    en: str
    shift: int = 0
    before: str = ""
    singular: str = ""
    is_count: bool = False
    before_zh: str = ""
    axis: str = ""


COUNT = Unit("", is_count=True)
UNITS = {
    # 1 亿 is 0.1 bn: converted, not relabelled.
    "亿元": Unit("bn", -1, "RMB"),
    "万元": Unit("", 4, "RMB"),
    "元": Unit("", 0, "RMB"),
    "万元/亩": Unit("per mu", 4, "RMB"),
    "%": Unit("%"),
    "个百分点": Unit("pp"),
    # Measure words: English has none, the metric's name says what is counted.
    "个": COUNT,
    "户": COUNT,
    "家": COUNT,
    "件": COUNT,
    "项": COUNT,
    "台": COUNT,
    "座": COUNT,
    "条": COUNT,
    "间": COUNT,
    "张": COUNT,
    "所": COUNT,
    "人": Unit("people", singular="person", is_count=True),
    "床": Unit("beds", singular="bed", is_count=True),
    "天": Unit("days", singular="day", is_count=True),
    "个月": Unit("months", singular="month", is_count=True),
    "位": Unit("", before="No.", is_count=True, before_zh="第", axis="rank"),
    "次/月": Unit("a month", is_count=True),
    "万人": Unit("people", 4),
    "万户": Unit("households", 4),
    "人/户": Unit("people per household"),
    "万人次": Unit("visits", 4),
    "万件": Unit("items", 4),
    "万条": Unit("items", 4),
    "万个": Unit("items", 4),
    "万棒": Unit("mushroom logs", 4),
    "吨": Unit("t"),
    "万吨": Unit("t", 4),
    "亿吨": Unit("million t", 2),
    # A jin is half a kilogram: turning it into tonnes would be more than a shift of the point.
    "亿斤": Unit("million jin", 2),
    "亩": Unit("mu"),
    "万亩": Unit("mu", 4),
    "公顷": Unit("ha"),
    "平方公里": Unit("km²"),
    "平方米": Unit("m²"),
    "万平方米": Unit("m²", 4),
    "万立方米": Unit("m³", 4),
    "亿立方米": Unit("million m³", 2),
    "万千瓦": Unit("MW", 1),
    "万千瓦时": Unit("MWh", 1),
    "亿千瓦时": Unit("GWh", 2),
    "P": Unit("petaflops"),
    # P of computing power: 10^15 operations a second, as the reports count it.
    "万P": Unit("petaflops", 4),
    # Aircraft are counted one by one, the racks of data centres by the ten thousand.
    "架": Unit("aircraft", is_count=True),
    "万架": Unit("racks", 4),
    "头": Unit("head", is_count=True),
    "只": Unit("head", is_count=True),
    "羽": Unit("birds", singular="bird", is_count=True),
    "万头": Unit("head", 4),
    "万只": Unit("head", 4),
    "万羽": Unit("birds", 4),
    "亿羽": Unit("million birds", 2),
}


def known(unit: str) -> Unit:
    """How the unit is written. Raises ValueError that names a unit nobody has described."""
    if unit not in UNITS:
        raise ValueError(f"unknown unit {unit!r}: add it to chainboard/words/units.py")
    return UNITS[unit]


def unit_name(lang: str, unit: str) -> str:
    """What the unit is called on an axis or in a column heading: 亿元, RMB bn, number."""
    described = known(unit)
    if lang == "zh":
        return unit
    return described.axis or f"{described.before} {described.en}".strip() or "number"


def decimals(lang: str, unit: str, stated: int | None) -> int | None:
    """The digits after the point of a number in a table: none for whole things."""
    return 0 if unit in UNITS and UNITS[unit].is_count else stated


def shifted(lang: str, value: Decimal, unit: str) -> Decimal:
    """The number in the unit that unit_name(unit, lang) names; every digit is kept."""
    # scaleb moves the point; a multiplication by 0.1 would bring binary dust into floats.
    return value if lang == "zh" else value.scaleb(known(unit).shift)


def with_unit(lang: str, digits: str, unit: str) -> str:
    """Formatted digits (of the language's own unit) with the unit: 1.5 亿元, RMB 0.15 bn, 6.5%."""
    described = known(unit)
    if unit == "%":
        return f"{digits}%"
    if lang == "zh":
        return f"{described.before_zh} {digits} {unit}".strip()
    after = described.singular if digits == "1" and described.singular else described.en
    return f"{described.before} {digits} {after}".strip()
