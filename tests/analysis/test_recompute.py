"""What each light was worked out of: the edges of its rule, and the inputs that were judged."""

from __future__ import annotations

from chainboard.analysis import recompute
from tests.analysis.test_lights import FIRM, RATE, RULES
from tests.analysis.test_projects import AS_OF, RULES as OF_PROJECTS, judged


def test_a_figure_says_its_months_and_the_edges_of_the_rule_it_was_lit_by():
    (row,) = recompute.figures([FIRM], RULES)

    assert (row.given, row.months, row.light) == (50.0, 6, "on_track")
    assert (row.edge_behind, row.at_most_behind) == (-10, True)
    assert (row.edge_watch, row.at_most_watch) == (0, False)


def test_a_rate_of_growth_is_judged_by_its_own_rules_and_covers_no_months():
    (row,) = recompute.figures([RATE], RULES)

    assert (row.given, row.months, row.edge_behind) == (6.3, None, -2)


def test_what_has_no_light_is_not_worked_out_anew():
    assert recompute.figures([FIRM.with_(target=None), FIRM.with_(hedge="about")], RULES) == []
    assert recompute.figures([FIRM], []) == []


def test_a_project_says_what_each_of_its_lights_follows_from():
    row = judged(
        start_planned=AS_OF.replace(month=8), rank=2, funds_required=2.0, funds_in_place=1.0
    )
    (told,) = recompute.projects([row], OF_PROJECTS, AS_OF)

    assert (told.started, told.start_waits, told.start_light) == (0, 3, "behind")
    assert (told.after_start_watch, told.after_start_behind) == (1, 3)
    assert (told.edge_funds_behind, told.at_most_funds_behind, told.edge_funds_watch) == (
        0, False, None,
    )  # fmt: skip
    assert (told.entry_waits, told.first_month, told.done_month) == (None, None, None)
