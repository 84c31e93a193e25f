"""Rows in, Panel out: pure functions, a folder a subject, one function a panel."""

from chainboard.panels.panel import Column, Panel

__all__ = ["Column", "Panel"]
