"""verdicts.figures: what is asked of the figures for the tasks that are bound to them."""

from __future__ import annotations

from datetime import date

from chainboard.packs import DEMO
from chainboard.view import View
from tests.queries.answers import answer
from tests.queries.chained import with_chains
from tests.tables import into, only


def test_only_the_metrics_and_places_that_tasks_are_bound_to_answer_the_whole_named_by_nothing():
    pack = with_chains()
    into(
        pack,
        "observation",
        """
        metric_id             area_code  chain_id  period_end  value
        investment_attracted  621000     energy    2026-08-31  60
        investment_attracted  621000     energy    2026-09-30  70
        investment_attracted  621000     -         2026-09-30  190
        investment_attracted  621022     energy    2026-09-30  5
        investment_attracted  621002     energy    2026-09-30  7
        investment_attracted  621000     apple     2026-09-30  8
        output_value          621000     energy    2026-09-30  99
        """,
    )
    into(
        pack,
        "target",
        """
        metric_id             area_code  chain_id  value
        investment_attracted  621000     energy    100
        """,
    )
    asked = {
        "metric_ids": ["investment_attracted"],
        "chain_ids": ["energy"],
        "area_codes": ["", "621022"],
        "since": date(2026, 9, 1),
    }

    found = answer(pack, "verdicts.figures", View(pack=DEMO, chain="apple"), **asked)
    assert only(found, "area_code", "is_whole", "value", "target") == [
        {"area_code": "621000", "is_whole": True, "value": 70.0, "target": 100.0},
        {"area_code": "621022", "is_whole": False, "value": 5.0, "target": None},
    ]
