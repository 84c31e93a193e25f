"""What is counted while the board serves, in the text form that Prometheus reads."""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from functools import cache

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from chainboard import navigation, queries, way
from chainboard.board import drawn
from chainboard.board.gate import App, Message, Receive, Send
from chainboard.store import editions, selfcheck
from chainboard.store.place import ROOT, pack_folder
from chainboard.store.schemas import SCHEMA_VERSION

MEDIA = CONTENT_TYPE_LATEST
STARTED = time.monotonic()
Samples = Mapping[tuple[str, ...], float]  # by the values of the labels
TIMED = ("page", "choice", "data")  # what a person waits for

_registry = CollectorRegistry()
ProcessCollector(registry=_registry)
_requests = Counter(
    "chainboard_requests",
    "Answers by kind of address and status",
    ("kind", "status"),
    registry=_registry,
)
_seconds = Histogram(
    "chainboard_answer_seconds",
    "Time until an answer was sent whole",
    ("kind",),
    registry=_registry,
)
_sockets = Gauge("chainboard_open_sockets", "Open pages: WebSockets", registry=_registry)


class Counted:
    """Counts every request with the status it was answered with, and the sockets that are open."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._timed(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._held(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _timed(self, scope: Message, receive: Receive, send: Send) -> None:
        status, begun = 500, time.perf_counter()

        async def counted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, counted)
        finally:
            kind = kind_of(scope["path"])
            _requests.labels(kind, status).inc()
            if kind in TIMED:
                _seconds.labels(kind).observe(time.perf_counter() - begun)

    async def _held(self, scope: Message, receive: Receive, send: Send) -> None:
        is_open = False

        async def counted(message: Message) -> None:
            nonlocal is_open
            if message["type"] == "websocket.accept":
                is_open = True
                _sockets.inc()
            await send(message)

        try:
            await self.app(scope, receive, counted)
        finally:
            if is_open:
                _sockets.dec()


def kind_of(path: str) -> str:
    """Of what kind an address is; a few words, whatever is asked for."""
    first, _, rest = path.lstrip("/").partition("/")
    if first == "board":
        return "choice" if rest.startswith("first/") else "file"
    if first == "_stcore":
        return "upload" if rest.startswith("upload_file") else "streamlit"
    if first in ("data", "healthz", "metrics"):
        return first
    if first in ("static", "app", "media", "component"):
        return "file"
    return "page" if not first or (not rest and first in navigation.addresses()) else "other"


class _Board(Collector):
    """What is asked for when the figures are: nothing of it is counted along the way."""

    def collect(self) -> Iterator[Metric]:
        """The release, the editions, what is kept, the last self-check."""
        info = {
            "version": version(),
            "schema": str(SCHEMA_VERSION),
            "python": sys.version.partition(" ")[0],
            "way": way.current().name,
        }
        yield _gauge("build_info", "The release that runs", info, {tuple(info.values()): 1})
        packs = way.current().packs
        numbers: Samples = {(pack,): editions.pointed(pack_folder(pack)) or 0 for pack in packs}
        yield _gauge("edition_number", "The current edition, 0 for none", ("pack",), numbers)
        kept: Samples = {("answers",): queries.kept(), ("panels",): drawn.kept()}
        yield _gauge("kept", "Answers and panels kept in memory", ("what",), kept)
        done = selfcheck.last()
        if done is not None:
            at = done.at.replace(tzinfo=UTC).timestamp()
            faults = sum(map(len, done.faults.values()))
            yield _gauge("selfcheck_timestamp_seconds", "When it ended", (), {(): at})
            yield _gauge("selfcheck_faults", "What the last self-check found", (), {(): faults})


def _gauge(name: str, about: str, labels: Iterable[str], values: Samples) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(f"chainboard_{name}", about, labels=list(labels))
    for of, value in values.items():
        gauge.add_metric(of, value)
    return gauge


_registry.register(_Board())


def text() -> bytes:
    """All figures, in the text form that MEDIA names."""
    return generate_latest(_registry)


def uptime() -> float:
    """Seconds since the server started."""
    return time.monotonic() - STARTED


@cache
def version() -> str:
    """The release, as pyproject.toml has it."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])
