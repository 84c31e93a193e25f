"""What an office has sent, to be asked for again."""

from __future__ import annotations

from datetime import date

from tests.queries.answers import answer, with_places
from tests.tables import into

OFFICE = "市工信局"


def pack_of_figures():
    """The office sent September and October of one county, and the year before last of another."""
    pack = with_places()
    into(pack, "load", f"load_id  sent_by\n1  {OFFICE}\n2  {OFFICE}\n3  市商务局")
    into(
        pack,
        "observation",
        """
        figure_id  metric_id     area_code  basis  period_start  period_end  value  load_id
        1          output_value  621002     ytd    2026-01-01    2026-09-30  90     1
        2          output_value  621002     ytd    2026-01-01    2026-10-31  99     2
        3          output_value  621002     ytd    2026-01-01    2026-10-31  100    2
        4          output_value  621022     ytd    2024-01-01    2024-12-31  7      1
        5          tax           621002     ytd    2026-01-01    2026-10-31  3      3
        """,
    )
    return pack


def test_the_newest_period_of_each_figure_that_an_office_sends_is_found_once():
    found = answer(pack_of_figures(), "reported.figures", sender=OFFICE)

    assert [(row.area_code, row.period_end, row.value) for row in found] == [
        ("621002", date(2026, 10, 31), 100.0),
    ]


def test_the_projects_that_an_office_sent_are_found():
    pack = pack_of_figures()
    into(pack, "source", "source_id  grade\ns  city")
    into(
        pack,
        "project",
        """
        project_id  area_code  source_id  load_id
        a           621002     s          1
        b           621002     s          3
        """,
    )

    found = answer(pack, "reported.projects", sender=OFFICE)
    assert [row.project_id for row in found] == ["a"]


def test_deals_of_the_sender_or_all_are_found_at_their_furthest_stage():
    pack = pack_of_figures()
    into(pack, "source", "source_id  grade\ns  city")
    into(
        pack,
        "deal",
        """
        deal_id  area_code  source_id  load_id
        a        621002     s          1
        b        621002     s          3
        c        621002     s          1
        """,
    )
    into(
        pack,
        "deal_stage",
        """
        deal_id  stage        happened_on
        a        signed       2026-01-05
        a        started      2026-03-05
        b        signed       2026-02-05
        c        at_capacity  2026-02-05
        """,
    )
    found = {
        everything: [
            (row.deal_id, row.stage, row.signed_on)
            for row in answer(pack, "reported.deals", sender=OFFICE, reports_all=everything)
        ]
        for everything in (False, True)
    }

    assert found[False] == [("a", "started", date(2026, 1, 5))]
    assert found[True] == [*found[False], ("b", "signed", date(2026, 2, 5))]


def test_the_file_of_a_load_is_found_by_its_number():
    pack = with_places()
    into(pack, "load", "load_id  sha256\n4  abc")

    assert [row.sha256 for row in answer(pack, "reported.file", load_id=4)] == ["abc"]
    assert answer(pack, "reported.file", load_id=5) == []
