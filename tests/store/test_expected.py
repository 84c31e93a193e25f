"""Which office owes what by when: months, quarters and years from a list that people keep."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chainboard.store import editions
from chainboard.store.city import loads as city
from chainboard.store.csvfile import CsvRow
from chainboard.store.expected import COLUMNS, city_lines, expected
from chainboard.store.faults import BuildError
from tests.store.city.sent import asked, batch, content, load, output

pytestmark = pytest.mark.weeks(3)

AS_OF = date(2026, 11, 15)
SOUND = {
    "office_zh": "市工信局",
    "office_en": "Industry office",
    "template": "indicators",
    "every": "month",
    "due_day": "10",
    "first_period": "2026-01",
}


def line(**cells: str) -> CsvRow:
    return CsvRow("city/expected.csv", 2, {**SOUND, **cells})


def due(*lines: CsvRow, as_of: date = AS_OF) -> list[tuple[object, object]]:
    return [(row["period_end"], row["due_on"]) for row in expected(lines, as_of)]


def test_a_month_is_due_in_the_next_one_and_january_comes_with_february():
    found = due(line(), as_of=date(2026, 4, 29))

    assert found == [
        (date(2026, 2, 28), date(2026, 3, 10)),
        (date(2026, 3, 31), date(2026, 4, 10)),
    ]


def test_a_period_that_has_ended_is_listed_before_its_day_has_come():
    assert due(line(first_period="2026-10"), as_of=date(2026, 10, 31)) == [
        (date(2026, 10, 31), date(2026, 11, 10))
    ]


def test_december_is_due_in_the_next_year_and_a_leap_february_ends_on_the_29th():
    found = due(line(first_period="2027-12"), as_of=date(2028, 3, 1))

    assert found == [
        (date(2027, 12, 31), date(2028, 1, 10)),
        (date(2028, 2, 29), date(2028, 3, 10)),
    ]


def test_a_due_day_that_the_month_does_not_have_is_its_last_one():
    assert due(line(due_day="31", first_period="2026-10"))[0][1] == date(2026, 11, 30)


@pytest.mark.parametrize(("every", "ends"), [("quarter", [(6, 30), (9, 30)]), ("year", [])])
def test_quarters_and_years_are_due_after_their_last_month(every, ends):
    found = due(line(every=every, first_period="2026-05"))

    assert [(end.month, end.day) for end, _ in found] == ends


def test_an_office_without_an_english_name_keeps_its_own():
    assert expected([line(office_en="")], AS_OF)[0]["office_en"] == "市工信局"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("office_zh", ""),
        ("template", "problems"),
        ("template", "指标"),
        ("every", "week"),
        ("due_day", "0"),
        ("due_day", "32"),
        ("due_day", "十"),
        ("first_period", "2026-13"),
        ("first_period", "2026年5月"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(column, text):
    with pytest.raises(BuildError, match=column) as fault:
        expected([line(**{column: text})], AS_OF)

    assert (fault.value.file, fault.value.line) == ("city/expected.csv", 2)


def test_an_office_owes_a_workbook_once():
    with pytest.raises(BuildError, match="twice"):
        expected([line(), line(due_day="12")], AS_OF)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of packs that only this test sees."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    (tmp_path / "city").mkdir()
    return tmp_path


def write(folder: Path, *lines: str, encoding: str = "utf-8") -> None:
    text = "\n".join([COLUMNS.replace(" ", ","), *lines]) + "\n"
    (folder / "city" / "expected.csv").write_text(text, encoding=encoding)


def test_a_city_without_the_file_expects_nothing(folder):
    assert city_lines() == []


def test_a_list_that_a_spreadsheet_saved_as_utf_8_is_read(folder):
    write(folder, "市工信局,,indicators,month,10,2026-09", encoding="utf-8-sig")

    assert [row["office_zh"] for row in city_lines()] == ["市工信局"]


def test_a_list_in_another_encoding_says_what_to_do(folder):
    write(folder, "市工信局,,indicators,month,10,2026-09", encoding="gb18030")

    with pytest.raises(BuildError, match="UTF-8"):
        city_lines()


def test_an_edition_of_the_city_keeps_what_was_owed_and_which_months_came(folder):
    write(folder, "市工信局,,indicators,month,10,2025-01")
    lists = batch("deals", "deal_id  name  stage  period_end\nd1  甲  signed  2026-10-31")
    load(folder, "a.xlsx", output("2026-09-30  90\n2026-10-31  99"), lists)

    assert date(2025, 2, 28) in [row[0] for row in asked("expected", "period_end")]
    assert asked("load_period", "load_id, template, period_end") == [
        (1, "deals", date(2026, 10, 31)),
        (1, "indicators", date(2026, 9, 30)),
        (1, "indicators", date(2026, 10, 31)),
    ]


def test_an_edition_that_is_made_again_has_the_list_and_the_numbers_of_its_day(folder):
    write(folder, "市工信局,,indicators,month,10,2025-01")
    load(folder, "a.xlsx", output("2026-09-30  90"))
    number = load(folder, "b.xlsx", output("2026-10-31  99")).edition
    write(folder, "市财政局,,deals,quarter,20,2025-01")
    load(folder, "c.xlsx", output("2026-10-31  98"))
    city.withdraw(1, "市工信局", "重报")

    city.rebuild(number)
    file = folder / "city" / "rebuilt" / f"{number:06d}.duckdb"
    assert editions.checksum_file(file).exists()
    assert content(file) == content(folder / "city" / "editions" / f"{number:06d}.duckdb")
    assert asked("load", "load_id, first_edition", number) == [(1, 2), (2, None)]
    assert {row[0] for row in asked("expected", "office_zh")} == {"市财政局"}
