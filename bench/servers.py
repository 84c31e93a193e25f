"""The board and its rivals behind their servers, each on a free port, ended by their own process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError

from bench import content, static_page
from bench.content import Subject
from bench.ports import free_ports
from chainboard.store.place import ROOT


@dataclass(frozen=True)
class Board:
    """The board's server: where it answers ("http://127.0.0.1:8601/"), and its process."""

    address: str
    pid: int


@contextmanager
def board(folder: Path, **environment: str) -> Iterator[Board]:
    """The board on its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (port,) = free_ports(1)
    command = ["streamlit", "run", "dashboard.py", "--server.port", str(port)]
    with server(command, folder / "board.log", port, environment) as pid:
        yield Board(f"http://127.0.0.1:{port}/", pid)


def in_the_office(folder: Path) -> dict[str, str]:
    """The environment of a board to which people sign in by a header: bench is its proxy."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "office.toml"
    file.write_text('way = "office"\nhosts = ["127.0.0.1"]\n', encoding="utf-8")
    return {"CHAINBOARD_CONFIG": str(file)}


def named(account: str) -> dict[str, str]:
    """What a proxy says of who has signed in."""
    return {"X-Auth-User": account}


@contextmanager
def three(subject: Subject, folder: Path) -> Iterator[dict[str, str]]:
    """name → address of one page by the board on the demo pack, as static page, and by Dash."""
    folder.mkdir(parents=True)
    static_page.write(subject, folder)
    static, dash = free_ports(2)
    here, assets = str(folder), str(folder / "assets")
    commands = {
        static: ["http.server", str(static), "--bind", "127.0.0.1", "--directory", here],
        dash: ["bench.dash_app", subject.page, str(dash), assets],
    }
    with board(folder) as product, ExitStack() as running:
        for port, command in commands.items():
            running.enter_context(server(command, folder / f"{command[0]}.log", port))
        yield {
            "board": product.address + content.address(subject),
            "static": f"http://127.0.0.1:{static}/",
            "dash": f"http://127.0.0.1:{dash}/",
        }


@contextmanager
def server(
    command: list[str], log: Path, port: int, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """The process of a Python module that answers on a port and runs as long as the block does."""
    with log.open("wb") as said:
        running = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdout=said,
            stderr=said,
        )
        try:
            wait_for(port)
            yield running.pid
        finally:
            running.terminate()
            running.wait()


def wait_for(port: int, seconds: float = 60) -> None:
    """Return when a server answers; TimeoutError when none has in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
            return
        except HTTPError:  # it answers, and lets nobody in
            return
        except (URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"nothing answers on port {port}")
