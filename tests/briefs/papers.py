"""Briefs and documents that tests draw, and Word files read back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx as word
from docx.oxml.ns import qn

from chainboard.briefs import Brief, Part
from chainboard.packs import DEMO, Pack
from chainboard.panels import Column, Panel
from chainboard.panels.panel import Table
from chainboard.sheet import Sheet, sheet
from chainboard.view import Row, View


def drawn(rows: list[Row], *columns: Column, pack: Pack = DEMO, **more: Any) -> Sheet:
    """A sheet of rows that are no figures; more is what else its panel says."""
    said = {
        "name": "output", "finding": "产值 1 亿元", "measure": "亿元", "body": Table([], []),
        "source": "来源：甲", "as_of": "截至10月", "alt": "产值", **more,
    }  # fmt: skip
    return sheet(Panel(rows=rows, columns=columns, **said), View(pack=pack, edition=1))


def brief(*sheets: Sheet, **more: Any) -> Brief:
    """A brief of one part."""
    said = {
        "title": "简报", "about": "庆阳市", "stamp": "版次 1", "warning": "演示数据：虚构",
        "mark": "内部资料 · 第 1 份", "parts": (Part("总体情况", sheets),), **more,
    }  # fmt: skip
    return Brief(view=sheets[0].view, **said)


def opened(content: bytes) -> Any:
    """A Word file, read by the library."""
    return word.Document(io.BytesIO(content))


def texts(made: Any) -> str:
    """All words of a document's text, tables and all, a line each."""
    return "\n".join(_words(each) for each in made.element.body.iter(qn("w:p")))


def tables(made: Any) -> list[list[list[str]]]:
    """The cells of each table."""
    return [
        [[_lines(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst]
        for table in made.tables
    ]


def runs(made: Any) -> Iterator[Any]:
    """All runs: of the text, and above and below the pages."""
    (first, *_) = made.sections
    places = (first.header, first.footer, first.even_page_header, first.even_page_footer)
    for root in (made.element.body, *(place._element for place in places)):
        yield from root.iter(qn("w:r"))


def _words(paragraph: Any) -> str:
    parts = paragraph.iter(qn("w:t"), qn("w:br"))
    return "".join("\n" if part.tag == qn("w:br") else part.text or "" for part in parts)


def _lines(cell: Any) -> str:
    return "\n".join(_words(paragraph) for paragraph in cell.iter(qn("w:p")))
