"""The same page in Dash: one callback fills every panel.   python -m bench.dash_app PORT ASSETS"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

from dash import ALL, Dash, Input, Output, ctx, dcc, html, no_update

from bench import content, markup, static_page

CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "doubleClick": False}


def app(assets: str) -> Dash:
    """The app: a button a chain, a section a panel, a graph a figure."""
    made = Dash("bench", assets_folder=assets, serve_locally=True, title="Dash")
    made.layout = html.Div(
        className="cb-board cb-demo",
        style={**static_page.tokens(), "padding": "12px 24px", "background": "#F4F7FA"},
        children=[
            html.Div([option(name) for name in content.chains()], className="cb-options"),
            html.Div([section(p) for p in first_panels()], className="cb-grid"),
        ],
    )
    outputs = [output for panel in first_panels() for output in outputs_of(panel)]

    @made.callback(outputs, Input({"chain": ALL}, "n_clicks"))
    def fill(_clicks: list[int | None]) -> list[Any]:
        return values(ctx.triggered_id["chain"] if ctx.triggered_id else content.FIRST)

    return made


def first_panels() -> Sequence[content.Panel]:
    return content.every_chain()[content.FIRST]


def option(name: str) -> html.Button:
    marks = {"data-chain": name}
    return html.Button(name, id={"chain": name}, className="cb-option", **marks)


def section(panel: dict[str, Any]) -> html.Section:
    """The place of one panel: words above, graphs or HTML, words below."""
    name, slots = panel["name"], content.slots(panel["name"])
    if "multiples" in panel["body"]:
        body: Any = html.Div([small(name, i) for i in range(slots)], className="cb-multiples")
    else:
        body = [graph(name, i) for i in range(slots)]
    return html.Section(
        className="cb-panel cb-wide" if panel["wide"] else "cb-panel",
        **{"data-panel": name},
        children=[
            html.Div(id=f"{name}-above"),
            html.Div(body, id=f"{name}-body", className="cb-body"),
            html.Div(id=f"{name}-below"),
            html.Div(
                [html.Button("·", className="cb-button") for _ in range(5)], className="cb-tools"
            ),
        ],
    )


def small(name: str, index: int) -> html.Div:
    words = html.Div(id=f"{name}-words-{index}")
    return html.Div(
        [words, graph(name, index)], id=f"{name}-small-{index}", className="cb-multiple"
    )


def graph(name: str, index: int) -> dcc.Graph:
    (first,) = (panel for panel in first_panels() if panel["name"] == name)
    height = content.charts(first)[0]["layout"]["height"]
    marks = {"className": "cb-figure", "style": {"height": height}}
    return dcc.Graph(id=f"{name}-figure-{index}", config=CONFIG, **marks)


def outputs_of(panel: dict[str, Any]) -> list[Output]:
    name, slots = panel["name"], content.slots(panel["name"])
    found = [Output(f"{name}-above", "children"), Output(f"{name}-below", "children")]
    found += [Output(f"{name}-figure-{i}", "figure") for i in range(slots)]
    if "multiples" in panel["body"]:
        found += [Output(f"{name}-words-{i}", "children") for i in range(slots)]
        found += [Output(f"{name}-small-{i}", "hidden") for i in range(slots)]
    return found if slots else [*found, Output(f"{name}-body", "children")]


@cache
def values(chain: str) -> list[Any]:
    """What the outputs become for one chain, made once: the board keeps its panels too."""
    return [value for panel in content.every_chain()[chain] for value in values_of(panel)]


def values_of(panel: dict[str, Any]) -> list[Any]:
    slots, charts = content.slots(panel["name"]), content.charts(panel)
    spare = [no_update] * (slots - len(charts))
    found = [above(panel), below(panel)]
    found += [{"data": chart["data"], "layout": chart["layout"]} for chart in charts] + spare
    if "multiples" in panel["body"]:
        found += [titles(chart) for chart in charts] + spare
        found += [False] * len(charts) + [True] * len(spare)
    return found if slots else [*found, as_html(panel)]


def as_html(panel: dict[str, Any]) -> dcc.Markdown:
    """HTML as text: as html components these panels would take Dash twice as long."""
    return dcc.Markdown(markup.as_html(markup.body(panel)), dangerously_allow_html=True)


def above(panel: dict[str, Any]) -> list[Any]:
    measure = html.P(panel["measure"], className="cb-measure")
    return [html.H2(panel["finding"], className="cb-finding"), measure]


def below(panel: dict[str, Any]) -> list[Any]:
    notes = html.Div([html.P(note) for note in panel["notes"]], className="cb-notes")
    return [notes, html.P(panel["source"], className="cb-source")]


def titles(chart: dict[str, Any]) -> list[Any]:
    words = html.P(chart["note"], className="cb-measure")
    return [html.H3(chart["title"], className="cb-multiple-name"), words, html.P(chart["caveat"])]


if __name__ == "__main__":
    app(assets=sys.argv[2]).run(port=int(sys.argv[1]), debug=False)
