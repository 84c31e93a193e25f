"""A city's pack with a word that nothing else has, served by boards of any way of running."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from chainboard.board.address import unknown_value
from chainboard.intake.grid import Batch
from chainboard.store import editions
from tests.store.city.sent import batch, load, output

WORD = "Zyzzyva"  # of a firm and of a file that an office sent


@contextmanager
def packs_with_the_word(packs: Path, folder: Path) -> Iterator[tuple[Path, str]]:
    """The folder of all three packs, and the mark of the city's edition."""
    var = folder / "var"
    for pack in ("published", "demo"):
        shutil.copytree(packs / pack, var / pack)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAINBOARD_VAR", str(var))
        load(folder, f"{WORD}.xlsx", output("2026-09-30  91.5"), firm())
        yield var, editions.mark("city", editions.current("city") or 0)


def ways_to_the_city(mark: str) -> dict[str, str]:
    """Addresses at which what the offices sent is shown to who may see it."""
    return {
        "page": "/chain?pack=city&chain=petrochem&lang=en",
        "choice": "/board/first/chain?pack=city&chain=petrochem",
        "search": f"/board/search/city/2/{mark}/en",
        "csv": "/data/chain/chain_firms.csv?pack=city&chain=petrochem",
        "json": "/data/chain/chain_firms.json?pack=city&chain=petrochem",
        "page as a workbook": "/data/chain.xlsx?pack=city&chain=petrochem",
    }


def has_word(content: bytes) -> bool:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return WORD.lower().encode() in content.lower()


def firm() -> Batch:
    """A sheet of one firm, which is called WORD."""
    drawn = "enterprise_id  name  chain_id  share  output  period_end"
    return batch(
        "enterprises", f"{drawn}\ne1  {WORD}  petrochem  1  8  2026-09-30", is_above_size=True
    )


def unknown(name: str, value: str) -> bytes:
    """The message for a value that nothing has, as JSON holds it."""
    return unknown_value(name, value, "en").replace('"', r"\"").encode()


def ran(socket: ClientConnection, page: str, query: str, script: str = "") -> list[bytes]:
    """What a socket says to a page that opens at an address, until its script has ended.

    script  the hash by which a page that was opened before asks for its script again
    """
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = page
    asked.rerun_script.page_script_hash = script
    socket.send(asked.SerializeToString())
    said: list[bytes] = []
    for message in socket:
        assert isinstance(message, bytes)
        said.append(message)
        if ForwardMsg.FromString(message).WhichOneof("type") == "script_finished":
            return said
    raise AssertionError("the board closed the socket")


def pages_of(said: list[bytes]) -> dict[str, str]:
    """The hash of every page in the navigation, by its address."""
    told = [ForwardMsg.FromString(message) for message in said]
    (navigation,) = [each.navigation for each in told if each.WhichOneof("type") == "navigation"]
    return {page.url_pathname: page.page_script_hash for page in navigation.app_pages}
