"""What is drawn of a panel, in words and small tables: sentences, cards, charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chainboard.briefs.docx_text import Grid, paragraph, table
from chainboard.panels.panel import Cards, Figure, Multiples, Prose, Tiles
from chainboard.sheet import Sheet
from chainboard.sheet.sheet import plain
from chainboard.view import View
from chainboard.words import Words


def before_the_table(sheet: Sheet, width: float) -> str:
    """What stands between a panel's finding and its table.

    width  of the text, in millimetres
    """
    view, panel = sheet.view, sheet.panel
    match panel.body:
        case Prose(sentences):
            told = ("".join(map(plain, each)) for each in sentences[1:])
            return "".join(paragraph(words, "BodyText", view.lang) for words in told)
        case Cards(cards, lead, _):
            return _cards(cards, lead, view, width)
        case Multiples(charts):
            named = [words for chart in charts for words in _chart(chart, view.say)]
            said = [panel.alt, *named]
            return "".join(paragraph(words, "Told", view.lang) for words in said if words)
        case Figure() | Tiles():
            return paragraph(panel.alt, "Told", view.lang) if panel.alt else ""
    return ""


def _chart(chart: Mapping[str, Any], say: Words) -> list[str]:
    """What is printed round one of several charts: its title and note, single figures, a caveat."""
    named = say.bracketed(str(chart.get("title") or ""), str(chart.get("note") or ""))
    facts = [f"{fact['value']} {fact['when']}" for fact in chart.get("facts") or ()]
    caveat = f"※ {chart['caveat']}" if chart.get("caveat") else ""
    return [say.clauses([part for part in (named, *facts, caveat) if part])]


def _cards(cards: Sequence[Mapping[str, Any]], lead: str, view: View, width: float) -> str:
    """Cards as a table: what, how much, against what, how it stands, and what is to be known."""
    say, lang = view.say, view.lang
    names = (say("名称"), say("数值"), say("目标与进度"), say("状态"), say("说明"))
    rows = [_row(card) for card in cards]
    filled = [at for at in range(len(names)) if at < 2 or any(row[at] for row in rows)]
    kept = [[row[at] for at in filled] for row in rows]
    grid = Grid([(names[at], False) for at in filled], kept, width, lead)
    led = paragraph(lead, "BodyText", lang) if lead else ""
    return led + table(grid, lang) if rows else led


def _row(card: Mapping[str, Any]) -> list[str]:
    """One card, as the screen says it."""

    def said(*names: str) -> list[str]:
        return [plain(card[name]) for name in names if card.get(name)]

    chip = card.get("chip") or {}
    value = " ".join(said("hedge", "value", "unit", "hedge_after"))
    notes = [*card.get("notes", ()), *said("owner"), *map(plain, card.get("ways") or ())]
    return [
        str(card["label"]),
        "\n".join([*said("text"), *filter(None, [value]), *said("growth", "period")]),
        "\n".join(said("target", "completion", "gap")),
        " ".join(str(chip[part]) for part in ("mark", "word") if chip.get(part)),
        "\n".join(plain(note) for note in notes),
    ]
