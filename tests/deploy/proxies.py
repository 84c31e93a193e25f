"""nginx and Caddy as ordinary processes, with the configuration that is installed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

DEPLOY = Path(__file__).parents[2] / "deploy"
TOOLS = DEPLOY.parent / ".venv/tools/usr"  # scripts/test-deploy.sh
NAME = "board.example"
ACCOUNT = ("clerk", "a long word of their own")
KINDS = ("nginx", "caddy")


@dataclass
class Behind:
    """A small app that says what reached it, and keeps it."""

    port: int
    came: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Proxy:
    """A proxy that runs: its port, what reached the app behind it, and the files of its logs."""

    kind: str
    port: int
    behind: Behind
    certificate: Path
    logs: Path

    def ask(self, path: str, method: str = "GET", **more: Any) -> requests.Response:
        """The answer to one request that names the board."""
        return requests.request(
            method,
            f"https://{NAME}:{self.port}{path}",
            timeout=120,
            verify=str(self.certificate),
            allow_redirects=False,
            **more,
        )

    def logged(self) -> str:
        """All that was written to its logs."""
        return "".join(file.read_text(encoding="utf-8") for file in sorted(self.logs.iterdir()))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def recording() -> Iterator[Behind]:
    """An app that answers every request with what it says."""
    behind = Behind(free_port())

    async def answer(request: Request) -> JSONResponse:
        told = {"path": request.url.path, "headers": request.headers.items()}
        behind.came.append({**told, "body": len(await request.body())})
        return JSONResponse(told)

    async def page(socket: WebSocket) -> None:
        await socket.accept(subprotocol="streamlit")
        behind.came.append({"path": socket.url.path, "headers": socket.headers.items()})
        await socket.send_bytes(await socket.receive_bytes())
        await socket.close()

    methods = ["GET", "PUT", "POST"]
    routes = [
        WebSocketRoute("/_stcore/stream", page),
        Route("/{any:path}", answer, methods=methods),
    ]
    quiet = {"log_level": "error", "access_log": False, "proxy_headers": False}
    config = uvicorn.Config(Starlette(routes=routes), port=behind.port, **quiet)  # type: ignore[arg-type]
    server, ready = uvicorn.Server(config), threading.Event()
    started = server.startup

    async def startup(*given: Any, **more: Any) -> None:
        await started(*given, **more)
        ready.set()

    server.startup = startup  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert ready.wait(30)
    try:
        yield behind
    finally:
        server.should_exit = True
        thread.join(30)


def needed(program: str) -> str:
    """The path of a program; without it the test is skipped and says so."""
    places = f"{os.environ['PATH']}:/usr/sbin:{TOOLS}/sbin:{TOOLS}/bin"
    return shutil.which(program, path=places) or pytest.skip(f"there is no {program} here")


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for NAME that it signs itself, and its key."""
    made, key = folder / "fullchain.pem", folder / "privkey.pem"
    subject = ("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}")
    command = [needed("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt"]
    files = ("-nodes", "-keyout", str(key), "-out", str(made))
    subprocess.run(
        [*command, "ec_paramgen_curve:P-256", *files, *subject], check=True, capture_output=True
    )
    return made, key


def rendered(file: str, changes: dict[str, str]) -> str:
    """A file of deploy/ with what an administrator changes, and the ports of the test. Each change
    must apply: the test tries what is installed."""
    text = (DEPLOY / file).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, f"{old} is not in {file}"
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(folder: Path, behind: Behind, *without: str) -> Iterator[Proxy]:
    """without: beginnings of lines that an administrator takes out."""
    program, port = needed("nginx"), free_port()
    made, key = certificate(folder)
    logs, accounts = folder / "logs", folder / "accounts"
    logs.mkdir()
    hashed = subprocess.run(
        [needed("openssl"), "passwd", "-apr1", "-stdin"],
        input=ACCOUNT[1], capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    accounts.write_text(f"{ACCOUNT[0]}:{hashed.stdout.strip()}\n", encoding="utf-8")
    board = rendered(
        "nginx.conf",
        {
            "listen 80;": f"listen 127.0.0.1:{free_port()};",
            "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
            "127.0.0.1:8501": f"127.0.0.1:{behind.port}",
            "/etc/chainboard/tls/fullchain.pem": str(made),
            "/etc/chainboard/tls/privkey.pem": str(key),
            "/etc/nginx/chainboard.htpasswd": str(accounts),
            "/var/log/nginx": str(logs),
        },
    )
    board = "\n".join(line for line in board.splitlines() if not line.strip().startswith(without))
    parts = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{part}_temp_path {folder}/{part};" for part in parts)
    user = "user root;" if os.geteuid() == 0 else ""
    # What is unpacked and not installed has no /var/log/nginx, where it would log for others.
    http = f"access_log off; {places} {board}"
    whole = f"{user} pid {folder}/pid; events {{}} http {{ {http} }}"
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    command = [program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "start.log")]
    subprocess.run(command, check=True, timeout=30)  # returns when it listens
    try:
        yield Proxy("nginx", port, behind, made, logs)
    finally:
        os.kill(int((folder / "pid").read_text(encoding="utf-8")), signal.SIGTERM)


@contextmanager
def caddy(folder: Path, behind: Behind) -> Iterator[Proxy]:
    program, port = needed("caddy"), free_port()
    made, key = certificate(folder)
    logs, accounts = folder / "logs", folder / "accounts"
    logs.mkdir()
    hashed = subprocess.run(
        [program, "hash-password", "--plaintext", ACCOUNT[1]],
        capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    accounts.write_text(f"{ACCOUNT[0]} {hashed.stdout.strip()}\n", encoding="utf-8")
    board = rendered(
        "Caddyfile",
        {
            "admin off\n": f"admin off\n\thttp_port {free_port()}\n",
            f"{NAME} {{": f"{NAME}:{port} {{\n\tbind 127.0.0.1",
            "127.0.0.1:8501": f"127.0.0.1:{behind.port}",
            "/etc/chainboard/tls/fullchain.pem": str(made),
            "/etc/chainboard/tls/privkey.pem": str(key),
            "/etc/caddy/chainboard.accounts": str(accounts),
            "/var/log/caddy": str(logs),
        },
    )
    (folder / "Caddyfile").write_text(board, encoding="utf-8")
    command = [program, "start", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    own = {
        **os.environ,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    with (folder / "start.log").open("wb") as said:
        subprocess.run(  # returns when it listens
            [*command, "--pidfile", str(folder / "pid")],
            check=True, timeout=60, env=own, stdout=said, stderr=said,
        )  # fmt: skip
    try:
        yield Proxy("caddy", port, behind, made, logs)
    finally:
        os.kill(int((folder / "pid").read_text(encoding="utf-8")), signal.SIGTERM)


RUNNING = {"nginx": nginx, "caddy": caddy}
