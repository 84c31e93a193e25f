"""Building a pack: what stops it, that a stop leaves the last good edition, and one at a time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from chainboard.store import build, editions
from chainboard.store.faults import BuildError
from chainboard.store.place import edition_file, pack_folder

ROOT = Path(__file__).parents[2]
PACK = "published"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's data, and beside it a folder with its published edition."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(ROOT / "data", folder / "data")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CHAINBOARD_VAR", str(folder / "var"))
        build.build(PACK, silently, folder / "data")
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of this test's own, with a good edition 1 of the published pack."""
    project = tmp_path / "project"
    shutil.copytree(built / "data", project / "data")
    shutil.copytree(built / "var", project / "var", copy_function=os.link)
    monkeypatch.setenv("CHAINBOARD_VAR", str(project / "var"))
    return project


def silently(step: str, percent: int) -> None: ...


def edit(file: Path, change: Callable[[list[str]], list[str]]) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(change(lines)) + "\n", encoding="utf-8")


def fault(project: Path) -> BuildError:
    """What the build says, and proof that edition 1 is untouched and the current one."""
    before = edition_file(PACK, 1).read_bytes()
    with pytest.raises(BuildError) as raised:
        build.build(PACK, silently, project / "data")
    assert (editions.current(PACK), editions.numbers(PACK)) == (1, [1])
    assert edition_file(PACK, 1).read_bytes() == before
    return raised.value


def line_of(file: Path, beginning: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if line.startswith(beginning))


def test_a_metric_that_the_dictionary_lost_is_named_with_file_and_line(project):
    observations = project / "data" / PACK / "observations.csv"
    first = line_of(observations, "cattle_slaughter,")
    edit(
        project / "data/dictionary/metrics.csv",
        lambda lines: [line for line in lines if not line.startswith("cattle_slaughter,")],
    )

    said = fault(project)
    assert (said.file, said.line) == ("data/published/observations.csv", first)
    assert "cattle_slaughter" in said.zh and "cattle_slaughter" in said.en


def test_a_figure_without_a_source_is_named_with_its_line(project):
    observations = project / "data" / PACK / "observations.csv"
    line = line_of(observations, "sheep_slaughter,")
    edit(
        observations,
        lambda lines: [
            text.rpartition(",")[0] + "," if number == line else text
            for number, text in enumerate(lines, start=1)
        ],
    )

    said = fault(project)
    assert (said.file, said.line) == ("data/published/observations.csv", line)
    assert "source_id" in said.words("zh") and "source_id" in said.words("en")


def test_a_figure_of_a_source_that_nobody_knows_is_named_with_its_line(project):
    observations = project / "data" / PACK / "observations.csv"
    line = line_of(observations, "gdp,")
    edit(
        observations,
        lambda lines: [
            text.rpartition(",")[0] + ",s00000000" if number == line else text
            for number, text in enumerate(lines, start=1)
        ],
    )

    said = fault(project)
    assert (said.file, said.line) == ("data/published/observations.csv", line)
    assert "s00000000" in said.en


@pytest.mark.parametrize(
    ("cell", "nonsense"), [("2022-12-31", "2022-13-31"), ("247.8", "many"), ("620000", "629999")]
)
def test_a_bad_day_number_or_place_is_named_with_its_line(project, cell, nonsense):
    observations = project / "data" / PACK / "observations.csv"
    edit(
        observations,
        lambda lines: [lines[0], lines[1], lines[2].replace(cell, nonsense), *lines[3:]],
    )

    said = fault(project)
    assert (said.file, said.line) == ("data/published/observations.csv", 3)
    assert nonsense in said.en


def test_a_file_that_is_missing_is_named(project):
    (project / "data/published/sources.csv").unlink()

    assert fault(project).file == "data/published/sources.csv"


def test_a_chain_whose_parent_is_missing_is_named_with_its_line(project):
    chains = project / "data/dictionary/chains.csv"
    line = line_of(chains, "apple,")
    edit(
        chains, lambda lines: [text.replace("apple,agriculture", "apple,farming") for text in lines]
    )

    said = fault(project)
    assert (said.file, said.line) == ("data/dictionary/chains.csv", line)


