"""Many sessions at once: real WebSocket clients without a browser, and the server's memory.

A client does what Streamlit's page does: it gets the page, opens the WebSocket, asks for a run
of the script with the query of the address, and reads until the run has finished.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

WAVES = 5
LONGEST = 120.0
REST = 1.0  # seconds in which the server notices that the sessions are gone
COOKIE = re.compile(rb"(?im)^set-cookie: ([^;\r]+)")
PROTOCOLS = [Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")]  # as the page sends


@dataclass(frozen=True)
class Crowd:
    """How many come within how many seconds.

    carried  what the requests of each carry, by their number: who a proxy says they are
    """

    size: int = 50
    within: float = 1.0
    carried: Callable[[int], Mapping[str, str]] = lambda _number: {}


@dataclass(frozen=True)
class Wave:
    """What one wave of sessions met.

    served   seconds from the wave's start until each session's run had finished, in order
    holding  the server's resident memory in bytes with all sessions open
    left     the same after all have gone
    processor  seconds of it that the server took
    """

    served: tuple[float, ...]
    holding: int
    left: int
    processor: float


def waves(
    address: str, pid: int, wanted: str, count: int = WAVES, crowd: Crowd | None = None
) -> list[Wave]:
    """Waves of sessions on one address, each after the sessions before have gone.

    wanted  words that every session must have received: what it was served is the page
    crowd   who come in a wave; 50 within a second unless it is given
    """
    them = crowd or Crowd()
    return [asyncio.run(_wave(urlsplit(address), pid, wanted, them)) for _ in range(count)]


def resident(pid: int) -> int:
    """Resident memory of a process and its children, in bytes."""
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return sum(each.memory_info().rss for each in family)


def processor(pid: int) -> float:
    """Seconds of processor that a process has taken so far."""
    return sum(psutil.Process(pid).cpu_times()[:2])


async def _wave(address: SplitResult, pid: int, wanted: str, crowd: Crowd) -> Wave:
    start, before = time.perf_counter(), processor(pid)
    delays = [crowd.within * each / crowd.size for each in range(crowd.size)]
    sessions = [
        _session(address, wanted, delay, crowd.carried(number))
        for number, delay in enumerate(delays)
    ]
    async with asyncio.timeout(LONGEST):
        opened = await asyncio.gather(*sessions)
    holding, took = resident(pid), processor(pid) - before
    await asyncio.gather(*(connection.close() for connection, _ in opened))
    await asyncio.sleep(REST)
    served = sorted(moment - start for _, moment in opened)
    return Wave(tuple(served), holding, resident(pid), took)


async def _session(
    address: SplitResult, wanted: str, delay: float, carried: Mapping[str, str]
) -> tuple[ClientConnection, float]:
    """An open session, and the moment at which its run had finished."""
    await asyncio.sleep(delay)
    cookie = await _get(address, carried)
    stream = f"ws://{address.netloc}/_stcore/stream"
    origin = Origin(f"http://{address.netloc}")
    connection = await connect(
        stream,
        origin=origin,
        subprotocols=PROTOCOLS,
        max_size=None,
        open_timeout=LONGEST,
        additional_headers={**carried, "Cookie": cookie},
    )
    await connection.send(first_run(address))
    await _finished(connection, wanted.encode())
    return connection, time.perf_counter()


async def _get(address: SplitResult, carried: Mapping[str, str]) -> str:
    """The page itself, which has to come whole. Returns the cookies that came with it."""
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    asked = f"GET {address.path}?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\n"
    told = "".join(f"{name}: {value}\r\n" for name, value in carried.items())
    writer.write(f"{asked}{told}Accept: text/html\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read(-1)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 200") and b"</html>" in answer
    return "; ".join(found.decode() for found in COOKIE.findall(answer))


def first_run(address: SplitResult) -> bytes:
    """What Streamlit's page sends when its WebSocket is open."""
    asked = BackMsg()
    asked.rerun_script.query_string = address.query
    asked.rerun_script.page_name = address.path.strip("/")
    asked.rerun_script.context_info.locale = "zh-CN"
    asked.rerun_script.context_info.url = address.geturl()
    return asked.SerializeToString()


async def _finished(connection: ClientConnection, wanted: bytes) -> None:
    """Reads until the run has finished; the panels must have come before."""
    has_come = False
    async for message in connection:
        assert isinstance(message, bytes)
        has_come = has_come or wanted in message
        said = ForwardMsg.FromString(message)
        if said.WhichOneof("type") == "script_finished":
            if said.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                continue
            assert said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            assert has_come, "the run finished without the panels"
            return
    raise ConnectionError("the server closed the session before its run had finished")
