"""rules.in_force: the rules that hold on the day the edition speaks from."""

from dataclasses import replace
from datetime import date

from chainboard.packs import PACKS
from chainboard.view import View
from tests.queries.answers import answer
from tests.tables import empty_pack, into, only

LIT = View(PACKS["demo"])


def test_the_newest_version_of_a_rule_holds_the_worst_light_first():
    pack = empty_pack()
    into(
        pack,
        "rule",
        """
        rule_id         version  kind   light     gap_at_most  gap_below
        light_on_track  1        light  on_track  -            -
        light_watch     1        light  watch     -            0
        light_behind    1        light  behind    -10          -
        light_behind    2        light  behind    -15          -
        pace_linear     1        pace   -         -            -
        """,
    )

    assert only(answer(pack, "rules.in_force", LIT), "rule_id", "version", "gap_at_most") == [
        {"rule_id": "light_behind", "version": 2, "gap_at_most": -15.0},
        {"rule_id": "light_watch", "version": 1, "gap_at_most": None},
        {"rule_id": "light_on_track", "version": 1, "gap_at_most": None},
        {"rule_id": "pace_linear", "version": 1, "gap_at_most": None},
    ]


def test_a_rule_that_begins_later_or_has_ended_does_not_hold():
    pack = empty_pack()
    into(
        pack,
        "rule",
        """
        rule_id  version  light     valid_from  valid_to
        old      1        watch     2021-01-01  2025-12-31
        today    1        watch     2026-11-15  2026-11-15
        next     1        watch     2027-01-01  -
        """,
    )

    assert only(answer(pack, "rules.in_force", LIT), "rule_id") == [{"rule_id": "today"}]


def test_an_old_edition_is_judged_by_the_rules_of_its_day():
    pack = empty_pack()
    into(
        pack,
        "rule",
        """
        rule_id  version  light   gap_at_most  valid_from  valid_to
        behind   1        behind  -10          2021-01-01  -
        behind   2        behind  -20          2026-01-01  -
        """,
    )

    in_2025 = answer(pack, "rules.in_force", replace(LIT, as_of=date(2025, 6, 1)))
    assert only(in_2025, "version", "gap_at_most") == [{"version": 1, "gap_at_most": -10.0}]


def test_the_rules_that_light_a_demo_edition_light_no_published_one():
    for name, lights in (("demo", ["behind", "on_track"]), ("published", [])):
        pack = empty_pack()
        into(
            pack,
            "rule",
            """
            rule_id  light     gap_at_most
            behind   behind    -10
            on       on_track  -
            """,
        )

        assert [row.light for row in answer(pack, "rules.in_force", View(PACKS[name]))] == lights


def test_a_rule_of_waiting_gives_its_days_whether_the_pack_is_lit_or_not():
    pack = empty_pack()
    into(
        pack,
        "rule",
        """
        rule_id       version  kind   light   gap_at_most  threshold  valid_from
        behind        1        light  behind  -10          -          2021-01-01
        deal_stalled  1        wait   -       -            90         2021-01-01
        deal_stalled  2        wait   -       -            60         2026-01-01
        """,
    )

    held = only(answer(pack, "rules.in_force", LIT), "rule_id", "light", "threshold")
    assert held == [
        {"rule_id": "behind", "light": "behind", "threshold": None},
        {"rule_id": "deal_stalled", "light": None, "threshold": 60},
    ]
    in_2025 = answer(pack, "rules.in_force", View(as_of=date(2025, 6, 1)))
    assert only(in_2025, "rule_id", "threshold") == [{"rule_id": "deal_stalled", "threshold": 90}]
