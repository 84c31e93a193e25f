"""The three pages behind their servers, each on a free port, ended by their own process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError

from bench import content, static_page
from chainboard.store.place import ROOT

NAMES = ("board", "static", "dash")


@contextmanager
def three(folder: Path) -> Iterator[dict[str, str]]:
    """name → address of the board on the demo pack, the static page and the Dash app."""
    static_page.write(folder)
    board, static, dash = free_ports(3)
    commands = {
        board: ["streamlit", "run", "dashboard.py", "--server.port", str(board)],
        static: ["http.server", str(static), "--bind", "127.0.0.1", "--directory", str(folder)],
        dash: ["bench.dash_app", str(dash), str(folder / "assets")],
    }
    with ExitStack() as running:
        for port, command in commands.items():
            running.enter_context(server(command, folder / f"{command[0]}.log"))
            wait_for(port)
        yield {
            "board": f"http://127.0.0.1:{board}/chain?pack=demo&lang=zh&chain={content.FIRST}",
            "static": f"http://127.0.0.1:{static}/",
            "dash": f"http://127.0.0.1:{dash}/",
        }


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on, all different."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


@contextmanager
def server(command: list[str], log: Path) -> Iterator[None]:
    """A Python module that runs as long as the block does."""
    with log.open("wb") as said:
        running = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=os.environ, stdout=said, stderr=said
        )
        try:
            yield
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
        except (URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"nothing answers on port {port}")
