"""How projects stand against their plans, by what a page has chosen."""

from __future__ import annotations

from chainboard.analysis import projects
from chainboard.queries import ask, once
from chainboard.view import Row, View


def standing(view: View, **unasked: None) -> list[Row]:
    """The projects of what is chosen, as analysis.projects.standing has them.

    unasked  choices that the page does not make of them
    """
    told = ask(view, "projects.listed", **unasked), ask(view, "projects.spent")
    return projects.standing(*told, ask(view, "rules.in_force"), view.as_of)


def late(view: View, **unasked: None) -> list[Row]:
    """Those to be watched and behind, by urgency, worked out once for a page."""

    def late_of(seen: View) -> list[Row]:
        return projects.late(standing(seen, **unasked))

    return once(view, f"without {' '.join(sorted(unasked))}", late_of)
