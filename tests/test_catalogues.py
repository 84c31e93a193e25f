"""The texts of the interface: each has its English, in words that people use here."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
LANGUAGES = ("zh", "en")
KEYWORDS = {"_": None, "N_": None, "say": None}
PLACE = re.compile(r"\{\w*\}")
LETTERS = re.compile(r"[^\W\d_]")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# English texts that quote a Chinese term on purpose, by their Chinese source.
QUOTES_CHINESE: set[str] = {"中文"}
# Half-width marks between Chinese words; 1,705 and 12:30 stand between digits.
HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff”）}])[,;:?!(]|\([\u4e00-\u9fff]")
OUR_OWN_NOUNS = re.compile(r"\b(packs?|data versions?|loads?)\b", re.IGNORECASE)
# What a person types, and the names of placeholders, are no words of the interface.
NOT_WORDS = re.compile(r"\{[^}]*\}|python -m chainboard[ \w-]*|--[\w-]+|`[^`]*`")


@cache
def said_in_the_source() -> dict[str, str]:
    """Every text given to _() or say(), with the place where it first stands."""
    places = [*(ROOT / "chainboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    places += [path for path in (ROOT / "dashboard.py",) if path.exists()]
    found: dict[str, str] = {}
    for path in sorted(places):
        for line, message, *_rest in extract_from_file("python", path, keywords=KEYWORDS):
            assert isinstance(message, str), f"{path}:{line}: one text, one form"
            found.setdefault(message, f"{path.relative_to(ROOT)}:{line}")
    return found


@cache
def catalogue(lang: str) -> Catalog:
    with (folder(lang) / "chainboard.po").open("rb") as file:
        return read_po(file, locale=lang)


def folder(lang: str) -> Path:
    return ROOT / "locale" / lang / "LC_MESSAGES"


def translated(lang: str) -> dict[str, str]:
    """The texts of a catalogue that have words of their own."""
    return {str(m.id): str(m.string) for m in catalogue(lang) if m.id and m.string and not m.fuzzy}


def glossary() -> list[dict[str, str]]:
    with (ROOT / "data" / "dictionary" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def placeholders(text: str) -> set[str]:
    return {name for _literal, name, *_rest in Formatter().parse(text) if name is not None}


def test_every_chinese_text_has_an_english_one():
    english = translated("en")

    assert {text: at for text, at in said_in_the_source().items() if text not in english} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_holds_the_texts_of_the_source_and_no_others(lang):
    assert {str(m.id) for m in catalogue(lang) if m.id} == set(said_in_the_source())


def test_the_source_texts_are_chinese():
    said = said_in_the_source().items()
    lettered = {text: at for text, at in said if LETTERS.search(PLACE.sub("", text))}
    foreign = {text: at for text, at in lettered.items() if not CHINESE.search(text)}

    assert foreign == {}


def test_the_source_texts_have_full_width_commas_and_colons():
    found = {text: at for text, at in said_in_the_source().items() if HALF_WIDTH.search(text)}

    assert found == {}


def test_no_english_text_contains_chinese():
    mixed = {zh: en for zh, en in translated("en").items() if CHINESE.search(en)}

    assert {zh: en for zh, en in mixed.items() if zh not in QUOTES_CHINESE} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_source(lang):
    both = translated(lang).items()

    assert {zh: said for zh, said in both if placeholders(zh) != placeholders(said)} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_compiled_catalogue_says_what_the_written_one_says(lang):
    with (folder(lang) / "chainboard.mo").open("rb") as file:
        compiled = {str(m.id): str(m.string) for m in read_mo(file) if m.id}

    assert compiled == translated(lang)


def test_the_interface_says_data_source_edition_and_delivery_batch():
    """数据来源, 版次 and 批次: pack and load are words of the code only."""
    said = [*said_in_the_source(), *translated("en").values(), *translated("zh").values()]

    assert [text for text in said if OUR_OWN_NOUNS.search(NOT_WORDS.sub(" ", text))] == []


def test_a_term_of_the_glossary_has_its_english_in_the_interface():
    english = translated("en")
    differing = {
        row["zh"]: english[row["zh"]]
        for row in glossary()
        if row["zh"] in english and english[row["zh"]].lower() != row["en"].lower()
    }

    assert differing == {}


def test_no_english_text_uses_a_phrase_that_the_glossary_avoids_for_its_term():
    offenders = [
        (zh, en, phrase)
        for row in glossary()
        for phrase in filter(None, row["avoid"].split("|"))
        for zh, en in translated("en").items()
        if row["zh"] in zh and re.search(rf"\b{phrase}\b", NOT_WORDS.sub(" ", en), re.IGNORECASE)
    ]

    assert offenders == []


def test_the_glossary_has_each_term_once_in_both_languages():
    terms = [row["zh"] for row in glossary()]

    assert len(terms) == len(set(terms))
    assert [row for row in glossary() if not row["zh"] or not row["en"]] == []
    assert [row["en"] for row in glossary() if CHINESE.search(row["en"])] == []


@pytest.mark.parametrize("term", ["数据来源", "版次", "批次", "县（区）", "序时进度", "推算"])
def test_the_glossary_explains_the_words_of_the_interface(term):
    assert [row["en"] for row in glossary() if row["zh"] == term]


def test_every_text_is_said_so_that_the_extraction_finds_it():
    """`_ = texts(lang)` first, then `_("…")`: texts(lang)("…") would never be translated."""
    hidden = re.compile(r'texts\([^)]*\)\("')
    files = [*(ROOT / "chainboard").rglob("*.py"), *(ROOT / "pages").glob("*.py")]

    assert [str(f) for f in files if hidden.search(f.read_text(encoding="utf-8"))] == []
