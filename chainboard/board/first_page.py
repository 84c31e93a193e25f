"""Streamlit's own page as this server sends it: our files at once, and words for old browsers."""

from __future__ import annotations

import html
import re
from importlib.util import find_spec
from pathlib import Path

from chainboard.words.texts import LANGUAGES, texts

# What the newest browsers' features are that the page cannot do without: color-mix came with
# Chromium 111 and Firefox 113, ElementInternals with Safari 16.4. Old browsers run this: no ES6.
_IS_OLD = (
    "!(window.CSS && CSS.supports && CSS.supports('color', 'color-mix(in srgb, red, blue)')"
    " && window.ElementInternals)"
)
_WHOLE_SCREEN = (
    "position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999999;background:#fff;"
    "color:#222;font:18px/1.7 sans-serif;padding:48px;box-sizing:border-box"
)


def first_page(base: str) -> str:
    """The HTML that every address of a page is answered with.

    base  the address of the board's own files

    The board's files are asked for here instead of after Streamlit's start. A browser below the
    floor, or without scripts, gets a plain message in both languages instead of a blank page.
    """
    spec = find_spec("streamlit")
    assert spec is not None and spec.origin is not None
    page = (Path(spec.origin).parent / "static" / "index.html").read_text(encoding="utf-8")
    files = (
        f'<link rel="stylesheet" href="./app/static/fonts/noto-sans-sc.css">'
        f'<link rel="stylesheet" href="{base}/board.css">'
        f'<script async data-plotly src="{base}/plotly.min.js"></script>'
        f'<link rel="modulepreload" href="{base}/board.js">'
    )
    page = page.replace("</head>", f"{files}</head>").replace(
        "<title>Streamlit<", "<title>产业链看板<"
    )
    return re.sub(r"<noscript>.*?</noscript>", lambda _: _for_old_browsers(), page, flags=re.S)


def _for_old_browsers() -> str:
    too_old, without_scripts = [], []
    for lang in LANGUAGES:
        _ = texts(lang)
        too_old += [
            _("这个浏览器版本太低，看板无法正确显示。"),
            _("请升级浏览器，或换用：Chrome、Edge 111 以上，Firefox 113 以上，Safari 16.4 以上。"),
        ]
        without_scripts.append(_("看板要用 JavaScript 才能显示，请在浏览器里允许它。"))
    return (
        f"<noscript>{_paragraphs(without_scripts)}</noscript>"
        f'<div id="cb-floor" role="alert" hidden style="{_WHOLE_SCREEN}">'
        f"{_paragraphs(too_old)}</div>"
        f"<script>if ({_IS_OLD}) document.getElementById('cb-floor').hidden = false;</script>"
    )


def _paragraphs(said: list[str]) -> str:
    return "".join(f"<p>{html.escape(words)}</p>" for words in said)
