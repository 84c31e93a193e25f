"""The table of offices and roles for those who give them: asked anew each time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable

from chainboard.access import accounts, grants, keys
from chainboard.access.table import written
from chainboard.intake.known import known
from chainboard.store.place import data_folder
from chainboard.view import Row


def roles_given(parks: Iterable[Row], lang: str) -> list[Row]:
    """The roles in force or to come, a row each: id, and the columns of the table in words.

    parks  rows with park_id, name_zh, name_en and area_code
    """
    now = int(time.time())
    told = [(row.park_id, row.name_zh, row.name_en, row.area_code or "") for row in parks]
    names = known(data_folder(), told)
    return [
        Row(written(given, names, lang), id=id)
        for id, given in grants.all_of_them().items()
        if not given.is_over(now)
    ]


def offices() -> list[Row]:
    """The offices that have an account: office, accounts and keys in force, as numbers."""
    now = int(time.time())
    held = [
        row for row in accounts.all_of_them() if row["valid_to"] is None or row["valid_to"] > now
    ]
    office = {row["account"]: row["office"] for row in held}
    of_keys = Counter(
        office[key["account"]]
        for key in keys.all_of_them()
        if key["revoked"] is None and key["ends"] > now and key["account"] in office
    )
    many = Counter(office.values())
    return [Row(office=name, accounts=many[name], keys=of_keys[name]) for name in sorted(many)]
