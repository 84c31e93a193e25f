"""Lights: figures against their targets by the rule rows, and nothing where no rule applies."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.analysis.pace import completion, pace, pace_gap
from chainboard.view import Row


def lit(rows: Sequence[Row], rules: Sequence[Row]) -> list[Row]:
    """The rows with completion, pace, gap, light, rule_id and its words; None where none applies.

    rows   as cards.figures returns them
    rules  as rules.that_light returns them

    A flow is set against the linear pace of its annual target, a growth-only metric against
    its target rate (gap in percentage points; no pace bar). Stocks, a figure that is missing,
    not a year to date, expected or not counted exactly (a hedge), and a metric where lower is
    better have no light: the calendar says nothing about them. A published record has none at
    all: the caller leaves the rules out and the rows keep None.
    """
    return [_lit(row, rules) for row in rows]


def light_of(gap: float, rules: Sequence[Row]) -> Row | None:
    """The first light rule, worst first, that the gap (percentage points) falls under.

    A rule holds for a gap at most gap_at_most, or below gap_below; one with neither holds for
    all. Returns None when no rule does.
    """
    exact = round(gap, 9)  # 9.9999999999 from binary fractions is 10
    for rule in rules:
        above = rule.gap_at_most is not None and exact > rule.gap_at_most
        beyond = rule.gap_below is not None and exact >= rule.gap_below
        if rule.kind == "light" and not above and not beyond:
            return rule
    return None


def _lit(row: Row, rules: Sequence[Row]) -> Row:
    done = passed = gap = None
    if _is_paced(row):
        months = row.period_end.month
        done, passed = completion(row.value, row.target), pace(months)
        gap = pace_gap(row.value, row.target, months)
    elif _is_rate_with_target(row):
        gap = row.published_growth - row.target
    rule = None if gap is None or not _may_be_lit(row) else light_of(gap, rules)
    return row.with_(
        completion=done,
        pace=passed,
        gap=gap,
        light=rule.light if rule else None,
        rule_id=rule.rule_id if rule else None,
        rule_zh=rule.words_zh if rule else None,
        rule_en=rule.words_en if rule else None,
    )


def _is_paced(row: Row) -> bool:
    has_both = row.value is not None and row.target is not None
    is_paced = row.kind == "flow" and row.basis == "ytd" and row.direction != "lower_better"
    return bool(has_both and is_paced and _is_level(row))


def _is_level(row: Row) -> bool:
    return bool(row.target_kind == "level")


def _is_rate_with_target(row: Row) -> bool:
    has_both = row.published_growth is not None and row.target is not None
    return bool(has_both and row.kind == "growth_only" and row.target_kind == "growth")


def _may_be_lit(row: Row) -> bool:
    is_firm = row.status not in ("expected", "claim") and row.hedge == "none"
    return is_firm and row.direction != "lower_better"
