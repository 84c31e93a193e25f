"""Measure the board, checks and loads:   python -m bench [--only PART] [--no-keep]

python -m bench day [--minutes 20]   lets people come and go for so long and watches the server.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Playwright, sync_playwright

from bench import (
    access,
    briefs,
    builds,
    calls,
    clicks,
    content,
    day,
    filters,
    first_view,
    intake,
    loop,
    reckoning,
    report,
    schedule,
    sent_files,
    servers,
    sessions,
)
from bench.content import CHAIN, COUNTY, OVERVIEW, Subject
from bench.report import Line
from bench.screens import Screen, browser
from chainboard.access import accounts
from chainboard.store import editions

TEN_ROUNDS = 5
COLD_ROUNDS = 5
CROWDS = ((300, 1.0), (1000, 10.0))  # readers, and the seconds within which they come
SLOW_ROUNDS = 3
CHECKS = 5
PARTS = ("board", "office", "intake", "loop", "reckoning", "briefs")
MIB = 1024 * 1024


def main() -> None:
    """Build both packs into a folder of their own, measure on them, print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("day",), help="a day alone; keeps no table")
    parser.add_argument("--minutes", type=float, default=20, help="how long a day takes (20)")
    parser.add_argument("--rounds", type=int, default=6, help="clicks on every choice (6)")
    parser.add_argument("--no-keep", action="store_true", help="leave bench/README.md as it is")
    parser.add_argument("--only", choices=PARTS, help="one part; keeps no table")
    asked = parser.parse_args()
    lines: list[Line] = []
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHAINBOARD_VAR"] = folder
        here = Path(folder)
        day_alone = a_day(here, asked.minutes) if asked.what else None
        for line in day_alone or parts(here, asked.rounds, asked.only):
            print(" · ".join(cell for cell in line.cells if cell), flush=True)
            lines.append(line)
    said = report.machine((load, os.getloadavg()[0]))
    print(f"\n{report.as_text(lines)}\n\n{said}")
    if not asked.no_keep and asked.only is None and asked.what is None:
        report.keep(lines, said)


def parts(folder: Path, rounds: int, only: str | None) -> Iterator[Line]:
    """The lines of all parts, or of the one that is asked for."""
    built = [*packs()] if only not in ("intake", "loop") else []  # all else needs them
    if only in (None, "board"):
        yield from measured(folder, rounds)
    if only in (None, "office"):
        yield from crowds(folder / "crowds")
        yield from signed_in(folder / "access")
    yield from built
    if only in (None, "intake"):
        yield from sent(folder / "intake")
    if only in (None, "loop"):
        yield from steps()
        yield from scheduled(folder / "schedule")
    if only in (None, "reckoning"):
        yield from reckoned()
    if only in (None, "briefs"):
        yield from briefs.lines(folder)


def measured(folder: Path, rounds: int) -> Iterator[Line]:
    """What one person waits for, and many at once."""
    with sync_playwright() as playwright:
        with servers.three(CHAIN, folder / "chain") as addresses:
            yield from switches(playwright, CHAIN, addresses, rounds)
            yield from board_alone(playwright, addresses["board"])
            yield from first_views(playwright, CHAIN, addresses)
            yield from old_machine(playwright, addresses["board"])
        with servers.three(COUNTY, folder / "county") as addresses:
            yield from switches(playwright, COUNTY, addresses, rounds)
        with servers.three(OVERVIEW, folder / "overview") as addresses:
            yield from first_views(playwright, OVERVIEW, addresses)
    yield from script(rounds)
    for subject, count in ((OVERVIEW, sessions.WAVES), (CHAIN, 2)):
        yield from many(subject, folder / "sessions", count)


def switches(
    playwright: Playwright, subject: Subject, addresses: Mapping[str, str], rounds: int
) -> Iterator[Line]:
    """A click on the page's own selector until every panel is redrawn."""
    with browser(playwright) as window:
        took = clicks.switches(clicks.opened(window, subject, addresses), rounds)
    totals = {name: [each.total for each in found] for name, found in took.items()}
    measured = f"switch of the {subject.axis}"
    for name, found in took.items():
        inside = median(each.plotly for each in found)
        result = f"{report.spread(totals[name])}, inside plotly.js {inside:,.0f} ms"
        yield Line(f"{measured}, {name}", f"{result} (n={len(found)})")
    yield report.within(f"{measured}, board / static page", pairs(totals, "static"), 0.4)
    yield report.within(f"{measured}, board / Dash", pairs(totals, "dash"), 0.25)


