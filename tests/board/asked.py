"""Questions to the server's app, put as a server puts them: one request, its whole answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette

HOST = "127.0.0.1:8501"
HERE = {"server": ("127.0.0.1", 8501), "client": ("127.0.0.1", 50000)}
Given = list[tuple[str, str]]


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def get(app: Starlette, path: str, query: str = "", **headers: str) -> Answer:
    """The answer to one GET of a browser on this machine."""
    given = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return asked(app, path, [("host", HOST), *given], query_string=query.encode())


def ok(answer: Answer) -> bytes:
    """What a good answer holds."""
    assert answer.status == 200, answer.body
    return answer.body


def asked(app: Starlette, path: str, headers: Given, **more: Any) -> Answer:
    """The answer to one request with exactly these headers; more goes into its ASGI scope."""
    answer = Answer()
    for message in _said(app, {"type": "http", "method": "GET"}, path, headers, more):
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            for name, value in ((k.decode(), v.decode()) for k, v in message["headers"]):
                before = answer.headers.get(name)  # a header said twice holds for both values
                answer.headers[name] = f"{before}, {value}" if before else value
        else:
            answer.body += message.get("body", b"")
    return answer


def shaken_hands(app: Starlette, path: str, headers: Given, **more: Any) -> str:
    """What the server says first to a WebSocket: websocket.accept, or websocket.close."""
    first, *_ = _said(app, {"type": "websocket", "subprotocols": []}, path, headers, more)
    return str(first["type"])


def _said(
    app: Starlette, kind: dict[str, Any], path: str, headers: Given, more: dict[str, Any]
) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = []
    scope = {
        **kind, **HERE, "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "scheme": "http", "http_version": "1.1",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers], **more,
    }  # fmt: skip
    first = {"http": "http.request", "websocket": "websocket.connect"}[scope["type"]]

    async def receive() -> dict[str, Any]:
        return {"type": first, "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    asyncio.run(app(scope, receive, send))
    return said
