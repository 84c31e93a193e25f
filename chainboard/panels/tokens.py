"""The one table of colours. Contrast and colour blindness were computed for each pair."""

from __future__ import annotations

TOKENS: dict[str, dict[str, str]] = {
    "light": {
        "page": "#F4F7FA",
        "card": "#FFFFFF",
        "text": "#1B1F24",
        "muted": "#4A5560",
        "border": "#C9D1D9",
        "grid": "#E3E8ED",
        "track": "#E3E8ED",
        "actual": "#12436D",
        "previous": "#848F9A",
        "warn": "#E69F00",
        "warn_outline": "#5C3A00",
        "bad": "#B3261E",
        "on_track_fill": "#D9F0E8",
        "on_track_text": "#005A45",
        "watch_fill": "#FFE3A3",
        "weak_fill": "#FFF4DC",
        "watch_text": "#5C3A00",
        "behind_fill": "#B3261E",
        "behind_text": "#FFFFFF",
        "none_fill": "#E8ECF0",
        "none_text": "#3C4650",
        "second": "#E0761A",
        "third": "#0E8A7D",
        "fourth": "#9C6ADE",
        "planned": "#2F78AE",
        "sequential": "#DCE9F5 #A9CBE6 #6AA5D0 #2F78AE #12436D",
        "diverging": "#B35806 #F3C892 #A9CBE6 #2F78AE",
    },
    "projector": {
        "page": "#FFFFFF",
        "card": "#FFFFFF",
        "text": "#000000",
        "muted": "#2F3840",
        "border": "#8A949E",
        "grid": "#C4CCD4",
        "track": "#C4CCD4",
        "actual": "#0B3A66",
        "previous": "#6B7580",
        "warn": "#E69F00",
        "warn_outline": "#3D2600",
        "bad": "#A11212",
        "on_track_fill": "#CDEBDF",
        "on_track_text": "#003D2F",
        "watch_fill": "#FFD777",
        "weak_fill": "#FFF0CC",
        "watch_text": "#3D2600",
        "behind_fill": "#A11212",
        "behind_text": "#FFFFFF",
        "none_fill": "#DDE3E8",
        "none_text": "#20282F",
        "second": "#C85A00",
        "third": "#0E8A7D",
        "fourth": "#8A5BD0",
        "planned": "#2F78AE",
        "sequential": "#A9CBE6 #6AA5D0 #2F78AE #1A5285 #082A4D",
        "diverging": "#8A4300 #EFB471 #A9CBE6 #0B3A66",
    },
}


def ramp(theme: str) -> list[str]:
    """The five sequential classes of a theme, lightest first."""
    return TOKENS[theme]["sequential"].split()
