"""Where a body breaks: what does not fit on one slide goes on to the next."""

from __future__ import annotations

from collections.abc import Sequence

STEP = 16  # pixels between the heights that are tried


def cut(heights: Sequence[float], room: float, gap: float = 0) -> list[list[int]]:
    """Places of what stands together, in order: as few parts as can be, none higher than the room,
    and those as even as they can be. What alone is higher than the room has a part of its own."""
    if not heights:
        return []
    fewest = len(_within(heights, room, gap))
    limit = max(sum(high + gap for high in heights) / fewest, *heights)
    while limit < room:
        found = _within(heights, limit, gap)
        if len(found) <= fewest:
            return found
        limit += STEP
    return _within(heights, room, gap)


def _within(heights: Sequence[float], limit: float, gap: float) -> list[list[int]]:
    found: list[list[int]] = []
    used = float("inf")
    for at, high in enumerate(heights):
        if used + gap + high > limit:
            found.append([])
            used = -gap
        found[-1].append(at)
        used += gap + high
    return found