def test_what_only_the_schema_refuses_leaves_the_last_good_edition_too(project):
    metrics = project / "data/dictionary/metrics.csv"
    line = line_of(metrics, "sheep_slaughter,")
    edit(
        metrics,
        lambda lines: [
            text.replace(",higher_better,", ",sideways,") if number == line else text
            for number, text in enumerate(lines, start=1)
        ],
    )

    with pytest.raises((BuildError, duckdb.ConstraintException), match=r"sideways|direction"):
        build.build(PACK, silently, project / "data")
    assert (editions.current(PACK), editions.numbers(PACK)) == (1, [1])


def test_a_mended_file_builds_again_and_the_same_content_is_the_same_edition(project):
    sources = project / "data/published/sources.csv"
    kept = sources.read_bytes()
    sources.unlink()
    fault(project)
    sources.write_bytes(kept)

    assert build.build(PACK, silently, project / "data") == 1
    assert editions.numbers(PACK) == [1]


def test_a_changed_row_of_the_dictionary_is_a_new_edition(project):
    edit(
        project / "data/dictionary/chains.csv",
        lambda lines: [text.replace("Apple chain", "Apple and pear chain") for text in lines],
    )

    assert build.build(PACK, silently, project / "data") == 2
    assert editions.numbers(PACK) == [1, 2]


def test_a_new_metric_needs_only_a_row_of_the_dictionary(project):
    metrics = project / "data/dictionary/metrics.csv"
    edit(
        metrics,
        lambda lines: [
            *lines,
            "honey_output,蜂蜜产量,Honey output,吨,flow,physical,1,higher_better,annual,"
            "unknown,unknown,false,chain_output,agriculture,990,蜂蜜的产量,Output of honey,true",
        ],
    )

    build.build(PACK, silently, project / "data")

    with editions.open_edition(PACK, 2) as con:
        found = con.table("metric").filter("metric_id = 'honey_output'").project("unit").fetchall()
    assert found == [("吨",)]


def test_the_build_says_how_far_it_is_and_ends_at_100(project):
    told: list[int] = []

    build.build(PACK, lambda step, percent: told.append(percent), project / "data")

    assert told == sorted(told)
    assert (told[-1], len(told) > 2) == (100, True)


def test_what_a_crashed_build_left_behind_does_not_stop_the_next(project):
    for leftover in ("main.building", "main.building.wal", "editions/000002.building"):
        (pack_folder(PACK) / leftover).write_bytes(b"half a file")
    edit(
        project / "data/dictionary/chains.csv",
        lambda lines: [text.replace("Apple chain", "Apple and pear chain") for text in lines],
    )

    assert build.build(PACK, silently, project / "data") == 2
    assert not any(health.fault for health in editions.verify(PACK))


def test_a_second_build_at_the_same_time_says_busy(project):
    with FileLock(pack_folder(PACK) / "build.lock"), pytest.raises(build.Busy):
        build.build(PACK, silently, project / "data")


def test_two_packs_can_be_built_at_the_same_time(project):
    pack_folder("demo").mkdir()
    with FileLock(pack_folder("demo") / "build.lock"):
        assert build.build(PACK, silently, project / "data") == 1


def test_a_command_that_finds_another_build_running_exits_with_75(project):
    with FileLock(pack_folder(PACK) / "build.lock"):
        child = subprocess.run(
            [sys.executable, "-m", "chainboard", "build", "--pack", PACK, "--lang", "en"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    assert child.returncode == 75
    assert "Traceback" not in child.stderr
    assert child.stderr.strip() != ""


def test_who_waits_for_another_build_is_told_busy_when_it_takes_too_long(project):
    with FileLock(pack_folder(PACK) / "build.lock"), pytest.raises(build.Busy):
        build.wait_until_built(PACK, 0.01)

    build.wait_until_built(PACK, 0.01)
