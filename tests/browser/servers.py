"""Real servers for the browser tests: started on a free port, ended by their process id."""

from __future__ import annotations

import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = (".git", ".venv", "var", "tests", "bench", "shots", "node_modules", "__pycache__")
STARTED = re.compile(r"https?://\S+")


@contextmanager
def running(
    var: Path, tree: Path = ROOT, host: str = "127.0.0.1", files: int = 0, **environment: str
) -> Iterator[str]:
    """The address on this machine of a board that runs as long as the block does.

    var   the folder of its packs (CHAINBOARD_VAR)
    tree  the folder that holds dashboard.py: this repository, or a copy of it
    host  the address it listens on
    files  how many it may have open, where that is to be few
    """
    few = partial(resource.setrlimit, resource.RLIMIT_NOFILE, (files, files)) if files else None
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address", host]
    server = subprocess.Popen(
        [*command, "--server.port", str(free_port())],
        cwd=tree,
        env={**os.environ, "CHAINBOARD_VAR": str(var), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        preexec_fn=few,
    )
    try:
        yield _address(server)
    finally:
        server.terminate()
        server.wait()


def copy_of_tree(folder: Path) -> Path:
    """A copy of what the board needs to run, for a test to break."""
    ignored = shutil.ignore_patterns(*NOT_COPIED, "*_cache", ".hypothesis")
    return Path(shutil.copytree(ROOT, folder / "tree", ignore=ignored))


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _address(server: subprocess.Popen[str]) -> str:
    """The address the server prints when it listens; what it prints later is read and let go."""
    assert server.stdout is not None
    said: list[str] = []
    for line in server.stdout:
        said.append(line)
        found = STARTED.search(line)
        if found:
            threading.Thread(target=server.stdout.read, daemon=True).start()
            return f"http://127.0.0.1:{urlsplit(found.group()).port}"
    raise AssertionError("the board did not start:\n" + "".join(said))
