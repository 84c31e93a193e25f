"""The limit: one HTML file with every choice's figures in it; a click calls Plotly.react."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copy
from string import Template
from typing import Any

from bench import content, markup
from bench.content import Subject
from chainboard.board.first_page import PLOTLY, WEB
from chainboard.panels.tokens import TOKENS
from chainboard.store.place import ROOT

HERE = Path(__file__).parent


def write(subject: Subject, folder: Path) -> None:
    """index.html and the files it needs: the board's own style sheet, fonts, plotly.js."""
    assets(folder / "assets")
    page = Template((HERE / "static_page.html").read_text(encoding="utf-8"))
    made = page.substitute(
        tokens=";".join(f"{name}:{value}" for name, value in tokens().items()),
        options="".join(
            f'<button class="cb-option" data-choice="{each}" data-chain="{each}" data-county="{each}">{each}</button>'
            for each in options(subject)
        ),
        sections="".join(section(subject, panel) for panel in content.places(subject)),
        entries=json.dumps(entries(subject), ensure_ascii=False).replace("</", "<\\/"),
        first=subject.first,
    )
    (folder / "index.html").write_text(made, encoding="utf-8")


def options(subject: Subject) -> tuple[str, ...]:
    """The choices of the page's own selector; none where the page has none."""
    return content.choices(subject) if subject.axis else ()


def tokens() -> dict[str, str]:
    """The properties that the board gives to its style sheet: colours, and the watermark."""
    colours = {f"--cb-{name.replace('_', '-')}": value for name, value in TOKENS["light"].items()}
    return {**colours, "--cb-watermark": '"演示数据"'}


def assets(folder: Path) -> None:
    """What both rivals load: the board's style sheet, fonts, and plotly.js."""
    folder.mkdir(parents=True, exist_ok=True)
    fonts = [
        file for file in (ROOT / "static/fonts").iterdir() if file.suffix in (".css", ".woff2")
    ]
    for file in (WEB / "board.css", PLOTLY, *fonts):
        copy(file, folder / file.name)


def section(subject: Subject, panel: dict[str, Any]) -> str:
    """The empty place of one panel, as wide as the board makes it, with its figures' boxes."""
    wide = " cb-wide" if panel["wide"] else ""
    return (
        f'<section class="cb-panel{wide}" data-panel="{panel["name"]}"><h2 class="cb-finding"></h2>'
        f'<p class="cb-measure"></p><div class="cb-body">{boxes(subject, panel)}</div>'
        '<div class="cb-notes"></div><p class="cb-source"></p>'
        f'<div class="cb-tools">{5 * BUTTON}</div></section>'
    )


def boxes(subject: Subject, panel: dict[str, Any]) -> str:
    """As many boxes as the panel has figures on the choice with the most."""
    slots = content.slots(subject, panel["name"])
    if not slots:
        return ""
    height = content.charts(panel)[0]["layout"]["height"]
    box = f'<div class="cb-figure" style="height:{height}px"></div>'
    if "multiples" not in panel["body"]:
        return box
    small = f'<h3 class="cb-multiple-name"></h3><p class="cb-measure"></p>{box}<p class="cb-caveat"></p>'
    return f'<div class="cb-multiples">{slots * f"<div class=cb-multiple>{small}</div>"}</div>'


BUTTON = '<button class="cb-button">·</button>'


def entries(subject: Subject) -> dict[str, dict[str, dict[str, Any]]]:
    """choice → panel → its words, figures, and HTML for what is not a figure."""
    every = content.every_choice(subject)
    return {
        name: {panel["name"]: entry(panel) for panel in panels} for name, panels in every.items()
    }


def entry(panel: dict[str, Any]) -> dict[str, Any]:
    charts = content.charts(panel)
    return {
        **{name: panel[name] for name in ("wide", "finding", "measure", "source", "notes")},
        "charts": [{"data": chart["data"], "layout": chart["layout"]} for chart in charts],
        "titles": [small_words(chart) for chart in charts] if "multiples" in panel["body"] else [],
        "html": "" if charts else markup.as_html(markup.body(panel)),
    }


def small_words(chart: dict[str, Any]) -> dict[str, str]:
    """The words round a small figure, by the class that shows them."""
    return {
        "multiple-name": chart["title"],
        "measure": chart["note"],
        "caveat": chart["caveat"],
    }
