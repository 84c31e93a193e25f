"""Panels of one chain: rows in, Panel out."""
