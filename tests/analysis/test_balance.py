"""A herd's balance: what is at the end is what was there, born and bought, less sold and died."""

import pytest

from chainboard.analysis.balance import books, expected, raised
from chainboard.view import Row
from tests.queries.answers import row_of
from tests.tables import rows

PARTS = {
    "sheep_stock": "stock",
    "sheep_births": "added",
    "sheep_bought": "added",
    "sheep_slaughter": "taken",
    "sheep_deaths": "taken",
    "sheep_processed": "processed",
}


def figures(text: str) -> list[Row]:
    plain = {"balance_id": "sheep", "area_code": "621023", "unit": "万只", "decimals": 2}
    return [
        row_of("balances.figures", **{**plain, "part": PARTS[row.metric_id], **row})
        for row in rows(text)
    ]


WHOLE = """
    metric_id        value  opening
    sheep_stock      21     19
    sheep_births     14     -
    sheep_bought     2      -
    sheep_slaughter  13     -
    sheep_deaths     1      -
    sheep_processed  5      -
"""


def test_stock_and_sales_make_the_animals_raised_as_a_county_reported_them():
    """19 in stock and 13 sold are 32 raised (10,000 head)."""
    assert raised(closing=19, sold=13) == 32


def test_what_was_there_and_came_less_what_went_is_there():
    assert expected(opening=19, added=16, taken=14) == 21


def test_a_herd_that_adds_up_has_no_residual_and_asks_nothing():
    (book,) = books(figures(WHOLE))

    assert (book.opening, book.added, book.taken, book.closing) == (19, 16, 14, 21)
    assert (book.residual, book.share, book.is_asked) == (0, 0, False)


@pytest.mark.parametrize(("closing", "is_asked"), [(22.1, False), (22.2, True), (19.9, True)])
def test_more_than_five_percent_of_the_closing_stock_either_way_is_a_question(closing, is_asked):
    """1.1 of 22.1 is 4.98 %, 1.2 of 22.2 is 5.41 %, 1.1 of 19.9 is 5.53 %."""
    text = WHOLE.replace("sheep_stock      21  ", f"sheep_stock      {closing}")
    (book,) = books(figures(text))

    assert book.is_asked is is_asked


@pytest.mark.parametrize(
    "missing", ["sheep_births     14", "sheep_deaths     1 ", "sheep_stock      21"]
)
def test_while_an_item_is_missing_nothing_is_worked_out(missing):
    metric = missing.split()[0]
    (book,) = books(figures(WHOLE.replace(missing, f"{metric:<16} - ")))

    assert (book.expected, book.residual, book.share, book.is_asked) == (None, None, None, False)


def test_what_is_processed_is_in_no_sum():
    (book,) = books(figures(WHOLE.replace("sheep_processed  5", "sheep_processed  50")))

    assert book.residual == 0


def test_each_place_has_its_own_balance():
    told = books(figures(WHOLE) + [row.with_(area_code="621022") for row in figures(WHOLE)])

    assert [book.area_code for book in told] == ["621023", "621022"]
