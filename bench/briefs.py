"""Files to take along: how long the city's brief takes as each kind of file, and how much memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.report import Line
from chainboard.store.place import ROOT

SLOWEST, LARGEST = 5, 300  # seconds, MiB
# Runs a command from a small process: what is forked counts the memory of who forks it.
WATCHED = """
import resource, subprocess, sys
ended = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(ended.returncode)
"""
FORMS = ("pptx", "pdf", "docx", "html", "xlsx")


def lines(folder: Path) -> Iterator[Line]:
    """The city's brief of the demo pack as each kind of file."""
    for form in FORMS:
        measured, met = f"brief of the city as {form}", made(form, folder)
        if met is None:
            yield Line(measured, "failed", "made", False)
            continue
        took, memory, size = met
        is_met = took < SLOWEST and memory < LARGEST
        goal = f"< {SLOWEST} s, < {LARGEST} MiB"
        yield Line(measured, f"{took:.1f} s, {memory:.0f} MiB, {size:,.0f} kB", goal, is_met)


def made(form: str, folder: Path) -> tuple[float, float, float] | None:
    """Seconds that the command takes from its start, its highest memory in MiB, and the size of
    the file in kB; None where it failed."""
    out = folder / f"city.{form}"
    command = [sys.executable, "-m", "chainboard", "brief", "--to", form, "--out", str(out)]
    start = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", WATCHED, *command, "--pack", "demo"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    took = time.perf_counter() - start
    if ended.returncode != 0:
        return None
    return took, int(ended.stdout.split()[-1]) / 1024, out.stat().st_size / 1000
