"""balances.figures: the items of a herd's balance at the newest period of each place."""

from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only


def with_herd():
    pack = with_places()
    into(
        pack,
        "chain",
        """
        chain_id     parent_id    name_zh  sort
        agriculture  -            现代农业  50
        mutton       agriculture  肉羊      51
        """,
    )
    into(
        pack,
        "metric",
        """
        metric_id        chain_id  unit  kind   sort
        sheep_stock      mutton    万只   stock  1
        sheep_births     mutton    万只   flow   2
        """,
    )
    into(
        pack,
        "balance_item",
        """
        balance_id  chain_id  metric_id     part   sort
        sheep       mutton    sheep_stock   stock  10
        sheep       mutton    sheep_births  added  20
        """,
    )
    into(
        pack,
        "observation",
        """
        figure_id  metric_id     chain_id  area_code  period_start  period_end  basis  value
        1          sheep_stock   mutton    621022     -             2024-12-31  point  19
        2          sheep_stock   mutton    621022     -             2025-12-31  point  21
        3          sheep_births  mutton    621022     2025-01-01    2025-12-31  ytd    14
        4          sheep_births  mutton    621002     2024-01-01    2024-12-31  ytd    3
        """,
    )
    return pack


def told(**chosen: str):
    view = View(**{"chain": "mutton", **chosen})
    columns = ("area_code", "metric_id", "figure_id", "opening")
    found = answer(with_herd(), "balances.figures", view)
    return [tuple(row.values()) for row in only(found, *columns)]


XIFENG = [("621002", "sheep_stock", None, None), ("621002", "sheep_births", 4, None)]
HUAN = [("621022", "sheep_stock", 2, 19.0), ("621022", "sheep_births", 3, None)]


def test_each_place_stands_at_its_newest_period_and_lacks_what_it_did_not_report():
    assert told() == [*XIFENG, *HUAN]
    assert told(chain="agriculture") == [*XIFENG, *HUAN]


def test_of_a_county_its_own_and_of_a_past_year_what_stood_then():
    assert told(county="621022") == HUAN
    assert told(county="621022", period="2024") == [
        ("621022", "sheep_stock", 1, None),
        ("621022", "sheep_births", None, None),
    ]
