"""Spoilt workbooks: each ends in rows or in a refusal, never in a fault, whatever is spoilt."""

from __future__ import annotations

import resource
import subprocess
import sys

from chainboard.intake.check import check
from chainboard.intake.child import MEMORY
from chainboard.intake.issue import REFUSED
from chainboard.store.place import ROOT
from tests.intake.mutations import spoilt

EVERY, SOME = 2_000, 100


def how_they_end(numbers: list[str]) -> dict[str, str]:
    """Number → how it ended; "" for one that took its process down, after which another goes on."""
    found: dict[str, str] = {}
    while left := [number for number in numbers if number not in found]:
        ran = subprocess.run(
            [sys.executable, "-m", "tests.intake.reads_spoilt", *left],
            cwd=ROOT, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        lines = [line.partition(" ") for line in ran.stdout.splitlines()]
        assert lines, ran.stderr
        found |= {number: how for number, _space, how in lines}
    return found


def test_a_spoilt_workbook_is_read_or_refused_and_holds_to_the_limits(some, tmp_path):
    ends = how_they_end(some([str(number) for number in range(EVERY)], SOME))

    faults = {number: how for number, how in ends.items() if how not in {"", "read", *REFUSED}}
    assert faults == {}
    fatal = [number for number, how in ends.items() if not how]
    assert len(fatal) <= len(ends) // 50, fatal
    for number in fatal:
        (tmp_path / number).write_bytes(spoilt(int(number)))
        assert check(tmp_path / number).is_refused
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 <= MEMORY