def board_alone(playwright: Playwright, address: str) -> Iterator[Line]:
    """Ten clicks in a second, and the filters that rerun the page."""
    with browser(playwright) as window:
        (board,) = clicks.opened(window, CHAIN, {"board": address}).values()
        ended = clicks.ten_in_a_second(board, TEN_ROUNDS)
        result = f"{ended} of {TEN_ROUNDS}"
        yield Line("ten clicks in a second end on the last", result, "always", ended == TEN_ROUNDS)
    with browser(playwright) as window:
        (board,) = clicks.opened(window, CHAIN, {"board": address}).values()
        yield from changes(board)


def first_views(
    playwright: Playwright, subject: Subject, addresses: Mapping[str, str]
) -> Iterator[Line]:
    """The first view in a cold browser; the overview's has a goal in seconds too."""
    views = first_view.first_views(playwright, subject, addresses, COLD_ROUNDS)
    drawn = {name: [each.drawn for each in took] for name, took in views.items()}
    words = {name: [each.words for each in took] for name, took in views.items()}
    measured = f"first view of the {subject.page}"
    for name, took in drawn.items():
        if (subject, name) == (OVERVIEW, "board"):
            yield report.below(f"{measured}, {name}", took, 3000)
        else:
            yield Line(f"{measured}, {name}", f"{report.spread(took)} (n={len(took)})")
    yield report.within(f"{measured}, board / Dash", pairs(drawn, "dash"), 0.7)
    first = [*zip(words["board"], drawn["dash"], strict=True)]
    yield report.within(f"{measured}, words of its first panel / Dash", first, 0.35)


def old_machine(playwright: Playwright, address: str) -> Iterator[Line]:
    """The chain page on a processor that is four times slower."""
    found = first_view.slow_views(playwright, CHAIN, address, SLOW_ROUNDS)
    measured = f"processor {first_view.SLOWER} times slower"
    yield report.below(f"{measured}, first view of the chain", [each.first for each in found], 5000)
    clicks = [each.click for each in found]
    yield report.below(f"{measured}, first click, others not drawn", clicks, 250)
    switched = [took for each in found for took in each.switches]
    yield report.below(f"{measured}, switch of the chain", switched, 90)


def many(subject: Subject, folder: Path, count: int) -> Iterator[Line]:
    """Many sessions at once, on a server that has just been started."""
    wanted = content.first_finding(subject)
    with servers.board(folder) as board:
        address = board.address + content.address(subject)
        empty = sessions.resident(board.pid)
        met = sessions.waves(address, board.pid, wanted, count)
    measured = f"{sessions.Crowd().size} sessions within a second on the {subject.page}"
    last = [wave.served[-1] for wave in met]
    result = f"{last[0]:.1f} s at first, {max(last):.1f} s in the slowest of {count} waves"
    yield Line(f"{measured}, last served", result, "< 5 s", max(last) < 5)
    holding = max(wave.holding for wave in met)
    result = f"{holding / MIB:,.0f} MiB ({empty / MIB:,.0f} before the first)"
    yield Line(f"{measured}, server's memory", result, "< 1,024 MiB", holding < 1024 * MIB)
    if count == sessions.WAVES:
        yield growth(met)


def crowds(folder: Path) -> Iterator[Line]:
    """300 readers of the overview within a second and 1,000 within ten, by each way to run."""
    wanted = content.first_finding(OVERVIEW)
    for number in range(1000):
        accounts.add(f"reader.{number}", "市发展和改革委员会", 0)
    ways = {
        "room": ({"CHAINBOARD_WAY": "room"}, lambda _number: {}),
        "office": (
            servers.in_the_office(folder),
            lambda number: servers.named(f"reader.{number}"),
        ),
    }
    took: dict[str, list[float]] = {}
    for name, (environment, carried) in ways.items():
        with servers.board(folder / name, **environment) as board:
            address = board.address + content.address(OVERVIEW)
            sessions.waves(address, board.pid, wanted, 1, sessions.Crowd(20, 1, carried))
            for size, within in CROWDS:
                crowd = sessions.Crowd(size, within, carried)
                (met,) = sessions.waves(address, board.pid, wanted, 1, crowd)
                took.setdefault(name, []).append(met.processor)
                measured = f"{name}: {size:,} readers of the overview within {within:g} s"
                each = 1000 * met.processor / size
                result = f"{met.served[-1]:.1f} s, {met.holding / MIB:,.0f} MiB, {each:.1f} ms"
                yield Line(f"{measured}, last served, memory, processor each", result)
    for (size, _), room, signed in zip(CROWDS, took["room"], took["office"], strict=True):
        yield report.within(f"{size:,} readers, processor, office / room", [(signed, room)], 1.2)


