"""The city's own pack: what offices sent, kept row by row, and the editions made from it."""
