"""The panels of an address in the server's first answer."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from chainboard import queries
from chainboard.board.first_answer import as_html, first_answer
from chainboard.navigation import page_at, pages
from chainboard.person import AT_THE_DESK

DATA = re.compile(r'<script type="application/json" id="cb-answer">(.*?)</script>', re.DOTALL)
SHOWN = [page.address for page in pages() if not (page.takes_files or page.is_internal)]

pytestmark = pytest.mark.usefixtures("packs")


def sent(answer: bytes) -> tuple[dict, dict]:
    """The head and the entries that an answer brings."""
    head, entries = answer.split(b"\n")
    return json.loads(head), json.loads(entries)


@pytest.mark.parametrize("pack", ["published", "demo"])
@pytest.mark.parametrize("name", SHOWN)
def test_it_brings_what_the_page_selects_with_its_panels(name: str, pack: str):
    head, entries = sent(
        first_answer(page_at(name), {"pack": pack, "lang": "zh"}, None, AT_THE_DESK)
    )

    assert (head["page"], head["session"], head["n"]) == (name, "", 0)
    assert list(entries) == [head["selected"]]
    assert entries[head["selected"]]["panels"]


def test_the_language_is_that_of_the_address_then_of_the_browser():
    said = [
        sent(first_answer(page_at("about"), asked, browser, AT_THE_DESK))[0]["lang"]
        for asked in ({}, {"lang": "zh"}, {"lang": "en"})
        for browser in ("en-GB,en;q=0.9", "zh-CN")
    ]

    assert said == ["en", "zh", "zh", "zh", "en", "en"]


def test_nothing_that_an_address_says_ends_the_data():
    asked = {"slides": "</script><script>alert(1)</script>", "pack": "<!--", "chain": "</SCRIPT>"}

    html = as_html(
        first_answer(page_at("overview"), asked, "zh", AT_THE_DESK), page_at("overview"), asked
    )

    (data,) = DATA.findall(html)
    head, _ = sent(data.encode())
    assert any("alert(1)" in message for message in head["messages"])
    assert html.lower().count("</script") == 1 and "<!--" not in html


def test_a_page_that_takes_in_files_waits_for_streamlit():
    assert first_answer(page_at("intake"), {"pack": "demo"}, "zh", AT_THE_DESK) == b""


def test_a_pack_without_an_edition_waits_for_streamlit_to_build_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))

    assert first_answer(page_at("overview"), {"pack": "demo"}, "zh", AT_THE_DESK) == b""


def test_an_edition_that_cannot_be_read_is_left_to_streamlit_to_tell(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    folder = tmp_path / "demo" / "editions"
    folder.mkdir(parents=True)
    (folder / "000001.duckdb").write_bytes(b"not a database")
    (tmp_path / "demo" / "CURRENT").write_text("000001\n", encoding="utf-8")
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    queries.forget()

    assert first_answer(page_at("overview"), {"pack": "demo"}, "zh", AT_THE_DESK) == b""
