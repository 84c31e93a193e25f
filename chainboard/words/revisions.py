"""What stood on either side of a difference between two editions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chainboard.words.numbers import amount
from chainboard.words.rates import growth
from chainboard.words.texts import texts

TARGET_UNITS = {"growth": "%", "rank": "位"}  # of a target that is no level of its metric


def unit_of(row: Mapping[str, Any]) -> str:
    """The unit of both sides: of a target the one of its kind, else the metric's; "" for rules."""
    return TARGET_UNITS.get(row.get("target_kind") or "", row.get("unit") or "")


def stood(lang: str, row: Mapping[str, Any], side: str) -> str:
    """A value, growth or a prior year where it alone differs, a rule's words; "" for nothing.

    row   a difference as store.changes gives it
    side  old or new
    """
    _ = texts(lang)
    if row["kind"] == "rule_moved":
        return str(row[f"{side}_{lang}"] or "")
    unit = unit_of(row)
    if row["kind"] == "scope_moved":
        prior = amount(lang, row[f"{side}_prior"], unit)
        return _("同口径上年 {amount}").format(amount=prior)
    value, rate = row[f"{side}_value"], row.get(f"{side}_growth")
    if rate is not None and (value is None or _is_growth_alone(row)):
        return growth(lang, rate)
    return "" if value is None else amount(lang, value, unit)


def _is_growth_alone(row: Mapping[str, Any]) -> bool:
    same = row["old_value"] == row["new_value"]
    return bool(same and row["old_growth"] != row["new_growth"])
