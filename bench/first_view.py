"""The first view in a cold browser: an empty profile, the servers warm."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Playwright

from bench import content
from bench.content import Subject
from bench.screens import browser, screen


def first_views(
    playwright: Playwright, subject: Subject, addresses: Mapping[str, str], rounds: int
) -> dict[str, list[float]]:
    """name → milliseconds from the start of the navigation until all panels are drawn.

    A round before the others warms the servers and is not counted.
    """
    took: dict[str, list[float]] = {name: [] for name in addresses}
    for _ in range(rounds + 1):
        for name, url in addresses.items():
            with browser(playwright) as window:
                opened = screen(name, subject, window).opened(url, content.view(subject))
                took[name].append(opened)
    return {name: found[1:] for name, found in took.items()}
