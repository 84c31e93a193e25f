"""Lights: figures against their targets by the rule rows, and nothing where no rule applies."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.analysis.pace import completion, pace, pace_gap
from chainboard.analysis.season import NO_PASTS, NOTHING, SEASONAL, Past, Pasts, beside, key_of
from chainboard.view import Row


def lit(rows: Sequence[Row], rules: Sequence[Row], pasts: Pasts = NO_PASTS) -> list[Row]:
    """The rows with completion, pace, gap, light, rule_id and its words; None where none applies.

    rows   as cards.figures returns them
    rules  as rules.in_force returns them
    pasts  as analysis.season.pasts returns them: adds seasonal_share, seasonal_gap and what else
           analysis.season.beside adds

    A flow is set against the linear pace of its annual target by the rules of kind light, a
    growth-only metric against its target rate (gap in percentage points; no pace bar) by those
    of kind growth. Stocks, a figure that is missing, not a year to date, not firm or not counted
    exactly (a hedge), and a metric where lower is better have no light: the calendar says nothing
    about them. Nor has what is derived (is_derived): no office reported it, and a sum of chains
    counts twice what one sells another. A published record has none at all: the caller leaves
    the rules out and the rows keep None. The light is always the official one; season_zh and
    season_en say beside a light behind the calendar that the season explains it: by the seasonal
    pace it would be on track. Where that is not known a rule of kind season may say so.
    """
    return [_lit(row, rules, pasts.get(key_of(row), NOTHING)) for row in rows]


def light_of(gap: float, rules: Sequence[Row], kind: str = "light") -> Row | None:
    """The first rule of that kind, worst first, that the gap (percentage points) falls under.

    kind  light for completion against the calendar, growth for a rate against its target rate

    A rule holds for a gap at most gap_at_most, or below gap_below; one with neither holds for
    all. Returns None when no rule does.
    """
    exact = round(gap, 9)  # 9.9999999999 from binary fractions is 10
    for rule in rules:
        above = rule.gap_at_most is not None and exact > rule.gap_at_most
        beyond = rule.gap_below is not None and exact >= rule.gap_below
        if rule.kind == kind and not above and not beyond:
            return rule
    return None


def edges(rules: Sequence[Row]) -> tuple[float, ...]:
    """Where classes of a gap to the schedule part, in percentage points: at the schedule, and as
    far from it on either side as the worst light of the rules begins; (0,) without one.

    rules  as rules.in_force returns them
    """
    far = [rule.gap_at_most for rule in rules if rule.kind == "light" and rule.gap_at_most]
    return (min(far), 0.0, -min(far)) if far else (0.0,)


def is_firm(row: Row) -> bool:
    """Whether a figure may be judged: it is no forecast (expected), nor of a metric that belongs to
    another office than the one that sent it (claim)."""
    return row.status not in ("expected", "claim")


def measured(row: Row) -> tuple[float | None, float | None, float | None]:
    """Completion and pace of a flow with a target, and the gap (percentage points) of it or of
    a rate of growth with one; None where there is none."""
    if _is_paced(row):
        months = row.period_end.month
        done, gap = completion(row.value, row.target), pace_gap(row.value, row.target, months)
        return done, pace(months), gap
    return None, None, row.published_growth - row.target if _is_rate_with_target(row) else None


def rule_of(row: Row, gap: float | None, rules: Sequence[Row]) -> Row | None:
    """The rule that lights a row with that gap; None where nothing may be said."""
    if gap is None or not _may_be_lit(row):
        return None
    return light_of(gap, rules, "growth" if row.kind == "growth_only" else "light")


def _lit(row: Row, rules: Sequence[Row], past: Past) -> Row:
    done, passed, gap = measured(row)
    rule = rule_of(row, gap, rules)
    is_late = rule is not None and passed is not None and rule.light != "on_track"
    told = beside(row, past)
    season = _season(told, rules) if is_late else None
    return told.with_(
        completion=done,
        pace=passed,
        gap=gap,
        light=rule.light if rule else None,
        rule_id=rule.rule_id if rule else None,
        rule_zh=rule.words_zh if rule else None,
        rule_en=rule.words_en if rule else None,
        season_zh=season.words_zh if season else None,
        season_en=season.words_en if season else None,
    )


def _season(row: Row, rules: Sequence[Row]) -> Row | None:
    """The rule whose words say that the season explains a light; None where it does not.

    By the seasonal pace, where that is known; else a rule for the row's metric and month.
    """
    by_its_past = next((rule for rule in rules if rule.rule_id == SEASONAL), None)
    if row.seasonal_gap is not None and by_its_past is not None:
        usual = light_of(row.seasonal_gap, rules)
        return by_its_past if usual is not None and usual.light == "on_track" else None
    for rule in rules:
        is_its_own = rule.kind == "season" and rule.metric_id == row.get("metric_id")
        if is_its_own and row.period_end.month <= rule.to_month:
            return rule
    return None


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
    is_exact, is_ours = row.hedge == "none", row.get("is_derived", False)
    return is_firm(row) and is_exact and not is_ours and row.direction != "lower_better"
