"""What the labels of a wide table say: 环县, 1-9月, 2024年产值(亿元), 同比, part by part."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from chainboard.intake.grid import Cell
from chainboard.intake.headings import UNIT, before_the_form, line_unit, normal
from chainboard.intake.known import Known
from chainboard.intake.periods import BASIS_WORDS, DASHES
from chainboard.intake.values import FIRST_YEAR, LAST_YEAR

VALUE, GROWTH, ASIDE = "value", "growth", "aside"  # what the figures of a column are
_ROLES = {
    **dict.fromkeys(("本期", "本年", "绝对额", "绝对量", "绝对值", "数值", "总量", "实绩"), VALUE),
    **dict.fromkeys(
        ("同比", "同比增长", "同比增速", "增速", "增长率", "增幅", "增长", "比上年增长", "±%",
         "比上年同期增长", "同比±%", "比上年±%", "比上年同期±%"),
        GROWTH,
    ),
    **dict.fromkeys(
        ("上年同期", "去年同期", "上年", "位次", "排名", "占比", "比重", "增减", "环比", "序号",
         "备注", "合计", "总计", "小计"),
        ASIDE,
    ),
}  # fmt: skip
_BASES = {"累计": "累计", "当月": "当月", "本月": "当月", "全年": "全年"}
_BRACKETED = re.compile(r"(.*?)[(\[【]([^()\[\]【】]+)[)\]】]")
_PERIOD = (
    r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月?-\d{1,2}月|\d{1,2}月份?|上半年|下半年|前[二三23]季度"
    r"|第?[一二三四1-4]季度|全年)|(?:19|20)\d\d年(?:度|[末底])?|(?:19|20)\d\d-\d{2}(?!\d)|(?:19|20)\d\dQ[1-4]"
)
_LEADING = re.compile(rf"({_PERIOD})(.+)")
_IN_TITLE = re.compile(_PERIOD)
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?|年[末底])?")
_PART = re.compile(
    r"((?:19|20)\d\d年)?(\d{1,2}月?-\d{1,2}月|\d{1,2}月份?|上半年|下半年|前[二三23]季度|第?[一二三四1-4]季度)"
)
_QUARTER = re.compile(r"(?:(?:19|20)\d\d年)?第?[一二三四1-4]季度|(?:19|20)\d\dQ[1-4]")
_FROM_JANUARY = re.compile(r"(?:(?:19|20)\d\d年)?(?:0?1月?-\d{1,2}月|上半年|前[二三23]季度)")
_BETWEEN = re.compile(rf"(?<=[\d月])(?:{DASHES.pattern})(?=\d)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MARKED = 20  # letters of a hash that tell the shapes of one office apart
_UNIT_ALONE = re.compile(UNIT, re.IGNORECASE)


@dataclass(frozen=True)
class Label:
    """What a text says; None and "" where it says nothing of that kind.

    area, chain, metric  an id; where a table has a column of such names and this is none, the text
             that stands there
    period   as it is printed: the reading of periods judges it, with the year of the title
    basis    the word that says it: 当月, 累计, 全年
    role     value, growth, or aside for what is not read
    """

    area: str | None = None
    chain: str | None = None
    metric: str | None = None
    period: Cell = None
    basis: str = ""
    unit: str = ""
    role: str = ""

    @property
    def names(self) -> bool:
        """Whether it names a place, a chain, a metric or a period."""
        return any(each is not None for each in (self.area, self.chain, self.metric, self.period))

    @property
    def says(self) -> bool:
        """Whether anything was understood."""
        return self != NOTHING

    def over(self, other: Label) -> Label:
        """This label, with the other's words where it has none of its own."""
        own = {key: value for key, value in vars(self).items() if value not in (None, "")}
        if self.period is not None and other.period is not None:
            own["period"] = _joined(self.period, other.period)
        return replace(other, **own)


NOTHING = Label()


def label(cell: Cell, known: Known) -> Label:
    """What one cell says as a whole; NOTHING where a part of it is not understood."""
    if isinstance(cell, date):
        return Label(period=cell)
    if not isinstance(cell, str):
        return NOTHING
    return _label(_BETWEEN.sub("-", normal(cell)).strip("*:"), known)


def years(cells: Sequence[Cell]) -> bool:
    """Whether the numbers of a row are years that follow each other."""
    found = [str(cell) for cell in cells if _NUMBER.fullmatch(str(cell))]
    steps = {int(b) - int(a) for a, b in pairwise(found)} if all(map(_is_year, found)) else set()
    return steps in ({1}, {-1})


