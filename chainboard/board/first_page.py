"""Streamlit's own page as this server sends it: what will be needed asked for at once, and words
for browsers that cannot show it."""

from __future__ import annotations

import html
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from chainboard.words.texts import LANGUAGES, texts

WEB = Path(__file__).parent / "web"
# All that the board draws with: a third of the plotly.min.js inside the plotly wheel, whose
# version it has (npm: plotly.js-cartesian-dist-min).
PLOTLY = Path(__file__).parent / "plotly" / "plotly-cartesian.min.js"
# Streamlit's parts that the frame of every page uses; each is fetched only when its first
# element arrives, and what it imports only after that.
USED = ("PageLink", "Html", "Selectbox", "BidiComponent")
# What of Streamlit's own page can wait until the panels of the first answer stand.
LATER = re.compile(
    r"""<script type="module".*?</script>|<link\s+rel="(?:preload|modulepreload|stylesheet)".*?>""",
    re.DOTALL,
)
IMPORTED = re.compile(r"""from\s*"\./([\w.-]+\.js)"|import\s*"\./([\w.-]+\.js)\"""")

# What the newest browsers' features are that the page cannot do without: color-mix came with
# Chromium 111 and Firefox 113, ElementInternals with Safari 16.4. Old browsers run this: no ES6.
_TELL_OLD_BROWSERS = """
if (!(window.CSS && CSS.supports && CSS.supports("color", "color-mix(in srgb, red, blue)")
    && window.ElementInternals)) {
  var told = document.createElement("div");
  told.id = "cb-floor";
  told.setAttribute("role", "alert");
  told.style.cssText = "position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999999;"
    + "background:#fff;color:#222;font:18px/1.7 sans-serif;padding:48px;box-sizing:border-box";
  told.innerHTML = document.getElementById("cb-floor-words").innerHTML;
  document.body.appendChild(told);
}
"""


@cache
def streamlit_files() -> Path:
    """The folder of the files that Streamlit's page asks for."""
    spec = find_spec("streamlit")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "static"


def first_page(base: str, is_drawn: bool = False) -> str:
    """The HTML that every address of a page is answered with.

    base      the address of the board's own files
    is_drawn  whether its panels come with it (first_answer.py): what Streamlit starts with then
              waits in a template until web/first.js has drawn them

    The board's files, and the parts of Streamlit that its pages use, are asked for here instead
    of one after the other. A browser below the floor, or without scripts, gets a plain message
    in both languages instead of a blank page.
    """
    page = (streamlit_files() / "index.html").read_text(encoding="utf-8")
    needed = _modules([f"./static/js/{name}" for name in _needed() if name not in page])
    if is_drawn:
        started = "".join(LATER.findall(page))
        page = LATER.sub("", page).replace("</body>", _later(base, needed + started) + "</body>")
        needed = ""
    styles = [path.name for path in sorted(WEB.glob("*.css"))]
    files = (
        '<link rel="stylesheet" href="./app/static/fonts/noto-sans-sc.css">'
        + "".join(f'<link rel="stylesheet" href="{base}/{style}">' for style in styles)
        + _modules([f"{base}/{path.name}" for path in sorted(WEB.glob("*.js"))])
        + needed
    )
    page = page.replace("</head>", f"{files}</head>").replace(
        "<title>Streamlit<", "<title>产业链看板<"
    )
    # The largest script first: it is read while the others are still on their way.
    plotly = f'<script async fetchpriority="high" data-plotly src="{base}/{PLOTLY.name}"></script>'
    page = page.replace("<head>", f"<head>{plotly}", 1)
    return re.sub(r"<noscript>.*?</noscript>", lambda _: _for_old_browsers(), page, flags=re.S)


def _modules(addresses: list[str]) -> str:
    return "".join(f'<link rel="modulepreload" href="{address}">' for address in addresses)


def _later(base: str, started: str) -> str:
    return (
        f'<template id="cb-streamlit">{started}</template>'
        f'<script type="module" src="{base}/first.js"></script>'
    )


def _needed() -> list[str]:
    """The files of the parts in USED with all that they import, each once."""
    folder = streamlit_files() / "static" / "js"
    found = [path.name for part in USED for path in sorted(folder.glob(f"{part}.*.js"))]
    for name in found:  # grows while it is read
        code = (folder / name).read_text(encoding="utf-8")
        imported = [one or other for one, other in IMPORTED.findall(code)]
        found += [each for each in dict.fromkeys(imported) if each not in found]
    return found


def _for_old_browsers() -> str:
    too_old, without_scripts = "", ""
    for lang in LANGUAGES:
        _ = texts(lang)
        too_old += _paragraph(_("这个浏览器版本太低，看板无法正确显示。"), lang) + _paragraph(
            _("请升级浏览器，或换用：Chrome、Edge 111 以上，Firefox 113 以上，Safari 16.4 以上。"),
            lang,
        )
        without_scripts += _paragraph(_("看板要用 JavaScript 才能显示，请在浏览器里允许它。"), lang)
    return (
        f"<noscript>{without_scripts}</noscript>"
        f'<template id="cb-floor-words">{too_old}</template>'
        f"<script>{_TELL_OLD_BROWSERS}</script>"
    )


def _paragraph(words: str, lang: str) -> str:
    return f'<p lang="{lang}">{html.escape(words)}</p>'
