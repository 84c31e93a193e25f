"""What offices have sent and what they owe, load by load."""

from __future__ import annotations

from datetime import date, datetime

from chainboard import queries
from chainboard.packs import CITY, DEMO
from chainboard.view import Row, View
from tests.queries.answers import answer
from tests.tables import empty_pack, into


def pack_of_reports():
    """One office owes indicators of September and October; September came twice."""
    pack = empty_pack()
    into(pack, "edition", "pack  number\ncity  7")
    into(
        pack,
        "expected",
        """
        office_zh  office_en  template    period_end  due_on
        市工信局    Industry   indicators  2026-09-30  2026-10-10
        市工信局    Industry   indicators  2026-10-31  2026-11-10
        市商务局    Commerce   deals       2026-10-31  2026-11-12
        """,
    )
    into(
        pack,
        "load",
        """
        load_id  file_name  template    sent_by   sent_at     status     first_edition
        1        a.xlsx     indicators  市工信局   2026-10-09  accepted   5
        2        b.xlsx     indicators  市工信局   2026-10-20  accepted   -
        3        c.xlsx     indicators  市工信局   2026-11-09  withdrawn  6
        4        d.xlsx     indicators  市商务局   2026-11-09  accepted   -
        """,
    )
    into(
        pack,
        "load_period",
        """
        load_id  template    period_end
        1        indicators  2026-09-30
        2        indicators  2026-09-30
        3        indicators  2026-10-31
        4        indicators  2026-10-31
        """,
    )
    into(
        pack,
        "load_issue",
        """
        load_id  number  severity
        1        1       error
        2        1       warning
        2        2       warning
        """,
    )
    into(
        pack,
        "withdrawal",
        "load_id  withdrawn_by  reason  withdrawn_at\n3  市工信局  填错  2026-11-10",
    )
    return pack


def received() -> dict[tuple[str, int], Row]:
    """What has arrived by office and month."""
    found = answer(pack_of_reports(), "loads.received")
    return {(row.office_zh, row.period_end.month): row for row in found}


def test_the_newest_file_of_a_period_counts_and_the_first_one_says_when_it_came():
    september = received()["市工信局", 9]

    assert (september.load_id, september.errors, september.warnings) == (2, 0, 2)
    assert september.first_sent_at == datetime(2026, 10, 9)


def test_every_report_that_is_owed_is_listed_once():
    found = answer(pack_of_reports(), "loads.received")

    assert [(row.office_zh, row.period_end) for row in found] == [
        ("市商务局", date(2026, 10, 31)),
        ("市工信局", date(2026, 9, 30)),
        ("市工信局", date(2026, 10, 31)),
    ]


def test_a_withdrawn_file_has_not_arrived():
    october = received()["市工信局", 10]

    assert (october.load_id, october.first_sent_at, october.warnings) == (None, None, 0)


def test_another_workbook_of_the_office_does_not_stand_in_for_the_one_owed():
    assert received()["市商务局", 10].load_id is None


def test_every_load_is_listed_newest_first_with_the_edition_that_first_held_it():
    found = answer(pack_of_reports(), "loads.all", View(pack=CITY))

    assert [(row.load_id, row.first_edition) for row in found] == [(4, 7), (3, 6), (2, 7), (1, 5)]


def test_a_withdrawn_load_says_by_whom_and_why_and_a_load_counts_its_remarks():
    loads = {row.load_id: row for row in answer(pack_of_reports(), "loads.all")}

    assert (loads[3].status, loads[3].withdrawn_by, loads[3].reason) == (
        "withdrawn",
        "市工信局",
        "填错",
    )
    assert [(loads[n].errors, loads[n].warnings) for n in (1, 2, 4)] == [(1, 0), (0, 2), (0, 0)]


def test_data_that_are_built_at_once_do_not_say_which_edition_came_first():
    pack = empty_pack()
    into(pack, "edition", "pack  number\ndemo  3")
    into(pack, "load", "load_id\n1")

    assert answer(pack, "loads.all", View(pack=DEMO))[0].first_edition is None


def test_both_questions_are_statements_of_the_file():
    assert set(queries.topics()["loads"]) == {"received", "all"}
