"""What stands on the disk is not as it should be: each command says what is the matter."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from chainboard.store import editions
from chainboard.store.place import pack_folder
from chainboard.store.schemas import SCHEMA_VERSION
from tests.commands.said import LANGUAGES, is_in
from tests.intake.files import output, xlsx
from tests.store.city.sent import OFFICE
from tests.store.test_schemas import restamp

pytestmark = pytest.mark.weeks(3)

CITY = ("--pack", "city")
BY = ("--by", OFFICE)


def folder_instead(pointer: Path) -> None:
    pointer.unlink()
    pointer.mkdir()
    (pointer / "a file").write_text("", encoding="utf-8")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "undecodable": lambda pointer: pointer.write_bytes(b"\xff\xfe\x00"),
    "empty": lambda pointer: pointer.write_bytes(b""),
    "huge": lambda pointer: pointer.write_bytes(b"9" * 100_000),
    "other digits": lambda pointer: pointer.write_text("٣", encoding="utf-8"),
    "folder": folder_instead,
}
MEND = "python -m chainboard build --pack city"


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pointer_of_any_bytes_is_named_with_its_cure_which_cures_it(run, pack, damage, lang):
    DAMAGES[damage](pack_folder("city") / "CURRENT")
    reading = [("query", "editions.stamp"), ("editions",), ("panel", "intake", "loads")]

    for command in reading:
        said = run(*command, *CITY, "--lang", lang)
        assert (said.code, len(said.err.splitlines())) == (1, 1), command
        assert "CURRENT" in said.err and MEND in said.err and is_in(lang, said.err)
    checked = run("verify", *CITY, "--lang", lang)
    assert checked.code == 1 and "CURRENT" in checked.out and MEND in checked.err
    assert run("prune", "--keep", 1, *CITY).code == 1 and editions.numbers("city") == [1, 2, 3]

    assert run("build", *CITY, "--lang", lang).code == 0
    assert [run(*command, *CITY).code for command in (*reading, ("verify",))] == [0, 0, 0, 0]


def test_a_file_is_checked_and_loaded_where_the_pointer_is_damaged_and_that_cures_it(run, pack):
    DAMAGES["empty"](pack_folder("city") / "CURRENT")
    book = xlsx(pack / "clean.xlsx", output("2026-10  99"))

    assert [run(*command).code for command in (("check", book), ("load", book, *BY))] == [0, 0]
    assert run("verify", *CITY).code == 0


def test_nothing_is_published_over_a_newer_edition_when_the_pointer_is_gone(run, pack):
    restamp(3, SCHEMA_VERSION + 1)
    (pack_folder("city") / "CURRENT").unlink()

    said = run("build", *CITY, "--lang", "en")
    assert said.code == 1 and str(SCHEMA_VERSION + 1) in said.err
    assert editions.numbers("city") == [1, 2, 3]


def mounted(*how: str) -> bool:
    return subprocess.run(["mount", *how], check=False, capture_output=True).returncode == 0


@pytest.fixture
def on_a_disk(pack: Path) -> Iterator[Path]:
    """The city pack on a small disk of its own."""
    var, outside = pack / "var", pack / "outside"
    var.rename(outside)
    var.mkdir()
    if not mounted("-t", "tmpfs", "-o", "size=48m", "tmpfs", str(var)):
        pytest.skip("only who may mount a disk can fill one")
    try:
        shutil.copytree(outside, var, dirs_exist_ok=True)
        yield pack
    finally:
        subprocess.run(["umount", "-l", str(var)], check=True)


def fill(folder: Path) -> None:
    """Leave no byte of the disk."""
    with suppress(OSError), (folder / "ballast").open("wb", 0) as ballast:
        while True:
            ballast.write(b"0" * 4096)


NO_ROOM = {"zh": "磁盘", "en": "disk"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_full_disk_is_said_to_be_full_and_pruning_makes_room(run, on_a_disk, lang):
    var = on_a_disk / "var"
    book = xlsx(on_a_disk / "clean.xlsx", output("2026-10  99"))
    assert run("backup", on_a_disk / "kept", *CITY).code == 0
    restamp(3, SCHEMA_VERSION - 1)  # so that build has something to publish
    fill(var)
    writing = [
        ("build", *CITY),
        ("backup", var / "backups", *CITY),
        ("load", book, *BY),
        ("restore", on_a_disk / "kept", *CITY, "--force"),
    ]

    for reading in (("query", "loads.all"), ("verify",)):
        assert run(*reading, *CITY).code == 0
    for command in writing:
        said = run(*command, "--lang", lang)
        told = said.err.splitlines()[-1]
        assert said.code in (1, 75) and NO_ROOM[lang] in told and is_in(lang, told), said
    assert list(var.glob("backups/*/*")) + list(var.glob("city/*aside*")) == []
    assert editions.numbers("city") == [1, 2, 3]

    assert run("prune", "--keep", 1, *CITY, "--lang", lang).code == 0
    assert editions.numbers("city") == [3]
    assert shutil.disk_usage(var).free > 0
    assert run("verify", *CITY).code == 0


@pytest.fixture
def read_only(pack: Path) -> Iterator[Path]:
    """The city pack in a folder that nobody may write."""
    var = str(pack / "var")
    if not (mounted("--bind", var, var) and mounted("-o", "remount,ro,bind", var)):
        pytest.skip("only who may mount can make a folder read-only for everyone")
    try:
        yield pack
    finally:
        subprocess.run(["umount", "-l", var], check=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pack_that_may_not_be_written_is_read_and_each_other_command_says_why(
    run, read_only, lang
):
    book = xlsx(read_only / "clean.xlsx", output("2026-10  99"))
    writing = [
        ("build", *CITY),
        ("build", "--pack", "published"),
        ("load", book, *BY),
        ("withdraw", 1, *BY, "--reason", "x"),
        ("backup", read_only / "backups", *CITY),
        ("prune", "--keep", 1, *CITY),
        ("verify", *CITY),
    ]

    for reading in (("query", "loads.all"), ("editions",), ("panel", "intake", "loads")):
        assert run(*reading, *CITY).code == 0
    assert run("check", book).code == 0
    for command in writing:
        said = run(*command, "--lang", lang)
        told = said.err.splitlines()
        assert said.code == 1, (command, said)
        assert {"zh": "磁盘是只读的", "en": "the disk is read-only"}[lang] in told[-1]
