"""The first view in a cold browser: an empty profile, the servers warm."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Playwright

from bench import content
from bench.screens import browser, screen


def first_views(
    playwright: Playwright, addresses: Mapping[str, str], rounds: int
) -> dict[str, list[float]]:
    """name → milliseconds from the start of the navigation until all panels are drawn."""
    took: dict[str, list[float]] = {name: [] for name in addresses}
    for _ in range(rounds):
        for name, url in addresses.items():
            with browser(playwright) as window:
                took[name].append(screen(name, window).opened(url, content.view()))
    return took