def signed_in(folder: Path) -> Iterator[Line]:
    """What signing in adds to a page's script, and to a switch."""
    with access.pair(folder, OVERVIEW) as both:
        rows = access.reruns(both, content.address(OVERVIEW).partition("?")[2])
        desk, office = (median(each) for each in zip(*rows, strict=True))
        result = f"{access.added(rows):+.1f} ms ({desk:.1f} and {office:.1f} ms)"
        measured = "processor of a run of the overview, panels cached, office more than desk"
        yield Line(measured, result, "< 5 ms", access.added(rows) < 5)
    with access.pair(folder, CHAIN) as both:
        at_the_desk, in_the_office = access.switched(both)
        told = (f"{count}, {size / 1000:.1f} kB" for count, size in (at_the_desk, in_the_office))
        measured = "messages of the server after a switch of the chain, desk and office"
        is_same = in_the_office[0] <= at_the_desk[0]
        yield Line(measured, " and ".join(told), "no more", is_same)


def a_day(folder: Path, minutes: float) -> Iterator[Line]:
    """Random use of the office way, and how the server's memory and files stand."""
    list(packs())
    spent = day.spent(folder, minutes)
    for name, result in day.told(spent):
        yield Line(f"{minutes:g} minutes of random use, {name}", result)
    for fault in spent.failures[:10]:
        yield Line("failed", fault)


def growth(met: Sequence[sessions.Wave]) -> Line:
    """The server's memory after the last wave beside that after the second."""
    second, last = met[1].left, met[-1].left
    measured = f"memory after wave {len(met)} / after wave 2"
    result = f"{last / second:.2f} ({last / MIB:,.0f} / {second / MIB:,.0f} MiB)"
    return Line(measured, result, "≤ 1.1", last <= 1.1 * second)


def pairs(totals: dict[str, list[float]], rival: str) -> list[tuple[float, float]]:
    """The board's measurements beside the rival's that were taken right before or after."""
    return [*zip(totals["board"], totals[rival], strict=True)]


def changes(board: Screen) -> Iterator[Line]:
    """Another filter until every panel is redrawn."""
    for name, found in filters.changes(board).items():
        for cache, took in found.items():
            totals = [each.total for each in took]
            yield report.below(f"filter {name}, panels {cache}", totals, 400)


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


def sent(folder: Path) -> Iterator[Line]:
    """Checking and loading what offices send; the city pack of the folder takes the loads."""
    folder.mkdir()
    small = sent_files.book(folder / "small.xlsx", 200)
    runs = [intake.run("check", str(small)) for _ in range(CHECKS)]
    assert all(each.code == 0 for each in runs)
    yield report.below("check of 200 rows (xlsx)", [1000 * each.seconds for each in runs], 1000)
    yearbook = sent_files.yearbook(folder / "yearbook.xlsx")
    runs = [intake.run("check", str(yearbook)) for _ in range(CHECKS)]
    name = "check of a yearbook of 250 columns and 100 rows (xlsx)"
    yield report.below(name, [1000 * each.seconds for each in runs], 2000)
    large = sent_files.book(folder / "large.xlsx", 300_000)
    yield from checked("check of 300,000 rows (xlsx)", intake.run("check", str(large)), 10)
    million = sent_files.text(folder / "million.csv", 1_000_000)
    loaded = intake.run("load", str(million), "--by", intake.OFFICE, "--pack", "city")
    assert loaded.loaded and loaded.loaded["new"] == 1_000_000
    name = "check and load of 1,000,000 rows (CSV)"
    yield from checked(name, loaded, 30)
    yield memory(f"{name}, loading process", loaded.own)
    yield from beside_readers(folder / "loads")
    yield compared()


