"""One header as printed: which field of a template it names, and the unit it carries."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from chainboard.intake.grid import Cell
from chainboard.intake.templates import EVERY_TEMPLATE, Template
from chainboard.store import csvfile
from chainboard.store.place import ROOT

NAMES = frozenset(field.name for template in EVERY_TEMPLATE.values() for field in template.fields)
# Spoken variants that can mean one field only; 链 could be a chain or a node and names none.
_VARIANTS = {
    "县(区)": "县区", "区县": "县区", "区(县)": "县区", "县市区": "县区",
    "县(市、区)": "县区", "县(区、市)": "县区", "县(市,区)": "县区",
}  # fmt: skip
UNIT = (
    r"[十百千万亿]*(?:美元|欧元|元|亩|公顷|平方米|平方公里|m2|km2|千瓦时|度|kwh|吨|立方米"
    r"|人次|人|户|家|个|只|羽|%|‰)"
)
_MONEY = r"[十百千万亿]+(?:美|欧|日|港)?元|(?:美|欧|日|港)?元(?![一-鿿])"
_IN_BRACKETS = re.compile(r"(.+?)[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_AFTER_MARK = re.compile(rf"(.+?)[/:,、_-]?({UNIT})", re.IGNORECASE)
_UNIT_OF_TITLE = re.compile(
    rf"单位:?(?:[^:]*?[、,;/和])?({_MONEY})|[(\[【](?:[^()]*?[,、;])?({_MONEY})(?:[,、;][^()]*)?[)\]】]"
)
_UNIT_OF_LINE = re.compile(rf"(?<![报表设任送])单位:({UNIT})", re.IGNORECASE)
UNIT_FIELD = "单位"
_HINTS = frozenset({"必填", "选填", "可选", "现价", "当年价"})
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_YEAR_ALONE = re.compile(r"(?<!\d)(20\d\d)(?!\d{3})")
_ABOUT_THE_FORM = re.compile(r"(填报|填表|制表|报送|打印|导出)?(日期|时间|单位|人):")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True)
class Heading:
    """A header: the field name of a template that it spells, the unit beside it, "" for none.

    The name may be another word for a field, as synonyms lists them.
    """

    name: str
    unit: str = ""


def normal(cell: Cell) -> str:
    """The text of a cell for comparison: NFKC, without blanks, line breaks and invisible marks."""
    if cell is None:
        return ""
    text = unicodedata.normalize("NFKC", str(cell))
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def heading(text: str) -> Heading | None:
    """The field name or a synonym, and the unit, of a normal header; None for any other text.

    数值(万元), 总投资/亿元, 总投资:万元 and 总投资万元 carry a unit; (必填) is none.
    """
    text = text.strip("*")
    plain = _VARIANTS.get(text, text)
    if _is_listed(plain):
        return Heading(plain)
    if text.startswith(f"{UNIT_FIELD}:"):  # 单位:万元 is a line above a table
        return None
    bracketed = _IN_BRACKETS.fullmatch(text)
    if bracketed:
        name = bracketed[1].strip("*:")
        name = _VARIANTS.get(name, name)
        return Heading(name, _unit(bracketed[2])) if _is_listed(name) else None
    marked = _AFTER_MARK.fullmatch(text)
    return Heading(marked[1], marked[2]) if marked and _is_listed(marked[1]) else None


def synonym(name: str, template: Template) -> tuple[str, bool]:
    """The field name that another word stands for in a template, "" for none; and whether that is
    certain. What is not certain is only suggested."""
    return _synonyms().get((name, template.name)) or _synonyms().get((name, ""), ("", False))


def meanings(word: str) -> list[str]:
    """The names of the fields that another word may stand for."""
    return list(dict.fromkeys(name for (each, _), (name, _) in _synonyms().items() if each == word))


@cache
def _synonyms() -> dict[tuple[str, str], tuple[str, bool]]:
    rows = csvfile.rows(ROOT / "data", "intake/headers.csv", "header name template is_certain")
    return {
        (row["header"], row["template"]): (row["name"], row["is_certain"] == "yes") for row in rows
    }


@cache
def _words() -> frozenset[str]:
    return NAMES | {header for header, _ in _synonyms()}


def _is_listed(name: str) -> bool:
    return name in _words()


def _unit(printed: str) -> str:
    """The unit among the words in brackets: 万元 of 万元,含税; all of them where none is known."""
    words = re.sub(r"^单位:?", "", printed)
    parts = [part for part in re.split(r"[,;、]", words) if part and part not in _HINTS]
    known = [part for part in parts if re.fullmatch(UNIT, part, re.IGNORECASE)]
    return known[0] if known else ",".join(parts)


def line_unit(titles: list[str]) -> str:
    """The unit that the lines above a header name, or "": 单位:万吨; of several that of money."""
    for title in titles:
        alone = _UNIT_OF_LINE.search(title)
        if alone and not re.match(r"[、,;/和]", title[alone.end() :]):
            return alone[1]
        found = _UNIT_OF_TITLE.search(title)
        if found:
            return found[1] or found[2]
    return ""


def before_the_form(title: str) -> str:
    """A title without what it says of the form itself: 填报日期:2027年1月8日."""
    return _ABOUT_THE_FORM.split(title)[0]


def title_year(titles: list[str], sheet: str) -> int | None:
    """The one year that the titles name, else the sheet's name; None for none or several.

    A line about the form itself (填报日期:2027年1月8日) does not count.
    """
    about_data = [before_the_form(title).translate(_DIGITS) for title in titles]
    years = {year for title in about_data for year in _YEAR.findall(title)}
    if not years:
        years = set(_YEAR_ALONE.findall(normal(sheet).translate(_DIGITS)))
    return int(years.pop()) if len(years) == 1 else None
