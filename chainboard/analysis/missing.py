"""Which missing link to close first: four factors multiplied, and how firm that order is."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import Any

from chainboard.analysis.chain_map import OPEN
from chainboard.view import Row

FACTORS = ("gap", "feasibility", "upstream_input", "policy_fit")
RATED = FACTORS[1:]
REASONS = ("reason_zh", "reason_en")
BEST = 3  # the highest rating
DRAWS = 1000
TOP = 5
SURE = 0.8  # the share of draws from which a link may be called missing first
# How far a draw strays from what was judged: a quarter of each exponent, half a point of each
# rating, a tenth of the need of each coverage.
WEIGHT, RATING, COVER = 0.25, 0.5, 0.1


def missing_links(
    rows: Sequence[Row], ratings: Sequence[Row], weights: str, edition: int
) -> list[Row]:
    """The steps that fall short, the one to close first on top; those that are not rated last.

    rows     the steps of one chain as chain_map.standing returns them
    ratings  as chain_map.ratings returns them: 0 (not at all) to 3 (wholly)
    weights  exponents of the four factors, "1-1-1-1": 0 leaves a factor out, 2 counts it twice
    edition  its number: the seed of the draws, so that an edition always says the same

    score = gap^a · feasibility^b · upstream_input^c · policy_fit^d, gap = weight · (1 − coverage).
    Adds gap, the three ratings, score; rank, equal scores sharing one; is_rated; stays, the part
    of 1,000 draws in which the step is among the first five, or first where no more than five are
    rated (top says which); is_first, that this is so in four of five draws and that it is not the
    only one of several that is rated.
    A factor that is not known leaves score and rank None: such a step is to be rated, not last.
    A rating of 0 makes the score 0: what cannot be done is not urgent, however large the gap.
    Errors: ratings are an opinion, so every draw moves each by up to half a point, each coverage
    by 0.1 and each exponent by a quarter. Source: domain handbook C2.
    """
    told = {row.node_id: row for row in ratings}
    short = [_with_factors(row, told.get(row.node_id)) for row in rows if row.status in OPEN]
    exponents = tuple(float(each) for each in weights.split("-"))
    rated = [row for row in short if row.is_rated]
    scores = [_score([row[name] for name in FACTORS], exponents) for row in rated]
    top = TOP if len(rated) > TOP else 1
    is_alone = len(rated) == 1 < len(short)  # the first of those that are rated, of one
    shares = _stays(rated, exponents, top, edition)
    ranked = [
        row.with_(
            score=score,
            rank=1 + sum(other > score for other in scores),
            stays=share,
            top=top,
            is_first=score > 0 and share >= SURE and not is_alone,
        )
        for row, score, share in zip(rated, scores, shares, strict=True)
    ]
    ranked.sort(key=lambda row: row.rank)
    blank = dict.fromkeys(("score", "rank", "stays", "top"))
    return [*ranked, *(row.with_(**blank, is_first=False) for row in short if not row.is_rated)]


def _with_factors(row: Row, rating: Row | None) -> Row:
    """The step with its gap and ratings; coverage of what is missing or planned is nothing."""
    coverage = row.coverage
    if coverage is None and row.reviewed in ("missing", "planned"):
        coverage = 0.0
    is_known = row.weight is not None and coverage is not None
    gap = row.weight * (1 - coverage) if is_known else None
    judged: Mapping[str, Any] = rating or {}
    given = {name: judged.get(name) for name in RATED}
    is_rated = gap is not None and None not in given.values()
    reasons = {name: judged.get(name) for name in REASONS}
    return row.with_(gap=gap, cover=coverage, is_rated=is_rated, **given, **reasons)


def _score(factors: Sequence[float], exponents: Sequence[float]) -> float:
    """The product of the factors; rounded, or equal ones would differ in the last digit."""
    product: float = prod(map(pow, factors, exponents))
    return round(product, 9)


def _stays(rows: Sequence[Row], exponents: Sequence[float], top: int, seed: int) -> list[float]:
    """In what part of the draws each is among the first."""
    chance = random.Random(seed).random
    count = [0] * len(rows)
    held = [(row.weight, row.cover, *(row[name] for name in RATED)) for row in rows]
    for _ in range(DRAWS if rows else 0):
        bent = [each * (1 + WEIGHT * (2 * chance() - 1)) for each in exponents]
        scores = [_drawn(factors, bent, chance) for factors in held]
        limit = sorted(scores, reverse=True)[min(top, len(scores)) - 1]
        for at, score in enumerate(scores):
            count[at] += score >= limit
    return [each / DRAWS for each in count]


def _drawn(held: Sequence[float], exponents: Sequence[float], chance: Callable[[], float]) -> float:
    """A score with everything moved; a factor that is left out moves nothing."""
    weight, cover, *ratings = held
    score = (weight * (1 - min(1, max(0, cover + COVER * (2 * chance() - 1))))) ** exponents[0]
    for rating, exponent in zip(ratings, exponents[1:], strict=True):
        score *= min(BEST, max(0, rating + RATING * (2 * chance() - 1))) ** exponent
    return float(score)
