"""The command that gives a panel as data: the same as the board's server gives."""

from __future__ import annotations

import csv
import io
import json
import re

import openpyxl
import pytest

from chainboard.board import door
from chainboard.navigation import page_at
from chainboard.person import AT_THE_DESK
from chainboard.sheet.code import code as code_of
from chainboard.view import View
from tests.commands.said import LANGUAGES, is_in

TREND = ("panel", "chain", "output_trend", "chain=petrochem", "--pack", "demo", "--lang", "zh")
GIVEN = [("pack", "demo"), ("chain", "petrochem"), ("lang", "zh")]
LIST = ("panel", "chain", "chain=petrochem", "--pack", "demo", "--lang", "zh")


def test_a_panel_is_a_table_to_be_read(run, packs):
    said = run(*TREND)
    lines = said.out.splitlines()

    assert said.code == 0
    assert lines[0].startswith("演示数据") and "亿元" in lines[1]
    assert any(line.startswith("2026年10月31日") and line.split()[-1] == "402" for line in lines)
    assert lines[-2].startswith("来源：") and lines[-1].startswith("溯源码 ")


def test_the_code_below_a_panel_leads_from_the_command_to_the_cell_of_each_figure(run, packs):
    code = run(*TREND).out.splitlines()[-1].removeprefix("溯源码 ")
    said = run("code", code.lower())
    view = door.view_of("about", [("code", code)], "zh", AT_THE_DESK)

    assert said.code == 0 and re.search(r"\.xlsx +指标 +G\d+ ", said.out)
    assert said.out.splitlines()[-1].startswith("/chain?chain=petrochem&pack=demo&edition=")
    made = door.as_json("about", "code_looked_up", view).content
    assert run("code", code, "--json").out.encode() == made + b"\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_code_that_leads_nowhere_is_wrong_use_and_says_why(run, packs, lang):
    mistyped, unknown = "J1RB-280D-R2JW", code_of(page_at("chain"), "nothing", View(lang=lang))

    for code, words in ((mistyped, "J1RB-280D-R2JV"), (unknown, "")):
        said = run("code", code, "--lang", lang)
        assert (said.code, said.out) == (64, "") and words in said.err
        assert is_in(lang, said.err)


def test_json_and_csv_are_to_the_byte_what_the_server_answers(run, packs):
    view = door.view_of("chain", GIVEN, "zh", AT_THE_DESK)

    assert (
        run(*TREND, "--json").out.encode() == door.as_json("chain", "output_trend", view)[1] + b"\n"
    )
    printed = run(*TREND, "--csv").out
    assert printed.encode() == door.as_csv("chain", "output_trend", view)[1]


def test_a_csv_begins_with_a_mark_that_excel_knows(run, packs):
    printed = run(*TREND, "--csv").out
    rows = list(csv.reader(io.StringIO(printed.removeprefix("\ufeff"))))

    assert printed.startswith("\ufeff")
    assert rows[0][-3:] == ["数据来源", "版次", "演示数据"]
    assert rows[1][0] == "2026-02-28"


def test_a_panel_that_is_no_document_has_no_text_and_the_command_says_so(run, packs):
    said = run(*TREND, "--txt")
    assert said.code == 64 and "没有可以取走的文稿" in said.err

    assert run(*LIST, "--txt").code == 64


def test_without_a_name_the_panels_are_listed(run, packs):
    lines = [line.split("\t")[0] for line in run(*LIST).out.splitlines()]
    made = json.loads(run(*LIST, "--json").out)

    assert lines == [each["name"] for each in made] == list(door.pages()["chain"])
    assert list(made[0]) == ["name", "finding", "measure"]


@pytest.mark.parametrize("given", [TREND, LIST])
def test_a_workbook_is_written_of_the_page_or_of_one_panel(run, packs, tmp_path, given):
    file = tmp_path / "书.xlsx"
    said = run(*given, "--xlsx", file)

    assert (said.code, said.out) == (0, f"已写出 {file}\n")
    names = openpyxl.load_workbook(file).sheetnames
    assert names == ["产业链产值走势"] if given is TREND else "产业链产值走势" in names


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "wrong",
    [
        ("nowhere",),
        ("chain", "nothing"),
        ("chain", "output_trend", "chian=1"),
        ("chain", "output_trend", "chain=nowhere"),
        ("chain", "output_trend", "period=2050"),
        ("chain", "output_trend", "energy"),
        ("chain", "pack=other"),
        ("chain", "--edition", "99"),
        ("chain", "--csv"),
    ],
)
def test_what_nothing_answers_to_is_wrong_use_in_one_sentence(run, packs, lang, wrong):
    said = run("panel", *wrong, "--lang", lang)

    assert (said.code, said.out) == (64, "")
    assert len(said.err.splitlines()) == 1 and is_in(lang, said.err)


@pytest.mark.parametrize("wrong", [("--pack", "other"), ("--json", "--csv"), ("--edition", "one")])
def test_options_that_cannot_be_are_wrong_use(run, packs, wrong):
    assert run("panel", "chain", "output_trend", *wrong).code == 64


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("nowhere/page.xlsx", {"zh": "没有这个文件夹", "en": "there is no such folder"}),
        (".", {"zh": "这是一个文件夹", "en": "it is a folder"}),
        ("a" * 300, {"zh": "名称太长", "en": "the name is too long"}),
    ],
)
def test_a_path_that_cannot_be_written_is_named_with_why(run, packs, tmp_path, place, why, lang):
    file = tmp_path / place
    said = run("panel", "overview", "--pack", "demo", "--lang", lang, "--xlsx", file)

    sentence = {"zh": f"无法写出 {file}：{why['zh']}。", "en": f"{file} cannot be written: "}[lang]
    assert said.code == 1
    assert said.err.startswith(sentence) and why[lang] in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pack_without_an_edition_is_told_how_to_make_one(run, folder, lang):
    said = run("panel", "overview", "--pack", "demo", "--lang", lang)

    assert said.code == 1
    assert "python -m chainboard build --pack demo" in said.err


def test_a_panel_without_data_says_why(run, packs):
    said = run("panel", "chain", "output_trend", "--lang", "zh")

    assert said.code == 0
    assert "没有产业链产值" in said.out
