"""Building and verifying the packs by their own commands, and what the panels weigh."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time

from bench import content
from chainboard.store.place import ROOT, pack_folder

PACKS = ("published", "demo")


def seconds_of(*command: str) -> float | None:
    """Seconds that a command took, the start of Python included; None when it failed."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "chainboard", *command], cwd=ROOT, capture_output=True
    )
    return time.perf_counter() - start if done.returncode == 0 else None


def megabytes(pack: str) -> float:
    """Size of a pack's editions."""
    return sum(file.stat().st_size for file in pack_folder(pack).rglob("*.duckdb")) / 1e6


def weights() -> dict[str, tuple[float, float]]:
    """What the browser receives, in kB, plain and packed: the first chain's panels, and all."""
    chains = content.choices(content.CHAIN)
    sent = {name: _bytes(name) for name in chains}
    return {
        "shown chain": _kilobytes(sent[content.CHAIN.first]),
        f"all {len(sent)} chains": _kilobytes(b"".join(sent.values())),
    }


def _bytes(name: str) -> bytes:
    return b"".join(content.sent(content.CHAIN, content.view(content.CHAIN, name)))


def _kilobytes(sent: bytes) -> tuple[float, float]:
    return len(sent) / 1000, len(gzip.compress(sent)) / 1000
