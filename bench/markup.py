"""Cards, tiles and tables as HTML, the same for both rivals of the board."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

Node = tuple[str, dict[str, str], list[Any]]


def node(tag: str, name: str = "", *children: Any, **marks: str) -> Node:
    """One element: tag, class, children (nodes or words), further attributes."""
    return tag, {"class": name, **marks} if name else marks, [c for c in children if c]


def body(panel: dict[str, Any]) -> Node:
    """The body of a panel that is not a figure."""
    content = panel["body"]
    if "cards" in content:
        lead = node("p", "cb-lead", content.get("lead"))
        return node("div", "", lead, node("div", "cb-cards", *map(card, content["cards"])))
    if "tiles" in content:
        return node("div", "cb-chainmap", *map(position, content["tiles"]))
    if "table" in content:
        return table(content["table"])
    return node("p", "cb-quiet", panel["status"])


def card(face: dict[str, Any]) -> Node:
    chip = face.get("chip")
    light = chip and node(
        "span",
        f"cb-chip cb-chip-{chip['light']}",
        node("span", "cb-mark", chip["mark"]),
        chip["word"],
    )
    value = node(
        "p",
        "cb-value",
        node("span", "cb-number", face["value"]),
        node("span", "cb-unit", face.get("unit")),
    )
    return node(
        "div",
        "cb-card",
        node("div", "cb-card-head", node("h3", "cb-card-label", face["label"]), light),
        node("div", "cb-card-figure", value, spark(face.get("spark"))),
        _line(face, "growth", "target"),
        progress(face["bar"]) if face.get("bar") else None,
        _line(face, "completion", "gap"),
        *(node("p", "cb-card-note", note) for note in face.get("notes") or []),
        _line(face, "owner", "period", "cb-card-foot"),
    )


def _line(face: dict[str, Any], left: str, right: str, name: str = "cb-card-line") -> Node:
    words = (node("span", "", face.get(each)) for each in (left, right))
    return node("div", name, *words)


def progress(bar: dict[str, Any]) -> Node:
    done = node(
        "span", f"cb-done cb-{bar['tone']}", style=f"width:{100 * min(bar['done'], 1):.2f}%"
    )
    tick = node("span", "cb-tick", style=f"left:{100 * bar['pace']:.2f}%")
    return node("div", "cb-progress", done, tick)


def spark(points: list[float | None] | None) -> Node | None:
    """A sparkline as a picture, which both rivals can carry."""
    known = [point for point in points or [] if point is not None]
    if len(known) < 2:
        return None
    low, span, step = min(known), (max(known) - min(known)) or 1, 76 / (len(known) - 1)
    at = [f"{4 + i * step:.1f} {24 - 20 * (p - low) / span:.1f}" for i, p in enumerate(known)]
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 84 28">'
        f'<path fill="none" stroke="#848F9A" stroke-width="2" d="M{"L".join(at)}"/></svg>'
    )
    return node("img", "cb-spark", src=f"data:image/svg+xml,{quote(drawing)}")


def position(column: dict[str, Any]) -> Node:
    name = node("h3", "cb-position-name", column["name"])
    return node("div", "cb-position", name, *map(tile, column["tiles"]))


def tile(face: dict[str, Any]) -> Node:
    status = node("span", "cb-tile-status", node("span", "", face["mark"]), face["word"])
    told = node(
        "div", "cb-evidence", node("p", "", face["evidence"]), node("p", "", face["source"])
    )
    summary = node("summary", "", node("span", "cb-tile-name", face["name"]), status)
    return node("details", f"cb-tile cb-tile-{face['status']}", summary, told)


def table(content: dict[str, Any]) -> Node:
    ends = ["cb-end" if column.get("end") else "" for column in content["columns"]]
    heads = [
        node("th", end, column["label"])
        for column, end in zip(content["columns"], ends, strict=True)
    ]
    rows = [
        node(
            "tr",
            "",
            *(node("td", end, cell_words(cell)) for cell, end in zip(row, ends, strict=False)),
        )
        for row in content["rows"]
    ]
    head = node("thead", "", node("tr", "", *heads))
    return node("div", "cb-tablebox", node("table", "cb-table", head, node("tbody", "", *rows)))


def cell_words(cell: Any) -> str:
    """A cell's words; a cell with an address has both, and one of several parts those of each."""
    if isinstance(cell, list):
        return " ".join(map(cell_words, cell))
    return str(cell["words"] if isinstance(cell, dict) else "" if cell is None else cell)


def as_html(tree: Node | str) -> str:
    """A tree of nodes as HTML text."""
    if isinstance(tree, str):
        return escape(tree)
    tag, marks, children = tree
    written = "".join(f' {name}="{escape(value)}"' for name, value in marks.items())
    inside = "".join(map(as_html, children))
    return f"<{tag}{written}/>" if tag == "img" else f"<{tag}{written}>{inside}</{tag}>"
