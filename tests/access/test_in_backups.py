"""Accounts and roles go with a backup of the city, and a restore lets nobody in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainboard.access import accounts, people
from chainboard.store import keeping
from chainboard.store.place import access_file
from tests.access.given import NOW, OFFICE, account
from tests.store.city.sent import load, output


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A city pack of one load, and one account."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    load(tmp_path, "a.xlsx", output("2026-09-30  90"))
    account("gxj-1")
    return tmp_path


def test_another_machine_gets_the_accounts_with_the_figures(folder, monkeypatch):
    copy = keeping.backup("city", folder / "backups")
    assert (copy / access_file().name).stat().st_mode & 0o077 == 0
    monkeypatch.setenv("CHAINBOARD_VAR", str(folder / "elsewhere"))

    keeping.restore("city", copy)
    found = people.person("gxj-1", NOW)
    assert found is not None and found.office == OFFICE
    assert access_file().stat().st_mode & 0o077 == 0


def test_who_was_let_go_since_a_backup_is_not_let_in_by_its_restore(folder):
    copy = keeping.backup("city", folder / "backups")
    accounts.end("gxj-1", NOW, NOW)

    keeping.restore("city", copy, force=True)
    assert people.person("gxj-1", NOW + 1) is None


def test_a_copy_of_accounts_that_was_changed_refuses_the_backup(folder, monkeypatch):
    copy = keeping.backup("city", folder / "backups")
    kept = copy / access_file().name
    kept.write_bytes(kept.read_bytes() + b"\0")
    monkeypatch.setenv("CHAINBOARD_VAR", str(folder / "elsewhere"))

    with pytest.raises(keeping.Broken):
        keeping.restore("city", copy)
    assert not access_file().exists()
