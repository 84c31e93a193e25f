"""How time grows with rows: the exponent of each statement on each engine, and its picture."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, log10
from pathlib import Path
from statistics import linear_regression

import plotly.graph_objects as go
from playwright.sync_api import sync_playwright
from plotly.offline import get_plotlyjs
from plotly.subplots import make_subplots

from bench.scale import asked, engines
from bench.scale.measuring import Figure
from bench.screens import browser
from chainboard.store.place import ROOT

PICTURE = ROOT / "docs" / "scale.png"
COLOURS = {"duckdb": "#2b6cb0", "sail": "#2f855a", "spark": "#c05621"}
TITLES = {"duckdb": "DuckDB", "sail": "Sail", "spark": "Spark"}
SIZE = (1500, 1050)
SHOWN = [asked.ROLL, *asked.STATEMENTS]
Points = dict[int, float]  # rows → milliseconds


def points(figures: Sequence[Figure], engine: str, of: str) -> Points:
    """What one statement took on one engine at each size."""
    return {each.rows: each.value for each in figures if (each.engine, each.of) == (engine, of)}


def exponent(took: Points) -> float | None:
    """p where time grows as rows to the power of p, by least squares on logarithms; None of fewer
    than two sizes."""
    if len(took) < 2:
        return None
    return linear_regression([log(rows) for rows in took], [log(ms) for ms in took.values()]).slope


def exponents(figures: Sequence[Figure], engine: str) -> dict[str, float]:
    """The exponent of every statement that an engine answered at two sizes or more."""
    found = {of: exponent(points(figures, engine, of)) for of in (*asked.STATEMENTS, asked.ROLL)}
    return {of: value for of, value in found.items() if value is not None}


def draw(figures: Sequence[Figure], file: Path = PICTURE) -> None:
    """The picture: a small chart a statement, a line an engine, both axes logarithmic."""
    with sync_playwright() as playwright, browser(playwright) as window:
        page = window.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        page.set_content(
            f"<body style='margin:0'><div id='picture'></div><script>{get_plotlyjs()}</script>"
        )
        page.evaluate(
            "async (told) => { const drawn = JSON.parse(told);"
            " await Plotly.newPlot('picture', drawn.data, drawn.layout, {staticPlot: true}); }",
            as_figure(figures).to_json(),
        )
        page.screenshot(path=file)


def as_figure(figures: Sequence[Figure]) -> go.Figure:
    """The picture as a figure of Plotly."""
    shown = [of for of in SHOWN if any(points(figures, name, of) for name in engines.NAMES)]
    rows = -(-len(shown) // 4)
    drawn = make_subplots(rows, 4, subplot_titles=shown, vertical_spacing=0.09)
    for at, of in enumerate(shown):
        for name in engines.NAMES:
            took = points(figures, name, of)
            power = exponent(took)
            told = "" if power is None else f" n<sup>{power:.2f}</sup>"
            drawn.add_scatter(
                x=[*took], y=[ms / 1000 for ms in took.values()], mode="lines+markers+text",
                text=[*[""] * (len(took) - 1), told], textposition="middle left",
                textfont={"size": 12, "color": COLOURS[name]},
                name=TITLES[name], legendgroup=name, showlegend=at == 0,
                line={"color": COLOURS[name], "width": 2}, marker={"size": 7},
                row=at // 4 + 1, col=at % 4 + 1,
            )  # fmt: skip
    sizes = [log10(each.rows) for each in figures]
    reach = [min(sizes) - 0.2, max(sizes) + 0.2]
    drawn.update_xaxes(type="log", dtick=1, tickformat="~s", range=reach)
    drawn.update_yaxes(type="log", dtick=1, tickformat="~g", ticksuffix=" s")
    drawn.update_layout(
        width=SIZE[0], height=SIZE[1], template="plotly_white",
        font={"family": "Noto Sans CJK SC, sans-serif", "size": 13},
        title="Seconds over rows of the table, both logarithmic; a straight line of slope p is n<sup>p</sup>",
        legend={"orientation": "h", "y": 1.08, "x": 1, "xanchor": "right"},
        margin={"l": 60, "r": 30, "t": 110, "b": 50},
    )  # fmt: skip
    return drawn
