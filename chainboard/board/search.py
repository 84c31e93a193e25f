"""Everything a person may look for by name, as the search box of one edition gets it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from chainboard.kept import Kept
from chainboard.page import AXES
from chainboard.queries import ask, whose
from chainboard.sheet.sheet import definition
from chainboard.view import Row, View

Entry = dict[str, Any]
_packed: Kept[bytes] = Kept(1024 * 1024, len)


def packed(view: View) -> bytes:
    """The entries of a view's edition in its language as gzipped JSON.

    An edition never changes. Who asks while they are being made waits for them.
    """
    return _packed.get((*whose(view), view), lambda: _made(view))


def forget() -> None:
    """Forget every kept list (for tests and benches)."""
    _packed.forget()


def _made(view: View) -> bytes:
    found = entries(view)
    return gzip.compress(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def entries(view: View) -> list[Entry]:
    """Chains, counties, parks, metrics, projects, firms, documents and cases, in this order.

    Each has words (what is shown), kind (what it is), keys (what is looked through: both
    languages and the pinyin initials), and go (the address) or lines (a definition).
    """
    return [
        *_places(view),
        *_metrics(view),
        *_projects(view),
        *_firms(view),
        *_experience(view),
    ]


def initials(words: str) -> str:
    """The first letters of the pinyin of Chinese words: 环县 is hx; other letters stay."""
    _know_phrases_of_here()
    return "".join(lazy_pinyin(words, style=Style.FIRST_LETTER)).lower()


@cache
def _know_phrases_of_here() -> None:
    """Once: pypinyin trains itself on all its 47,000 phrases anew whenever some are added."""
    load_phrases_dict({"长庆": [["cháng"], ["qìng"]]})  # the oil field; read zhang otherwise


def _entry(row: Row, kind: str, lang: str, also: Sequence[str] = (), **more: Any) -> Entry:
    keys = [row.name_zh, initials(row.name_zh), row.name_en, *also]
    return {
        "words": row[f"name_{lang}"],
        "kind": kind,
        "keys": " ".join(dict.fromkeys(key.lower() for key in keys if key)),
        **more,
    }


def _places(view: View) -> Iterator[Entry]:
    say = view.say
    lang = say.lang
    kind = {axis.name: say(axis.label) for axis in AXES.values()}
    for row in ask(view, "places.chains"):
        short = [row.short_zh, initials(row.short_zh), row.short_en]
        yield _entry(row, kind["chain"], lang, short, go=f"chain?chain={row.chain_id}&county=all")
    for row in ask(view, "places.counties"):
        yield _entry(row, kind["county"], lang, go=f"county?county={row.area_code}")
    for row in ask(view, "places.parks"):
        yield _entry(row, kind["park"], lang, go=f"parks?park={row.park_id}&county=all")


def _metrics(view: View) -> Iterator[Entry]:
    say = view.say
    for row in ask(view, "metrics.dictionary"):
        if not row.figures:
            continue
        lines = list(definition(row, say).lines)
        yield _entry(row, say("指标"), say.lang, [row.metric_id], lines=lines)


def _projects(view: View) -> Iterator[Entry]:
    say = view.say
    for row in ask(view, "search.projects"):
        county = row.area_code if row.area_level == "county" else "all"
        page = f"chain?chain={row.chain_id}" if row.chain_id else "investment?chain=all"
        yield _entry(row, say("项目"), say.lang, go=f"{page}&county={county}")


def _firms(view: View) -> Iterator[Entry]:
    say = view.say
    for row in ask(view, "search.firms"):
        if row.chain_id:
            go = f"chain?chain={row.chain_id}&county=all"
            yield _entry(row, say("企业"), say.lang, go=go)


def _experience(view: View) -> Iterator[Entry]:
    """Documents, also by their number, and cases, also by their place: both lead to their chain."""
    say = view.say
    for row in ask(view, "search.policies"):
        yield _entry(row, say("政策文件"), say.lang, [row.document_number], go=_of_chain(row))
    for row in ask(view, "search.cases"):
        yield _entry(row, say("做法案例"), say.lang, [row.place_zh], go=_of_chain(row))


def _of_chain(row: Row) -> str:
    return f"experience?chain={row.chain_id or 'all'}&county=all"
