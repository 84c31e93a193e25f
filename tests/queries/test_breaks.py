"""breaks.of_panel: what must be said beside the figures of a panel."""

from __future__ import annotations

from tests.queries.answers import answer, with_places
from tests.tables import into, only, rows


def test_a_panel_has_its_own_notes_in_their_order_with_their_source():
    pack = with_places()
    into(
        pack,
        "scope_break",
        """
        panel         sort  kind      metric_id  at_most  words_zh  source_id
        county_rank   20    spread    income     1400     相近        s2
        county_rank   10    revision  gdp        -        普查修订      s1
        county_cards  10    part      revenue    -        不含市本级     s1
        """,
    )

    found = answer(pack, "breaks.of_panel", panel="county_rank")
    assert only(found, "metric_id", "at_most", "words_zh", "source_id") == rows("""
        metric_id  at_most  words_zh  source_id
        gdp        -        普查修订      s1
        income     1400.0   相近        s2
    """)
