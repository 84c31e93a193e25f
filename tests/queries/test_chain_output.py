"""chain_output.by_month, year_to_date_by_county and growth_by_county_and_month."""

from datetime import date

import pytest

from chainboard.view import View
from tests.queries.answers import PETROCHEM, answer, with_places
from tests.tables import into, only


def by_month(pack, *columns, view=PETROCHEM, metric_id="output_value"):
    return only(answer(pack, "chain_output.by_month", view, metric_id=metric_id), *columns)


def by_county(pack, *columns, view=PETROCHEM):
    return only(answer(pack, "chain_output.year_to_date_by_county", view), *columns)


def growth_by_county(pack, *columns, view=PETROCHEM):
    return only(answer(pack, "chain_output.growth_by_county_and_month", view), *columns)


def with_two_years():
    pack = with_places()
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   period_end  value  growth
        1          petrochem  2025-02-28  14.0   -
        2          petrochem  2025-03-31  22.0   -
        3          petrochem  2026-02-28  15.4   6.1
        4          petrochem  2026-03-31  24.4   5.2
        5          digital    2026-03-31  77.0   -
        """,
    )
    into(pack, "target", "chain_id  year  value\npetrochem  2026  120")
    return pack


def test_output_by_month_stands_beside_last_year_and_the_target():
    months = by_month(
        with_two_years(),
        "figure_id",
        "months",
        "year_to_date",
        "prior_year_to_date",
        "prior_figure_id",
        "published_growth",
        "target",
    )

    assert months == [
        {
            "figure_id": 3,
            "months": 2,
            "year_to_date": 15.4,
            "prior_year_to_date": 14.0,
            "prior_figure_id": 1,
            "published_growth": 6.1,
            "target": 120.0,
        },
        {
            "figure_id": 4,
            "months": 3,
            "year_to_date": 24.4,
            "prior_year_to_date": 22.0,
            "prior_figure_id": 2,
            "published_growth": 5.2,
            "target": 120.0,
        },
    ]


def test_january_and_february_are_one_row_of_two_months_never_divided():
    (pair, march) = by_month(with_two_years(), "period_start", "months", "month_value")

    assert pair == {"period_start": date(2026, 1, 1), "months": 2, "month_value": 15.4}
    assert march.month_value == pytest.approx(9.0)


def test_last_years_month_is_derived_as_this_years_is():
    (pair, march) = by_month(with_two_years(), "prior_month_value")

    assert pair.prior_month_value == 14.0
    assert march.prior_month_value == pytest.approx(8.0)


def test_a_year_asked_for_shows_that_year():
    last_year = View(chain="petrochem", period="2025")

    assert by_month(with_two_years(), "figure_id", view=last_year) == [
        {"figure_id": 1},
        {"figure_id": 2},
    ]


@pytest.mark.parametrize("period", ["2026Q1", "2026-03"])
def test_a_period_asked_for_ends_the_months(period):
    pack = with_two_years()
    into(
        pack, "observation", "figure_id  chain_id  period_end  value\n9  petrochem  2026-04-30  30"
    )

    shown = by_month(pack, "figure_id", view=View(chain="petrochem", period=period))
    assert shown == [{"figure_id": 3}, {"figure_id": 4}]


def test_a_month_that_was_not_reported_keeps_its_row_and_says_why():
    pack = with_two_years()
    into(pack, "observation", "chain_id  period_end  absence\npetrochem  2026-04-30  late")

    april = by_month(pack, "year_to_date", "month_value", "absence")[-1]
    assert april == {"year_to_date": None, "month_value": None, "absence": "late"}


def test_a_month_that_follows_a_missing_month_has_no_month_value():
    pack = with_two_years()
    into(
        pack,
        "observation",
        """
        chain_id   period_end  value  absence
        petrochem  2026-04-30  -      late
        petrochem  2026-05-31  44.0   -
        """,
    )

    may = by_month(pack, "year_to_date", "month_value")[-1]
    assert may == {"year_to_date": 44.0, "month_value": None}


def test_a_year_whose_first_report_is_of_march_has_no_march_value():
    pack = with_places()
    into(pack, "observation", "chain_id  period_end  value\npetrochem  2026-03-31  24.4")

    assert by_month(pack, "year_to_date", "month_value") == [
        {"year_to_date": 24.4, "month_value": None}
    ]


def test_a_falling_year_to_date_gives_a_negative_month_and_no_error():
    pack = with_places()
    into(
        pack,
        "observation",
        """
        chain_id   period_end  value
        petrochem  2026-02-28  15.0
        petrochem  2026-03-31  14.0
        """,
    )

    assert by_month(pack, "month_value")[-1] == {"month_value": -1.0}


def test_the_months_of_a_county_have_the_countys_own_target():
    pack = with_places()
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   area_code  period_end  value
        1          petrochem  621000     2026-02-28  15.0
        2          petrochem  621022     2026-02-28  3.0
        """,
    )
    into(
        pack,
        "target",
        """
        chain_id   area_code  value
        petrochem  621000     120
        petrochem  621022     25
        """,
    )

    huan = View(chain="petrochem", county="621022")
    assert by_month(pack, "figure_id", "target", view=huan) == [{"figure_id": 2, "target": 25.0}]


