"""The demo pack: a seeded recipe, worked out into rows."""
