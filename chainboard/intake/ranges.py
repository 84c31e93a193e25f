"""out_of_range: figures that cannot be, by themselves or beside their neighbours in the row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from chainboard.intake.rows import Rows

# Of each pair the first cannot be larger than the second.
WITHIN = {
    "parks": (
        ("developable_area", "planned_area"), ("supplied_area", "developable_area"),
        ("built_area", "supplied_area"), ("workshop_let", "workshop_area"),
        ("firms_producing", "firms_settled"),
    ),
    "deals": (
        ("month_in_place", "year_in_place"), ("year_in_place", "total_in_place"),
    ),
    "projects": (
        ("month_done", "year_done"), ("year_done", "total_done"),
        ("total_done", "total_investment"),
    ),
}  # fmt: skip
# Of each pair the second cannot come before the first.
DAYS = {
    "deals": (("signed_on", "stage_on"),),
    "projects": (
        ("start_planned", "completion_planned"), ("started_on", "completed_on"),
        ("signed_on", "completed_on"), ("completed_on", "produced_on"),
    ),
    "problems": (("raised_on", "due_on"),),
    "commitments": (("granted_on", "promised_by"),),
}  # fmt: skip
LARGEST = Decimal(10) ** 14  # decimal(20, 6)
NEGATIVE = "不能为负数", "must not be negative"
NOT_WHOLE = "应为整数", "must be a whole number"
TOO_LARGE = "过大", "is too large"


def check_ranges(rows: Rows) -> None:
    """Report every figure that is negative, over its bound or larger than its whole."""
    template = rows.table.template
    for field in template.fields:
        if field.kind in ("number", "count"):
            _check_bounds(rows, field.id)
    for small, large in WITHIN.get(template.name, ()):
        _check_within(rows, small, large)
    for early, late in DAYS.get(template.name, ()):
        _check_days(rows, early, late)


def _check_bounds(rows: Rows, id: str) -> None:
    field = rows.table.template.field(id)
    measures = rows.known.measures
    metrics = rows.columns.get("metric_id", [None] * len(rows.numbers))
    kinds = rows.columns.get("kind", [None] * len(rows.numbers))
    shares = {each.id for each in measures.values() if each.kind == "share"}
    signed = {each.id for each in measures.values() if each.may_be_negative}
    growths = {each.id for each in measures.values() if each.kind == "growth_only"}
    is_growth_field, may_be_negative = id == "growth", field.may_be_negative
    for row, text, metric, kind in zip(rows.numbers, rows.columns[id], metrics, kinds, strict=True):
        if text is None:
            continue
        is_growth = is_growth_field or kind == "growth" or metric in growths
        if text[0] == "-":  # type: ignore[index]
            if not is_growth and (not may_be_negative or (metric and metric not in signed)):
                _out(rows, (row, id), text, *NEGATIVE)
            elif is_growth and Decimal(str(text)) < -100:
                _out(rows, (row, id), text, "增速不能低于 −100%", "growth cannot fall below −100 %")
        elif metric in shares and not is_growth and Decimal(str(text)) > 100:
            _out(rows, (row, id), text, "比重不能超过 100%", "a share cannot exceed 100 %")
        if field.kind == "count" and Decimal(str(text)) % 1:
            _out(rows, (row, id), text, *NOT_WHOLE)
        if len(text) > 14 and abs(Decimal(str(text))) >= LARGEST:  # type: ignore[arg-type]
            _out(rows, (row, id), text, *TOO_LARGE)


def _check_within(rows: Rows, small: str, large: str) -> None:
    names = rows.table.template.field(small).name, rows.table.template.field(large).name
    for row, part, whole in zip(
        rows.numbers, rows.columns[small], rows.columns[large], strict=True
    ):
        if part is not None and whole is not None and Decimal(str(part)) > Decimal(str(whole)):
            zh = f"大于{names[1]} {whole}，请核对两数"
            en = f"exceeds {names[1]} {whole}; check both figures"
            _out(rows, (row, small), part, zh, en)


def _check_days(rows: Rows, early: str, late: str) -> None:
    name = rows.table.template.field(early).name
    for row, first, last in zip(rows.numbers, rows.columns[early], rows.columns[late], strict=True):
        if isinstance(first, date) and isinstance(last, date) and last < first:
            _out(rows, (row, late), last, f"早于{name} {first}", f"is before {name} {first}")


def _out(rows: Rows, place: tuple[int, str], value: object, zh: str, en: str) -> None:
    row, id = place
    rows.findings.add("out_of_range", row, id, (f"{value} {zh}。", f"{value} {en}."), str(value))
