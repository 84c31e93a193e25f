"""How a matter of the work loop is said: its text, state, dates, places and what comes next."""

from __future__ import annotations

from typing import Any

from chainboard.panels.panel import Column
from chainboard.view import Row, View
from chainboard.words import Words

# Letters of a text in a table; the whole stands in the matter's own panel.
LONGEST = {"zh": 60, "en": 120}
MARKS = {True: "■", False: "●"}  # overdue, and in hand
DONE = "✓"


def text(row: Row, column: str, say: Words) -> str:
    """What an office wrote: in English where that was written too (the demo's is)."""
    own = row.get(f"{column}_en") if say.lang == "en" else None
    return str(own or row.get(column) or "")


def short(row: Row, column: str, say: Words) -> str:
    """The beginning of what an office wrote, in one line."""
    said = " ".join(text(row, column, say).split())
    longest = LONGEST[say.lang]
    return said if len(said) <= longest else f"{said[:longest]}…"


def state(row: Row, say: Words) -> str:
    """The state with its mark: shape and word."""
    mark = MARKS[row.is_overdue] if row.is_open else DONE
    return f"{mark} {say.of(row, 'state')}"


def late(row: Row, say: Words) -> str:
    """How many days a matter is over its date, and what came of that; "" in time."""
    if not row.is_overdue:
        return ""
    over = say("超期 {days} 天").format(days=say.number(row.days_over, 0))
    follows = say("通报") if row.is_told else say("督办")
    return f"{over} · {follows}"


def due(row: Row, say: Words) -> str:
    """The date of a matter; "" without one."""
    return say.day(row.due_on) if row.due_on else ""


def next_step(row: Row, say: Words) -> str:
    """Who is to do what next; "" where nothing is left to do."""
    step, who = say.of(row, "next"), say.of(row, "waits")
    return say("{who} {step}").format(who=who, step=step) if who and step else str(who or step)


def last_said(row: Row, say: Words) -> str:
    """What was said last about it, by whom and when; "" before anybody has."""
    if not row.said:
        return ""
    return say("{said}（{who}，{day}）").format(
        said=short(row, "said", say), who=say.of(row, "said_by"), day=say.day(row.said_on)
    )


def way(row: Row, page: str, say: Words) -> dict[str, str]:
    """A matter by its text, as the way to its steps on a page."""
    return {"words": short(row, "text", say) or row.id, "go": f"{page}?matter={row.id}"}


def columns(say: Words, what: str, page: str) -> tuple[Column, ...]:
    """The columns of a list of matters.

    what  what a matter is called there
    page  on which its steps are shown
    """

    def by_words(key: str, label: str, words: Any) -> Column:
        return Column(key, label, words=lambda row: words(row, say))

    return (
        Column("text", what, words=lambda row: way(row, page, say)),
        Column(f"chain_{say.lang}", say("产业链")),
        Column(f"area_{say.lang}", say("县（区）")),
        by_words("state", say("状态"), state),
        Column(f"owner_{say.lang}", say("责任单位")),
        by_words("due_on", say("期限"), due),
        by_words("days_over", say("超期"), late),
        by_words("said", say("最近进展"), last_said),
        by_words("next", say("下一步"), next_step),
    )


def from_ledger(view: View) -> dict[str, Any]:
    """The fields of a panel that say how far the ledger was read."""
    say = view.say
    return {
        "source": say("台账第 {number} 步").format(number=view.ledger),
        "as_of": say("截至 {period}").format(period=say.day(view.day)),
    }
