"""The lists that must be complete: chains, counties, parks, and the periods with figures."""

from datetime import date

from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only


def test_chains_come_in_their_order_and_only_those_that_are_shown():
    pack = with_places()
    into(
        pack,
        "chain",
        """
        chain_id     parent_id    sort  is_shown
        apple        agriculture  51    true
        agriculture  -            50    true
        hog          agriculture  55    false
        energy       -            10    true
        """,
    )

    assert only(answer(pack, "places.chains"), "chain_id", "parent_id") == [
        {"chain_id": "energy", "parent_id": None},
        {"chain_id": "agriculture", "parent_id": None},
        {"chain_id": "apple", "parent_id": "agriculture"},
    ]


def test_the_place_of_the_board_is_the_one_whose_parts_are_counties_unless_a_view_says_another():
    pack = with_places()

    assert [row.name_zh for row in answer(pack, "places.city")] == ["庆阳市"]
    assert [row.name_zh for row in answer(pack, "places.city", View(scope="621022"))] == ["环县"]


def test_counties_are_the_parts_of_the_place_of_the_board_in_their_order():
    pack = with_places()
    into(
        pack,
        "area",
        "area_code  name_zh  level  parent_code  sort\n620102  城关区  county  620100  90",
    )

    assert only(answer(pack, "places.counties"), "area_code", "short_en") == [
        {"area_code": "621002", "short_en": "Xifeng"},
        {"area_code": "621022", "short_en": "Huan"},
    ]
    assert only(answer(pack, "places.counties", View(scope="620100")), "name_zh") == [
        {"name_zh": "城关区"},
    ]


def test_parks_come_in_their_order():
    pack = with_places()
    into(pack, "park", "park_id  area_code  sort\np2  621022  2\np1  621002  1")

    assert only(answer(pack, "places.parks"), "park_id", "area_code") == [
        {"park_id": "p1", "area_code": "621002"},
        {"park_id": "p2", "area_code": "621022"},
    ]


def test_only_months_that_have_a_figure_are_known_newest_first():
    pack = with_places()
    into(
        pack,
        "observation",
        """
        chain_id   period_start  period_end  basis  value  absence
        petrochem  2026-01-01    2026-09-30  ytd    90     -
        petrochem  2026-01-01    2026-10-31  ytd    -      late
        digital    2025-01-01    2025-12-31  ytd    7      -
        petrochem  2025-01-01    2025-12-31  ytd    80     -
        petrochem  -             2025-08-06  point  66     -
        -          2024-01-01    2024-12-31  ytd    900    -
        """,
    )

    assert answer(pack, "periods.with_figures") == [
        {"period_end": date(2026, 9, 30)},
        {"period_end": date(2025, 12, 31)},
        {"period_end": date(2025, 8, 31)},
        {"period_end": date(2024, 12, 31)},
    ]
    assert answer(pack, "periods.of_page", page="chain") == [
        {"period_end": date(2026, 9, 30)},
        {"period_end": date(2025, 12, 31)},
        {"period_end": date(2025, 8, 31)},
    ]


def test_a_page_offers_only_the_periods_that_its_own_panels_have():
    pack = with_places()
    into(
        pack,
        "metric",
        """
        metric_id             face
        gdp                   economy
        investment_attracted  investment
        """,
    )
    into(pack, "overview_card", "metric_id  sort  go\ngdp        1     county?")
    into(
        pack,
        "observation",
        """
        metric_id             area_code  chain_id  period_start  period_end  value
        gdp                   621000     -         2023-01-01    2023-12-31  1
        gdp                   621002     -         2022-01-01    2022-12-31  1
        gdp                   621022     -         2022-01-01    2022-12-31  1
        investment_attracted  621000     -         2025-01-01    2025-09-30  1
        """,
    )

    assert answer(pack, "periods.of_page", page="overview") == [{"period_end": date(2023, 12, 31)}]
    assert answer(pack, "periods.of_page", page="investment") == [{"period_end": date(2025, 9, 30)}]
    assert answer(pack, "periods.of_page", page="county") == [{"period_end": date(2022, 12, 31)}]
    assert answer(pack, "periods.of_page", page="chain") == []


def test_a_year_to_date_that_ends_within_a_month_belongs_to_that_month():
    pack = with_places()
    into(pack, "observation", "chain_id  period_end  value\npetrochem  2022-11-11  1.4")

    assert answer(pack, "periods.with_figures") == [{"period_end": date(2022, 11, 30)}]


def test_what_was_not_found_is_listed_for_the_page_and_the_chain():
    pack = with_places()
    into(
        pack,
        "not_found",
        """
        page   chain_id  sort  words_zh
        chain  -         2     链长名单
        chain  energy    1     2024年以来油气煤产量
        chain  digital   3     算力收入
        about  -         4     别的
        """,
    )

    found = answer(pack, "pages.not_found", View(chain="energy"), page="chain")
    assert [row.words_zh for row in found] == ["2024年以来油气煤产量", "链长名单"]
