"""What a cell says: a number, a day, a year, a share; or which kind of missing; or what is wrong.

Numbers come back as text of exact digits, never as a float. A cell that only looks like a number
is refused, with the number it may have meant where that can be told.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

from chainboard.intake.grid import Cell

# domain.md D16. An empty cell of a figure that is owed is late.
MISSING = {
    "": "late", "未报": "late", "待报": "not_due", "保密": "suppressed", "※保密": "suppressed",
    "不适用": "not_applicable", "无": "not_applicable", "—": "not_applicable",
    "——": "not_applicable", "–": "not_applicable", "-": "not_applicable",
    "/": "not_applicable", "未发布": "not_published",
}  # fmt: skip
EXCEL_DIGITS = 15
FIRST_YEAR, LAST_YEAR = 1949, 2100
# Only ASCII look-alikes: NFKC would read 10² as 102.
ASCII = {0xFF01 + shift: 0x21 + shift for shift in range(94)} | {0x2212: 0x2D, 0xFE63: 0x2D}
SLIPS = str.maketrans({"O": "0", "o": "0", "〇": "0", "l": "1", "I": "1", "|": "1", "。": "."})
PLAIN = re.compile(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
AS_KEPT = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?", re.ASCII)  # number() changes nothing
GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
POWER = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d{1,2}", re.ASCII)
# Not ▲: some tables mark a fall with it.
RISES, FALLS = ("增长", "上升", "提高", "增", "↑"), ("下降", "降低", "减少", "降", "↓")
LEVEL = "持平"
DAY = re.compile(r"(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?", re.ASCII)
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)


class Read(NamedTuple):
    """What was understood of a cell.

    value    the value, None where it is missing or wrong
    absence  the kind of missing: late, not_due, suppressed, not_applicable, not_published
    code     the issue to report, None where there is none
    zh, en   the issue after the name of the cell, complete sentences
    """

    value: object = None
    absence: str | None = None
    code: str | None = None
    zh: str = ""
    en: str = ""


def folded(text: str) -> str:
    """A text without spaces, zero-width and control characters, full-width marks as ASCII."""
    bare = text.translate(ASCII)
    if bare.isascii() and bare.isprintable() and " " not in bare:
        return bare
    return "".join(mark for mark in bare if unicodedata.category(mark)[0] not in "ZC")


def shown(cell: Cell) -> str:
    """The cell as a person sees it, for messages."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return str(cell.date()) if cell.time() == time() else str(cell)
    if isinstance(cell, float) and math.isfinite(cell):
        return digits(cell)
    return str(cell)


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in the cell; spaces are nothing, 未报 is something."""
    return cell is None or (isinstance(cell, str) and not folded(cell))


def digits(value: int | float) -> str:
    """The digits of a finite number as Excel shows them, at most 15 significant ones."""
    text = repr(value)
    if "e" not in text and len(text) <= EXCEL_DIGITS:
        return text.removesuffix(".0") if text != "-0.0" else "0"
    if isinstance(value, int):
        return text
    found = f"{Decimal(f'{value:.{EXCEL_DIGITS}g}'):f}"
    return found.rstrip("0").rstrip(".") if "." in found else found


def number(
    cell: Cell, unit: str = "", may_be_negative: bool = False, is_plain: bool = False
) -> Read:
    """The number in a cell as text of exact digits, or the kind of missing, or not_a_number.

    unit      its unit, which may stand behind the digits; % for percentages
    is_plain  whether the sheet is a text file, in which plain digits are no remark
    """
    if isinstance(cell, bool | date | time):
        return no_number(cell, None)
    if isinstance(cell, int | float):
        return Read(digits(cell)) if math.isfinite(cell) else no_number(cell, None)
    bare = folded(cell) if isinstance(cell, str) else ""
    if bare in MISSING:
        return Read(absence=MISSING[bare])
    found = _digits_in(bare, unit, may_be_negative)
    if found is None:
        return no_number(cell, _meant(bare, unit, may_be_negative))
    if is_plain and found == cell:
        return Read(found)
    zh = f"“{cell}” 是文本，按数字 {found} 读取；请改为数字格式。"
    return Read(found, None, "text_number", zh, f"“{cell}” is text and was read as {found}.")


def day(cell: Cell) -> Read:
    """The day in a cell: an Excel date, 2026-09-05, 2026/9/5, 2026年9月5日, 2026.9.5, 20260905."""
    if isinstance(cell, datetime):
        return _in_years(cell.date(), cell)
    if isinstance(cell, date):
        return _in_years(cell, cell)
    if cell is None or isinstance(cell, bool | time):
        return Read() if cell is None else _no_day(cell)
    bare = folded(shown(cell))
    if bare in MISSING:
        return Read(absence=MISSING[bare])
    match = DAY.fullmatch(bare)
    parts = match.group(1, 3, 5) if match else None
    if match is None and (compact := COMPACT_DAY.fullmatch(bare)):
        parts = compact.group(1, 2, 3)
    try:
        return _in_years(date(*map(int, parts)), cell) if parts else _no_day(cell)
    except ValueError:
        return _no_day(cell)


def year(cell: Cell) -> Read:
    """The year in a cell, an int: 2026, 2026年, 2026年度, from 1949 to 2100."""
    if isinstance(cell, date):
        return Read(cell.year)
    match = re.fullmatch(r"(\d{4})年?度?", folded(shown(cell)), re.ASCII)
    if match and FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return Read(int(match[1]))
    zh = f"“{shown(cell)}” 不是年度，请写 2026 这样的四位年份。"
    return Read(None, None, "bad_period", zh, f"“{shown(cell)}” is not a year; write 2026.")


def share(cell: Cell, is_plain: bool = False) -> Read:
    """The share in a cell as text from 0 to 1: 0.35, or 35% (with text_number).

    35 is out_of_range, not guessed to be 35%: 1.2 might be either.
    """
    is_percent = isinstance(cell, str) and folded(cell).endswith("%")
    found = number(cell, "%" if is_percent else "", False, is_plain)
    if not isinstance(found.value, str):
        return found
    value = Decimal(found.value)
    value = value.scaleb(-2) if is_percent else value
    if 0 <= value <= 1:
        text = f"{value:f}"
        zh, en = f"“{cell}” 按 {text} 读取。", f"“{cell}” was read as {text}."
        return Read(text, None, "text_number", zh, en) if is_percent else found
    meant = f"{value.scaleb(-2):f}" if 1 < value <= 100 and not is_percent else None
    asks = (f"，是否为 {meant}？", f"; is it {meant}?") if meant else ("。", ".")
    zh = f"“{shown(cell)}” 应在 0 到 1 之间{asks[0]}"
    en = f"“{shown(cell)}” must lie between 0 and 1{asks[1]}"
    return Read(None, None, "out_of_range", zh, en)


def _digits_in(bare: str, unit: str, may_be_negative: bool) -> str | None:
    if unit and bare.endswith(unit):
        bare = bare.removesuffix(unit)
    if unit == "%" and may_be_negative:
        bare = _moved(bare)
    if may_be_negative and re.fullmatch(r"\([^-+()]+\)", bare):
        bare = f"-{bare[1:-1]}"
    if GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    if POWER.fullmatch(bare):
        return _clean(f"{Decimal(bare):f}")
    return _clean(bare) if PLAIN.fullmatch(bare) and len(bare) <= 40 else None


def _moved(bare: str) -> str:
    """The signed digits of a growth that is told by a word or an arrow: 下降2 is -2."""
    if bare == LEVEL:
        return "0"
    for sign, words in (("", RISES), ("-", FALLS)):
        told = next((word for word in words if bare.startswith(word)), None)
        if told and bare[len(told) :][:1].isdecimal():
            return sign + bare[len(told) :]
    return bare


def _clean(bare: str) -> str:
    sign, rest = ("-", bare[1:]) if bare[0] == "-" else ("", bare.removeprefix("+"))
    whole, point, parts = rest.partition(".")
    found = f"{whole.lstrip('0') or '0'}{point}{parts}"
    return sign + found if found.strip("0.") else found


def _meant(bare: str, unit: str, may_be_negative: bool) -> str | None:
    mended = re.sub(r"\.{2,}", ".", bare.translate(SLIPS).replace("、", ","))
    mended = re.sub(r"^[约近超]+|[余多左右]+$", "", mended)
    return mended if _digits_in(mended, unit, may_be_negative) else None


def no_number(cell: Cell, meant: str | None) -> Read:
    """That a cell is no number, with the one that it may have meant."""
    text = shown(cell)
    if meant:
        zh, en = f"“{text}” 不是数字，是否为 {meant}？", f"“{text}” is not a number; is it {meant}?"
    elif isinstance(cell, date | time):
        zh = f"“{text}” 是日期，不是数字；请把单元格改为数值格式后重填。"
        en = f"“{text}” is a date, not a number; format the cell as a number and type it again."
    else:
        zh = f"“{text}” 不是数字；请只填数字，缺数写 未报、待报 或 保密。"
        en = f"“{text}” is not a number; write digits only, or 未报, 待报, 保密."
    return Read(None, None, "not_a_number", zh, en)


def _in_years(found: date, cell: Cell) -> Read:
    return Read(found) if FIRST_YEAR <= found.year <= LAST_YEAR else _no_day(cell)


def _no_day(cell: Cell) -> Read:
    zh = f"“{shown(cell)}” 不是日期，请写 2026-09-05 这样的日期。"
    return Read(None, None, "bad_period", zh, f"“{shown(cell)}” is not a day; write 2026-09-05.")
