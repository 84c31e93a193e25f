"""Accounts and roles, given as a test draws them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chainboard.access import accounts, grants
from chainboard.access.grants import Difference, Given

NOW = int(datetime(2026, 11, 30, 9).timestamp())
DAY = 86_400
OFFICE = "市工业和信息化局"


def account(name: str, office: str = OFFICE, **more: Any) -> None:
    accounts.add(name, office, **{"valid_from": NOW - DAY, **more})


def role(role: str, office: str = OFFICE, **more: Any) -> None:
    """A role that an office has since yesterday, over everything where the test says no less."""
    scope = {"chains": "*", "counties": "*", "parks": "*"}
    given = Given(office, role, **{**scope, "valid_from": NOW - DAY, **more})
    grants.apply(Difference((given,), {}), NOW)
