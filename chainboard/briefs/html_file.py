"""A brief as one HTML file: slides that the board's own drawing code draws, with nothing to ask
of anyone. The figures and words are those of its Sheets, as data inside the file."""

from __future__ import annotations

import html as markup
import json
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from chainboard.briefs.brief import Brief, Part
from chainboard.panels.overview.map import BOUNDARIES
from chainboard.panels.tokens import TOKENS
from chainboard.sheet import Sheet
from chainboard.sheet.screen import as_bytes, screen
from chainboard.sheet.tools import tools
from chainboard.store.place import boundaries_file
from chainboard.view import View
from chainboard.words import Words

THEME = "projector"  # the only one that is drawn as slides
WEB = Path(__file__).parent / "web"
# scripts/bundle.sh writes these two of the board's files.
SCRIPT, STYLE = WEB / "meeting.bundle.js", WEB / "meeting.bundle.css"
PLOTLY = Path(__file__).parents[1] / "board" / "plotly" / "plotly-cartesian.min.js"

# A browser that stops at the first word it does not know says so. Old ones run this: no ES6.
TELL = (
    "window.onerror = window.onunhandledrejection = function () {"
    ' if (!document.querySelector(".cb-now"))'
    ' document.getElementById("cb-too-old").style.display = "block"; };'
)

PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<noscript><p>{without_scripts}</p></noscript>
<p id="cb-too-old" role="alert" style="display: none">{too_old}</p>
<script>{tell}</script>
<script type="application/json" id="cb-brief">{data}</script>
<script type="text/plain" id="cb-plotly">{plotly}</script>
<script>{script}</script>
</body>
</html>
"""


def as_slides(view: View) -> View:
    """The view as slides are made of: panels choose type and colours by its theme."""
    return replace(view, theme=THEME)


def html(brief: Brief) -> bytes:
    """The brief as slides in one file, with their tables, definitions and sources.

    brief  of a view that as_slides made; raises ValueError for another
    """
    if brief.view.theme != THEME:
        raise ValueError(f"slides are drawn in the theme {THEME}, not {brief.view.theme}")
    say = brief.view.say
    page = PAGE.format(
        lang="zh-CN" if brief.view.lang == "zh" else "en",
        policy=policy(),
        title=markup.escape(f"{brief.title} · {brief.about}"),
        style=_read(STYLE),
        without_scripts=markup.escape(say("看板要用 JavaScript 才能显示，请在浏览器里允许它。")),
        too_old=markup.escape(
            say(
                "这个浏览器版本太低，幻灯片无法显示。"
                "请换用 Chrome、Edge 81 以上，或内核与其相同的浏览器。"
            )
        ),
        tell=TELL,
        data=_data(brief).replace(b"<", rb"\u003c").decode(),
        plotly=_read(PLOTLY),
        script=_read(SCRIPT),
    )
    return page.encode()


@cache
def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8").strip()


@cache
def policy() -> str:
    """What every such file may do: run its own scripts, which are known by their hash; ask nothing.

    A server that sends a policy of its own with its answers sends this one with the file.
    """
    scripts = (TELL, _read(SCRIPT), _read(PLOTLY))
    hashes = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{each}'" for each in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _data(brief: Brief) -> bytes:
    """The brief as JSON: what stands round the slides, then its parts with their panels."""
    drawn = list(brief.sheets)
    around = as_bytes(
        {
            "title": brief.title,
            "about": brief.about,
            "stamp": brief.stamp,
            "mark": brief.mark,
            "warning": brief.warning,
            "head": _head(brief),
            "boundaries": {BOUNDARIES: _boundaries()} if any(map(_is_map, drawn)) else {},
        }
    )
    return around[:-1] + b',"parts":[' + b",".join(map(_part, brief.parts)) + b"]}"


def _part(part: Part) -> bytes:
    said = as_bytes(
        {
            "heading": part.heading,
            "lines": part.lines,
            "codes": [each.panel.code for each in part.sheets if not each.is_left_out],
        }
    )
    panels = [made for each in part.sheets if (made := screen(each))]
    return said[:-1] + b',"panels":[' + b",".join(panels) + b"]}"


def _is_map(sheet: Sheet) -> bool:
    layout = getattr(sheet.panel.body, "layout", {})
    return bool(layout.get("meta", {}).get("boundaries") == BOUNDARIES)


def _boundaries() -> object:
    """The boundaries of the counties, as the board's own server has them; none where there are
    none."""
    file = boundaries_file()
    return json.loads(file.read_bytes()) if file else {"features": []}


def _head(brief: Brief) -> dict[str, object]:
    """What the drawing code takes from the head of a page."""
    view = brief.view
    stamp = " · ".join(part for part in (brief.title, brief.stamp, brief.mark) if part)
    return {
        "lang": view.lang,
        "theme": view.theme,
        "tokens": TOKENS[view.theme],
        "stamp": stamp,
        "watermark_mark": view.say("演示数据") if brief.warning else "",
        "words": _words(view.say),
    }


def _words(say: Words) -> dict[str, str]:
    """The texts of the slides: those round panels, and those of their own keys and buttons."""
    return tools(say) | {
        "slides": say("幻灯片总览"),
        "overview": say("总览"),
        "large": say("大字"),
        "letters": say("字母键"),
        "go_to": say("跳到"),
        "go": say("前往"),
        "back": say("上一张"),
        "on": say("下一张"),
        "rounding": say("部分数据因四舍五入，分项之和可能不等于总计。"),
        "keys": say(
            "翻页：← → 空格 PageDown PageUp · 首末张：Home End · 总览：O · 跳到：G · 全屏：F · "
            "大字：L · 数据表：T · 定义与来源：D · 点亮一行：1—9（0 复原）"
        ),
    }
