"""subtotal_mismatch: 合计, 小计 and 其中 rows beside the rows they cover.

合计 (总计) covers the data rows since the last 合计, or those below it where none stand above;
小计 those since the last total row of either kind. A row that names a metric, a period, a basis,
a chain, a county or a park covers only rows of the same; where covered rows are of several metrics,
periods or bases, nothing is compared. City rows beside their counties are left out. 其中 may not
exceed what it is part of: the row above it, or the total of its block where it stands at its end.
Where a part is missing, only a total below its parts is impossible. Figures are compared as they
are printed, each true to half its last digit.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from chainboard.intake.findings import Findings
from chainboard.intake.grid import Cell
from chainboard.intake.ratios import half_digit
from chainboard.intake.rows import Rows, read_rows
from chainboard.intake.values import digits, is_empty, number

NAMED = ("chain_id", "area_code", "park_id", "metric_id", "kind", "year", "period_end", "basis")
ONE_OF = ("metric_id", "kind", "year", "period_end", "basis")
NOT_ADDED = frozenset({"growth"})


def check_totals(rows: Rows) -> None:
    """Report every total row that its parts do not give and every 其中 larger than its whole."""
    table = rows.table
    if not table.totals:
        return
    body = [(row, _with_metric(rows, row, cells)) for row, _, cells in table.totals]
    quiet = Findings(replace(table, issues=[]))
    totals = read_rows(replace(table, body=body, issues=[]), rows.known, quiet)
    # The label stands where a name belongs; only figures that cannot be read are news.
    rows.findings.issues += [each for each in quiet.issues if each.code == "not_a_number"]
    labels = [_label(label) for _, label, _ in table.totals]
    for place, label in enumerate(labels):
        if label == "part":
            _check_part(rows, totals, place, labels)
        else:
            _check_sum(rows, totals, place, _covered(rows, totals, place, labels))


def _with_metric(rows: Rows, row: int, cells: dict[str, Cell]) -> dict[str, Cell]:
    """The cells with the metric of the rows above where the total names none, for its unit."""
    metrics = rows.columns.get("metric_id")
    above = bisect_left(rows.numbers, row) - 1
    if not metrics or not is_empty(cells.get("metric_id")):
        return cells
    return {**cells, "metric_id": metrics[max(above, 0)]}


def _label(label: str) -> str:
    text = "".join(label.split())
    if "其中" in text:
        return "part"
    return "subtotal" if "小计" in text else "total"


def _covered(rows: Rows, totals: Rows, place: int, labels: list[str]) -> list[int]:
    """Places of the data rows that a total covers."""
    row = totals.numbers[place]
    ends = ("total",) if labels[place] == "total" else ("total", "subtotal")
    stops = [each for each, label in zip(totals.numbers, labels, strict=True) if label in ends]
    above = max((each for each in stops if each < row), default=0)
    below = min((each for each in stops if each > row), default=1 << 40)
    found = _between(rows, above, row) or (_between(rows, row, below) if above == 0 else [])
    wanted = {id: totals.columns[id][place] for id in NAMED if _names(rows, totals, place, id)}
    found = [
        each for each in found if all(rows.columns[id][each] == want for id, want in wanted.items())
    ]
    areas, city = rows.columns["area_code"], rows.known.city
    if any(areas[each] != city for each in found) and "chain_id" in rows.columns:
        found = [each for each in found if areas[each] != city]
    return found


def _between(rows: Rows, above: int, below: int) -> list[int]:
    return list(range(bisect_right(rows.numbers, above), bisect_left(rows.numbers, below)))


def _names(rows: Rows, totals: Rows, place: int, id: str) -> bool:
    """Whether the total row itself names this: an empty county does not mean the city here."""
    if id not in totals.columns or totals.columns[id][place] in (None, rows.known.city):
        return False  # a total of the city covers its counties
    printed = {"period_end": "period"}.get(id, id)
    return not is_empty(rows.table.totals[place][2].get(printed))


def _added_fields(rows: Rows, places: list[int]) -> list[str]:
    fields = [
        each.id for each in rows.table.template.fields
        if each.kind in ("number", "count") and each.id not in NOT_ADDED
    ]  # fmt: skip
    if "metric_id" not in rows.columns:
        return fields
    metrics = {rows.columns["metric_id"][place] for place in places}
    measures = [rows.known.measures.get(str(metric)) for metric in metrics]
    kinds = (
        {rows.columns["kind"][place] for place in places} if "kind" in rows.columns else {"level"}
    )
    is_sum = all(each and each.is_additive for each in measures) and kinds == {"level"}
    return fields if is_sum else []


def _check_sum(rows: Rows, totals: Rows, place: int, places: list[int]) -> None:
    is_mixed = any(
        len({rows.columns[id][each] for each in places}) > 1 for id in ONE_OF if id in rows.columns
    )
    if not places or is_mixed:
        return
    for id in _added_fields(rows, places):
        total = _printed(totals, id, place)
        found = [_printed(rows, id, each) for each in places]
        parts = [part for part in found if part is not None]
        if total is None or not parts:
            continue
        added = sum((part.kept for part in parts), Fraction(0))
        over = added - total.kept
        allowed = _allowed(total, parts)
        may_lack = len(parts) < len(places)
        if over > allowed or (-over > allowed and not may_lack):
            _report(rows, place, (id, total), (len(parts), added))


class Printed(NamedTuple):
    """A figure as its cell prints it, and what one of its units is in the unit that is kept."""

    digits: str
    unit: Fraction

    @property
    def kept(self) -> Fraction:
        return Fraction(self.digits) * self.unit

    @property
    def half(self) -> Fraction:
        """Half of its last digit; a whole number is exact."""
        decimals = len(self.digits.partition(".")[2])
        return Fraction(half_digit("0", decimals)) * self.unit if decimals else Fraction(0)


def _printed(rows: Rows, id: str, place: int) -> Printed | None:
    kept = rows.columns[id][place]
    if kept is None:
        return None
    read = number(rows.table.body[place][1].get(id), may_be_negative=True).value
    text = str(kept) if read is None else str(read)
    if Fraction(text) == 0:
        return Printed("0", Fraction(1))
    return Printed(text, Fraction(str(kept)) / Fraction(text))


def _allowed(total: Printed, parts: list[Printed]) -> Fraction:
    """What rounding may do: half a last digit a figure, but many seldom err to one side."""
    widest = max(part.half for part in parts)
    likely = Fraction(round(2 * sqrt(len(parts)), 3)) * widest
    return total.half + min(sum((part.half for part in parts), Fraction(0)), likely)


def _report(
    rows: Rows, place: int, figure: tuple[str, Printed], added: tuple[int, Fraction]
) -> None:
    (id, total), (parts, amount) = figure, added
    row, label, _ = rows.table.totals[place]
    told = digits(float(amount / total.unit))
    zh = f"{label} {total.digits}，而所含 {parts} 行之和为 {told}（按合计的单位），请核对。"
    en = f"the total is {total.digits}, but its {parts} rows add to {told} in its unit; check them."
    rows.findings.add("subtotal_mismatch", row, id, (zh, en), total.digits)


def _check_part(rows: Rows, totals: Rows, place: int, labels: list[str]) -> None:
    found = _whole(rows, totals, place, labels)
    if found is None:
        return
    source, at = found
    for id in _added_fields(source, [at]):
        part, whole = _printed(totals, id, place), _printed(source, id, at)
        if part is None or whole is None or part.kept <= whole.kept:
            continue
        above, told = source.numbers[at], digits(float(whole.kept / part.unit))
        zh = f"其中 {part.digits} 大于第 {above} 行的 {told}（按其中的单位），请核对。"
        en = f"a part of {part.digits} exceeds the {told} of row {above} in its unit; check both."
        rows.findings.add("subtotal_mismatch", totals.numbers[place], id, (zh, en), part.digits)


def _whole(rows: Rows, totals: Rows, place: int, labels: list[str]) -> tuple[Rows, int] | None:
    """What a 其中 is part of: the total nearest to it, where no row of data follows before the
    next total; else the row above."""
    row = totals.numbers[place]
    body = bisect_left(rows.numbers, row) - 1
    wholes = [each for each, label in enumerate(labels) if label != "part"]
    below = next((each for each in wholes if totals.numbers[each] > row), None)
    end = totals.numbers[below] if below is not None else 1 << 40
    above = next((each for each in reversed(wholes) if totals.numbers[each] < row), None)
    if not _between(rows, row, end):
        if above is not None:
            return totals, above
        if below is not None:
            return totals, below
    if above is not None and (body < 0 or totals.numbers[above] > rows.numbers[body]):
        return totals, above
    return (rows, body) if body >= 0 else None