def checked(name: str, run: intake.Run, limit: float) -> Iterator[Line]:
    """The seconds of a command, and the memory of the process that opened the file."""
    met = run.code == 0 and run.seconds < limit
    yield Line(name, f"{run.seconds:.1f} s", f"< {limit:g} s", met)
    yield memory(f"{name}, reading process", run.reader)


def memory(name: str, held: int) -> Line:
    return Line(name, f"{held / MIB:,.0f} MiB", "< 1,536 MiB", held < 1536 * MIB)


def beside_readers(folder: Path) -> Iterator[Line]:
    """Small loads while readers look: nobody meets an error or half a load."""
    met = intake.small_loads(folder)
    readers = intake.PROCESSES * intake.looking.THREADS
    name = f"{intake.LOADS} small loads while {readers} readers look"
    done = met.loads == intake.LOADS
    yield Line(f"{name}, done", f"{met.loads} in {met.seconds:.0f} s", "all", done)
    result = f"{met.errors} and {met.halves} in {met.looks:,} looks"
    yield Line(f"{name}, errors and half loads seen", result, "0", not met.errors + met.halves)


def steps() -> Iterator[Line]:
    """Steps of the work loop in a ledger of 50,000 events and 5,000 problems."""
    met = loop.measured()
    of = f"{loop.PROBLEMS:,} problems, {loop.EVENTS:,} events"
    yield Line(f"{of}, first reading", f"{met.fold:,.0f} ms")
    yield Line(f"{of}, asked again", report.spread(met.warm))
    yield Line(f"{of}, asked after one more step", report.spread(met.after), "", None)
    again = [(after, met.fold) for after in met.after]
    yield report.within(f"{of}, after one more step / first reading", again, 0.1)
    yield Line("a step, one office", report.spread(met.step))
    yield report.below("a step saved and seen, one office", met.seen, 1000)
    many = f"{loop.OFFICES} offices stepping at once"
    yield Line(f"{many}, errors", f"{len(met.errors)} {' '.join(met.errors[:1])}".strip(), "0",
               not met.errors)  # fmt: skip
    for name, took in (("a step", met.many_step), ("saved and seen", met.many_seen)):
        p95 = quantiles(took, n=20)[18]
        result = f"{median(took):,.0f} / {p95:,.0f} / {max(took):,.0f} ms (n={len(took)})"
        yield Line(f"{many}, {name}, p50 / p95 / max", result, "p95 < 2000 ms", p95 < 2000)


def scheduled(folder: Path) -> Iterator[Line]:
    """The schedule page of the same city with 2,000 projects: what its server takes to answer."""
    met = schedule.measured(folder)
    of = f"schedule of {schedule.PROJECTS:,} projects, {loop.PROBLEMS:,} problems"
    yield report.below(f"{of}, first view since the start", [met.first], 3000)
    for name, took in met.new.items():
        yield report.below(f"{of}, another {name} for the first time", took, 300)
        ratios = [(each, met.first) for each in took]
        yield report.within(f"{of}, another {name} / first view", ratios, 0.1)
    yield Line(f"{of}, a choice that is kept", report.spread(met.kept))


def reckoned() -> Iterator[Line]:
    """How the year-end outlook holds in the years that are known, and what a page's analyses take."""
    for name, trials in (
        ("demo pack", reckoning.of_the_demo()),
        ("drawn series", reckoning.of_drawn_series()),
    ):
        held, (season, line) = reckoning.held(trials), reckoning.in_june(trials)
        measured = f"year-ends of the {name} in the 80% range"
        result = f"{100 * held:.1f}% (n={len(trials):,})"
        yield Line(measured, result, "75–85%", 0.75 <= held <= 0.85)
        measured = f"year-ends of the {name} told in June, error of the season and of the line"
        result = f"{100 * season:.2f}% and {100 * line:.2f}%"
        yield Line(measured, result, "season < line", season < line)
    yield report.below("analyses of the overview", reckoning.analyses(20), 150)


def compared() -> Line:
    """An edition of the demo pack beside itself; the pack is built when it is not there yet."""
    if editions.current("demo") is None:
        builds.seconds_of("build", "--pack", "demo")
    took = intake.compared("demo", editions.current("demo") or 1, CHECKS)
    return report.below("comparing two editions of demo", took, 1000)


if __name__ == "__main__":
    main()
