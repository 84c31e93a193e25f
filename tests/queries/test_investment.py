"""investment.by_year: what came into a chain, to the same month of each year."""

from datetime import date

from chainboard.view import View
from tests.queries.answers import PETROCHEM, answer, with_places
from tests.tables import into, only


def with_funds():
    pack = with_places()
    into(
        pack,
        "metric",
        """
        metric_id             face        unit  sort
        investment_attracted  investment  亿元   1
        signed_value          investment  亿元   2
        signed_deals          investment  个     3
        fai                   investment  亿元   4
        """,
    )
    into(
        pack,
        "observation",
        """
        figure_id  metric_id             chain_id   area_code  period_end  value  growth
        1          investment_attracted  petrochem  621000     2025-10-31  20     -
        2          investment_attracted  petrochem  621000     2025-12-31  30     -
        3          investment_attracted  petrochem  621000     2026-10-31  24     20
        4          signed_deals          petrochem  621000     2026-10-31  7      -
        5          fai                   petrochem  621000     2026-10-31  99     -
        6          investment_attracted  digital    621000     2026-10-31  88     -
        7          investment_attracted  petrochem  621022     2026-10-31  5      -
        """,
    )
    into(
        pack,
        "target",
        """
        metric_id             chain_id   year  version  value
        investment_attracted  petrochem  2026  1        28
        investment_attracted  petrochem  2026  2        36
        """,
    )
    return pack


def by_year(pack, *columns, view=PETROCHEM):
    return only(answer(pack, "investment.by_year", view), *columns)


def test_each_year_is_counted_to_the_month_of_the_latest_figure():
    assert by_year(with_funds(), "metric_id", "year", "year_to_date", "target") == [
        {"metric_id": "investment_attracted", "year": 2025, "year_to_date": 20.0, "target": None},
        {"metric_id": "investment_attracted", "year": 2026, "year_to_date": 24.0, "target": 36.0},
        {"metric_id": "signed_deals", "year": 2026, "year_to_date": 7.0, "target": None},
    ]


def test_a_year_asked_for_is_counted_in_full_and_no_later_year_is_shown():
    in_2025 = View(chain="petrochem", period="2025")

    assert by_year(with_funds(), "period_end", "year_to_date", view=in_2025) == [
        {"period_end": date(2025, 12, 31), "year_to_date": 30.0}
    ]


def test_a_county_is_asked_for_its_own_funds():
    huan = View(chain="petrochem", county="621022")

    assert by_year(with_funds(), "figure_id", view=huan) == [{"figure_id": 7}]


def test_a_month_that_is_late_keeps_its_row():
    pack = with_funds()
    into(
        pack,
        "observation",
        """
        figure_id  metric_id             chain_id   period_end  absence
        8          investment_attracted  petrochem  2026-11-30  late
        """,
    )

    assert by_year(pack, "figure_id", "year_to_date", "absence") == [
        {"figure_id": 8, "year_to_date": None, "absence": "late"}
    ]
