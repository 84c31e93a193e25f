"""The board: puts Panels on a screen. The only room that knows Streamlit."""

from chainboard.board.intake_page import take_in
from chainboard.board.page import show

__all__ = ["show", "take_in"]
