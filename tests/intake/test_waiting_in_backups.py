"""What waits goes with a backup of the city and waits on after its restore, as it did."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainboard.intake import inbox, waiting
from chainboard.intake.check import check
from chainboard.intake.waiting import Waiting, hand_in, send_back, sign
from chainboard.store import keeping, selfcheck
from chainboard.store.city import desk as city_desk
from chainboard.store.city.loads import Sent
from chainboard.store.faults import Broken
from tests.intake.files import output as drawn_output, xlsx
from tests.intake.test_inbox import ended
from tests.intake.test_waiting import CLERK, HEAD, LEADER
from tests.store.city.sent import OFFICE, load, output, shown


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A city pack of one load."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    load(tmp_path, "a.xlsx", output("2026-08-31  80"))
    return tmp_path


def handed(folder: Path, name: str, line: str) -> Waiting:
    content = xlsx(folder / "drawn.xlsx", drawn_output(line)).read_bytes()
    place = inbox.kept(content, name)
    return hand_in(Sent(place, name, OFFICE), CLERK, check(place, name=name).batches)


def elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAINBOARD_VAR", str(folder / "elsewhere"))


def test_another_machine_gets_what_waits_with_its_signatures_and_can_make_it_final(
    folder, monkeypatch
):
    send_back(handed(folder, "旧.xlsx", "2026-09  1").number, CLERK, "发错了")
    one = handed(folder, "九月.xlsx", "2026-09  90")
    sign(one.number, "review", HEAD, "zh")
    before = waiting.listed()
    copy = keeping.backup("city", folder / "backups")
    elsewhere(folder, monkeypatch)

    keeping.restore("city", copy)
    assert waiting.listed() == before
    job = sign(one.number, "finalise", LEADER, "zh")
    assert job is not None and ended(job).state["ok"] is True
    assert 90 in shown().values()
    kept = city_desk.pack_folder("city") / "waiting"
    assert [file.stat().st_mode & 0o077 for file in kept.rglob("*")] == [0] * len(
        [*kept.rglob("*")]
    )


def test_a_restore_brings_back_what_waited_then_and_puts_the_rest_aside(folder):
    one = handed(folder, "九月.xlsx", "2026-09  90")
    copy = keeping.backup("city", folder / "backups")
    sign(one.number, "review", HEAD, "zh")
    handed(folder, "十月.xlsx", "2026-10  99")

    keeping.restore("city", copy, force=True)
    assert waiting.listed() == [one]
    assert handed(folder, "十一月.xlsx", "2026-11  5").number == 3  # 2 is never given again


def test_what_is_signed_by_all_and_not_loaded_yet_waits_for_its_last_signature(folder, monkeypatch):
    one = handed(folder, "九月.xlsx", "2026-09  90")
    sign(one.number, "review", HEAD, "zh")
    with city_desk.locked(OFFICE, "b.xlsx", city_desk.DESK):
        job = sign(one.number, "finalise", LEADER, "zh")
        assert job is not None and waiting.standing() == []
        target = folder / "copied"
        target.mkdir()
        keeping._copy_to(target, "city")  # what a backup does once it has the lock
    ended(job)
    elsewhere(folder, monkeypatch)

    keeping.restore("city", target)
    (again,) = waiting.standing()
    assert again.next is not None and again.next.step == "finalise"
    assert [signed.step for signed in again.signs] == ["review"] and again.path.is_file()
    assert 90 not in shown().values()


def test_a_waiting_file_that_was_changed_in_a_backup_refuses_it(folder, monkeypatch):
    one = handed(folder, "九月.xlsx", "2026-09  90")
    copy = keeping.backup("city", folder / "backups")
    kept = copy / "waiting" / "files" / one.file
    kept.write_bytes(kept.read_bytes() + b"\0")
    elsewhere(folder, monkeypatch)

    with pytest.raises(Broken):
        keeping.restore("city", copy)
    assert waiting.listed() == []


def test_the_self_check_tries_to_restore_what_waits(folder):
    one = handed(folder, "九月.xlsx", "2026-09  90")
    assert selfcheck.run().is_whole
    (made,) = selfcheck.backups("city").iterdir()

    (folder / "scratch").mkdir()
    with keeping.copied(made, folder / "scratch") as copy:
        (copy / "waiting" / "files" / one.file).unlink()
        keeping.put_in_place(copy, folder / "scratch")
    assert f"waiting/files/{one.file}" in selfcheck.not_given_back("city", made, folder / "scratch")
