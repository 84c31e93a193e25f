"""Many sessions at once: real WebSocket clients without a browser, and the server's memory.

A client does what Streamlit's page does: it gets the page, opens the WebSocket, asks for a run
of the script with the query of the address, and reads until the run has finished.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

SESSIONS = 50
WITHIN = 1.0
WAVES = 5
LONGEST = 120.0
REST = 1.0  # seconds in which the server notices that the sessions are gone
PROTOCOLS = [Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")]  # as the page sends


@dataclass(frozen=True)
class Wave:
    """What one wave of sessions met.

    served   seconds from the wave's start until each session's run had finished, in order
    holding  the server's resident memory in bytes with all sessions open
    left     the same after all have gone
    """

    served: tuple[float, ...]
    holding: int
    left: int


def waves(address: str, pid: int, wanted: str, count: int = WAVES) -> list[Wave]:
    """Waves of sessions on one address, each after the sessions before have gone.

    wanted  words that every session must have received: what it was served is the page
    """
    return [asyncio.run(_wave(urlsplit(address), pid, wanted)) for _ in range(count)]


def resident(pid: int) -> int:
    """Resident memory of a process and its children, in bytes."""
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return sum(each.memory_info().rss for each in family)


async def _wave(address: SplitResult, pid: int, wanted: str) -> Wave:
    start = time.perf_counter()
    delays = [WITHIN * each / SESSIONS for each in range(SESSIONS)]
    sessions = [_session(address, wanted, delay) for delay in delays]
    async with asyncio.timeout(LONGEST):
        opened = await asyncio.gather(*sessions)
    holding = resident(pid)
    await asyncio.gather(*(connection.close() for connection, _ in opened))
    await asyncio.sleep(REST)
    served = sorted(moment - start for _, moment in opened)
    return Wave(tuple(served), holding, resident(pid))


async def _session(
    address: SplitResult, wanted: str, delay: float
) -> tuple[ClientConnection, float]:
    """An open session, and the moment at which its run had finished."""
    await asyncio.sleep(delay)
    await _get(address)
    stream = f"ws://{address.netloc}/_stcore/stream"
    origin = Origin(f"http://{address.netloc}")
    connection = await connect(stream, origin=origin, subprotocols=PROTOCOLS, max_size=None)
    await connection.send(_first_run(address))
    await _finished(connection, wanted.encode())
    return connection, time.perf_counter()


async def _get(address: SplitResult) -> None:
    """The page itself, which has to come whole."""
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    asked = f"GET {address.path}?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\n"
    writer.write(f"{asked}Connection: close\r\n\r\n".encode())
    answer = await reader.read(-1)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 200") and b"</html>" in answer


def _first_run(address: SplitResult) -> bytes:
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
