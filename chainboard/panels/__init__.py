"""Rows in, Panel out: pure functions, one file a subject, one function a panel."""

from chainboard.panels.panel import Column, Panel

__all__ = ["Column", "Panel"]
