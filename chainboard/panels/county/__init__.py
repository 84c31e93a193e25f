"""Panels of the counties: rows in, Panel out."""
