"""Briefs: Sheets of one edition as a file to take along: slides, paper, a document, one page."""

from chainboard.briefs.brief import Brief, Part

__all__ = ["Brief", "Part"]
