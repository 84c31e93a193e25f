"""One bar a county in a given order, each with its number: what the orders have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from chainboard.panels.frame import height, room, size
from chainboard.panels.hover import Box, Line, boxed
from chainboard.panels.places import ids, marker, tick, tones
from chainboard.view import Row, View

ROOM = 1.0  # of the longest bar, for the number behind it


def placed(row: Row, said: str) -> str:
    """The rank and the county as it is said: 1 环县; without a rank the county alone."""
    return f"{row.rank} {said}" if row.get("rank") else said


def bars(
    rows: Sequence[Row],
    column: str,
    said: Callable[[Row], str],
    told: Callable[[Row, str], Sequence[Line]],
    view: View,
) -> dict[str, Any]:
    """Horizontal bars in the order of the rows, the first on top, each with its number.

    told  the lines of a county's box, of its row and the colour of its bar
    """
    bottom_up = list(rows)[::-1]
    values = [row[column] for row in bottom_up]
    known = [value for value in values if value is not None]
    low, high = min([0, *known]), max([0, *known])
    span = (high - low) or 1
    names = [placed(row, tick(row, row[column] is not None, view)) for row in bottom_up]
    drawn = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": names,
        "text": [said(row) for row in bottom_up],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": marker(bottom_up, view),
        "ids": ids(bottom_up),
    }
    edge = [low, high + span * ROOM * 0.75]
    wide = max(room(each, size(view)) for each in names)
    boxes = [
        Box(place, told(row, tone), placed(row, view.say.county(row)), way)
        for place, row, tone, way in zip(
            names, bottom_up, tones(bottom_up, view), ids(bottom_up), strict=True
        )
    ]
    return dict(
        boxed(
            [drawn],
            boxes,
            view,
            height=height(view, 0.9),
            margin={"l": wide + 12, "t": 8, "b": 8},
            xaxis={"visible": False, "range": edge},
            yaxis={"type": "category"},
        )
    )
