"""From the start of the page's script to its first call of the board, without a browser."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.testing.v1 import AppTest

from bench import content
from chainboard import queries
from chainboard.board import drawn, frame, page
from chainboard.store.place import ROOT


def first_calls(rounds: int) -> dict[str, list[float]]:
    """ "not cached" and "cached" → milliseconds, one a chain and round.

    The clock starts where dashboard.py enters the frame and stops where the page hands its
    panels to the board's component; the run ends there. The libraries are imported and the
    edition is open: the first run of all is not counted.
    """
    logging.disable(logging.WARNING)  # every run would warn of the missing browser
    took: dict[str, list[float]] = {"not cached": [], "cached": []}
    _first_call(content.CHAIN.first)
    for _ in range(rounds):
        for chain in content.choices(content.CHAIN):
            drawn.forget()
            queries.forget()
            took["not cached"].append(_first_call(chain))
            took["cached"].append(_first_call(chain))
    logging.disable(logging.NOTSET)
    return took


def _first_call(chain: str) -> float:
    """Runs dashboard.py as Streamlit does, up to the first call."""
    moments: dict[str, float] = {}
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in {"pack": "demo", "lang": "zh", "chain": chain}.items():
        app.query_params[name] = value
    with (
        patch.object(frame, "enter", _entering(frame.enter, moments)),
        patch.object(page, "_component", lambda verb: _called(moments)),
    ):
        app.run()
    return 1000 * (moments["called"] - moments["entered"])


def _entering(enter: Callable[..., None], moments: dict[str, float]) -> Callable[..., None]:
    def entered(*given: Any) -> None:
        moments["entered"] = time.perf_counter()
        enter(*given)

    return entered


def _called(moments: dict[str, float]) -> Callable[..., None]:
    def call(**_sent: Any) -> None:
        moments["called"] = time.perf_counter()
        st.stop()

    return call
