"""How far signed deals have come: cumulative reach, current stage, and cohorts by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chainboard.view import Row

FUNDS, SIGNED = "investment_in_place", "investment_signed"  # what amounts of a cohort are of


def reach(rows: Sequence[Row], stages: Sequence[Row]) -> list[Row]:
    """How many deals have ever reached each stage, and what part of those signed (0 to 1).

    rows    as deals.by_county_year_and_stage returns them
    stages  as deals.stages returns them

    A deal that is in production has been started: the numbers never rise from stage to stage.
    share is None when nothing was signed. Amounts are of the deals that are not confidential: how
    many are stands beside them, and where all of them are, absence is suppressed.
    """
    signed = _deals(rows)
    return [
        Row(
            stage=stage.stage_id,
            deals=_deals(rows, stage.rank),
            share=_part(_deals(rows, stage.rank), signed),
            contract_value=_sum(rows, "contract_value", stage.rank),
            in_place_funds=_sum(rows, "in_place_funds", stage.rank),
            **_left_out(rows, stage.rank),
            **_cited(rows),
        )
        for stage in stages
    ]


def of_county(rows: Sequence[Row], area_code: str | None) -> list[Row]:
    """The rows of one county, or all of them when none is picked."""
    return [row for row in rows if area_code in (None, row.area_code)]


def by_county(rows: Sequence[Row], stages: Sequence[Row]) -> list[Row]:
    """One row a county: how many of its deals stand at each stage now, under the stage's name.

    A deal counts once, at the stage it reached last; deals is all of them.
    """
    counties = list(dict.fromkeys(row.area_code for row in rows))
    return [_county([row for row in rows if row.area_code == code], stages) for code in counties]


def by_signing_year(rows: Sequence[Row], stages: Sequence[Row]) -> list[Row]:
    """One row a year of signing: deals, how many started and produce, and their parts (0 to 1).

    start_rate and production_rate are parts of the deals signed in that year, funding_rate the
    part of their contract value that is in place; amounts as in reach. The newest year comes
    first.
    """
    years = sorted({row.signing_year for row in rows if row.signing_year}, reverse=True)
    ranks = {stage.stage_id: stage.rank for stage in stages}
    return [
        _cohort(year, [row for row in rows if row.signing_year == year], ranks) for year in years
    ]


def funding_rate(rows: Sequence[Row]) -> float | None:
    """Funds in place as part of the contract value (0 to 1), over all deals of the rows."""
    return _part(_sum(rows, "in_place_funds"), _sum(rows, "contract_value"))


def stalled_after(rules: Sequence[Row]) -> int | None:
    """Days after signing from which on a deal that has not started waits too long.

    rules  as rules.in_force returns them; None when no rule of deals is in force
    """
    waits = (int(rule.threshold) for rule in rules if rule.rule_id == "deal_stalled")
    return next(waits, None)


def _county(rows: Sequence[Row], stages: Sequence[Row]) -> Row:
    standing = {
        stage.stage_id: sum(row.deals for row in rows if row.rank == stage.rank) for stage in stages
    }
    names = {
        key: rows[0][key] for key in ("area_code", "name_zh", "name_en", "short_zh", "short_en")
    }
    return Row({**names, **standing, "deals": _deals(rows), **_cited(rows)})


def _cohort(year: int, rows: Sequence[Row], ranks: Mapping[str, int]) -> Row:
    deals = _deals(rows)
    started, produce = (_deals(rows, ranks[stage]) for stage in ("started", "in_production"))
    return Row(
        signing_year=year,
        deals=deals,
        contract_value=_sum(rows, "contract_value"),
        started=started,
        start_rate=_part(started, deals),
        in_production=produce,
        production_rate=_part(produce, deals),
        in_place_funds=_sum(rows, "in_place_funds"),
        funding_rate=funding_rate(rows),
        **_left_out(rows),
        **_cited(rows),
    )


def _deals(rows: Sequence[Row], rank: int = 1) -> int:
    return sum(row.deals for row in rows if row.rank and row.rank >= rank)


def _sum(rows: Sequence[Row], column: str, rank: int = 1) -> float | None:
    """The sum of what is known; None where there are deals and of none an amount is known."""
    reached = [row[column] for row in rows if row.rank and row.rank >= rank]
    known = [amount for amount in reached if amount is not None]
    return None if reached and not known else sum(known, 0.0)


def _left_out(rows: Sequence[Row], rank: int = 1) -> dict[str, Any]:
    """How many deals are in no sum because their amounts are confidential, and whether all are."""
    left = sum(row.confidential or 0 for row in rows if row.rank and row.rank >= rank)
    return {
        "confidential": left,
        "absence": "suppressed" if left and left == _deals(rows, rank) else None,
    }


def _part(part: float | None, whole: float | None) -> float | None:
    return part / whole if whole and part is not None else None


def _cited(rows: Sequence[Row]) -> dict[str, Any]:
    """The source of the deals and the years they were signed in, where there are any, and their
    county, where it is one."""
    cited = next((row for row in rows if row.source_id), None)
    source = {key: cited[key] if cited else None for key in ("source_id", "source_title", "grade")}
    is_one = len({row.area_code for row in rows}) == 1
    places = {f"area_{lang}": rows[0][f"short_{lang}"] if is_one else None for lang in ("zh", "en")}
    signed = [row.signing_year for row in rows if row.signing_year]
    years = {"first_year": min(signed, default=None), "last_year": max(signed, default=None)}
    return {**source, **places, **years}


def stated_funding(statements: Sequence[Row]) -> Row | None:
    """The funding rate of a cohort whose source gives funds in place and contract value (推算).

    statements  as investment_record.cohorts returns them

    Only amounts of which it is known what they are of (amount_of) are set against each other, in
    one unit; rate is 0 to 1, funds_text and value_text are the digits as printed, in unit. None
    when one of them is missing.
    """
    known = {row.amount_of: row for row in statements if row.reason == "other"}
    funds, value = known.get(FUNDS), known.get(SIGNED)
    if funds is None or value is None:
        return None
    if (funds.source_id, funds.unit_text) != (value.source_id, value.unit_text):
        return None
    return Row(
        rate=_part(float(funds.value_text), float(value.value_text)),
        funds_text=funds.value_text,
        value_text=value.value_text,
        unit=funds.unit_text,
    )
