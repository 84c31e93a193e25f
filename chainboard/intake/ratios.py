"""ratio_mismatch: rates that their own numerator and denominator do not give."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from chainboard.intake.rows import Rows

# Real growth is measured at constant prices: the two printed figures cannot give it.
GIVES_GROWTH = frozenset({"nominal", "physical", "comparable_scope"})
HALF = Decimal("0.5")


def check_ratios(rows: Rows) -> None:
    """Report printed growth off its two figures, and shares of a firm that exceed 1 together."""
    if rows.table.template.name == "indicators":
        _check_growth(rows)
    if rows.table.template.name == "enterprises":
        _check_shares(rows)


def half_digit(text: str, decimals: int | None = None) -> Decimal:
    """Half of the last printed digit: 0.05 for 1.2; of the given decimals where more are known."""
    own = len(text.partition(".")[2])
    return HALF.scaleb(-max(own, decimals or 0))


def growth_bounds(value: str, prior: str, growth: str) -> tuple[Decimal, Decimal] | None:
    """Between which percentages printed growth may stand, rounding of all three allowed for.

    None where the base may be zero or negative. Excel drops closing zeros, so the two figures
    are taken to be as fine as the finer one.
    """
    decimals = max(len(value.partition(".")[2]), len(prior.partition(".")[2]))
    half, own = half_digit("0", decimals), half_digit(growth)
    above, below = Decimal(value), Decimal(prior)
    if below - half <= 0:
        return None
    low = 100 * ((above - half) / (below + half) - 1) - own
    return low, 100 * ((above + half) / (below - half) - 1) + own


def _check_growth(rows: Rows) -> None:
    given = {
        each.id for each in rows.known.measures.values()
        if each.growth_basis in GIVES_GROWTH and each.is_additive
    }  # fmt: skip
    columns = rows.columns
    for row, metric, value, prior, growth in zip(
        rows.numbers, columns["metric_id"], columns["value"], columns["same_scope_prior"],
        columns["growth"], strict=True,
    ):  # fmt: skip
        if growth is None or prior is None or value is None or metric not in given:
            continue
        if _is_plainly_right(str(value), str(prior), str(growth)):
            continue
        bounds = growth_bounds(str(value), str(prior), str(growth))
        if bounds and not bounds[0] <= Decimal(str(growth)) <= bounds[1]:
            ours = 100 * (Decimal(str(value)) / Decimal(str(prior)) - 1)
            zh = f"公布增速 {growth}% 与数值 {value}、上年同期 {prior} 不符，应为 {ours:.2f}%。"
            en = f"growth {growth} % differs from {ours:.2f} %, which {value} and {prior} give."
            rows.findings.add("ratio_mismatch", row, "growth", (zh, en), str(growth))


def _is_plainly_right(value: str, prior: str, growth: str) -> bool:
    """Whether the rate is right without a closer look; floats only spare the exact sum."""
    base = float(prior)
    half = 0.49 * 10.0 ** -len(growth.partition(".")[2])
    return base > 0 and abs(100 * (float(value) / base - 1) - float(growth)) < half


def _check_shares(rows: Rows) -> None:
    sums: dict[tuple[object, object], Decimal] = defaultdict(Decimal)
    columns = rows.columns
    chains: set[tuple[object, ...]] = set()
    for row, firm, chain, end, share in zip(
        rows.numbers, columns["enterprise_id"], columns["chain_id"], columns["period_end"],
        columns["share"], strict=True,
    ):  # fmt: skip
        if share is None or firm is None or (firm, chain, end) in chains:
            continue
        chains.add((firm, chain, end))
        sums[firm, end] += Decimal(str(share))
        if sums[firm, end] > 1:
            rows.findings.add("ratio_mismatch", row, "share", over_one(sums[firm, end]), str(share))


def over_one(total: object) -> tuple[str, str]:
    """That the shares of a firm are more than the firm."""
    return (
        f"该企业各产业链占比合计 {total}，超过 1。",
        f"the shares of this firm add to {total}, more than 1.",
    )
