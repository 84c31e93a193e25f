"""How much of what is dropped on the intake page the server holds, and what it says beyond that."""

from __future__ import annotations

import re
from collections import Counter

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from chainboard.board.gate import App, Message, Receive, Send
from chainboard.words import texts

MB = 2**20
LARGEST = 20  # MB a file, as .streamlit/config.toml has it
OF_A_PAGE = 100  # MB on one open page; a month of all offices together has a few
OF_ALL = 200  # MB on all open pages: Streamlit keeps every file in memory
FRAMING = 2**16  # what a browser sends round a file
UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")

FULL = (
    f"看板没有收下这个文件：一个页面上的文件合计不超过 {OF_A_PAGE} MB，所有页面不超过 {OF_ALL} MB。"
    "请移走几个文件，或稍后再试。\n"
    f"The board did not take this file: the files on one page may have {OF_A_PAGE} MB together, "
    f"those on all pages {OF_ALL} MB. Remove some, or try again in a while.\n"
)


def refusal(lang: str) -> str:
    """What the page says beside a file that was not taken: why, and what to do."""
    _ = texts(lang)
    return _(
        "有文件没有收下：单个文件不超过 {largest} MB，这个页面上合计不超过 {page} MB，"
        "看板一共放得下 {all} MB。请移走几个文件，或稍后再试：点一下没有收下的文件即重新上传。"
    ).format(largest=LARGEST, page=OF_A_PAGE, all=OF_ALL)


class Quota:
    """Refuses a file for which there is no room, before the server keeps any of it.

    Streamlit holds what was dropped on a page until it is removed there, or until the page has
    been gone for minutes. When all is full, pages that are gone give their room at once.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self._coming: Counter[str] = Counter()  # bytes on their way, by session

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        is_put = scope["type"] == "http" and scope["method"] == "PUT"
        found = UPLOAD.fullmatch(scope["path"]) if is_put else None
        if found is None or not Runtime.exists():
            await self.app(scope, receive, send)
            return
        session, size = found[1], _size(scope)
        if not self._has_room(session, size):
            await _read_out(receive, size)
            refused = PlainTextResponse(
                FULL, status_code=413, headers={"Cache-Control": "no-store"}
            )
            await refused(scope, receive, send)
            return
        self._coming[session] += size
        try:
            await self.app(scope, receive, send)
        finally:
            self._coming[session] -= size
            self._coming = +self._coming  # forget who has nothing on its way

    def _has_room(self, session: str, size: int) -> bool:
        if self._held(session) + size > OF_A_PAGE * MB + FRAMING:
            return False
        most = OF_ALL * MB + FRAMING
        if self._held() + size > most:
            _forget_who_is_gone()
        return self._held() + size <= most

    def _held(self, session: str | None = None) -> int:
        """Bytes kept and on their way, of one session or of all."""
        kept = {
            of: sum(len(file.data) for file in list(files.values()))
            for of, files in list(_manager().file_storage.items())
        }
        return sum(
            each.get(session, 0) if session else sum(each.values()) for each in (kept, self._coming)
        )


def _manager() -> MemoryUploadedFileManager:
    manager = Runtime.instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    return manager


def _forget_who_is_gone() -> None:
    """Streamlit itself lets go of a page that was left when another one is left."""
    for session in list(_manager().file_storage):
        if not Runtime.instance().is_active_session(session):
            _manager().remove_session_files(session)


def _size(scope: Message) -> int:
    """The bytes that a request says it will send; a largest file's when it does not say."""
    said = Headers(scope=scope).get("content-length", "")
    return int(said) if said.isdecimal() else LARGEST * MB + FRAMING


async def _read_out(receive: Receive, size: int) -> None:
    """Read what was sent and keep nothing: a browser hears no answer before it has sent all."""
    left = min(size, LARGEST * MB + FRAMING)
    while left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return
