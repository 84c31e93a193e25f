"""What period a cell means. The basis of its row decides; no clock is read.

Read: 2026-09, 2026/9, 2026.9, 202609, 2026年9月, 2026年1-9月, 9月 and 1—9月 with the year of the
title, 2026Q3, 2026年(第)三季度, 前三季度, 上半年, 下半年, 2026年, 2026, an Excel date. Refused:
二〇二六年九月, and the number 2026.1, which may have been 2026.10.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from chainboard.intake.grid import Cell
from chainboard.intake.values import FIRST_YEAR, LAST_YEAR, Read, day, folded, shown

YEAR = r"(?:(?P<year>\d{4})[-年]?)"
DASHES = re.compile(r"[—–~～〜至到―]+|--+")
MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|(\d{2}))", re.ASCII)
MONTHS = re.compile(
    r"(?:(?P<year>\d{4})[-/.年])?(?P<first>\d{1,2})月?(?:-(?P<last>\d{1,2}))?月份?", re.ASCII
)
QUARTER = re.compile(
    YEAR + r"?(?:Q(?P<digit>[1-4])|第?(?P<word>[一二三四1-4])季度?)", re.ASCII | re.I
)
PARTS = re.compile(YEAR + r"?(?P<part>上半年|下半年|前[二三23]季度|全年)", re.ASCII)
WHOLE = re.compile(r"(\d{4})(?:年度?|年[末底])?", re.ASCII)
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
HALVES = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}
BASIS_WORDS = {"month": "当月", "ytd": "累计", "quarter": "季度", "year": "全年", "point": "时点"}


class Period(NamedTuple):
    """Days from start to end, with the basis; start is None for a stock at a day (point)."""

    start: date | None
    end: date
    basis: str


class _Span(NamedTuple):
    year: int
    first: int
    last: int
    is_quarter: bool = False
    day: date | None = None  # of a full date inside a month


def period(cell: Cell, basis: str, year: int | None = None) -> Read:
    """The Period of a cell, or bad_period that says what to write.

    basis  month, ytd, quarter, year or point
    year   the year that the title names, for 9月 and 1-9月

    January and February together are one month figure. ytd of a single month begins on
    1 January. point takes the last day of the period, or the day of a date inside a month.
    """
    span = _span(cell, year)
    if span is None or not _is_possible(span):
        return _bad(cell, "不是期间，请写 2026-09 或 2026年1-9月", "is not a period; write 2026-09")
    wrong = _unfit(span, basis)
    if wrong:
        return _bad(
            cell, f"不能是“{BASIS_WORDS[basis]}”：{wrong[0]}", f"does not fit {basis}: {wrong[1]}"
        )
    end = date(span.year, span.last, monthrange(span.year, span.last)[1])
    if basis == "point":
        is_first = span.day is None or span.day.day == 1
        return Read(Period(None, end if is_first else span.day or end, basis))
    return Read(Period(date(span.year, 1 if basis == "ytd" else span.first, 1), end, basis))


def _unfit(span: _Span, basis: str) -> tuple[str, str] | None:
    months = span.first, span.last
    if basis == "month" and (span.first != span.last and months != (1, 2)):
        return (
            "当月只能是一个月（1-2月合并除外）",
            "one month only, or January and February together",
        )
    if basis == "ytd" and span.first != 1 and span.first != span.last:
        return "累计须从1月开始", "a cumulative figure begins in January"
    if basis == "quarter" and not (
        span.is_quarter or (span.last % 3 == 0 and span.last - span.first == 2)
    ):
        return "季度须写一个季度，如 2026Q3", "write one quarter, such as 2026Q3"
    if basis == "year" and months != (1, 12):
        return "全年须写年份，如 2026年", "write a year, such as 2026"
    return None


def _span(cell: Cell, year: int | None) -> _Span | None:
    if isinstance(cell, date):
        return _of_day(date(cell.year, cell.month, cell.day))
    if cell is None or not isinstance(cell, str | int | float) or isinstance(cell, bool):
        return None
    if isinstance(cell, float) and not cell.is_integer():
        return None
    return _in_text(DASHES.sub("-", folded(shown(cell))), year)


def _in_text(text: str, year: int | None) -> _Span | None:
    if match := MONTH.fullmatch(text):
        month = int(match[2] or match[3])
        return _Span(int(match[1]), month, month)
    if match := WHOLE.fullmatch(text):
        return _Span(int(match[1]), 1, 12)
    found = day(text).value
    if isinstance(found, date):
        return _of_day(found)
    for pattern, months_of in ((MONTHS, _months), (QUARTER, _quarter), (PARTS, _part)):
        match = pattern.fullmatch(text)
        if match and (match["year"] or year):
            return _Span(int(match["year"] or year or 0), *months_of(match))
    return None


def _of_day(found: date) -> _Span:
    return _Span(found.year, found.month, found.month, False, found)


def _months(match: re.Match[str]) -> tuple[int, int, bool]:
    return int(match["first"]), int(match["last"] or match["first"]), False


def _quarter(match: re.Match[str]) -> tuple[int, int, bool]:
    word = match["digit"] or match["word"]
    number = QUARTERS.get(word) or int(word)
    return 3 * number - 2, 3 * number, True


def _part(match: re.Match[str]) -> tuple[int, int, bool]:
    part = match["part"]
    first, last = HALVES.get(part) or ((1, 6) if part[1] in "二2" else (1, 9))
    return first, last, False


def _is_possible(span: _Span) -> bool:
    return FIRST_YEAR <= span.year <= LAST_YEAR and 1 <= span.first <= span.last <= 12


def _bad(cell: Cell, zh: str, en: str) -> Read:
    return Read(None, None, "bad_period", f"“{shown(cell)}” {zh}。", f"“{shown(cell)}” {en}.")
