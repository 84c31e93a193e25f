"""What every panel must be, whatever it shows; and the two views that tests look from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from chainboard.packs import DEMO, PUBLISHED
from chainboard.panels import Panel
from chainboard.panels.hover import HOVER
from chainboard.panels.panel import Body
from chainboard.sheet import sheet
from chainboard.sheet.screen import body
from chainboard.view import Row, View

ZH = View(pack=DEMO, chain="petrochem")
EN = View(pack=DEMO, chain="petrochem", lang="en")
RECORD = View(pack=PUBLISHED, chain="petrochem", old_after=18)
RECORD_EN = View(pack=PUBLISHED, chain="petrochem", lang="en", old_after=18)

# k, M, B and G glued to digits, as Plotly and some cards write thousands and millions; 5G is
# the name of a network.
SUFFIX = re.compile(r"(?!\b5G\b)\d\s?[kKMBG]\b")
HOLLOW = re.compile(r"\b(nan|NaN|None|null|undefined|Infinity)\b")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def figures(panel: Panel) -> list[dict[str, Any]]:
    """Every Plotly figure of a panel as a plain dict."""
    drawn = body(panel.body)
    charts = drawn.get("multiples", [drawn])
    return [{"data": each["data"], "layout": each["layout"]} for each in charts if "data" in each]


def inked(figure: Any) -> list[dict[str, Any]]:
    """The traces of a figure that are seen: all but the one that holds its boxes."""
    data = figure["data"] if isinstance(figure, dict) else figure.data
    return [trace for trace in data if trace.get("meta") != HOVER]


def words(value: Any) -> Iterator[str]:
    """Every text in a body, in notes, in a table: whatever people read of it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Body):
        yield from words(body(value))
    elif isinstance(value, dict):
        for part in value.values():
            yield from words(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from words(part)


def printed(panel: Panel, view: View) -> list[list[Any]]:
    """The table behind a panel as it is printed, row by row; drawn rows are in no edition."""
    keys = ("figure_id", "metric_id", "source_id")
    bare = [Row({key: row[key] for key in row if key not in keys}) for row in panel.rows]
    lines = sheet(replace(panel, rows=bare), view).lines
    return [[cell.shown for cell in line.cells] for line in lines]


def column_of(panel: Panel, label: str, view: View) -> list[Any]:
    """What one column of the table behind a panel prints, by its label."""
    place = [column.label for column in panel.columns].index(label)
    return [row[place] for row in printed(panel, view)]


def read_by_people(panel: Panel) -> list[str]:
    """All texts of a panel: title, subtitle, body, source, notes, alt, headings."""
    around = (panel.finding, panel.measure, panel.source, panel.as_of, panel.alt, panel.status)
    return [*around, *panel.notes, *(c.label for c in panel.columns), *words(panel.body)]


def check(panel: Panel) -> Panel:
    """The panel, once it has passed what holds for every panel."""
    for figure in figures(panel):
        go.Figure(figure)
        for trace in figure["data"]:
            ids = [one for one in trace.get("ids", []) if isinstance(one, str)]
            assert len(ids) == len(set(ids)), "Plotly drops points that share an id"
    said = read_by_people(panel)
    assert [text for text in said if SUFFIX.search(text)] == []
    assert [text for text in said if HOLLOW.search(text)] == []
    if panel.body:
        assert panel.finding and panel.measure and panel.alt and panel.columns
    else:
        assert (panel.status != "", list(panel.rows)) == (True, [])
    return panel
