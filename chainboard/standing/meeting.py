"""What a meeting hears: its agenda with the matters, documents and cases behind each item."""

from __future__ import annotations

from chainboard.analysis import meetings
from chainboard.ledger import reading
from chainboard.view import Row, View
from chainboard.words.codes import CODES


def heard(meeting: Row, view: View) -> list[Row]:
    """What each item of a meeting's agenda is about, as the ledger stood when it was prepared.

    Rows are as analysis.meetings.agenda returns them.
    """
    frozen = reading.frozen(view, meeting)
    about = {
        kind: reading.concerning(frozen, kind, meeting)
        for kind in ("problem", "task", "policy", "case")
    }
    return meetings.agenda(meeting, about, CODES["agenda"])


def every(view: View) -> list[Row]:
    """The meetings that there are, the newest first."""
    return meetings.newest_first(reading.matters(view, "meeting"))


def looked_at(view: View) -> Row | None:
    """The meeting that a view names, else the newest; None where there is none."""
    return meetings.looked_at(every(view), view.matter)
