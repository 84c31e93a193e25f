"""Panels of investment promotion: rows in, Panel out."""