def test_another_metric_of_the_chain_is_asked_for_by_its_id_and_has_its_own_unit():
    pack = with_two_years()
    into(
        pack,
        "metric",
        """
        metric_id  name_zh  name_en    unit      decimals
        power_use  用电量    Power use  亿千瓦时   1
        """,
    )
    into(
        pack,
        "observation",
        "metric_id  chain_id  period_end  value\npower_use  petrochem  2026-02-28  3.2",
    )

    assert by_month(pack, "name_zh", "unit", "decimals", "year_to_date", metric_id="power_use") == [
        {"name_zh": "用电量", "unit": "亿千瓦时", "decimals": 1, "year_to_date": 3.2}
    ]


def with_counties():
    pack = with_places()
    into(
        pack,
        "observation",
        """
        figure_id  chain_id   area_code  period_end  value  growth  same_scope_prior  absence
        1          petrochem  621000     2026-10-31  100    6       -                 -
        2          petrochem  621002     2026-09-30  70     5       -                 -
        3          petrochem  621022     2026-09-30  20     4       -                 -
        4          petrochem  621002     2026-10-31  80     25      -                 -
        5          petrochem  621022     2026-10-31  -      -       -                 late
        """,
    )
    return pack


def test_counties_come_largest_first_and_a_late_one_keeps_its_row():
    counties = by_county(with_counties(), "area_code", "year_to_date", "share", "absence")

    assert counties == [
        {"area_code": "621002", "year_to_date": 80.0, "share": 1.0, "absence": None},
        {"area_code": "621022", "year_to_date": None, "share": None, "absence": "late"},
    ]


def test_a_county_that_nobody_mentions_keeps_its_row_as_not_published():
    pack = with_places()
    into(
        pack,
        "observation",
        "chain_id  area_code  period_end  value\npetrochem  621002  2026-09-30  70",
    )

    assert by_county(pack, "short_zh", "figure_id", "absence") == [
        {"short_zh": "西峰", "figure_id": 1, "absence": None},
        {"short_zh": "环县", "figure_id": None, "absence": "not_published"},
    ]


def test_a_share_is_of_the_counties_that_reported_and_adds_up_to_one():
    september = View(chain="petrochem", period="2026Q3")
    shares = by_county(with_counties(), "area_code", "share", view=september)

    assert [row.area_code for row in shares] == ["621002", "621022"]
    assert [row.share for row in shares] == pytest.approx([70 / 90, 20 / 90])


def test_the_city_stands_beside_each_county_with_its_own_figure():
    counties = by_county(with_counties(), "area_code", "whole", "whole_figure_id")

    assert counties == [
        {"area_code": "621002", "whole": 100.0, "whole_figure_id": 1},
        {"area_code": "621022", "whole": 100.0, "whole_figure_id": 1},
    ]


def test_a_chain_without_any_output_still_lists_every_county():
    counties = by_county(with_places(), "area_code", "year_to_date", "absence", "reports")

    assert counties == [
        {"area_code": "621002", "year_to_date": None, "absence": "not_published", "reports": 0},
        {"area_code": "621022", "year_to_date": None, "absence": "not_published", "reports": 0},
    ]


def test_growth_has_a_row_for_every_county_and_every_month_of_the_year():
    rows = growth_by_county(with_counties(), "area_code", "months", "published_growth", "absence")

    assert rows == [
        {"area_code": "621002", "months": 9, "published_growth": 5.0, "absence": None},
        {"area_code": "621002", "months": 10, "published_growth": 25.0, "absence": None},
        {"area_code": "621022", "months": 9, "published_growth": 4.0, "absence": None},
        {"area_code": "621022", "months": 10, "published_growth": None, "absence": "late"},
    ]


def test_growth_up_to_the_month_asked_for():
    third_quarter = View(chain="petrochem", period="2026Q3")

    assert growth_by_county(with_counties(), "months", view=third_quarter) == [
        {"months": 9},
        {"months": 9},
    ]


def test_the_base_of_a_growth_is_the_prior_of_this_years_scope_else_what_the_rate_gives():
    pack = with_places()
    into(
        pack,
        "observation",
        """
        chain_id   area_code  period_end  value  growth  same_scope_prior
        petrochem  621002     2026-09-30  80     25      60
        petrochem  621022     2026-09-30  0.12   300     -
        """,
    )

    bases = [row.base for row in growth_by_county(pack, "base")]
    assert bases == pytest.approx([60.0, 0.03])


def test_a_fall_to_nothing_has_no_base_and_raises_no_error():
    pack = with_places()
    into(
        pack,
        "observation",
        "chain_id  area_code  period_end  value  growth\npetrochem  621002  2026-09-30  0  -100",
    )

    assert growth_by_county(pack, "base")[0].base is None


def test_one_countys_gap_is_not_filled_from_another_chain_or_year():
    pack = with_counties()
    into(
        pack,
        "observation",
        """
        chain_id   area_code  period_end  value
        digital    621022     2026-10-31  5
        petrochem  621022     2025-10-31  6
        """,
    )

    assert [row.year_to_date for row in by_county(pack, "year_to_date")] == [80.0, None]
