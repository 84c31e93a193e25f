"""Heat tables: names by heads as a grid of shaded cells, heads on top, the first name first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import framed
from chainboard.view import View

# Pixels of the numbers in the cells: left alone, Plotly makes them smaller to fit.
DIGITS = {"light": 12, "projector": 32}
# What shades it, None for no colour; what is printed on it; the box over it.
Cell = tuple[float | None, str, str]


def shaded(
    heads: Sequence[str], names: Sequence[str], lines: Sequence[Sequence[Cell]], **tones: Any
) -> dict[str, Any]:
    """The heat map: lines of cells, one a name, each with a cell a head.

    tones  colorscale with zmin, zmax and zmid, and textfont where the shades need it
    """
    return {
        "type": "heatmap",
        "x": list(heads),
        "y": list(names),
        "z": [[cell[0] for cell in line] for line in lines],
        "text": [[cell[1] for cell in line] for line in lines],
        "texttemplate": "%{text}",
        "hoverinfo": "text",
        "hovertext": [[cell[2] for cell in line] for line in lines],
        "xgap": 3,
        "ygap": 3,
        "showscale": False,
        "hoverongaps": True,  # a missing figure says why
        **tones,
    }


def in_grid(traces: list[dict[str, Any]], view: View, **layout: Any) -> dict[str, Any]:
    """The heat map, and what stands over it, in its frame."""
    digits = {"size": DIGITS[view.theme]}
    return framed(
        [{**trace, "textfont": {**trace.get("textfont", {}), **digits}} for trace in traces],
        view,
        hovermode="closest",
        **layout,
        xaxis={"type": "category", "side": "top", "showgrid": False},
        # Plotly gives a heat map marks between its names and its cells, in the room of the names.
        yaxis={"type": "category", "autorange": "reversed", "showgrid": False, "ticks": ""},
    )
