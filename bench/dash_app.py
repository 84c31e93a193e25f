"""The same page in Dash: one callback fills every panel.   python -m bench.dash_app PAGE PORT ASSETS"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

from dash import ALL, Dash, Input, Output, ctx, dcc, html, no_update

from bench import content, markup, static_page
from bench.content import Subject

CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "scrollZoom": False,
    "doubleClick": False,
}


def app(subject: Subject, assets: str) -> Dash:
    """The app: a button a chain, a section a panel, a graph a figure."""
    made = Dash("bench", assets_folder=assets, serve_locally=True, title="Dash")
    panels = content.places(subject)
    made.layout = html.Div(
        className="cb-board cb-demo",
        style={**static_page.tokens(), "padding": "12px 24px", "background": "#F4F7FA"},
        children=[
            html.Div([*map(option, static_page.options(subject))], className="cb-options"),
            html.Div([section(subject, panel) for panel in panels], className="cb-grid"),
        ],
    )
    outputs = [output for panel in panels for output in outputs_of(subject, panel)]

    @made.callback(outputs, Input({"choice": ALL}, "n_clicks"))
    def fill(_clicks: list[int | None]) -> list[Any]:
        return values(subject, ctx.triggered_id["choice"] if ctx.triggered_id else subject.first)

    return made


def option(name: str) -> html.Button:
    marks = {"data-chain": name, "data-county": name}
    return html.Button(name, id={"choice": name}, className="cb-option", **marks)


def section(subject: Subject, panel: dict[str, Any]) -> html.Section:
    """The place of one panel: words above, graphs or HTML, words below."""
    name, slots = panel["name"], content.slots(subject, panel["name"])
    if content.has_small(subject, panel["name"]):
        body: Any = html.Div([small(panel, i) for i in range(slots)], className="cb-multiples")
    else:
        body = [graph(panel, i) for i in range(slots)]
    return html.Section(
        id=f"{name}-section",
        className=width(panel),
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


def width(panel: dict[str, Any]) -> str:
    return "cb-panel cb-wide" if panel["wide"] else "cb-panel"


def small(panel: dict[str, Any], index: int) -> html.Div:
    name = panel["name"]
    words = html.Div(id=f"{name}-words-{index}")
    return html.Div(
        [words, graph(panel, index)], id=f"{name}-small-{index}", className="cb-multiple"
    )


def graph(panel: dict[str, Any], index: int) -> dcc.Graph:
    height = content.charts(panel)[0]["layout"]["height"]
    marks = {"className": "cb-figure", "style": {"height": height}}
    return dcc.Graph(id=f"{panel['name']}-figure-{index}", config=CONFIG, **marks)


def outputs_of(subject: Subject, panel: dict[str, Any]) -> list[Output]:
    name, slots = panel["name"], content.slots(subject, panel["name"])
    found = [Output(f"{name}-above", "children"), Output(f"{name}-below", "children")]
    if content.changes_width(subject, name):
        found.append(Output(f"{name}-section", "className"))
    if content.is_left_out(subject, name):
        found.append(Output(f"{name}-section", "hidden"))
    found += [Output(f"{name}-figure-{i}", "figure") for i in range(slots)]
    if content.has_small(subject, panel["name"]):
        found += [Output(f"{name}-words-{i}", "children") for i in range(slots)]
        found += [Output(f"{name}-small-{i}", "hidden") for i in range(slots)]
    return found if slots else [*found, Output(f"{name}-body", "children")]


@cache
def values(subject: Subject, choice: str) -> list[Any]:
    """What the outputs become for one choice, made once: the board keeps its panels too."""
    shown = {panel["name"]: panel for panel in content.every_choice(subject)[choice]}
    made = [
        values_of(subject, shown[place["name"]])
        if place["name"] in shown
        else hidden(subject, place)
        for place in content.places(subject)
    ]
    return [value for values in made for value in values]


def hidden(subject: Subject, place: dict[str, Any]) -> list[Any]:
    """What the outputs become on a choice that has no such panel: only its section goes."""
    section = Output(f"{place['name']}-section", "hidden")
    return [True if each == section else no_update for each in outputs_of(subject, place)]


def values_of(subject: Subject, panel: dict[str, Any]) -> list[Any]:
    slots, charts = content.slots(subject, panel["name"]), content.charts(panel)
    spare = [no_update] * (slots - len(charts))
    found: list[Any] = [above(panel), below(panel)]
    if content.changes_width(subject, panel["name"]):
        found.append(width(panel))
    if content.is_left_out(subject, panel["name"]):
        found.append(False)
    found += [{"data": chart["data"], "layout": chart["layout"]} for chart in charts] + spare
    if content.has_small(subject, panel["name"]):
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
    said = {"title": "", "note": "", "caveat": ""} | chart  # one that is a panel's whole has none
    words = html.P(said["note"], className="cb-measure")
    return [html.H3(said["title"], className="cb-multiple-name"), words, html.P(said["caveat"])]


if __name__ == "__main__":
    page, port, folder = sys.argv[1:]
    app(content.SUBJECTS[page], folder).run(port=int(port), debug=False)
