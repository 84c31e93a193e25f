"""The data door over HTTP: a page as .json or .xlsx and as a file to take along (.pptx, .pdf,
.docx, .html), a panel as .json, .csv, .xlsx,
and one that is a document as .txt and .docx."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from chainboard.board import address, brief_door, door, drawn, who
from chainboard.board.door import Named, Refused
from chainboard.briefs import html_file
from chainboard.person import Person
from chainboard.sheet.screen import as_bytes
from chainboard.store.faults import Stop, Unrecorded
from chainboard.view import View
from chainboard.words import Words

# Two at a time, as the board draws its panels: a program that asks for all leaves it room.
AT_WORK = ThreadPoolExecutor(2, thread_name_prefix="door")
# One file to take along after another: each takes seconds, and data must not wait for it.
AT_BRIEFS = ThreadPoolExecutor(1, thread_name_prefix="brief")
MEDIA = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}
SHOWN = ("json", "html")  # what a browser opens instead of keeping it
# The same parameters may be answered otherwise once there is a new edition: always ask again.
HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}

Make = Callable[[str, str, View], Named]
OF_A_PAGE: dict[str, Make] = {"json": door.listed, "xlsx": door.as_workbook}
BRIEFS = dict.fromkeys(form for form in brief_door.FORMS if form not in OF_A_PAGE)
OF_A_PANEL: dict[str, Make] = {
    "json": door.as_json,
    "csv": door.as_csv,
    "xlsx": door.as_workbook,
    "txt": door.as_text,
    "docx": brief_door.document,
}


async def answer(request: Request) -> Response:
    """What an address under /data holds, or why nothing does, in the language asked for."""
    loop = asyncio.get_running_loop()
    form = request.path_params["path"].rpartition(".")[2]
    return await loop.run_in_executor(AT_BRIEFS if form in BRIEFS else AT_WORK, _answered, request)


def _answered(request: Request) -> Response:
    lang = address.language(request.query_params, request.headers.get("accept-language"))
    path = request.path_params["path"]
    try:
        return _made(request, path, lang, who.of_request(request))
    except Refused as refused:
        return _error(refused.status, refused.code, refused.message)
    except Unrecorded as stop:
        return _error(503, "unrecorded", stop.words(lang))
    except brief_door.Exporting as stop:
        return _error(503, "busy", stop.words(lang))
    except Stop as stop:
        return _error(500, "failed", stop.words(lang))
    except Exception as fault:
        _, said = drawn.told(path, fault, Words(lang))
        return _error(500, "failed", said)


def _made(request: Request, path: str, lang: str, person: Person) -> Response:
    """The file at chain.json or chain/output_trend.csv. Raises Refused, Unrecorded."""
    stem, _, form = path.partition(".")
    page, _, panel = stem.partition("/")
    makers = OF_A_PANEL if panel else OF_A_PAGE
    door.questions(page, panel, Words(lang), person)
    given = request.query_params.multi_items()
    if not panel and (form in BRIEFS or any(name in brief_door.OWN for name, _ in given)):
        asked = brief_door.asked(page, given, lang, person)
        made, what, view = brief_door.made(form, asked), asked.subject, asked.view
    elif form not in makers:
        raise door.unknown_format(form, {**makers, **({} if panel else BRIEFS)}, Words(lang))
    else:
        view = door.view_of(page, given, lang, person)
        made, what = makers[form](page, panel, view), panel
    answered = _file(request, made.name, made.content)
    if answered.status_code == 200 and request.method != "HEAD":
        door.record(made, page, what, view, person)
    return answered


def _file(request: Request, name: str, content: bytes) -> Response:
    """The file, or 304 where the program has it already."""
    form = name.rpartition(".")[2]
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    shown = "inline" if form in SHOWN else "attachment"
    plain = f"{request.path_params['path'].partition('.')[0].replace('/', '_')}.{form}"
    headers = {
        **HEADERS,
        "ETag": tag,
        "Content-Disposition": f"{shown}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
    }
    if form == "html":
        headers["Content-Security-Policy"] = f"{html_file.policy()}; frame-ancestors 'none'"
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        headers["Content-Length"] = str(len(content))
        content = b""
    return Response(content, headers=headers, media_type=MEDIA[form])


def _has(known: str, tag: str) -> bool:
    """Whether an If-None-Match names the content; what weakly equals it will do."""
    tags = [each.strip().removeprefix("W/") for each in known.split(",")]
    return tag in tags or tags == ["*"]


def _error(status: int, code: str, message: str) -> Response:
    said = as_bytes({"error": {"code": code, "message": message}})
    headers = {**HEADERS, "Cache-Control": "no-store"}
    return Response(said, status, headers, MEDIA["json"])
