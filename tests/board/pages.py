"""Open pages of a running board, as its server sees them: a socket, a session, what is dropped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

STREAMLIT = Subprotocol("streamlit")
TOKEN = "_streamlit_xsrf"


def stream(board: str) -> str:
    return f"ws{board.removeprefix('http')}/_stcore/stream"


class OpenPage:
    """A page that is open in a browser of its own."""

    def __init__(self, board: str, session: str) -> None:
        self._to = f"{board}/_stcore/upload_file/{session}"
        self._browser = requests.Session()
        self._browser.get(f"{board}/_stcore/health", timeout=60)
        self._browser.headers["X-Xsrftoken"] = self._browser.cookies[TOKEN]

    def drop(self, name: str, size: int) -> requests.Response:
        """The answer to a file of so many bytes, sent as the page sends it."""
        file = {name: (f"{name}.xlsx", bytes(size))}
        return self._browser.put(f"{self._to}/{name}", files=file, timeout=120)

    def drop_unmeasured(self, name: str, size: int) -> requests.Response:
        """As drop, by a client that does not say beforehand how long its file is."""
        sent = requests.Request("PUT", "http://x", files={name: (name, bytes(size))}).prepare()
        assert isinstance(sent.body, bytes)
        kind = {"Content-Type": sent.headers["Content-Type"]}
        return self._browser.put(
            f"{self._to}/{name}", data=iter([sent.body]), headers=kind, timeout=120
        )

    def remove(self, name: str) -> None:
        """Take a file off the page."""
        assert self._browser.delete(f"{self._to}/{name}", timeout=60).status_code == 204


@contextmanager
def open_page(board: str) -> Iterator[OpenPage]:
    """The intake page, open as long as the block runs."""
    asked = BackMsg()
    asked.rerun_script.query_string = "pack=city&lang=en"
    asked.rerun_script.page_name = "intake"
    with connect(stream(board), subprotocols=[STREAMLIT], max_size=None, open_timeout=60) as socket:
        socket.send(asked.SerializeToString())
        yield OpenPage(board, _session(socket))


def _session(socket: ClientConnection) -> str:
    for message in socket:
        assert isinstance(message, bytes)
        told = ForwardMsg.FromString(message)
        if told.WhichOneof("type") == "new_session":
            return str(told.new_session.initialize.session_id)
    raise AssertionError("the board closed the socket")
