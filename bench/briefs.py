"""Files to take along: how long the city's brief takes as each kind of file, and how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.report import Line
from chainboard.store.place import ROOT

SLOWEST, LARGEST = 5, 300  # seconds, MiB
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
    child = subprocess.Popen(
        [*command, "--pack", "demo"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, ended, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(ended)
    took = time.perf_counter() - start
    if child.returncode != 0:
        return None
    return took, used.ru_maxrss / 1024, out.stat().st_size / 1000
