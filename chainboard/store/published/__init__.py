"""The published pack: sourced figures, read and checked into rows."""
