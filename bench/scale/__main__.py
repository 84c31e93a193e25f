"""Measure firm rows on one machine and on engines of several workers:

python -m bench.scale [--rows 2000000 …] [--engines duckdb,sail,spark] [--folder F] [--keep]
python -m bench.scale history  what a month costs after histories of different lengths, alone
python -m bench.scale trials   kills, writers, versions and compaction alone
python -m bench.scale table    the table and the picture again, from the figures that are kept
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from bench import report
from bench.scale import engines, growth, kept, lines, measuring, trials
from bench.scale.country import Size

ROWS = (2_000_000, 20_000_000)
PARTS = {
    "sizes": (measuring.of_engine,),
    "history": (measuring.after_history,),
    "all": (measuring.of_engine, measuring.after_history),
}
MARKS = ("<!-- scale figures -->", "<!-- end of scale figures -->")
LIBRARIES = ("duckdb", "deltalake", "pysail", "pyspark-client", "sqlglot")


def main() -> None:
    """Measure what is asked for; with --keep the figures, the table and the picture are written."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument(
        "what",
        nargs="?",
        choices=("all", "sizes", "history", "trials", "table", "write"),
        default="all",
    )
    parser.add_argument("told", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS)
    parser.add_argument("--engines", default=",".join(engines.NAMES))
    parser.add_argument(
        "--times", type=int, default=3, help="how often each statement is asked (3)"
    )
    parser.add_argument("--folder", type=Path, help="made-up rows stay here and are used again")
    parser.add_argument(
        "--keep", action="store_true", help="write bench/README.md and docs/scale.png"
    )
    asked = parser.parse_args()
    if asked.what == "write":  # one of the writers that trials starts
        office, first, folder = asked.told
        trials.write(office, int(first), Path(folder))
        return
    names = asked.engines.split(",")
    for name in names:
        engines.check(name)
    with tempfile.TemporaryDirectory() as beside:
        measure(asked, names, (asked.folder or Path(beside)).resolve())
    if asked.keep:
        write()


def measure(asked: argparse.Namespace, names: Sequence[str], folder: Path) -> None:
    """Sizes one after the other, then what is done to engines and rows on purpose."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = [Size(rows) for rows in asked.rows]
    parts = PARTS.get(asked.what, ())
    for size in sizes if parts else []:
        found = [*measuring.measured(size, names, (folder, asked.times), parts)]
        print(report.as_text([*lines.lines(found)]), flush=True)
        if asked.keep:
            kept.keep_figures(found)
    if asked.what in ("all", "trials"):
        for line in chain(trials.of_engines(sizes[-1], folder), trials.of_writers(folder)):
            print(report.as_text([line]), flush=True)
            if asked.keep:
                kept.keep_trials([line])


def write() -> None:
    """The table in bench/README.md and the picture, from all figures that are kept."""
    figures = kept.figures()
    loads = [each.value for each in figures if each.of == measuring.LOAD]
    report.keep(
        [*lines.lines(figures), *kept.trials()],
        report.machine((loads[0], loads[-1]), tools()),
        MARKS,
    )
    growth.draw(figures)


def tools() -> str:
    """The engines and libraries, with their versions."""
    said = subprocess.run(["java", "-version"], capture_output=True, encoding="utf-8", check=False)
    java = said.stderr.splitlines()[0].split('"')[1] if '"' in said.stderr else "none"
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{libraries}, {engines.spark_version()}, Java {java}"


if __name__ == "__main__":
    main()
