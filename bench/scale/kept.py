"""What has been measured, kept between runs: a run of one size or engine replaces its own figures
and leaves the others, so that a long size can be measured on a day of its own."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from bench.report import HEADS, Line
from bench.scale.measuring import Figure

FIGURES = Path(__file__).with_name("figures.csv")
TRIALS = Path(__file__).with_name("trials.csv")


def figures() -> list[Figure]:
    """The figures that are kept, in the order of rows."""
    found = [
        Figure(int(row["rows"]), row["engine"], row["of"], float(row["value"]))
        for row in _rows(FIGURES)
    ]
    return sorted(found, key=lambda each: each.rows)


def trials() -> list[Line]:
    """The lines of what was tried to break it."""
    met = {"met": True, "missed": False, "": None}
    return [
        Line(row["measured"], row["result"], row["goal"], met[row["verdict"]])
        for row in _rows(TRIALS)
    ]


def keep_figures(new: Sequence[Figure]) -> None:
    """Keep figures in the place of older ones of the same size, engine and subject."""
    found = {(each.rows, each.engine, each.of): each for each in (*figures(), *new)}
    lines = [(each.rows, each.engine, each.of, f"{each.value:.10g}") for each in found.values()]
    _write(FIGURES, ("rows", "engine", "of", "value"), sorted(lines, key=lambda line: line[:2]))


def keep_trials(new: Sequence[Line]) -> None:
    """Keep lines in the place of older ones of the same name."""
    found = {line.measured: line for line in (*trials(), *new)}
    _write(TRIALS, HEADS, [line.cells for line in found.values()])


def _rows(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as told:
        return [*csv.DictReader(told)]


def _write(file: Path, head: Sequence[str], lines: Sequence[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([head, *lines])
