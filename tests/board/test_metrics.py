"""What is counted while the board serves."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from chainboard.board import metrics, server
from chainboard.store import editions
from tests.board.asked import asked, get, shaken_hands


def counted() -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels."""
    families = text_string_to_metric_families(metrics.text().decode())
    return {
        (each.name, *each.labels.values()): each.value for of in families for each in of.samples
    }


def more(before: dict[tuple[str, ...], float], *sample: str) -> float:
    return counted().get(sample, 0) - before.get(sample, 0)


def test_every_answer_is_counted_by_its_kind_and_status_those_of_the_gate_too(at_door, packs):
    before = counted()
    get(at_door, "/chain", "pack=demo")
    get(at_door, "/data/chain/nothing.json")
    get(at_door, "/board/nothing/here.js")
    get(at_door, "/nowhere/at-all")
    asked(at_door, "/chain", [("host", "evil.test")])

    count = "chainboard_requests_total"
    expected = [
        ("page", "200"),
        ("data", "404"),
        ("file", "404"),
        ("other", "302"),
        ("page", "403"),
    ]
    assert {each: more(before, count, *each) for each in expected} == dict.fromkeys(expected, 1)
    assert more(before, "chainboard_answer_seconds_count", "page") == 2
    assert more(before, "chainboard_answer_seconds_count", "data") == 1


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"),
        ("/chain", "page"),
        ("/chain/x", "other"),
        ("/%2e%2e/etc", "other"),
        ("/" + "x" * 10_000, "other"),
        ("/board/first/chain", "choice"),
        ("/board/0123/board.js", "file"),
        ("/_stcore/stream", "streamlit"),
        ("/_stcore/upload_file/a/b", "upload"),
        ("/data/chain.xlsx", "data"),
        ("/app/static/fonts/a.woff2", "file"),
        ("/healthz", "healthz"),
        ("", "page"),
    ],
)
def test_an_address_is_of_one_of_a_few_kinds(path, kind):
    assert metrics.kind_of(path) == kind


def test_a_socket_counts_as_long_as_it_is_open():
    opened = asyncio.Event()

    async def page(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})
        await opened.wait()

    async def run() -> tuple[float, float, float]:
        before = counted()
        task = asyncio.create_task(
            metrics.Counted(page)({"type": "websocket"}, None, _nowhere)  # type: ignore[arg-type]
        )
        while more(before, "chainboard_open_sockets") == 0:
            await asyncio.sleep(0)
        during = more(before, "chainboard_open_sockets")
        opened.set()
        await task
        return before["chainboard_open_sockets",], during, more(before, "chainboard_open_sockets")

    assert asyncio.run(run())[1:] == (1, 0)


async def _nowhere(message: Any) -> None: ...


def test_a_socket_that_was_refused_was_never_open(at_door):
    before = counted()

    assert shaken_hands(at_door, "/_stcore/stream", [("host", "evil.test")]) == "websocket.close"
    assert more(before, "chainboard_open_sockets") == 0


def test_an_answer_that_failed_is_counted_as_500():
    async def fails(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError

    before = counted()
    with pytest.raises(RuntimeError):
        asyncio.run(metrics.Counted(fails)({"type": "http", "path": "/"}, None, None))  # type: ignore[arg-type]
    assert more(before, "chainboard_requests_total", "page", "500") == 1


def test_release_editions_and_the_process_are_told(packs):
    found = counted()
    numbers = {
        key[1]: value for key, value in found.items() if key[0] == "chainboard_edition_number"
    }

    assert numbers["demo"] == editions.current("demo") and set(numbers) == {
        "published",
        "demo",
        "city",
    }
    assert [value for key, value in found.items() if key[0] == "chainboard_build_info"] == [1]
    assert ("chainboard_kept", "answers") in found
    if os.name == "posix":
        assert found["process_open_fds",] > 0 and found["process_max_fds",] > 0


def test_what_a_prometheus_reads_says_so(at_door: Starlette):
    answer = get(at_door, "/metrics")

    assert answer.status == 200 and answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["cache-control"] == "no-store"


def test_it_is_the_outermost_so_that_refusals_count_too():
    assert server.middleware()[0].cls is metrics.Counted
