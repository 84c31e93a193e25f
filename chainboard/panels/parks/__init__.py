"""Panels of the parks: rows in, Panel out."""
