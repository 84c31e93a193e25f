"""Scores of parks by the two shapes that are in official use (handbook A6).

benchmark  weight × value ÷ benchmark (Huangyan); an outlier at 75 万元/亩 would score 93 of 30,
           so highest caps it, as a multiple of the weight
min_max    weight × (floor + (100 − floor) × (value − lowest) ÷ (highest − lowest)) ÷ 100 (Jingde,
           floor 20): it depends on which parks stand beside each other

The rules are data (park_scores.csv). Only measures that parks report are scored, and what a score
is out of is the sum of their weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chainboard.view import Row

PER_MU = {
    "park_tax": "tax_per_mu",
    "park_output_value": "output_per_mu",
    "park_fai": "fai_per_mu",
}


def by_benchmark(
    value: float | None, weight: float, benchmark: float, highest: float | None = None
) -> float | None:
    """The score of a value against a benchmark, at most highest times the weight; not below 0.

    None for a missing value. Raises ValueError for a benchmark that is not positive.
    """
    if benchmark <= 0:
        raise ValueError(f"a benchmark must be positive, not {benchmark}")
    if value is None:
        return None
    score = max(0.0, weight * value / benchmark)
    return score if highest is None else min(score, highest * weight)


def by_min_max(
    value: float | None, values: Sequence[float], weight: float, floor: float = 0.0
) -> float | None:
    """The score of a value between the lowest and the highest of all values.

    None for a missing value, and where all are the same: then nothing tells them apart.
    """
    if value is None or not values or min(values) == max(values):
        return None
    place = (value - min(values)) / (max(values) - min(values))
    return weight * (floor + (100 - floor) * place) / 100


def measured(per_mu: Sequence[Row], parks: Sequence[Row]) -> list[Row]:
    """One row a park with what can be scored: amounts per mu, and the shares of side_by_side.

    per_mu  as parks.with_per_mu returns them: a park of few full years has no amount
    parks   as parks.side_by_side returns them
    """
    told: dict[str, dict[str, float | None]] = {}
    for row in per_mu:
        told.setdefault(row.park_id, {})[PER_MU[row.metric_id]] = row.per_mu
    return [park.with_(**told.get(park.park_id, {})) for park in parks]


def scored(parks: Sequence[Row], rules: Sequence[Row]) -> list[Row]:
    """The parks with scores: score_id → points, None where a measure of the rule is missing; those
    of the most points by the first rule come first, parks without come last.

    parks  as measured returns them
    rules  as park_scores.rules returns them
    """
    ids = list(dict.fromkeys(rule.score_id for rule in rules))
    of_rule = {each: [rule for rule in rules if rule.score_id == each] for each in ids}
    told = [
        park.with_(scores={each: _points(park, parks, of_rule[each]) for each in ids})
        for park in parks
    ]
    return sorted(told, key=lambda park: _first(park.scores), reverse=True)


def _points(park: Row, parks: Sequence[Row], rules: Sequence[Row]) -> float | None:
    points = [_point(park, parks, rule) for rule in rules]
    return None if None in points else sum(point for point in points if point is not None)


def _point(park: Row, parks: Sequence[Row], rule: Row) -> float | None:
    value = park.get(rule.measure)
    if rule.shape == "benchmark":
        return by_benchmark(value, rule.weight, rule.benchmark, rule.highest)
    values = [each[rule.measure] for each in parks if each.get(rule.measure) is not None]
    return by_min_max(value, values, rule.weight, rule.floor or 0)


def _first(scores: Mapping[str, float | None]) -> float:
    first = next(iter(scores.values()), None)
    return -1.0 if first is None else first
