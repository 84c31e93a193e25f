"""The table of results: on the screen, and in README.md between its two marks."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

from bench.screens import chromium

README = Path(__file__).parent / "README.md"
MARKS = ("<!-- figures -->", "<!-- end of figures -->")
HEADS = ("measured", "result", "goal", "verdict")
BUSY = "it did other work meanwhile, so that the ratios tell and the times are too long"
LIBRARIES = ("streamlit", "plotly", "duckdb", "dash", "playwright")


@dataclass(frozen=True)
class Line:
    """One line of the table; without a goal it informs only."""

    measured: str
    result: str
    goal: str = ""
    is_met: bool | None = None

    @property
    def cells(self) -> tuple[str, str, str, str]:
        verdict = {None: "", True: "met", False: "missed"}[self.is_met]
        return self.measured, self.result, self.goal, verdict


def spread(values: Sequence[float]) -> str:
    """p50 and p90 in milliseconds: "96 / 131 ms"."""
    return f"{median(values):,.0f} / {p90(values):,.0f} ms"


def p90(values: Sequence[float]) -> float:
    """Nine in ten are not above it."""
    return quantiles(values, n=10)[8] if len(values) > 1 else values[0]


def below(measured: str, values: Sequence[float], goal: float) -> Line:
    """A line whose median should stay below a goal in milliseconds."""
    met = median(values) < goal
    return Line(measured, f"{spread(values)} (n={len(values)})", f"p50 < {goal:g} ms", met)


def within(measured: str, pairs: Sequence[tuple[float, float]], goal: float) -> Line:
    """A line whose ratio, the median over pairs of measurements, should not pass a goal."""
    ratio = median(ours / theirs for ours, theirs in pairs)
    return Line(measured, f"{ratio:.2f}", f"≤ {goal:g}", ratio <= goal)


def machine(loads: Sequence[float], tools: str = "") -> str:
    """Day, cores, load while measuring, and versions, in one sentence.

    tools  what measured and was measured, where it was no browser and no page
    """
    cores = os.cpu_count() or 1
    said = [
        f"{date.today():%Y-%m-%d}: {cores} cores",
        f"load average {loads[0]:.1f} at the start and {loads[1]:.1f} at the end",
        *([BUSY] if loads[0] >= cores else []),
        f"Python {platform.python_version()}, {tools or of_pages()}",
    ]
    return f"{'; '.join(said)}."


def of_pages() -> str:
    """Browser and libraries, with their versions."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{browser_version()}, {libraries}"


def browser_version() -> str:
    """Chromium's name and number."""
    command = [chromium(), "--version"]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    return " ".join(said.split()[:2])


def as_text(lines: Sequence[Line]) -> str:
    """The table with aligned columns, for the terminal."""
    rows = [HEADS, *(line.cells for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def as_markdown(lines: Sequence[Line], said: str, marks: tuple[str, str] = MARKS) -> str:
    """The table for README.md between its marks, with the machine under it."""
    rows = [HEADS, ("---",) * len(HEADS), *(line.cells for line in lines)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{marks[0]}\n{table}\n\n{said}\n{marks[1]}"


def keep(lines: Sequence[Line], said: str, marks: tuple[str, str] = MARKS) -> None:
    """Puts the table into README.md in the place of the last one between the same marks."""
    before, _, rest = README.read_text(encoding="utf-8").partition(marks[0])
    after = rest.partition(marks[1])[2]
    README.write_text(before + as_markdown(lines, said, marks) + after, encoding="utf-8")
