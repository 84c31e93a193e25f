"""Measure the board beside a static page and Dash:   python -m bench [--rounds N] [--no-keep]"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from bench import builds, calls, clicks, filters, first_view, report, servers
from bench.report import Line
from bench.screens import Screen, browser

TEN_ROUNDS = 5
COLD_ROUNDS = 5


def main() -> None:
    """Build both packs into a folder of their own, measure on them, print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=6, help="clicks on every chain (6)")
    parser.add_argument("--no-keep", action="store_true", help="leave bench/README.md as it is")
    asked = parser.parse_args()
    lines: list[Line] = []
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHAINBOARD_VAR"] = folder
        for line in measured(Path(folder), asked.rounds):
            print(" · ".join(cell for cell in line.cells if cell), flush=True)
            lines.append(line)
    said = report.machine((load, os.getloadavg()[0]))
    print(f"\n{report.as_text(lines)}\n\n{said}")
    if not asked.no_keep:
        report.keep(lines, said)


def measured(folder: Path, rounds: int) -> Iterator[Line]:
    """Every line of the table, in its order; the packs come first because all else needs them."""
    built = [*packs()]
    with servers.three(folder / "pages") as addresses, sync_playwright() as playwright:
        with browser(playwright) as window:
            screens = clicks.opened(window, addresses)
            yield from switches(screens, rounds)
        with browser(playwright) as window:
            (board,) = clicks.opened(window, {"board": addresses["board"]}).values()
            yield from changes(board)
        yield from script(rounds)
        views = first_view.first_views(playwright, addresses, COLD_ROUNDS)
    for name, took in views.items():
        yield Line(f"first view in a cold browser, {name}", report.spread(took))
    yield report.within("first view, board / Dash", pairs(views, "dash"), 1.2)
    yield from built


def switches(screens: dict[str, Screen], rounds: int) -> Iterator[Line]:
    """A click on a chain until every panel is redrawn."""
    took = clicks.switches(screens, rounds)
    totals = {name: [each.total for each in found] for name, found in took.items()}
    for name, found in took.items():
        inside = median(each.plotly for each in found)
        result = f"{report.spread(totals[name])}, inside plotly.js {inside:,.0f} ms"
        yield Line(f"switch of the chain, {name}", f"{result} (n={len(found)})")
    yield report.within("switch, board / static page", pairs(totals, "static"), 1.1)
    yield report.within("switch, board / Dash", pairs(totals, "dash"), 0.8)
    ended = clicks.ten_in_a_second(screens["board"], TEN_ROUNDS)
    result = f"{ended} of {TEN_ROUNDS}"
    yield Line("ten clicks in a second end on the last", result, "always", ended == TEN_ROUNDS)


def pairs(totals: dict[str, list[float]], rival: str) -> list[tuple[float, float]]:
    """The board's measurements beside the rival's that were taken right before or after."""
    return [*zip(totals["board"], totals[rival], strict=True)]


def changes(board: Screen) -> Iterator[Line]:
    """Another filter until every panel is redrawn."""
    names = {"县(区)": "county", "期间": "period"}
    for label, found in filters.changes(board).items():
        for cache, took in found.items():
            totals = [each.total for each in took]
            yield report.below(f"filter {names[label]}, panels {cache}", totals, 400)


def script(rounds: int) -> Iterator[Line]:
    """A page's script until its first call of the board."""
    found = calls.first_calls(rounds)
    for cache, goal in (("cached", 60), ("not cached", 400)):
        measured = f"script to its first call of the board, panels {cache}"
        yield report.below(measured, found[cache], goal)


def packs() -> Iterator[Line]:
    """Building and verifying both packs, and what the panels weigh."""
    for pack, goal in (("published", 10), ("demo", 20)):
        for command, limit in (("build", goal), ("verify", None)):
            yield in_seconds(command, pack, limit)
        yield Line(f"editions of {pack}", f"{builds.megabytes(pack):,.1f} MB")
    for name, (plain, packed) in builds.weights().items():
        yield Line(f"panels of {name} as sent", f"{plain:,.0f} kB, gzip {packed:,.0f} kB")


def in_seconds(command: str, pack: str, limit: float | None) -> Line:
    took = builds.seconds_of(command, "--pack", pack)
    result = "failed" if took is None else f"{took:.1f} s"
    goal = "" if limit is None else f"< {limit:g} s"
    met = None if limit is None else took is not None and took < limit
    return Line(f"{command} of {pack}", result, goal, met)


if __name__ == "__main__":
    main()
