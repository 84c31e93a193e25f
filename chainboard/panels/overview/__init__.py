"""Panels of the city at a glance: rows in, Panel out."""
