"""Periods: what a figure is about, always with 累计, 当月 or the like in brackets."""

from __future__ import annotations

import re
from datetime import date, timedelta

from chainboard.words.texts import in_brackets, texts

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(lang: str, when: date) -> str:
    """One day: 2025年8月6日, 6 Aug 2025."""
    if lang == "zh":
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def month(lang: str, when: date) -> str:
    """One month: 2026年10月, Oct 2026."""
    if lang == "zh":
        return f"{when.year}年{when.month}月"
    return f"{MONTHS[when.month - 1]} {when.year}"


def ends_a_month(when: date) -> bool:
    """Whether the day is the last of its month."""
    return (when + timedelta(days=1)).day == 1


def is_year_end(when: date) -> bool:
    """Whether the day is a 31 December."""
    return (when.month, when.day) == (12, 31)


def is_full_years(start: date, end: date) -> bool:
    """Whether the days run from a 1 January to a 31 December."""
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def month_label(lang: str, start: date, end: date) -> str:
    """Months without their year: 10月, 1—2月, Jan–Feb."""
    if lang == "zh":
        return f"{end.month}月" if start.month == end.month else f"{start.month}—{end.month}月"
    first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
    return last if first == last else f"{first}–{last}"


def are_quarters(start: date, end: date) -> bool:
    """Whether whole months make one quarter, or quarters counted from January."""
    first, last = (start.month - 1) // 3, (end.month - 1) // 3
    whole = start.month % 3 == 1 and end.month % 3 == 0
    return whole and first in (0, last)


def quarter_label(lang: str, start: date, end: date) -> str:
    """Quarters without their year: 三季度, 上半年, 前三季度; Q3, H1, Q1–Q3."""
    _ = texts(lang)
    last = end.month // 3
    if start.month == 1 and last > 1:
        return {2: _("上半年"), 3: _("前三季度"), 4: _("全年")}[last]
    return {1: _("一季度"), 2: _("二季度"), 3: _("三季度"), 4: _("四季度")}[last]


def years(lang: str, start: date, end: date) -> str:
    """Whole years: 2024年, 2016—2020年; 2024, 2016–2020."""
    if lang == "zh":
        return f"{end.year}年" if start.year == end.year else f"{start.year}—{end.year}年"
    return str(end.year) if start.year == end.year else f"{start.year}–{end.year}"


def days(lang: str, start: date, end: date) -> str:
    """From one day to another, the year once where it is the same."""
    if start == end:
        return day(lang, end)
    if lang == "zh":
        last = f"{end.month}月{end.day}日" if start.year == end.year else day(lang, end)
        return f"{day(lang, start)}—{last}"
    first = day(lang, start)
    return f"{first.removesuffix(f' {end.year}')}–{day(lang, end)}"


def whole_months(lang: str, start: date, end: date) -> str:
    """From one month to another: 2026年1—9月, 2020年1月—2021年5月; Jan–Sep 2026."""
    if start.year == end.year:
        label = month_label(lang, start, end)
        return f"{end.year}年{label}" if lang == "zh" else f"{label} {end.year}"
    return f"{month(lang, start)}{'—' if lang == 'zh' else '–'}{month(lang, end)}"


def told(lang: str, text: str) -> str:
    """A period that is stored without words, in words; any other text as it is.

    2024 is a year, 2022–2026 years, 2024-12 a month, 2023-07-03 a day, and two days with " – "
    between them a span: 2024年, 2022—2026年, 2024年12月, 2023年7月3日, 2023年1月1日—7月20日.
    """
    if found := re.fullmatch(r"(\d{4})(?:–(\d{4}))?", text):
        first, last = found[1], found[2] or found[1]
        return years(lang, date(int(first), 1, 1), date(int(last), 12, 31))
    if re.fullmatch(r"\d{4}-\d\d", text):
        return month(lang, date.fromisoformat(f"{text}-01"))
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)(?: – (\d{4}-\d\d-\d\d))?", text):
        start, end = (date.fromisoformat(each) for each in (found[1], found[2] or found[1]))
        return bare_period(lang, start, end, "point") if start < end else day(lang, end)
    return text


def point_name(lang: str, when: date) -> str:
    """The day of a stock: 2025年8月6日; the last day of a year is 2024年底."""
    _ = texts(lang)
    return _("{year}年底").format(year=when.year) if is_year_end(when) else day(lang, when)


def bare_period(lang: str, start: date | None, end: date, basis: str) -> str:
    """The period without brackets: 2026年1—9月, 2024年底, 2026年前三季度. Raises as period does."""
    if start is None and basis != "point":
        raise ValueError(f"a period of basis {basis!r} needs its first day")
    if start is None:
        return point_name(lang, end)
    if start > end:
        raise ValueError(f"a period cannot start on {start} and end on {end}")
    if is_full_years(start, end):
        return years(lang, start, end)
    if start.day != 1 or not ends_a_month(end):
        return days(lang, start, end)
    if basis == "quarter" and start.year == end.year and are_quarters(start, end):
        label = quarter_label(lang, start, end)
        return f"{end.year}年{label}" if lang == "zh" else f"{label} {end.year}"
    return whole_months(lang, start, end)


def bracket(lang: str, start: date | None, end: date, basis: str) -> str:
    """How the figure accumulates over the period: 累计, 全年, 当月; "" where the name says it."""
    _ = texts(lang)
    if start is None:
        return "" if is_year_end(end) else _("时点")
    if basis == "point" or start.year != end.year:
        return _("时点") if start == end else _("整个时段")
    if is_full_years(start, end) or basis == "year":
        return _("全年")
    if basis == "quarter":
        # 前三季度 and 一季度 are cumulative by their own words.
        return "" if start.month == 1 else _("当季")
    if basis == "month":
        return _("当月") if start.month == end.month else _("合并")
    return _("累计")


def period(lang: str, start: date | None, end: date, basis: str, note: str | None = None) -> str:
    """The period of a figure: 2026年1—9月（累计）, 2024年（全年）, 2024年底.

    start  None for a stock at a day
    basis  ytd, month, quarter, year or point. quarter names a cumulative period by quarters
           (2026年前三季度); January and February together are one month figure (合并)
    note   stands in the brackets instead of the words above, as it is

    Raises ValueError for a flow without its first day, or a period that ends before it starts.
    """
    name = bare_period(lang, start, end, basis)
    inside = note or bracket(lang, start, end, basis)
    return name + in_brackets(lang, inside) if inside else name


def short_period(lang: str, start: date | None, end: date, basis: str) -> str:
    """The label on an axis: 1—2月, 10月, 2024年, 前三季度. The year only where nothing else is."""
    whole = start is not None and start.day == 1 and ends_a_month(end)
    if start is None or not whole or start.year != end.year or is_full_years(start, end):
        return bare_period(lang, start, end, basis)
    if basis == "quarter" and are_quarters(start, end):
        return quarter_label(lang, start, end)
    return month_label(lang, start, end)


def age(lang: str, period_end: date, as_of: date, old_after: int | None) -> str:
    """距今超过 18 个月 when the period ended more than so many months before as_of, else "".

    as_of      the edition's day, never today's
    old_after  months, by the rule of the edition; None: nothing is old
    """
    _ = texts(lang)
    if old_after is None:
        return ""
    months = 12 * (as_of.year - period_end.year) + as_of.month - period_end.month
    is_old = (months, as_of.day) > (old_after, period_end.day)
    return _("距今超过 {months} 个月").format(months=old_after) if is_old else ""
