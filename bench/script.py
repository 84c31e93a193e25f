"""A page's script on the server: from its start to its first call of the board's component."""

from __future__ import annotations

import time
from statistics import median
from typing import Any
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from chainboard.board import drawn, frame, page
from chainboard.store.place import ROOT

RUNS = 7


def to_first_board_call(is_cached: bool) -> float:
    """Median milliseconds over runs of dashboard.py on /chain of the demo pack."""
    return median(_one_run(is_cached) for _ in range(RUNS))


def _one_run(is_cached: bool) -> float:
    stamps: dict[str, float] = {}
    enter, component = frame.enter, page._component

    def entered(titles: Any) -> None:
        stamps["start"] = time.perf_counter()
        enter(titles)

    def called(verb: str) -> Any:
        stamps.setdefault("call", time.perf_counter())
        return component(verb)

    if not is_cached:
        drawn.forget()
    with patch.object(frame, "enter", entered), patch.object(page, "_component", called):
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
        for name, value in {"pack": "demo", "chain": "petrochem", "lang": "zh"}.items():
            app.query_params[name] = value
        app.run()
    return 1000 * (stamps["call"] - stamps["start"])
