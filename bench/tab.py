"""One browser without its screen: what it asks for, its cookies, and the tab that it has open."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPConnection
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from bench.sessions import PROTOCOLS

LONGEST = 180.0  # a page of 13 chains that nobody has looked at, on a machine that does other work
PAGE = {"Accept": "text/html"}
TOKEN = "_streamlit_xsrf"  # the cookie whose word a sent file must carry


class Tab:
    """What one browser does on a board.

    carried  what each of its requests carries: who a proxy says that it is
    said     the messages of the server to the last thing that the tab asked for
    refused  answers of 4xx so far
    """

    def __init__(self, board: str, carried: Mapping[str, str]) -> None:
        self.carried = carried
        self.said: list[bytes] = []
        self.refused = 0
        self._board = urlsplit(board)
        self._cookies: dict[str, str] = {}
        self._socket: ClientConnection | None = None
        self._page, self._script, self._session = "", "", ""

    @property
    def is_open(self) -> bool:
        """Whether a page stands in it."""
        return self._socket is not None

    def close(self) -> None:
        """Leave the page."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def open(self, page: str, query: str) -> None:
        """A page from its address, until its script has ended."""
        self.close()
        self._page, self._script = page, ""
        status, _ = self.get(f"/{page}?{query}", **PAGE)
        if status == 302:  # the first page by its name, or one that is not theirs
            self._page = ""
            self.get(f"/?{query}", **PAGE)
        self._socket = connect(
            f"ws://{self._board.netloc}/_stcore/stream",
            origin=Origin(f"http://{self._board.netloc}"),
            subprotocols=PROTOCOLS,
            max_size=None,
            open_timeout=LONGEST,
            additional_headers=self._headers(),
        )
        self.run(query)

    def run(self, query: str) -> None:
        """Run the script of the open page with another query, until it has ended."""
        self._send(self._asked(query))
        self._told("script_finished")

    def send(self, element: str, content: bytes, query: str) -> None:
        """Drop a file on the open page, and run the script that reads it.

        element  the id of what takes files there
        """
        asked = BackMsg()
        asked.file_urls_request.request_id = "one"
        asked.file_urls_request.file_names.append("sent.csv")
        asked.file_urls_request.session_id = self._session
        self._send(asked)
        urls = self._told("file_urls_response").file_urls_response.file_urls[0]
        self._put(urls.upload_url, content)
        run = self._asked(query)
        state = run.rerun_script.widget_states.widgets.add(id=element)
        state.file_uploader_state_value.uploaded_file_info.add(
            name="sent.csv", size=len(content), file_id=urls.file_id, file_urls=urls
        )
        self._send(run)
        self._told("script_finished")

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Status and body of an answer; AssertionError for one of 5xx."""
        return self._request("GET", path, None, self._headers(**headers))

    def _put(self, path: str, content: bytes) -> None:
        self.get("/_stcore/health")  # which brings the cookie
        edge = "-" * 8 + "edge"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="f"; filename="sent.csv"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        told = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        told["X-Xsrftoken"] = self._cookies.get(TOKEN, "")
        status, said = self._request("PUT", path, body, self._headers(**told))
        assert status == 204, said

    def _asked(self, query: str) -> BackMsg:
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = "" if self._script else self._page
        asked.rerun_script.page_script_hash = self._script
        asked.rerun_script.context_info.locale = "zh-CN"
        return asked

    def _send(self, asked: BackMsg) -> None:
        assert self._socket is not None
        self._socket.send(asked.SerializeToString())

    def _told(self, kind: str) -> ForwardMsg:
        """What the server says, up to a message of a kind."""
        assert self._socket is not None
        self.said = []
        while True:
            message = self._socket.recv(timeout=LONGEST)
            assert isinstance(message, bytes)
            self.said.append(message)
            told = ForwardMsg.FromString(message)
            if told.WhichOneof("type") == "new_session":
                self._script = told.new_session.page_script_hash
                self._session = told.new_session.initialize.session_id
            is_early = told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
            if told.WhichOneof("type") == kind and not is_early:
                return told

    def _headers(self, **more: str) -> dict[str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return {**self.carried, "Cookie": cookie, **more}

    def _request(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        line = HTTPConnection(self._board.netloc, timeout=LONGEST)
        try:
            line.request(method, path, body, dict(headers))
            answer = line.getresponse()
            said = answer.read()
        finally:
            line.close()
        for told in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = told.partition(";")[0].partition("=")
            self._cookies[name] = value
        self.refused += 400 <= answer.status < 500
        assert answer.status < 500, f"{answer.status} {path}"
        return answer.status, said
