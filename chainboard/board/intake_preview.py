"""What a file would change, shown before it is confirmed: rows, and the cards of the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from chainboard.intake.grid import Batch
from chainboard.intake.templates import BASES
from chainboard.queries import ask
from chainboard.store import editions
from chainboard.store.city_preview import Preview, preview
from chainboard.store.dictionary import CITY
from chainboard.view import Row, View
from chainboard.words import accumulation_name, amount, number, texts

LISTED = 200
CARD_FIELDS = ("metric_id", "area_code", "chain_id", "period_end", "basis", "value")


@dataclass(frozen=True)
class Shown:
    """What a page says before a load: rows as counts, and lines of tables in its language.

    rows     how many are new, changed and the same
    changes  one line a changed row: cell, subject, old and new figure, %
    cards    one line a card of the overview that would show another figure
    """

    rows: Preview
    changes: list[dict[str, str]]
    cards: list[dict[str, str]]


def found(batches: Sequence[Batch], lang: str) -> Shown:
    """What loading these rows would change. Raises what store.city_preview.preview raises."""
    rows = preview(batches)
    return Shown(rows, _changes(rows, lang), _cards(batches, lang))


def show_preview(shown: Shown, lang: str) -> None:
    """Rows that are new, changed (old → new, %) and the same, and what the cards would show."""
    _ = texts(lang)
    rows = shown.rows
    st.markdown(
        _("载入后：新增 **{new}** 行，更改 **{changed}** 行，相同 **{same}** 行").format(
            new=number(rows.new, 0, lang),
            changed=number(rows.changed, 0, lang),
            same=number(rows.same, 0, lang),
        )
    )
    if shown.changes:
        st.dataframe(shown.changes, hide_index=True)
    if shown.cards:
        st.table(shown.cards, hide_index=True)


def _changes(found: Preview, lang: str) -> list[dict[str, str]]:
    _ = texts(lang)
    names = _names(lang)
    return [
        {
            _("单元格"): f"{change.sheet}!{change.cell}",
            _("对象"): " ".join(names.get(part, part) for part in change.subject.split()),
            _("现值"): change.old,
            _("载入后"): change.new,
            "%": _share(change.old, change.new),
        }
        for change in [change for change in found.changes if change.old][:LISTED]
    ]


def _names(lang: str) -> dict[str, str]:
    """What the ids of a changed row are called."""
    view = View(pack="city", edition=editions.current("city") or 1, lang=lang)
    named = {row.metric_id: row[f"name_{lang}"] for row in ask(view, "metrics.dictionary")}
    named |= {row.chain_id: row[f"short_{lang}"] for row in ask(view, "places.chains")}
    named |= {row.area_code: row[f"short_{lang}"] for row in ask(view, "places.counties")}
    return named | {basis: accumulation_name(basis, lang) for basis in BASES.values()}


def _share(old: str, new: str) -> str:
    """How far the new figure is from the old one, in percent; empty where they are no figures."""
    try:
        before, after = float(old), float(new)
    except ValueError:
        return ""
    return f"{100 * (after / before - 1):+.2f}" if before else ""


def _cards(batches: Sequence[Batch], lang: str) -> list[dict[str, str]]:
    """The cards of the overview that would show another figure, with both."""
    _ = texts(lang)
    view = View(pack="city", edition=editions.current("city") or 1, lang=lang)
    rows = []
    for card in ask(view, "overview.figures"):
        newest = _newest(card, batches)
        if newest is None or (card.period_end and newest[0] < card.period_end):
            continue
        period_end, value = newest
        shown = [
            "—" if value is None else amount(float(value), card.unit, lang, card.decimals)
            for value in (card.value, value)
        ]
        if shown[0] != shown[1] or card.period_end != period_end:
            rows.append(
                {
                    _("总览卡片"): card[f"name_{lang}"],
                    _("现值"): _dated(shown[0], card.period_end),
                    _("载入后"): _dated(shown[1], period_end),
                }
            )
    return rows


def _newest(card: Row, batches: Sequence[Batch]) -> tuple[date, str] | None:
    """The newest figure of the batches that a card would show: its period's end and value."""
    found = [
        (end, value)
        for batch in batches
        if batch.template == "indicators"
        for metric, area, chain, end, basis, value in zip(
            *(batch.columns[name] for name in CARD_FIELDS), strict=True
        )
        if metric == card.metric_id
        and (area or CITY) == CITY
        and chain is None  # the cards of the city's overview are of no single chain
        and basis in ("ytd", "point")
        and value is not None
    ]
    return max(found) if found else None


def _dated(shown: str, end: date | None) -> str:
    return shown if end is None else f"{shown} ({end.isoformat()[:7]})"
