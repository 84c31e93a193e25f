"""The figures of a table, each in the unit it is kept in; what was converted is reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from chainboard.intake.findings import Findings
from chainboard.intake.grid import Cell, Table
from chainboard.intake.known import Known, bare
from chainboard.intake.templates import Field
from chainboard.intake.units import factor, scaled
from chainboard.intake.values import AS_KEPT, Read, digits, is_empty, number, shown

ONE = Fraction(1)
COUNT = "个"
TARGET_UNITS = {"growth": "%", "rank": "位"}


class Scale(NamedTuple):
    """From the printed unit to the one that is kept: by is None where there is no way.

    is_of_header  whether the header, not a cell of the row, names the printed unit
    """

    printed: str
    kept: str
    by: Fraction | None
    is_of_header: bool = False


def add_figures(
    table: Table, known: Known, columns: dict[str, list[object]], findings: Findings
) -> None:
    """Add the number columns, unit_text as kept, and absence (of value, else None)."""
    size = len(table.body)
    columns["absence"] = [None] * size
    has_units = any(field.kind == "unit" for field in table.template.fields)
    by_row = row_scales(table, known, columns, findings) if has_units else []
    if has_units:
        columns["unit_text"] = [scale.kept or None for scale in by_row]
    for field in table.template.fields:
        if field.kind not in ("number", "count"):
            continue
        scales = (
            by_row if has_units and not field.unit else [_header_scale(table, known, field)] * size
        )
        values, absences = figure_column(table, field, scales, findings)
        _say_converted(table, field, scales, values, findings)
        columns[field.id] = values
        if field.id == "value":
            columns["absence"] = absences


def row_scales(
    table: Table, known: Known, columns: dict[str, list[object]], findings: Findings
) -> list[Scale]:
    """The scale of each row by its unit column and its metric; wrong_unit where there is none."""
    kinds: Iterable[object] = columns.get("kind", [None] * len(table.body))
    kept: dict[tuple[object, ...], Scale] = {}
    found: list[Scale] = []
    for (row, cells), metric, kind in zip(table.body, columns["metric_id"], kinds, strict=True):
        cell = cells.get("unit_text")
        key = cell, metric, kind
        scale = kept.get(key)
        if scale is None:
            scale = kept[key] = _row_scale(table, known, key)
        found.append(scale)
        if scale.by is None:
            findings.read(row, "unit_text", cell, _wrong_unit(scale))
    return found


def figure_column(
    table: Table, field: Field, scales: Iterable[Scale], findings: Findings
) -> tuple[list[object], list[object]]:
    """The values of a field as kept, and their kinds of missing."""
    values: list[object] = []
    absences: list[object] = []
    kept: dict[tuple[object, ...], Read] = {}
    for (row, cells), scale in zip(table.body, scales, strict=True):
        cell = cells.get(field.id)
        kind = type(cell)
        if kind is int or (kind is float and cell - cell == 0):  # type: ignore[operator]
            text: object = digits(cell)  # type: ignore[arg-type]
            absence = None
        elif table.is_text and isinstance(cell, str) and AS_KEPT.fullmatch(cell):
            text, absence = cell, None
        else:
            key = kind, cell, scale.printed
            read = kept.get(key)
            if read is None:
                read = kept[key] = number(cell, scale.printed, field.may_be_negative, table.is_text)
            text, absence = read.value, read.absence
            if read.code is not None:
                findings.read(row, field.id, cell, read)
        if text is not None and scale.by is not ONE:
            text = _rescaled(row, field, str(text), scale, findings)
        values.append(text)
        absences.append(absence)
    return values, absences


def _rescaled(row: int, field: Field, text: str, scale: Scale, findings: Findings) -> str | None:
    if scale.by is None:
        if field.unit or field.kind == "count":
            findings.read(row, field.id, text, _wrong_unit(scale))
        return None
    found = scaled(text, scale.by)
    if found is None:
        findings.read(row, field.id, text, _wrong_unit(scale))
        return None
    if not scale.is_of_header:
        zh = f"{text} {scale.printed} 换算为 {found} {scale.kept}。"
        en = f"{text} {scale.printed} became {found} {scale.kept}."
        findings.read(row, field.id, text, Read(found, None, "unit_converted", zh, en))
    return found


def _say_converted(
    table: Table,
    field: Field,
    scales: Sequence[Scale],
    values: Sequence[object],
    findings: Findings,
) -> None:
    """One remark on the figures of a column whose header has another unit, at the first of them."""
    different = {id(scale): scale for scale in scales}.values()  # a few objects, many rows
    if not any(scale.is_of_header and scale.by is not ONE for scale in different):
        return
    converted: dict[Scale, list[int]] = {}
    for (row, _), scale, value in zip(table.body, scales, values, strict=True):
        if scale.is_of_header and scale.by is not ONE and value is not None:
            converted.setdefault(scale, []).append(row)
    for scale, rows in converted.items():
        zh = f"表头的单位是{scale.printed}，{len(rows)} 个数都已换算为{scale.kept}。"
        en = f"the header says {scale.printed}; {len(rows)} figures became {scale.kept}."
        read = Read(None, None, "unit_converted", zh, en)
        findings.read(rows[0], field.id, scale.printed, read)


def _row_scale(table: Table, known: Known, key: tuple[object, ...]) -> Scale:
    cell, metric, kind = key
    measure = known.measures.get(str(metric))
    kept = TARGET_UNITS.get(str(kind)) or (measure.unit if measure else "")
    printed = table.units.get("value", "") if is_empty(cell) else cell
    unit = _unit(known, printed)
    if not unit or not kept:  # an unknown metric is reported already
        return Scale(unit or kept, kept, ONE)
    return _scale(unit, kept, is_empty(cell))


def _header_scale(table: Table, known: Known, field: Field) -> Scale:
    kept = field.unit or COUNT
    return _scale(_unit(known, table.units.get(field.id, "")) or kept, kept, True)


def _scale(printed: str, kept: str, is_of_header: bool) -> Scale:
    by = factor(printed, kept)
    return Scale(printed, kept, ONE if by == 1 else by, is_of_header)


def _unit(known: Known, cell: Cell) -> str:
    text = shown(cell).strip().strip("()（）").strip()
    units = {bare(alias): unit for alias, unit in known.units.items()}
    folded = bare(text)
    # 万羽 is a unit of its own where the dictionary keeps a metric in it.
    return units.get(folded, "".join(text.split())) if text else ""


def _wrong_unit(scale: Scale) -> Read:
    zh = f"单位“{scale.printed}”不能换算为“{scale.kept}”，请按 {scale.kept} 填写。"
    en = f"the unit {scale.printed} cannot be converted to {scale.kept}; report in {scale.kept}."
    return Read(None, None, "wrong_unit", zh, en)
