"""Panels of experience: rows in, Panel out."""
