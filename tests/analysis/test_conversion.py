"""Local conversion: processed over produced, of one unit and one period, and only of outcomes."""

import pytest

from chainboard.analysis.conversion import converted, gap, ratio
from chainboard.view import Row
from tests.queries.answers import row_of
from tests.tables import rows

PLAIN = {
    "product_id": "crude",
    "product_zh": "原油",
    "product_en": "Crude oil",
    "unit": "万吨",
    "decimals": 2,
    "basis": "ytd",
    "growth_basis": "physical",
    "hedge": "none",
    "status": "published",
    "source_id": "s1",
}
METRICS = {"produced": "crude_oil_output", "processed": "crude_processing"}


def figures(text: str) -> list[Row]:
    found = []
    for row in rows(text):
        start = row.period_end.replace(month=1, day=1)
        metric = METRICS[row.part]
        told = {**PLAIN, "metric_id": metric, "period_start": start, **row}
        found.append(row_of("conversion.figures", **told))
    return found


QINGYANG = """
    part       period_end  value   published_growth  source_id
    produced   2018-12-31  816.0   -                 s1
    processed  2018-12-31  312.0   -                 s1
    produced   2020-12-31  920.0   -                 s2
    processed  2020-12-31  355.6   -                 s2
    produced   2023-09-30  850.09  8.2               s3
    processed  2023-09-30  276.26  28.9              s3
"""


def test_the_published_series_of_qingyang_gives_its_three_ratios_and_gaps():
    told = converted(figures(QINGYANG))

    assert [round(100 * row.ratio, 2) for row in told] == [38.24, 38.65, 32.50]
    assert [row.gap for row in told] == pytest.approx([504, 564.4, 573.83])


def test_nine_months_are_not_a_year_and_years_with_a_gap_between_them_are_not_joined():
    told = converted(figures(QINGYANG))

    assert [row.is_whole for row in told] == [True, True, False]
    assert len({row.run for row in told}) == 3


def test_by_its_published_growth_the_ratio_of_2023_was_rising():
    """Crude +8.2 %, processing +28.9 %: 32.50 % came from 27.28 %, not from 38.65 %."""
    newest = converted(figures(QINGYANG))[-1]

    assert round(100 * newest.before, 2) == 27.28
    assert newest.is_by_growth


def test_the_same_months_a_year_earlier_stand_before_what_growth_gives():
    told = converted(
        figures("""
        part       period_end  value  published_growth
        produced   2025-10-31  100    -
        processed  2025-10-31  40     -
        produced   2026-10-31  110    50.0
        processed  2026-10-31  55     -
    """)
    )

    (newest,) = told
    assert (newest.ratio, newest.before, newest.is_by_growth) == (0.5, 0.4, False)


def test_full_years_of_one_source_that_follow_one_another_are_joined():
    told = converted(
        figures("""
        part       period_end  value
        produced   2024-12-31  100
        processed  2024-12-31  40
        produced   2025-12-31  110
        processed  2025-12-31  55
    """)
    )

    assert [row.run for row in told] == [0, 0]


def test_more_processed_than_produced_is_shown_and_not_clipped():
    (row,) = converted(
        figures("""
        part       period_end  value
        produced   2025-12-31  100
        processed  2025-12-31  130
    """)
    )

    assert (row.ratio, row.gap) == (1.3, -30)


@pytest.mark.parametrize(
    ("column", "value"),
    [("unit", "吨"), ("hedge", "over"), ("status", "expected"), ("status", "claim")],
)
def test_another_unit_a_floor_a_forecast_and_a_claim_make_no_ratio(column: str, value: str):
    produced, processed = figures("""
        part       period_end  value
        produced   2025-12-31  1050
        processed  2025-12-31  355
    """)

    assert ratio(processed.with_(**{column: value}), produced) is None
    assert gap(processed, produced.with_(**{column: value})) is None


def test_a_year_and_nine_months_make_no_ratio():
    told = converted(
        figures("""
        part       period_end  value
        produced   2020-12-31  920
        processed  2020-09-30  250
    """)
    )

    assert [row.ratio for row in told] == [None]


def test_nothing_produced_makes_no_ratio_and_no_error():
    produced, processed = figures("""
        part       period_end  value
        produced   2025-12-31  0
        processed  2025-12-31  40
    """)

    assert ratio(processed, produced) is None
    assert gap(processed, produced) == -40


def test_of_months_only_the_newest_that_both_have_is_shown():
    told = converted(
        figures("""
        part       period_end  value
        produced   2026-08-31  80
        processed  2026-08-31  20
        produced   2026-09-30  90
        processed  2026-09-30  27
        produced   2026-10-31  99
    """)
    )

    assert [(row.period_end.month, row.ratio) for row in told] == [(9, 0.3)]


def test_a_product_without_any_figure_keeps_its_row():
    bare = row_of("conversion.figures", **{**PLAIN, "part": "produced", "value": None})

    (row,) = converted([bare])
    assert (row.product_id, row.ratio, row.gap) == ("crude", None, None)
