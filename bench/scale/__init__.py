"""Firm rows of a made-up country, added up by one machine and by engines of several workers."""