def year_label(cell: Cell) -> Label:
    """A bare number as a year."""
    return Label(period=f"{cell}年") if _is_year(str(cell)) else NOTHING


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR


def _joined(own: Cell, other: Cell) -> Cell:
    """A part of a year beside a year, as one period: 1-9月 under 2024年, 2024年 under 1-9月."""
    year, part = _YEAR.fullmatch(str(own)), _PART.fullmatch(str(other))
    if not (year and part):
        year, part = _YEAR.fullmatch(str(other)), _PART.fullmatch(str(own))
        if not (year and part) or part[1]:
            return own
    return f"{year[1]}年{part[2]}"


def _label(text: str, known: Known) -> Label:
    found = _whole(text, known)
    if found.says or not text:
        return found
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed and (inside := _inside(bracketed[2], known)).says:
        rest = _label(bracketed[1], known)
        return rest.over(inside) if rest.says or not bracketed[1] else NOTHING
    if text.endswith("%") and (rest := _label(text[:-1], known)).says:
        return rest.over(Label(unit="%"))
    leading = _LEADING.fullmatch(text)
    if leading and (rest := _label(leading[2], known)).says and rest.period is None:
        return rest.over(_whole(leading[1], known))
    for word in (*_ROLES, *_BASES):
        if text.endswith(word) and (rest := _label(text[: -len(word)], known)).says:
            return _whole(word, known).over(rest)
    for word in _BASES:
        if text.startswith(word) and (rest := _label(text[len(word) :], known)).says:
            return rest.over(_whole(word, known))
    return NOTHING


def _whole(text: str, known: Known) -> Label:
    if text in _ROLES:
        return Label(role=_ROLES[text])
    if text in _BASES:
        return Label(basis=_BASES[text])
    if area := known.areas.find(text):
        return Label(area=area)
    if metric := known.metrics.find(text):
        return Label(metric=metric)
    if chain := known.chains.find(text):
        return Label(chain=chain)
    if _UNIT_ALONE.fullmatch(text):
        return Label(unit=text)
    if _IN_TITLE.fullmatch(text):
        return Label(period=text)
    return NOTHING


def _inside(text: str, known: Known) -> Label:
    """What stands in brackets: a unit, a basis, a role."""
    text = re.sub(r"^单位:?", "", text)
    found = _whole(text, known)
    return found if found.unit or found.basis or found.role else NOTHING


def basis_of(text: Cell) -> str:
    """The basis that a period can only have, "" where it may have two: 9月 is a month or the
    year to it."""
    if _YEAR.fullmatch(str(text)):
        return BASIS_WORDS["year"]
    for pattern, basis in ((_QUARTER, "quarter"), (_FROM_JANUARY, "ytd")):
        if pattern.fullmatch(str(text)):
            return BASIS_WORDS[basis]
    return ""


def title_label(titles: list[str], known: Known) -> Label:
    """What the lines above a table say of all of it: the longest names, unit, period and basis."""
    text = _BETWEEN.sub("-", " ".join(titles))
    when = _IN_TITLE.search(text)
    bases = {basis for word, basis in _BASES.items() if word in text}
    return Label(
        _longest(text, known.areas.ids, 2),
        _longest(text, {way: id for way, id in known.chains.ids.items() if "产业链" in way}, 4),
        _longest(text, known.metrics.ids, 3),
        when[0] if when else None,
        bases.pop() if len(bases) == 1 else "",
        line_unit(titles),
    )


def shape_mark(titles: Sequence[str], headers: Sequence[str], rows: Sequence[str]) -> str:
    """What tells the shape of a wide table from others: next month's has the same, whatever its
    figures.

    titles, headers  normal texts above the table and in its header; their periods and digits, and
                     what is said of the form itself, do not count
    rows             the names of its rows
    """
    printed = [
        [re.sub(r"\d+", "", _IN_TITLE.sub("", _BETWEEN.sub("-", before_the_form(text))))
         for text in texts]
        for texts in (titles, headers)
    ]  # fmt: skip
    parts = [list(dict.fromkeys(filter(None, each))) for each in (*printed, rows)]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:_MARKED]


def _longest(text: str, ways: dict[str, str], least: int) -> str | None:
    """The id of the longest name that the text holds; None where two of that length differ."""
    held = [way for way in ways if len(way) >= least and way in text]
    longest = max(map(len, held), default=0)
    ids = {ways[way] for way in held if len(way) == longest}
    return ids.pop() if len(ids) == 1 else None
