"""The commands at a desk: what they print, in which language, and how they exit."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from chainboard import queries
from chainboard.intake.inbox import step_name
from chainboard.store import editions
from chainboard.store.place import edition_file
from tests.commands.said import LANGUAGES, Said, is_in

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packs that is empty."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path))
    return tmp_path


CHAINS = ("query", "places.chains", "--pack", "demo")


def test_a_query_prints_its_rows_as_a_table(run, packs):
    said = run(*CHAINS)
    lines = said.out.splitlines()

    assert said.code == 0
    assert lines[0].split("\t")[:2] == ["chain_id", "parent_id"]
    assert (len(lines), lines[1].split("\t")[0]) == (14, "energy")


def test_a_query_prints_json_for_machines(run, packs):
    rows = json.loads(run(*CHAINS, "--json").out)

    assert len(rows) == 13
    assert rows[0]["chain_id"] == "energy" and rows[0]["parent_id"] is None


def test_a_query_prints_csv_for_spreadsheets(run, packs):
    rows = list(csv.DictReader(io.StringIO(run(*CHAINS, "--csv").out)))

    assert len(rows) == 13
    assert (rows[0]["name_en"], rows[0]["parent_id"]) == ("Comprehensive energy chain", "")


def test_dates_and_numbers_are_plain_in_json(run, packs):
    asked = ("query", "chain_output.by_month", "chain=petrochem", "metric_id=output_value")
    row = json.loads(run(*asked, "period=2026", "--pack", "demo", "--json").out)[0]

    assert row["period_end"] == "2026-02-28"
    assert isinstance(row["year_to_date"], float)


def test_both_forms_at_once_are_wrong_use(run, packs):
    assert run(*CHAINS, "--json", "--csv").code == 64


@pytest.mark.parametrize("form", [(), ("--json",), ("--csv",)])
def test_a_query_without_rows_is_no_error(run, packs, form):
    said = run("query", "chain_lists.nodes", "chain=nowhere", *form)

    assert said.code == 0
    assert said.out.strip() in ("", "[]")


def test_a_query_without_a_name_lists_them_all_with_their_questions(run, packs):
    said = run("query")
    named = [line.split("\t") for line in said.out.splitlines()]

    known = [f"{topic}.{name}" for topic, found in queries.topics().items() for name in found]
    assert [name for name, _ in named] == known
    assert all(question.endswith("?") for _, question in named)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["no.such", "places.no_such", "places", "", "places.chains.x"])
def test_a_query_that_nobody_wrote_is_wrong_use_and_says_so(run, packs, name, lang):
    said = run("query", name, "--lang", lang)

    assert said.code == 64
    assert said.err.strip() != "" and is_in(lang, said.err)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_missing_parameter_is_wrong_use_and_named(run, packs, lang):
    said = run("query", "pages.not_found", "chain=energy", "--lang", lang)

    assert (said.code, said.out) == (64, "")
    assert "page" in said.err and is_in(lang, said.err.replace("page", ""))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_misspelt_parameter_is_named_with_those_there_are(run, packs, lang):
    said = run("query", "chain_lists.nodes", "chian=energy", "--lang", lang)

    assert (said.code, said.out) == (64, "")
    assert "chian" in said.err and "chain" in said.err.replace("chian", "")


def test_a_parameter_that_was_missing_can_be_given(run, packs):
    assert run("query", "pages.not_found", "chain=energy", "page=chain").code == 0


@pytest.mark.parametrize(
    "parameter", ["period=tomorrow", "period=2024Q9", "period=2024-13", "period=", "nonsense", "=x"]
)
def test_a_parameter_that_makes_no_sense_is_no_traceback(run, packs, parameter):
    said = run("query", "chain_output.year_to_date_by_county", "chain=petrochem", parameter)

    assert said.code in (0, 64)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "given"),
    [("deals.stalled", "stalled_after=soon"), ("county.figures", "metric_ids=gdp"),
     ("sources.of_figures", "figure_ids=1"), ("sources.beside", "figure_ids=one")],
)  # fmt: skip
def test_a_value_that_is_none_for_the_query_is_named_and_nothing_is_called_damaged(
    run, packs, query, given, lang
):
    said = run("query", query, given, "--pack", "demo", "--lang", lang)

    assert (said.code, said.out) == (64, "")
    assert given in said.err and "verify" not in said.err and is_in(lang, said.err)
    assert len(said.err.splitlines()) == 1


def test_sql_in_a_parameter_is_a_value_and_nothing_else(run, packs):
    attack = "chain='; drop table observation; --"

    attacked = run("query", "chain_lists.nodes", attack)
    assert (attacked.code, attacked.out.strip()) == (0, "")
    assert run("query", "chain_lists.nodes", "chain=energy").out.strip() != ""


@pytest.mark.parametrize(
    "arguments",
    [(), ("destroy",), ("build", "--pack", "secret"), ("query", "--lang", "fr"),
     ("query", "places.chains", "--edition", "one"), ("verify", "--loud"), ("--help-me",)],
)  # fmt: skip
def test_wrong_use_exits_with_64(run, packs, arguments):
    assert run(*arguments).code == 64


@pytest.mark.parametrize("command", [(), ("build",), ("query",), ("editions",), ("verify",)])
def test_every_command_has_its_help(run, command):
    said = run(*command, "--help")

    assert said.code == 0 and "usage" in said.out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("pack", ["published", "demo"])
def test_whole_editions_are_said_to_be_whole(run, packs, pack, lang):
    said = run("verify", "--pack", pack, "--lang", lang)
    another = step_name(f"waiting: {pack}", lang)  # a test beside this one reads the same pack

    assert said.code == 0 and set(said.err.splitlines()) <= {another}
    assert said.out.startswith("000001") and is_in(lang, said.out)


def test_the_health_of_editions_is_there_for_machines_too(run, packs):
    (health,) = json.loads(run("verify", "--json").out)

    assert (health["number"], health["is_current"], health["fault"]) == (1, True, "")
    assert health["figures"] > 1000


def test_editions_are_listed_and_the_current_one_is_marked(run, packs):
    assert run("editions").out == "000001 *\n"
    assert json.loads(run("editions", "--json").out) == {
        "pack": "published",
        "current": 1,
        "editions": [1],
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_the_first_build_the_editions_say_which_command_to_run(run, folder, lang):
    said = run("editions", "--lang", lang)

    assert "python -m chainboard build --pack published" in said.out
    assert run("verify", "--lang", lang).code == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_query_before_the_first_build_says_what_to_do(run, folder, lang):
    said = run(*CHAINS, "--lang", lang)

    assert said.code == 1
    assert "python -m chainboard" in said.err and is_in(lang, said.err.partition("python")[0])


@pytest.fixture
def damaged(packs: Path, folder: Path) -> Path:
    """A copy of the published pack whose only edition was cut in half."""
    shutil.copytree(packs / "published" / "editions", folder / "published" / "editions")
    shutil.copyfile(packs / "published" / "CURRENT", folder / "published" / "CURRENT")
    file = edition_file("published", 1)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    return folder


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_damaged_edition_is_named_with_the_command_that_mends_it(run, damaged, lang):
    said = run("verify", "--lang", lang)

    assert said.code == 1
    assert said.out.startswith("000001")
    assert "python -m chainboard build --pack published" in said.err


@pytest.mark.parametrize("number", ["7", "0", "-3"])
def test_an_edition_that_does_not_exist_is_not_called_damaged(run, packs, number):
    said = run("query", "places.chains", "--edition", number, "--lang", "en")

    assert said.code == 64
    assert said.err.strip() == f"There is no edition {number}; there are: 1"


def child(folder: Path, *arguments: str, root: Path = ROOT) -> Said:
    """Runs a command as a desk does: python -m chainboard."""
    done = subprocess.run(
        [sys.executable, "-m", "chainboard", *arguments],
        cwd=root,
        env={**os.environ, "CHAINBOARD_VAR": str(folder), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


def test_a_damaged_edition_that_is_asked_is_a_fault_with_a_way_out(damaged):
    """In a child: this process may hold the whole edition open under the same number."""
    said = child(damaged, "query", "sources.cited", "--lang", "en")

    assert said.code == 1
    assert "python -m chainboard verify" in said.err


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may break."""
    project = tmp_path / "project"
    for name in ("chainboard", "data", "queries", "locale"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    return project


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def without(file: Path, beginning: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(beginning)]
    assert len(kept) == len(lines) - 1
    file.write_text("".join(kept), encoding="utf-8")


def build(project: Path, lang: str) -> Said:
    arguments: Sequence[str] = ("build", "--pack", "published", "--lang", lang)
    return child(project / "var", *arguments, root=project)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_missing_from_the_dictionary_is_said_with_file_and_line(project, lang):
    without(project / "data/dictionary/metrics.csv", "cattle_slaughter,")

    said = build(project, lang)
    assert said.code == 1
    assert "data/published/observations.csv:" in said.err and "cattle_slaughter" in said.err


def test_a_build_that_fails_leaves_the_last_good_edition_and_says_so(project):
    assert build(project, "en").code == 0
    without(project / "data/dictionary/metrics.csv", "sheep_slaughter,")

    failed = build(project, "en")
    assert failed.code == 1 and len(failed.err.strip().splitlines()) >= 2
    listed = child(project / "var", "editions", "--json", root=project)
    assert json.loads(listed.out)["current"] == 1


def test_what_only_the_schema_refuses_is_not_called_a_damaged_edition(project):
    edit(project / "data/dictionary/metrics.csv", ",higher_better,", ",sideways,")

    said = build(project, "en")
    assert said.code == 1
    assert "verify" not in said.err
    assert "sideways" in said.err or "direction" in said.err


def test_a_question_that_is_wrong_is_not_called_a_damaged_edition(project, packs):
    edit(project / "queries/places.sql", "city.area_code", "city.no_such_column")

    said = child(packs, "query", "places.here", "--lang", "en", root=project)
    assert said.code == 1
    assert "no_such_column" in said.err and "verify" not in said.err


def test_a_build_says_how_far_it_is_and_which_edition_is_current(project):
    said = build(project, "zh")

    assert said.code == 0
    assert "100%" in said.out and said.out.strip().endswith("1")
    assert is_in("zh", said.out)


def test_commands_run_from_any_folder(packs, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "chainboard", "editions"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "000001 *\n")


def test_the_pack_of_a_query_is_published_unless_another_is_named(run, packs):
    stamps = [
        json.loads(run("query", "editions.stamp", "--json", *more).out)[0]["pack"]
        for more in ((), ("--pack", "demo"))
    ]

    assert stamps == ["published", "demo"]
    assert editions.current("published") == 1


def test_who_reads_only_the_first_line_of_an_answer_is_told_of_no_damage(packs):
    command = [sys.executable, "-m", "chainboard", "query", "places.chains", "--pack", "demo"]
    asked = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert asked.stdout is not None and asked.stderr is not None
    asked.stdout.close()

    assert (asked.stderr.read(), asked.wait()) == ("", 0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_folder_of_packs_that_cannot_be_made_is_not_called_damaged(
    run, folder, monkeypatch, lang
):
    (folder / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CHAINBOARD_VAR", str(folder / "file"))
    said = run("build", "--pack", "demo", "--lang", lang)

    assert said.code == 1
    assert str(folder / "file" / "demo") in said.err and "verify" not in said.err
    assert is_in(lang, said.err)
