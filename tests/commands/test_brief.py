"""The command that writes a brief: each kind of file, what is refused, and nothing half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from filelock import FileLock
from pypdf import PdfReader

from chainboard.store.place import ROOT
from tests.commands.said import LANGUAGES, is_in

CHAIN = ("--pack", "demo", "--chain", "apple", "--lang", "zh")
STARTS = {"pptx": b"PK", "docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE html>"}


@pytest.mark.parametrize("form", STARTS)
def test_a_brief_of_a_chain_is_written_as_each_kind_of_file(run, packs, tmp_path, form):
    out = tmp_path / f"苹果.{form}"
    said = run("brief", "--to", form, "--out", out, *CHAIN)

    assert (said.code, said.out.strip()) == (0, f"已写出 {out}")
    assert out.read_bytes().startswith(STARTS[form])
    assert [each.name for each in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize(
    ("more", "named"),
    [
        (("--edition", "99"), "99"),
        (("--chain", "nowhere"), "nowhere"),
        (("--meeting", "meeting-9999"), "meeting-9999"),
        (("--page", "nowhere"), "nowhere"),
        (("--copy", "none"), "none"),
        (("--ledger", "100000"), "100000"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_there_is_named_and_nothing_is_written(run, packs, tmp_path, more, named, lang):
    said = run(
        "brief", "--to", "pdf", "--out", tmp_path / "a.pdf", "--pack", "demo", "--lang", lang, *more
    )

    assert said.code == 64 and named in said.err and is_in(lang, said.err.replace(named, ""))
    assert list(tmp_path.iterdir()) == []


def test_a_form_and_a_kind_of_file_are_not_asked_for_at_once_and_not_neither(run, packs, tmp_path):
    out = ("--out", tmp_path / "a")
    assert run("brief", *out, *CHAIN).code == 64
    assert run("brief", *out, *CHAIN, "--to", "pdf", "--into", tmp_path / "form.xlsx").code == 64


def test_another_export_that_runs_is_not_waited_for(run, packs, tmp_path):
    with FileLock(packs / "brief.lock"):
        said = run("brief", "--to", "docx", "--out", tmp_path / "a.docx", "--copy", "31", *CHAIN)
    assert said.code == 75 and "另一个文件正在生成" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_place_that_cannot_be_written_is_named_with_why(run, packs, tmp_path, lang):
    given = ("--to", "xlsx", "--pack", "demo", "--chain", "apple", "--lang", lang)

    said = run("brief", "--out", tmp_path / "none" / "a.xlsx", *given)
    assert said.code == 1 and "a.xlsx" in said.err and is_in(lang, said.err.splitlines()[0])
    full = run("brief", "--out", "/dev/full", *given)
    assert full.code == 1 and len(full.err.splitlines()) == 2
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_is_killed_leaves_no_file_and_no_lock(run, packs, tmp_path):
    out, lock = tmp_path / "city.pdf", FileLock(packs / "brief.lock")
    command = [sys.executable, "-m", "chainboard", "brief", "--to", "pdf", "--out", str(out)]
    with subprocess.Popen(
        [*command, "--pack", "demo", "--copy", "32"], cwd=ROOT, env={**os.environ},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as export:  # fmt: skip
        assert export.stderr is not None
        export.stderr.readline()  # it says that it makes the file
        export.send_signal(signal.SIGKILL)
    assert not out.exists()
    with lock.acquire(timeout=60):
        pass

    assert run("brief", "--to", "xlsx", "--out", tmp_path / "a.xlsx", *CHAIN).code == 0


def test_what_a_brief_prints_is_of_the_chain_the_edition_and_the_copy(run, packs, tmp_path):
    out = tmp_path / "a.pdf"
    assert run("brief", "--to", "pdf", "--out", out, "--copy", "7", *CHAIN).code == 0
    first = "".join(PdfReader(BytesIO(out.read_bytes())).pages[0].extract_text().split())
    assert "苹果" in first and "版次1" in first and "内部资料·第7份" in first


def test_a_blank_form_is_filled_and_what_stays_empty_is_listed_with_its_reason(
    run, packs, tmp_path
):
    book = openpyxl.Workbook()
    page = book.active
    for row in (["产业链", "产业链产值（亿元）", "从未听说的指标（个）"], ["苹果", None, None]):
        page.append(row)
    form, out = tmp_path / "form.xlsx", tmp_path / "filled.xlsx"
    book.save(form)

    said = run("brief", "--into", form, "--out", out, *CHAIN)
    assert said.code == 0 and out.exists() and "从未听说的指标" in said.out
    refused = run("brief", "--into", Path(__file__), "--out", tmp_path / "b.xlsx", *CHAIN)
    assert refused.code == 2 and not (tmp_path / "b.xlsx").exists()
    assert zipfile.is_zipfile(out)
