"""How complete a chain is, three ways: by count, by weight, by what is covered."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.analysis.chain_map import WORKING
from chainboard.view import Row


def completeness(rows: Sequence[Row]) -> Row:
    """Three parts of a whole (0 to 1) that must not be taken for one another.

    rows  the steps of one chain with status, weight (over 0) and coverage (0 to 1)

    by_count     steps where something is made (strong, present, weak) / all steps
    by_weight    Σ weight of these steps / Σ weight of all
    by_coverage  Σ weight × coverage / Σ weight of all; coverage says what part of the chain's
                 need a step fills, so a step that is there and small counts for little
    present, steps, weight_present, weight, covered  what they were worked out from
    unrated      steps without a coverage; uncovered, those in which something is made

    A way is None without steps, by_weight and by_coverage also where a step has no weight;
    by_coverage where a step in which something is made has no coverage. A step that is missing or
    only planned covers nothing, also where nobody said so; one that is to be verified counts as
    not there, in all three.
    The weights are an expert judgement of the chain's office. On one chain of seven steps the three
    give 0.714, 0.615 and 0.362. Source: domain handbook C1.
    """
    present = [row for row in rows if row.status in WORKING]
    weights = [row.weight for row in rows]
    whole = sum(weights) if rows and None not in weights else None
    held = sum(row.weight for row in present) if whole else None
    unrated = sum(row.coverage is None for row in rows)
    is_covered = whole and all(row.coverage is not None for row in present)
    covered = sum(row.weight * (row.coverage or 0) for row in rows) if is_covered else None
    return Row(
        steps=len(rows),
        present=len(present),
        weight=whole,
        weight_present=held,
        covered=covered,
        unrated=unrated,
        uncovered=[row for row in present if row.coverage is None],
        by_count=len(present) / len(rows) if rows else None,
        by_weight=held / whole if whole and held is not None else None,
        by_coverage=covered / whole if whole and covered is not None else None,
    )
