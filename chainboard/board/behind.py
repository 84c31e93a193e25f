"""What stands behind a panel: its table, the definitions of its metrics, and its citations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels import Column, Panel
from chainboard.queries import ask
from chainboard.view import Row, View
from chainboard.words import (
    basis_name,
    day,
    frequency_name,
    grade_name,
    in_brackets,
    kind_name,
    number,
    scaled,
    texts,
    unit_name,
)

ORIGIN = ("source_id", "load_id", "sheet", "cell")


def panel(drawn: Panel, view: View) -> dict[str, Any]:
    """The table, the definitions and the citations of a panel, in its language.

    A panel without rows has no table: nothing could be read or taken away.
    """
    cited = _cited(drawn, view)
    sources = list(dict.fromkeys(cited.values()))
    place = {key: sources.index(cite) for key, cite in cited.items()}
    return {
        "table": _table(drawn, view, place) if drawn.rows else None,
        "definitions": _definitions(drawn, view),
        "citations": [{"words": words, "url": url} for words, url in sources],
    }


def cell(value: Any, column: Column, lang: str) -> Any:
    """One cell as the table shows it: numbers in the unit that the heading names, links kept."""
    if value is None or isinstance(value, str | dict):
        return value or ""
    if isinstance(value, int | float):
        shown = scaled(value, column.unit, lang) if column.unit else value
        return shown if column.decimals is None else number(shown, column.decimals, lang)
    return day(value, lang)


def heading(column: Column, lang: str) -> str:
    """A column's heading with its unit: 产值(亿元)."""
    unit = unit_name(column.unit, lang) if column.unit else ""
    return column.label + in_brackets(unit, lang) if unit else column.label


def _table(drawn: Panel, view: View, cited: dict[Any, int]) -> dict[str, Any]:
    columns = [
        {
            "label": heading(column, view.lang),
            "end": bool(column.unit) or column.decimals is not None,
        }
        for column in drawn.columns
    ]
    rows = [
        [cell(row.get(column.key), column, view.lang) for column in drawn.columns]
        + [cited.get(_key(row))]
        for row in drawn.rows
    ]
    cells = [row.get("cell") or "" if row.get("figure_id") else "" for row in drawn.rows]
    held = {"columns": columns, "rows": rows}
    return {**held, "cells": cells} if view.pack != "published" and any(cells) else held


def _key(row: Row) -> Any:
    return row.get("figure_id") or row.get("source_id")


def _cited(drawn: Panel, view: View) -> dict[Any, tuple[str, str | None]]:
    """The citation (words, address) of each row's figure or source."""
    rows = _with_origin(drawn.rows, view)
    ids = sorted({row.source_id for row in rows if row.get("source_id")})
    if not ids:
        return {}
    sources = {row.source_id: row for row in ask(view, "sources.of_ids", source_ids=ids)}
    loads = {row.load_id: row for row in ask(view, "about.loads")}
    found = {}
    for row in rows:
        source, load = sources.get(row.get("source_id")), loads.get(row.get("load_id"))
        if source is not None:
            said = citation(source, view.lang, load, row.get("sheet"))
            found[_key(row)] = (said, source.url)
    return found


def _with_origin(rows: Sequence[Row], view: View) -> list[Row]:
    """The rows with where they come from; figures that do not say it are looked up."""
    asked = sorted({r.figure_id for r in rows if r.get("figure_id") and not r.get("source_id")})
    if not asked:
        return list(rows)
    origins = {r.figure_id: r for r in ask(view, "sources.of_figures", figure_ids=asked)}
    return [
        row.with_(**{name: origins[row.figure_id][name] for name in ORIGIN})
        if row.get("figure_id") in origins
        else row
        for row in rows
    ]


def citation(source: Row, lang: str, load: Row | None = None, sheet: str | None = None) -> str:
    """Title, publisher, day and grade of a source; of a load its office, file and sheet.

    source  as sources.of_ids returns it
    load    as about.loads returns it, for a figure that a load brought

    The cell stands with each row of the table: one text a cell would double what is sent.
    """
    _ = texts(lang)
    day_said = day(source.published_on, lang) if source.published_on else ""
    parts = [source.title, source.publisher, day_said]
    if source.grade == "demo":
        parts = [_("程序生成的示例数据"), source.publisher, day_said]
    if load is not None and source.grade in ("demo", "city"):
        office = load.sent_by if lang == "zh" else load.sent_by_en or load.sent_by
        brought = [office, load.file_name, sheet, _("批次 {number}").format(number=load.load_id)]
        parts = [*(parts if source.grade == "demo" else [day_said]), *brought]
    said = " · ".join(part for part in parts if part)
    return f"{said} [{grade_name(source.grade, lang)}]"


def _definitions(drawn: Panel, view: View) -> list[dict[str, Any]]:
    metric_ids = list(dict.fromkeys(r.metric_id for r in drawn.rows if r.get("metric_id")))
    if not metric_ids:
        return []
    return [
        definition(row, view.lang) for row in ask(view, "metrics.of_ids", metric_ids=metric_ids)
    ]


def definition(row: Row, lang: str) -> dict[str, Any]:
    """A metric's name and the lines that define it: words, unit, kind, growth, owner."""
    _ = texts(lang)
    ours = in_brackets(_("本项目译"), lang) if row.is_our_definition else ""
    owner = row[f"owner_{lang}"]
    return {
        "metric_id": row.metric_id,
        "name": row[f"name_{lang}"],
        "lines": [
            f"{row[f'definition_{lang}']}{ours}",
            _("单位：{unit}；类型：{kind}；公布增速口径：{basis}").format(
                unit=unit_name(row.unit, lang),
                kind=kind_name(row.kind, lang),
                basis=basis_name(row.growth_basis, lang),
            ),
            _("频率：{frequency}；数据责任单位：{owner}").format(
                frequency=frequency_name(row.frequency, lang),
                owner=_("未注明") if owner == "unknown" else owner,
            ),
        ],
    }
