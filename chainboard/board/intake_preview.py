"""What a file would change, shown before it is confirmed: rows, and the cards of the overview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from chainboard.intake.grid import Batch
from chainboard.intake.templates import BASES
from chainboard.queries import HERE, ask
from chainboard.store.city.owners import is_claim
from chainboard.store.city.preview import Change, Preview, preview
from chainboard.view import Row, View
from chainboard.words import absence_name, accumulation_name, amount, moved, number, texts
from chainboard.words.codes import CODES

LISTED = 200
COMPARED = ("ytd", "point")  # what counties are compared by and months are chosen from
CARD_FIELDS = ("metric_id", "area_code", "chain_id", "period_end", "basis", "value")


@dataclass(frozen=True)
class Shown:
    """What a page says before a load: rows as counts, and lines of tables in its language.

    rows     how many are new, changed and the same
    changes  one line a changed row, as changed_lines gives them
    cards    one line a card of the overview that would show another figure
    aside    how many figures are of a month, a quarter or a year alone
    """

    rows: Preview
    changes: list[dict[str, str]]
    cards: list[dict[str, str]]
    aside: int


def found(batches: Sequence[Batch], view: View, office: str = "") -> Shown:
    """What loading these rows would change. Raises what store.city.preview raises.

    view    of the current edition, as whoever looks may see it
    office  who sends them; "" where that is not said yet
    """
    rows = preview(batches, office, view.audience)
    lines = changed_lines(rows, *_known(view), view.lang)
    bases = [basis for batch in batches for basis in batch.columns.get("basis", ())]
    aside = sum(basis is not None and basis not in COMPARED for basis in bases)
    return Shown(rows, lines, _cards(batches, view, office), aside)


def show_preview(shown: Shown, lang: str) -> None:
    """Rows that are new, changed (old → new, %) and the same, and what the cards would show."""
    _ = texts(lang)
    rows = shown.rows
    st.markdown(
        _("导入后：新增 **{new}** 行，更改 **{changed}** 行，相同 **{same}** 行").format(
            new=number(lang, rows.new, 0),
            changed=number(lang, rows.changed, 0),
            same=number(lang, rows.same, 0),
        )
    )
    if shown.aside:
        said = _(
            "其中 {count} 个是当月、季度或全年的数：会入库，但县（区）的卡片、对比和走势只用累计数"
            "和时点数，且要有半数县（区）报了。请报累计数，如“2026年1-9月”；全年的写成"
            "“2025年1-12月”。"
        )
        st.info(said.format(count=number(lang, shown.aside, 0)))
    if shown.changes:
        st.dataframe(shown.changes, hide_index=True)
    if shown.cards:
        st.table(shown.cards, hide_index=True)


def changed_lines(
    found: Preview, names: Mapping[str, str], units: Mapping[str, str], lang: str
) -> list[dict[str, str]]:
    """One line a row that is there already and would change: cell, subject, old, new, how far.

    names  what the ids in a subject, and the kinds of missing, are called
    units  metric_id → unit; two rates differ by percentage points, other figures by percent
    """
    _ = texts(lang)
    return [
        {
            _("单元格"): f"{change.sheet}!{change.cell}",
            _("对象"): " ".join(names.get(part, part) for part in change.subject.split()),
            _("现值"): names.get(change.old, change.old),
            _("导入后"): names.get(change.new, change.new),
            _("变动"): _step(change, units.get(change.subject.partition(" ")[0], ""), lang),
        }
        for change in [change for change in found.changes if change.old][:LISTED]
    ]


def _known(view: View) -> tuple[dict[str, str], dict[str, str]]:
    """What the ids of a changed row are called, and the unit of each metric."""
    lang = view.lang
    _ = texts(lang)
    metrics = ask(view, "metrics.dictionary")
    named = {row.area_code: _("全市") for row in ask(view, HERE)}
    named |= {row.metric_id: row[f"name_{lang}"] for row in metrics}
    named |= {row.chain_id: row[f"short_{lang}"] for row in ask(view, "places.chains")}
    named |= {row.area_code: row[f"short_{lang}"] for row in ask(view, "places.counties")}
    named |= {basis: accumulation_name(lang, basis) for basis in BASES.values()}
    named |= {absence: absence_name(lang, absence) for absence in CODES["absence"]}
    return named, {row.metric_id: row.unit for row in metrics}


def _step(change: Change, unit: str, lang: str) -> str:
    """How far the new figure is from the old one; empty where they are no figures."""
    try:
        before, after = float(change.old), float(change.new)
    except ValueError:
        return ""
    return moved(lang, before, after, unit)


def _cards(batches: Sequence[Batch], view: View, office: str) -> list[dict[str, str]]:
    """The cards of the overview that would show another figure, with both."""
    lang = view.lang
    _ = texts(lang)
    (here,) = ask(view, HERE)
    rows = []
    for card in ask(view, "cards.figures", page="overview"):
        newest = _newest(card, batches, here.area_code)
        if newest is None or not _would_stand(newest[0], card, office):
            continue
        period_end, value = newest
        standing = card.published_growth if card.value is None else card.value
        shown = [
            "—" if each is None else amount(lang, float(each), card.unit, card.decimals)
            for each in (standing, value)
        ]
        if shown[0] != shown[1] or card.period_end != period_end:
            rows.append(
                {
                    _("总览卡片"): card[f"name_{lang}"],
                    _("现值"): _dated(shown[0], card.period_end),
                    _("导入后"): _dated(shown[1], period_end),
                }
            )
    return rows


def _would_stand(end: date, card: Row, office: str) -> bool:
    """Whether a figure of the office, of a period that ends so, takes the place of a card's."""
    if card.period_end is None or end != card.period_end:
        return card.period_end is None or end > card.period_end
    is_own_shown = card.status != "claim" and card.absence in (None, "suppressed")
    return not (is_own_shown and is_claim(card.owner_zh, office))


def _newest(card: Row, batches: Sequence[Batch], city: str) -> tuple[date, str] | None:
    """The newest figure of the batches that a card would show: its period's end and value."""
    found = [
        (end, value)
        for batch in batches
        if batch.template == "indicators"
        for metric, area, chain, end, basis, value in zip(
            *(batch.columns[name] for name in CARD_FIELDS), strict=True
        )
        if metric == card.metric_id
        and (area or city) == city
        and chain is None  # the cards of the city's overview are of no single chain
        and basis in COMPARED
        and value is not None
    ]
    return max(found) if found else None


def _dated(shown: str, end: date | None) -> str:
    return shown if end is None else f"{shown} ({end.isoformat()[:7]})"
