"""conversion.figures: what is produced and processed of each product of a chain."""

from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only


def with_products():
    pack = with_places()
    into(
        pack,
        "chain",
        """
        chain_id     parent_id    name_zh  sort
        energy       -            综合能源  10
        petrochem    -            油煤气化工  20
        agriculture  -            现代农业  50
        mutton       agriculture  肉羊      51
        """,
    )
    into(
        pack,
        "metric",
        """
        metric_id         chain_id   unit  sort
        crude_oil_output  energy     万吨   10
        crude_processing  petrochem  万吨   11
        sheep_slaughter   mutton     万只   20
        sheep_processed   mutton     万只   21
        """,
    )
    into(
        pack,
        "conversion",
        """
        product_id  chain_id   name_zh  produced_metric_id  processed_metric_id  sort
        crude       petrochem  原油     crude_oil_output    crude_processing     1
        sheep       mutton     羊       sheep_slaughter     sheep_processed      2
        """,
    )
    into(
        pack,
        "observation",
        """
        figure_id  metric_id         chain_id   area_code  period_start  period_end  basis  value
        1          crude_oil_output  energy     621000     2020-01-01    2020-12-31  ytd    920
        2          crude_processing  petrochem  621000     2020-01-01    2020-12-31  ytd    355.6
        3          crude_oil_output  energy     621022     2020-01-01    2020-12-31  ytd    300
        4          crude_oil_output  energy     621000     2020-10-01    2020-10-31  month  80
        5          sheep_slaughter   mutton     621000     2024-01-01    2024-12-31  ytd    234.45
        """,
    )
    return pack


def told(chain: str, **chosen: str):
    found = answer(with_products(), "conversion.figures", View(chain=chain, **chosen))
    return only(found, "product_id", "part", "figure_id")


CRUDE = [
    {"product_id": "crude", "part": "produced", "figure_id": 1},
    {"product_id": "crude", "part": "processed", "figure_id": 2},
]


def test_a_product_stands_on_the_chain_that_produces_it_and_on_the_one_that_processes_it():
    assert told("petrochem") == CRUDE
    assert told("energy") == CRUDE


def test_a_product_of_a_part_of_a_chain_stands_on_the_chain_too_and_lacks_what_nobody_reported():
    expected = [
        {"product_id": "sheep", "part": "produced", "figure_id": 5},
        {"product_id": "sheep", "part": "processed", "figure_id": None},
    ]

    assert told("mutton") == expected
    assert told("agriculture") == expected


def test_of_a_county_its_own_figures():
    assert [row["figure_id"] for row in told("energy", county="621022")] == [3, None]


def test_a_later_figure_than_the_period_asked_for_is_left_out():
    assert [row["figure_id"] for row in told("energy", period="2019")] == [None, None]
