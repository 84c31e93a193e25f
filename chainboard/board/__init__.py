"""The board: puts Panels on a screen. The only room that knows Streamlit.

Streamlit is loaded where a page is shown: commands that go through the board's doors do without
its second and its 126 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chainboard.navigation import Question
    from chainboard.page import Page


def show(page: Page, panels: Sequence[Question]) -> None:
    """Draw the page that the address describes."""
    from chainboard.board import page as shown

    shown.show(page, panels)


def take_in(page: Page, panels: Sequence[Question]) -> None:
    """Show the page that takes files in: the counter for them, then what has arrived so far."""
    from chainboard.board import intake_page

    intake_page.take_in(page, panels)


__all__ = ["show", "take_in"]
