"""Growth that is computed here: when it is defined, and how years are averaged."""

import pytest
from hypothesis import given, strategies as st

from chainboard.analysis.growth import average_growth, derived_growth, is_small_base
from tests.tables import rows


def test_derived_growth_is_the_percent_from_one_level_to_the_other():
    """Qingyang's GDP of 2022 and 2023, whose levels give 7.64 where 8.5 was published."""
    assert derived_growth(1100.37, 1022.26) == pytest.approx(7.64, abs=0.005)


@pytest.mark.parametrize(("now", "before"), [(None, 5), (5, None), (5, 0), (3, -5)])
def test_a_missing_zero_or_negative_base_gives_no_rate(now, before):
    assert derived_growth(now, before) is None


def test_a_fall_to_nothing_is_a_rate():
    assert derived_growth(0, 5) == -100


def test_years_are_averaged_geometrically():
    """+100 % then −50 % is nothing gained, not 25 % a year (handbook D18)."""
    assert average_growth([100, -50]) == pytest.approx(0)
    assert average_growth([10.0]) == pytest.approx(10)


def test_an_average_of_no_years_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        average_growth([])


@given(st.lists(st.floats(min_value=-90, max_value=300), min_size=1, max_size=6))
def test_the_average_rate_leads_where_the_single_rates_lead(rates):
    factor = 1.0
    for rate in rates:
        factor *= 1 + rate / 100

    assert (1 + average_growth(rates) / 100) ** len(rates) == pytest.approx(factor, rel=1e-9)


def test_only_a_base_under_a_tenth_of_a_hundred_million_is_small():
    counties = rows("""
        county  base
        正宁县   0.03
        环县     0.1
        西峰区   60.0
        宁县     -
    """)

    assert [is_small_base(row) for row in counties] == [True, False, False, False]
