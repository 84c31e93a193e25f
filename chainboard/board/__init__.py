"""The board: puts Panels on a screen. The only room that knows Streamlit."""

from chainboard.board.page import show

__all__ = ["show"]
