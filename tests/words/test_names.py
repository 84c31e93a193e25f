"""The names of the codes in the tables, in both languages."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from chainboard import words
from chainboard.packs import PACKS
from chainboard.words import light_name, missing, stated

SCHEMA = (Path(__file__).parents[2] / "data" / "schema.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("absence", "zh", "en"),
    [
        ("not_due", "— 未到期", "— not due yet"),
        ("late", "— 未报", "— not reported"),
        ("not_applicable", "— 不适用", "— not applicable"),
        ("suppressed", "— 保密", "— confidential"),
        ("not_published", "— 未发布", "— not published"),
    ],
)
def test_d16_each_kind_of_missing_has_its_own_word(absence, zh, en):
    """D16: not due, late, not applicable, confidential and not published differ."""
    assert missing("zh", absence, PACKS["demo"]) == zh
    assert missing("en", absence, PACKS["demo"]) == en


@pytest.mark.parametrize("absence", ["not_due", "late", "suppressed", None])
def test_d16_on_the_published_pack_no_office_owes_a_figure(absence):
    """D16: always 公开资料未见, never 未报 or 待报."""
    assert missing("zh", absence, PACKS["published"]) == "公开资料未见"
    assert missing("en", absence, PACKS["published"]) == "not found in public sources"


def test_d16_a_figure_missing_for_no_stated_reason_is_not_published():
    assert missing("zh", None, PACKS["demo"]) == "— 未发布"


def test_what_no_office_has_sent_is_not_reported_on_the_citys_own_pack():
    assert missing("zh", None, PACKS["city"]) == "— 未报"
    assert missing("en", None, PACKS["city"]) == "— not reported"


def test_a_light_is_a_mark_and_a_word_not_a_colour():
    assert light_name("zh", "on_track") == ("●", "正常")
    assert light_name("en", "watch") == ("▲", "on watch")
    assert light_name("zh", "behind") == ("■", "滞后")


def test_without_a_target_there_is_no_light_and_no_word_of_an_assessment():
    assert light_name("zh", None) == ("–", "未设目标")
    assert light_name("zh", "no_outcome") == ("–", "无同期实绩")


@pytest.mark.parametrize("silence", [None, "", "unknown"])
def test_what_no_source_says_reads_not_stated(silence):
    assert stated("zh", silence) == "未注明"
    assert stated("zh", "市统计局") == "市统计局"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_pack_has_a_name_and_an_areas_has_its_code_in_it(lang):
    names = [words.pack_name(lang, pack) for pack in (*PACKS, "621000", "demo-621000")]

    assert len({*names}) == len(names) and all("621000" in name for name in names[-2:])


def codes(table: str, column: str) -> list[str]:
    """The codes that a CHECK of data/schema.sql allows in a column."""
    body = SCHEMA.split(f"create table {table} (")[1].split("\n);")[0]
    allowed = re.search(rf"check \({column} in \(([^)]*)\)", body)
    assert allowed, f"{table}.{column} has no list of codes"
    return re.findall(r"'([^']+)'", allowed[1])


@pytest.mark.parametrize(
    ("table", "column", "namer"),
    [
        ("observation", "absence", words.absence_name),
        ("observation", "basis", words.accumulation_name),
        ("observation", "status", words.status_name),
        ("metric", "growth_basis", words.basis_name),
        ("metric", "kind", words.kind_name),
        ("metric", "direction", words.direction_name),
        ("metric", "face", words.face_name),
        ("source", "grade", words.grade_name),
        ("deal", "origin", words.origin_name),
        ("park_step", "heading", words.park_heading_name),
        ("resource_commitment", "resource", words.resource_name),
        ("resource_commitment", "state", words.promise_name),
        ("node", "position", words.position_name),
        ("node_status", "status", words.node_status_name),
        ("chain_role", "role", words.role_name),
        ("enterprise", "role", words.role_name),
        ("rule", "light", words.light_name),
    ],
)
def test_every_code_of_the_schema_has_a_name_in_both_languages(table, column, namer):
    for code in codes(table, column):
        assert namer("zh", code) != namer("en", code)


def test_every_frequency_of_the_dictionary_has_a_name():
    metrics = Path(__file__).parents[2] / "data" / "dictionary" / "metrics.csv"
    with metrics.open(encoding="utf-8", newline="") as file:
        frequencies = {row["frequency"] for row in csv.DictReader(file)}

    for frequency in frequencies:
        assert words.frequency_name("zh", frequency) != words.frequency_name("en", frequency)


def test_a_code_without_a_name_is_refused_by_name():
    with pytest.raises(ValueError, match="paused"):
        words.stage_name("zh", "paused")
