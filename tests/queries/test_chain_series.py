"""chain_series.points: every figure of every physical series of one chain."""

from datetime import date

from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only

ENERGY = View(chain="energy")


def with_series():
    pack = with_places()
    into(
        pack,
        "metric",
        """
        metric_id            chain_id  unit      sort
        crude_oil_output     energy    万吨       10
        crude_oil_expected   energy    万吨       11
        crude_oil_longdong   energy    万吨       12
        raw_coal_output      energy    万吨       20
        gas_output           energy    亿立方米    30
        output_value         -         亿元       40
        """,
    )
    into(
        pack,
        "series_note",
        """
        chain_id  metric_id           area_code  sort  beside_metric_id
        energy    raw_coal_output     621000     1     -
        energy    crude_oil_output    621000     2     -
        energy    crude_oil_expected  621000     3     crude_oil_output
        energy    crude_oil_longdong  621000     4     crude_oil_output
        """,
    )
    return pack


def points(pack, *columns, view=ENERGY):
    return only(answer(pack, "chain_series.points", view), *columns)


def test_series_come_as_noted_then_as_in_the_dictionary_and_each_by_period():
    pack = with_series()
    into(
        pack,
        "observation",
        """
        figure_id  metric_id         chain_id  period_end  value
        1          gas_output        energy    2020-12-31  4
        2          crude_oil_output  energy    2020-12-31  920
        3          crude_oil_output  energy    2018-12-31  816
        4          raw_coal_output   energy    2023-12-31  754.82
        """,
    )

    assert points(pack, "figure_id", "metric_id", "period_end") == [
        {"figure_id": 4, "metric_id": "raw_coal_output", "period_end": date(2023, 12, 31)},
        {"figure_id": 3, "metric_id": "crude_oil_output", "period_end": date(2018, 12, 31)},
        {"figure_id": 2, "metric_id": "crude_oil_output", "period_end": date(2020, 12, 31)},
        {"figure_id": 1, "metric_id": "gas_output", "period_end": date(2020, 12, 31)},
    ]


def test_a_forecast_and_a_zone_stand_beside_the_series_they_are_noted_with():
    """1,040 (2022, expected) and 969 (2021, the oil zone) stand hollow beside crude oil."""
    pack = with_series()
    into(
        pack,
        "observation",
        """
        figure_id  metric_id           chain_id  period_end  value  status
        1          crude_oil_output    energy    2020-12-31  920    published
        2          crude_oil_expected  energy    2022-12-31  1040   expected
        3          crude_oil_longdong  energy    2021-12-28  969    published
        """,
    )

    assert points(pack, "figure_id", "beside_of") == [
        {"figure_id": 1, "beside_of": None},
        {"figure_id": 2, "beside_of": "crude_oil_output"},
        {"figure_id": 3, "beside_of": "crude_oil_output"},
    ]


def test_a_metric_of_every_chain_is_no_series_of_one():
    pack = with_series()
    into(pack, "observation", "chain_id  period_end  value\nenergy  2024-12-31  900")

    assert points(pack, "figure_id") == []


def test_a_series_that_is_kept_off_all_pages_is_not_there():
    pack = with_series()
    into(pack, "series_note", "chain_id  metric_id  is_shown\nenergy  gas_output  false")
    into(
        pack,
        "observation",
        "metric_id  chain_id  period_end  value\ngas_output  energy  2020-12-31  4",
    )

    assert points(pack, "figure_id") == []


def test_a_countys_figures_stand_there_only_when_noted_or_asked_for():
    pack = with_series()
    into(pack, "series_note", "chain_id  metric_id  area_code  sort\nenergy  gas_output  621022  9")
    into(
        pack,
        "observation",
        """
        figure_id  metric_id         chain_id  area_code  period_end  value
        1          gas_output        energy    621022     2020-12-31  1
        2          crude_oil_output  energy    621022     2020-12-31  200
        3          crude_oil_output  energy    621002     2020-12-31  9
        """,
    )

    huan = View(chain="energy", county="621022")
    assert points(pack, "figure_id") == [{"figure_id": 1}]
    assert points(pack, "figure_id", view=huan) == [{"figure_id": 1}, {"figure_id": 2}]


def test_a_point_keeps_its_digits_its_hedge_its_source_and_its_alternatives():
    pack = with_series()
    into(pack, "source", "source_id  grade  title\ns7  B  市级媒体\ns8  C  转载")
    into(
        pack,
        "observation",
        """
        metric_id   chain_id  period_end  value  value_text  hedge  hedge_text  source_id
        gas_output  energy    2020-12-31  4      4.0         over   突破         s7
        gas_output  energy    2020-12-31  5      5           none   -           s8
        """,
    )

    columns = ("value_text", "hedge", "hedge_text", "source_title", "grade", "alternatives")
    assert points(pack, *columns) == [
        {
            "value_text": "4.0",
            "hedge": "over",
            "hedge_text": "突破",
            "source_title": "市级媒体",
            "grade": "B",
            "alternatives": 1,
        }
    ]


def test_a_period_asked_for_ends_the_series():
    pack = with_series()
    into(
        pack,
        "observation",
        """
        figure_id  metric_id         chain_id  period_end  value
        1          crude_oil_output  energy    2020-12-31  920
        2          crude_oil_output  energy    2023-09-30  850.09
        """,
    )

    in_2023 = [View(chain="energy", period=period) for period in ("2023Q2", "2023Q3", "2023-09")]
    assert [len(points(pack, "figure_id", view=view)) for view in in_2023] == [1, 2, 2]


def test_a_series_is_drawn_unless_its_note_says_that_it_is_only_listed():
    pack = with_places()
    into(
        pack,
        "metric",
        """
        metric_id         chain_id
        crude_oil_output  energy
        gas_output        energy
        firms_settled     energy
        """,
    )
    into(
        pack,
        "series_note",
        """
        chain_id  metric_id      is_drawn
        energy    gas_output     true
        energy    firms_settled  false
        """,
    )
    into(
        pack,
        "observation",
        """
        metric_id         chain_id  period_end  value
        crude_oil_output  energy    2020-12-31  920
        gas_output        energy    2020-12-31  4
        firms_settled     energy    2020-12-31  153
        """,
    )

    drawn = {row.metric_id: row.is_drawn for row in points(pack, "metric_id", "is_drawn")}
    assert drawn == {"crude_oil_output": True, "gas_output": True, "firms_settled": False}
