"""The map for the rivals: the outlines that the board's browser puts into its traces."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from chainboard.store.place import ROOT

Ring = list[tuple[float, float]]
NOWHERE: tuple[None, None] = (None, None)


def drawn(chart: dict[str, Any]) -> dict[str, Any]:
    """A figure with its outlines where it is a map, each name in the middle of its area; any
    other as it is."""
    if "boundaries" not in chart["layout"].get("meta", {}):
        return chart
    scale = {**chart["layout"]["yaxis"], "scaleratio": 1.24}  # 1 / cos 36°
    layout = {**chart["layout"], "yaxis": scale}
    return {**chart, "data": [_placed(trace) for trace in chart["data"]], "layout": layout}


def _placed(trace: dict[str, Any]) -> dict[str, Any]:
    meta = trace["meta"]
    if "area" in meta:
        points: list[Any] = [point for ring in _rings()[meta["area"]] for point in [*ring, NOWHERE]]
    else:
        points = [_middle(code) for code in meta.get("areas", ())]
    return {**trace, "x": [x for x, _ in points], "y": [y for _, y in points]}


def _middle(code: str) -> tuple[float, float]:
    ring = max(_rings()[code], key=len)
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


@cache
def _rings() -> dict[str, list[Ring]]:
    """By area code."""
    (file,) = (ROOT / "data/geo").glob("*.geojson")
    found = {}
    for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        is_one = shape["type"] == "Polygon"
        polygons = [shape["coordinates"]] if is_one else shape["coordinates"]
        found[feature["properties"]["area_code"]] = [ring for one in polygons for ring in one]
    return found
