"""The command audit: what was done, newest last, and whether somebody changed the record of it."""

from __future__ import annotations

import json

import pytest

from chainboard.store import audit
from tests.commands.said import LANGUAGES, is_in
from tests.store.city.sent import OFFICE

CITY = ("--pack", "city")


def test_what_was_done_is_printed_newest_last_with_number_time_act_and_office(run, pack):
    audit.append("export", "市统计局", "zhang", "chain.csv", rows=3)

    said = run("audit", "--lang", "zh")

    lines = [line.split("\t") for line in said.out.splitlines()]
    assert said.code == 0
    assert [(line[0], *line[2:]) for line in lines] == [
        ("1", "导入文件", OFFICE, "", "九月.xlsx", "2 行"),
        ("2", "导入文件", OFFICE, "", "更正.xlsx", "1 行"),
        ("3", "取数", "市统计局", "zhang", "chain.csv", "3 行"),
    ]
    assert [line[1] for line in lines] == sorted(line[1] for line in lines)


def test_acts_are_chosen_by_day_office_and_kind(run, pack):
    audit.append("sign_in", "市统计局", "zhang")

    def kinds(*chosen: str) -> list[str]:
        return [row["kind"] for row in json.loads(run("audit", "--json", *chosen).out)]

    assert kinds() == ["load", "load", "sign_in"]
    assert kinds("--office", "市统计局") == ["sign_in"]
    assert kinds("--kind", "load") == ["load", "load"]
    assert kinds("--since", "2999-01-01") == []
    assert kinds("--since", "2020-01-01", "--kind", "export") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_wrong_use_is_told(run, pack, lang):
    for wrong in (("--since", "gestern"), ("--pack", "demo")):
        said = run("audit", *wrong, "--lang", lang)
        assert said.code == 64 and is_in(lang, said.err)
    assert run("audit", "--kind", "shout").code == 64
    assert "nothing" in run("audit", "--since", "2999-01-01", "--lang", "en").out.lower()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_chain_that_was_changed_ends_with_1_and_names_the_first_line(run, pack, lang):
    whole = run("audit", "--verify", "--lang", lang)
    assert whole.code == 0 and is_in(lang, whole.out) and whole.err == ""
    log = audit.log_file()
    log.write_bytes(log.read_bytes().replace("更正".encode(), "九月".encode()))

    broken = run("audit", "--verify", "--lang", lang)
    told = {"zh": "审计链在第 2 行断开", "en": "breaks at line 2"}
    assert (broken.code, broken.out) == (1, "")
    assert told[lang] in broken.err and is_in(lang, broken.err)
    assert len(broken.err.splitlines()) == 1
    assert json.loads(run("audit", "--verify", "--json").out)["broken"] == 2
    assert run("verify", *CITY, "--lang", lang).code == 1


def test_what_a_command_gives_away_is_recorded_with_its_rows(run, pack, tmp_path):
    rows = len(run("query", "loads.all", *CITY, "--csv").out.splitlines()) - 1
    asked = [
        ("query", "loads.all", *CITY, "--json"),
        ("panel", "intake", "loads", *CITY, "--csv"),
        ("panel", "intake", "loads", *CITY, "--json"),
        ("panel", "intake", *CITY, "--json"),
        ("panel", "intake", *CITY, "--xlsx", tmp_path / "page.xlsx"),
    ]
    assert [run(*each).code for each in asked] == [0] * 5
    read = [("query", "loads.all"), ("panel", "intake"), ("panel", "intake", "loads")]
    assert [run(*each, *CITY).code for each in read] == [0] * 3  # read, not taken away

    told = json.loads(run("audit", "--kind", "export", "--json").out)
    assert [(row["words"], row["rows"]) for row in told][:4] == [
        ("loads.all.csv", rows),
        ("loads.all.json", 2),
        ("intake/loads.csv", 2),
        ("intake/loads.json", 2),
    ]
    assert [row["words"] for row in told][4:] == ["intake.json", "intake.xlsx"]


def test_what_the_page_began_is_recorded_with_the_account_of_who_began_it(run, pack, tmp_path):
    asked = {"file_name": "1", "chosen": None, "office": OFFICE, "account": "zhang"}
    (tmp_path / "job.json").write_text(json.dumps(asked), encoding="utf-8")

    given = ("--by", OFFICE, "--reason", "重复", "--job", tmp_path)
    assert run("withdraw", 1, *given).code == 0

    newest = json.loads(run("audit", "--json").out)[-1]
    assert (newest["kind"], newest["account"], newest["load_id"]) == ("withdrawal", "zhang", 1)
    assert run("verify", *CITY).code == 0


def test_a_command_gives_nothing_away_that_cannot_be_recorded(run, pack, tmp_path):
    log = audit.log_file()
    log.unlink()
    log.mkdir()
    target = tmp_path / "page.xlsx"

    for asked in (
        ("query", "loads.all", *CITY, "--csv"),
        ("panel", "intake", "loads", *CITY, "--json"),
        ("panel", "intake", *CITY, "--xlsx", target),
    ):
        said = run(*asked, "--lang", "zh")
        assert (said.code, said.out) == (75, "") and "审计写不进去" in said.err
    assert not target.exists()
