"""Sheets: a Panel with all that stands behind it, and its renderers, one file each."""

from chainboard.sheet.sheet import Cell, Definition, Heading, Line, Sheet, sheet

__all__ = ["Cell", "Definition", "Heading", "Line", "Sheet", "sheet"]
