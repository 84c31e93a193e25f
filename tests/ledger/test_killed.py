"""A process killed at any moment of its steps: what it said to be recorded is there, nothing half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from chainboard.ledger import book
from chainboard.ledger.checking import check
from tests.ledger.taken import shown

pytestmark = pytest.mark.weeks(3)

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("CHAINBOARD_KILLS", "6"))
DECISIONS = 3  # of every meeting; its minutes make as many tasks, all with one step

STEPS = """
from chainboard.ledger import book
from tests.ledger.taken import CHAIN_OFFICE, COUNTY, OWNER, raised, step

def said(event):
    print(event.number, event.matter, event.step, flush=True)
    return event.matter

print("ready", flush=True)
while True:
    problem = raised(text="用地指标不足" * 500, files=[("证据.txt", b"x" * 50_000)])
    print(problem.removeprefix("problem-"), problem, "raise", flush=True)
    said(step(CHAIN_OFFICE, "problem accept", problem))
    said(step(CHAIN_OFFICE, "problem assign", problem, owner=OWNER, due="2026-11-20"))
    meeting = said(step(CHAIN_OFFICE, "meeting open", type="调度会", held_on="2026-11-02"))
    for number in range(3):
        told = {"text": f"第{number}项", "owner": OWNER, "due": "2026-12-01"}
        said(step(CHAIN_OFFICE, "meeting decide", meeting, **told))
    issued = {"minutes_number": "示例〔2026〕1号", "issued_on": "2026-11-03"}
    said(step(CHAIN_OFFICE, "meeting issue", meeting, **issued))
"""


def killed_run(seconds: float) -> list[tuple[int, str, str]]:
    """The number, matter and step of all that a process said to be recorded, killed so long after
    it was ready."""
    child = subprocess.Popen(
        [sys.executable, "-c", STEPS], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    killer = threading.Timer(seconds, os.kill, (child.pid, signal.SIGKILL))
    killer.start()
    lines = [line.split() for line in child.stdout.read().splitlines(keepends=False)]
    assert child.wait() == -signal.SIGKILL
    return [(int(line[0]), line[1], line[2]) for line in lines if len(line) == 3]


def taken() -> dict[int, tuple[str, str]]:
    """The matter and the step of every event, by its number."""
    return {event.number: (event.matter, event.step) for event in book.events("demo")}


def half_meetings(meetings: Sequence[str]) -> list[str]:
    """Meetings whose minutes made some of their tasks and not all."""
    tasks = [row.meeting for row in shown("task")]
    return [meeting for meeting in meetings if tasks.count(meeting) != DECISIONS]


def test_a_process_killed_at_any_moment_loses_no_step_and_leaves_none_half_written():
    chance, recorded = random.Random(20261130), {}
    for _ in range(KILLS):
        said = killed_run(chance.uniform(0.0, 0.6))
        recorded |= {number: (matter, step) for number, matter, step in said}

        there = taken()
        state = check("demo")
        assert state.is_whole, (state.event, state.en)
        assert recorded.items() <= there.items(), "a step that was said to be recorded is gone"
        assert list(there) == list(range(1, len(there) + 1))
        assert half_meetings([row.id for row in shown("meeting") if row.state == "issued"]) == []
        assert all(event.words for event in book.events("demo") if event.step == "raise")
    assert len(recorded) > KILLS
