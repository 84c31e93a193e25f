"""subtotal_mismatch: 合计, 小计 and 其中 rows beside the rows they cover.

合计 (总计) covers the data rows since the last 合计, or those below it where none stand above;
小计 those since the last total row of either kind. A row that names a metric, a period, a basis,
a chain, a county or a park covers only rows of the same; where covered rows are of several metrics,
periods or bases, nothing is compared. City rows beside their counties are left out. 其中 may not
exceed the row above it. Where a part is missing, only a total below its parts is impossible.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from decimal import Decimal

from chainboard.intake.findings import Findings
from chainboard.intake.grid import Cell
from chainboard.intake.ratios import half_digit
from chainboard.intake.rows import Rows, read_rows
from chainboard.intake.values import is_empty

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
        total = totals.columns[id][place]
        parts = [
            str(rows.columns[id][each]) for each in places if rows.columns[id][each] is not None
        ]
        if total is None or not parts:
            continue
        added = sum((Decimal(part) for part in parts), Decimal(0))
        over = added - Decimal(str(total))
        allowed = _allowed([str(total), *parts])
        may_lack = len(parts) < len(places)
        if over > allowed or (-over > allowed and not may_lack):
            _report(rows, place, (id, str(total)), len(parts), added)


def _allowed(figures: list[str]) -> Decimal:
    """Half a last digit a figure, at the finest digits among them; whole numbers add exactly."""
    decimals = max(len(each.partition(".")[2]) for each in figures)
    return len(figures) * half_digit("0", decimals) if decimals else Decimal(0)


def _report(rows: Rows, place: int, figure: tuple[str, str], parts: int, added: Decimal) -> None:
    (row, _, _), (id, total) = rows.table.totals[place], figure
    zh = f"{rows.table.totals[place][1]} {total}，而所含 {parts} 行之和为 {added}，请核对。"
    en = f"the total is {total}, but its {parts} rows add to {added}; check them."
    rows.findings.add("subtotal_mismatch", row, id, (zh, en), total)


def _check_part(rows: Rows, totals: Rows, place: int, labels: list[str]) -> None:
    row = totals.numbers[place]
    body = bisect_left(rows.numbers, row) - 1
    wholes = [each for each in range(place) if labels[each] != "part"]
    candidates = [(rows.numbers[body], rows, body)] if body >= 0 else []
    if wholes:
        candidates.append((totals.numbers[wholes[-1]], totals, wholes[-1]))
    if not candidates:
        return
    above, source, at = max(candidates, key=lambda each: each[0])
    for id in _added_fields(source, [at]):
        part, whole = totals.columns[id][place], source.columns[id][at]
        if part is None or whole is None or Decimal(str(part)) <= Decimal(str(whole)):
            continue
        zh = f"其中 {part} 大于第 {above} 行的 {whole}，请核对。"
        en = f"a part of {part} exceeds the {whole} of row {above}; check both."
        rows.findings.add("subtotal_mismatch", row, id, (zh, en), str(part))
