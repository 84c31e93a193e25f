"""The panels of who may come in: a number that is none stands as 0."""

from chainboard.panels import access
from chainboard.view import View
from tests.tables import rows


def test_an_office_without_a_personal_key_has_0_of_them():
    offices = rows("""
        office    accounts  keys
        市工信局   2         0
    """)

    assert list(access.office_accounts(offices, View()).body.rows[0]) == ["市工信局", 2, 0]
