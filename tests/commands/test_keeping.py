"""Packs at a desk: changes, backup, restore, prune and verify; a command that has to wait."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from chainboard.commands import exits
from chainboard.store import editions
from chainboard.store.city import desk as city_desk, loads as city
from chainboard.store.place import ROOT, pack_folder
from chainboard.store.schemas import SCHEMA_VERSION
from chainboard.words.sending_names import change_name
from tests.commands.said import LANGUAGES, is_in
from tests.intake.files import output, xlsx
from tests.store.city.sent import OFFICE, loads, shown
from tests.store.test_schemas import restamp

pytestmark = pytest.mark.weeks(3)

CITY = ("--pack", "city")
BY = ("--by", OFFICE)


def clean(folder: Path, name: str = "clean.xlsx") -> Path:
    return xlsx(folder / name, output("2026-08  80", "2026-09  90"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_changes_are_told_one_a_line_with_old_and_new(run, pack, lang):
    said = run("changes", 2, 3, *CITY, "--lang", lang)

    line, count = said.out.splitlines()
    kind, name, place, when, old, new = line.split("\t")
    assert said.code == 0 and kind == change_name(lang, "correction")
    assert is_in(lang, name) and is_in(lang, place) and "1" in count
    assert "2026-09-30" in when and old.startswith("90") and new.startswith("95")


def test_editions_that_say_the_same_have_no_changes(run, pack):
    said = run("changes", 3, 3, *CITY, "--json")

    assert (said.code, json.loads(said.out)) == (0, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_edition_that_is_not_there_is_wrong_use_and_names_those_that_are(run, pack, lang):
    said = run("changes", 2, 9, *CITY, "--lang", lang)

    assert (said.code, said.out) == (64, "")
    assert "9" in said.err and "1, 2, 3" in said.err and is_in(lang, said.err)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_backup_is_put_back_only_by_force(run, pack, lang):
    kept = run("backup", pack / "kept", *CITY, "--lang", lang)
    run("withdraw", 2, *BY, "--reason", "x")

    refused = run("restore", pack / "kept", *CITY, "--lang", lang)
    assert (kept.code, refused.code) == (0, 1)
    assert "--force" in refused.err and is_in(lang, refused.err)
    assert editions.current("city") == 4

    back = run("restore", pack / "kept", *CITY, "--force", "--lang", lang)
    (told,) = back.out.splitlines()
    assert back.code == 0 and "3" in told and is_in(lang, told)
    assert run("verify", *CITY, "--lang", lang).code == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_backup_into_a_place_that_cannot_be_written_says_where_and_why(run, pack, lang):
    (pack / "a file").write_text("", encoding="utf-8")
    said = run("backup", pack / "a file", *CITY, "--lang", lang)

    why = {"zh": "路径中有一段不是文件夹", "en": "a part of the path is no folder"}[lang]
    assert said.code == 1
    assert str(pack / "a file") in said.err and why in said.err and len(said.err.splitlines()) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_folder_that_is_no_backup_is_said_to_be_none(run, pack, lang):
    said = run("restore", pack / "none", *CITY, "--lang", lang)

    assert said.code == 1 and "manifest.json" in said.err and is_in(lang, said.err)


def test_old_editions_are_pruned_and_the_current_one_stays(run, pack):
    said = run("prune", "--keep", 1, *CITY)

    assert said.code == 0 and "2" in said.out
    assert editions.numbers("city") == [3]
    assert run("verify", *CITY).code == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_damaged_city_is_told_with_the_command_that_mends_it(run, pack, lang):
    assert run("verify", *CITY, "--lang", lang).code == 0
    (pack_folder("city") / "main.duckdb").write_bytes(b"not a database")

    said = run("verify", *CITY, "--lang", lang)
    assert said.code == 1
    assert "main.duckdb" in said.err and "build --pack city" in said.err


def test_a_damaged_edition_names_the_pack_to_verify_and_a_load_puts_it_right(pack):
    """In children: this process may hold the whole edition open under the same number."""
    (pack_folder("city") / "editions" / "000003.duckdb").write_bytes(b"not a database")

    check, load = ("check", clean(pack), "--lang", "zh"), ("load", clean(pack), *BY)
    told = begun(*check).communicate(timeout=60)
    assert "python -m chainboard verify --pack city" in told[1] and "Traceback" not in told[1]
    assert begun("build", *CITY).wait(timeout=60) == 0
    assert begun(*load).wait(timeout=60) == 0
    assert begun(*check).communicate(timeout=60)[1] == ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "command",
    [("load", "clean.xlsx", *BY), ("withdraw", 1, *BY, "--reason", "x"), ("backup", "b", *CITY),
     ("prune", "--keep", 1, *CITY), ("verify", *CITY), ("build", *CITY)],
)  # fmt: skip
def test_who_is_loading_is_named_where_a_command_would_wait_too_long(
    run, pack, monkeypatch, command, lang
):
    monkeypatch.setattr(exits, "WAIT", 0.1)
    monkeypatch.chdir(pack)
    clean(pack)

    with city_desk.locked("市统计局", "八月.xlsx", city_desk.DESK):
        said = run(*command, "--lang", lang)
    assert said.code == 75
    assert "市统计局 八月.xlsx" in said.err
    assert is_in(lang, said.err.splitlines()[-1].replace("市统计局 八月", ""))


def begun(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "chainboard", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_of_two_loads_at_once_the_second_waits_and_both_are_there_once(pack):
    files = [xlsx(pack / f"{month}.xlsx", output(f"2026-{month}  {month}")) for month in (10, 11)]
    with city_desk.locked("市统计局", "八月.xlsx", city_desk.DESK):
        begun_loads = [begun("load", file, *BY, "--lang", "zh") for file in files]
        waiting = [_until(load, "八月.xlsx") for load in begun_loads]

    said = [load.communicate(timeout=60) for load in begun_loads]
    assert waiting == [True, True]
    assert [load.returncode for load in begun_loads] == [0, 0], said
    assert "Traceback" not in str(said)
    assert sorted(load["file_name"] for load in loads())[:2] == ["10.xlsx", "11.xlsx"]
    assert sorted(shown().values()) == [10, 11, 80, 95]
    assert editions.current("city") == 5


@pytest.mark.parametrize("name", ["city", "published"])
def test_verify_says_that_it_waits_for_another_process_and_then_reads(folder, packs, name):
    if name == "city":
        city.open_city()
        lock = city_desk.locked("市统计局", "八月.xlsx", city_desk.DESK)
    else:
        shutil.copytree(packs / name, folder / "var" / name)
        lock = FileLock(pack_folder(name) / "build.lock")
    with lock:
        verify = begun("verify", "--pack", name, "--lang", "zh")
        assert _until(verify, "正在等待另一个写入进程")

    said = verify.communicate(timeout=120)
    assert verify.returncode == 0 and "完好" in said[0], said


def _until(load: subprocess.Popen[str], words: str) -> bool:
    """Whether the process says these words, which it does before it waits."""
    assert load.stderr
    return any(words in line for line in load.stderr)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_newer_edition_is_refused_alike_by_query_verify_and_build(run, pack, lang):
    restamp(3, SCHEMA_VERSION + 1)

    asked = run("query", "editions.stamp", *CITY, "--lang", lang)
    checked = run("verify", *CITY, "--lang", lang)
    built = run("build", *CITY, "--lang", lang)

    assert (asked.code, checked.code, built.code) == (1, 1, 1)
    (newer,) = [line for line in checked.out.splitlines() if line.startswith("000003")]
    for told in (asked.err, newer, built.err):
        assert str(SCHEMA_VERSION + 1) in told and is_in(lang, told)
    assert editions.current("city") == 3 and "build" not in checked.err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_verify_says_of_which_schema_an_older_edition_is(run, pack, lang):
    restamp(2, SCHEMA_VERSION - 1)

    said = run("verify", *CITY, "--lang", lang)
    first, second, _third = said.out.splitlines()
    assert said.code == 0 and str(SCHEMA_VERSION - 1) in second and is_in(lang, second)
    assert str(SCHEMA_VERSION - 1) not in first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_self_check_says_how_far_it_is_and_ends_with_what_it_found(run, pack, lang):
    whole = run("selfcheck", "--lang", lang)
    told = run("selfcheck", "--json", "--lang", lang)
    (pack_folder("city") / editions.POINTER).unlink()
    (pack_folder("city") / "editions" / "000002.sha256").unlink()
    damaged = run("selfcheck", "--lang", lang)

    assert (whole.code, whole.out, len(whole.err.splitlines())) == (0, "", 4)
    assert is_in(lang, whole.err) and json.loads(told.out)["faults"] == {"city": []}
    assert damaged.code == 1 and is_in(lang, damaged.err)
    assert "python -m chainboard verify --pack city" in damaged.err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_self_check_of_nothing_says_what_to_build(run, folder, lang):
    said = run("selfcheck", "--lang", lang)

    assert said.code == 1 and "python -m chainboard build" in said.err and is_in(lang, said.err)
    assert run("selfcheck", *CITY).code == 64
