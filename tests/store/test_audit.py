"""The audit is a chain: whatever is done to a line of it is found, and no act is done unrecorded."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chainboard.store import audit, chain
from chainboard.store.faults import Unrecorded

ROOT = Path(__file__).parents[2]
OLD = [
    '{"at": "2026-01-05T08:00:00", "entry_id": 1, "kind": "load", "load_id": 1, '
    '"office": "市统计局", "rows_held": 3, "sha256": "ab", "words": "一月.xlsx"}',
    '{"at": "2026-01-05T09:0',  # a crash cut it short
    '{"at": "2026-02-05T08:00:00", "entry_id": 2, "kind": "prune", "load_id": null, '
    '"office": "", "rows_held": null, "sha256": null, "words": "1 2"}',
]


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the audit will stand; there is none yet."""
    monkeypatch.setenv("CHAINBOARD_VAR", str(tmp_path / "var"))
    return audit.log_file()


@pytest.fixture
def five(log: Path) -> Path:
    """An audit of five lines."""
    for number in range(1, 6):
        audit.append("export", "市统计局", "zhang", f"chain.csv {number}", rows=number)
    return log


def lines(log: Path) -> list[bytes]:
    return log.read_bytes().splitlines()


def write(log: Path, told: list[bytes]) -> None:
    log.write_bytes(b"".join(line + b"\n" for line in told))


def changed(line: bytes, **told: object) -> bytes:
    """A line that says something else and has the hash of it."""
    said = {**json.loads(line), **told}
    return audit.canonical({**said, "hash": audit.hash_of(said)})


def test_a_line_tells_who_did_what_and_holds_the_hash_of_the_line_before(five):
    first, second, *_ = map(json.loads, lines(five))

    assert {
        key: second[key] for key in ("number", "kind", "office", "account", "words", "rows")
    } == {
        "number": 2,
        "kind": "export",
        "office": "市统计局",
        "account": "zhang",
        "words": "chain.csv 2",
        "rows": 2,
    }
    assert (first["number"], first["previous"], second["previous"]) == (1, "", first["hash"])
    assert second["hash"] == audit.hash_of(second)
    state = chain.check()
    assert (state.is_whole, state.lines, state.cut) == (True, 5, [])
    assert five.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_a_kind_that_is_none_is_wrong_use(log):
    with pytest.raises(ValueError, match="shout"):
        audit.append("shout")  # type: ignore[arg-type]
    assert not log.exists() or log.read_bytes() == b""


TAMPERED: dict[str, tuple[Callable[[list[bytes]], list[bytes]], int, str]] = {
    "edited": (lambda told: [told[0], told[1].replace(b"zhang", b"wang"), *told[2:]], 2, "changed"),
    "edited, its own hash too": (
        lambda told: [told[0], changed(told[1], account="wang"), *told[2:]], 3, "not follow",
    ),
    "spaced": (lambda told: [told[0], told[1].replace(b":", b": ", 1), *told[2:]], 2, "changed"),
    "deleted": (lambda told: [*told[:2], *told[3:]], 3, "3 to 3 are missing before"),
    "first deleted": (lambda told: told[1:], 1, "1 to 1 are missing before"),
    "swapped": (lambda told: [told[0], told[2], told[1], *told[3:]], 2, "2 to 2"),
    "doubled": (lambda told: [*told[:3], told[2], *told[3:]], 4, "moved or put in"),
    "cut off the end": (lambda told: told[:3], 4, "4 to 5 are missing at the end"),
    "all gone": (lambda told: [], 1, "1 to 5 are missing at the end"),
    "half of the last line": (lambda told: [*told[:4], told[4][:50]], 6, "5 to 5"),
    "exchanged at the end": (lambda told: [*told[:4], changed(told[4], rows=0)], 5, "exchanged"),
    "forged": (lambda told: [*told, changed(told[4], number=6)], 6, "not follow"),
    "forged without a hash": (lambda told: [*told[:3], OLD[0].encode(), *told[3:]], 4, "not written"),
    "noise": (lambda told: [*told[:3], b"\xff\xfe", *told[3:]], 4, "not written"),
    "old lines put before": (lambda told: [OLD[0].encode(), *told], 2, "not of the chain"),
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERED)
def test_whatever_is_done_to_a_line_the_first_place_is_named(five, how):
    tamper, line, said = TAMPERED[how]
    write(five, tamper(lines(five)))

    state = chain.check()

    assert (state.is_whole, state.broken) == (False, line)
    assert said in state.en and state.en.isascii() and f"第 {line} 行" in state.zh


@pytest.mark.parametrize("how", TAMPERED)
def test_a_damaged_audit_is_written_on_and_stays_found(five, how):
    tamper, line, _ = TAMPERED[how]
    write(five, tamper(lines(five)))

    audit.append("sign_in", "市统计局", "zhang")

    state = chain.check()
    assert 0 < state.broken <= line + 1 and lines(five)[-1].find(b"sign_in") > 0


def test_a_note_of_the_last_line_that_is_gone_is_told(five):
    five.with_name("audit.head").unlink()

    assert "audit.head" in chain.check().en


WRITER = """
import sys
from chainboard.store import audit
for number in range(200):
    audit.append("export", "市统计局", sys.argv[1], f"chain.csv {number}", rows=number)
"""


def test_two_processes_that_write_at_once_keep_one_chain(log):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, name], cwd=ROOT) for name in ("a", "b")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]

    state = chain.check()
    told = [(entry["account"], entry["rows"]) for entry in chain.entries()]
    assert (state.is_whole, state.lines, state.number) == (True, 400, 400)
    assert sorted(told) == [(name, number) for name in ("a", "b") for number in range(200)]
    assert [row for name, row in told if name == "a"] == list(range(200))


def test_an_audit_of_before_is_taken_over_and_stays_byte_for_byte(log):
    before = "\n".join(OLD).encode() + b"\n"
    log.parent.mkdir(parents=True)
    log.write_bytes(before)

    audit.append("sign_in", "市统计局", "zhang")

    assert log.read_bytes().startswith(before)
    told = list(chain.entries())
    assert [(entry["number"], entry["kind"]) for entry in told] == [
        (1, "load"), (3, "prune"), (4, "migrated"), (5, "sign_in"),
    ]  # fmt: skip
    assert told[2]["lines"] == 3
    assert chain.check().is_whole
    log.write_bytes(log.read_bytes().replace("一月".encode(), "二月".encode()))
    assert (chain.check().broken, "before it were changed" in chain.check().en) == (4, True)


def test_an_audit_of_before_whose_last_line_was_cut_short_is_taken_over(log):
    log.parent.mkdir(parents=True)
    log.write_bytes("\n".join(OLD[:2]).encode())

    audit.append("sign_in", "市统计局", "zhang")

    assert [entry["kind"] for entry in chain.entries()] == ["load", "migrated", "sign_in"]
    assert chain.check().is_whole


@pytest.mark.parametrize("rest", [1, 5, 60, 200])
def test_a_line_cut_short_by_a_crash_is_told_as_such_and_read_around(five, rest):
    noted = five.with_name("audit.head").read_bytes()
    audit.append("export", "市统计局", "zhang", "cut.csv")
    whole = lines(five)
    five.write_bytes(b"\n".join([*whole[:5], whole[5][:rest]]))
    five.with_name("audit.head").write_bytes(noted)  # it is written after the line
    assert (chain.check().is_whole, chain.check().cut) == (True, [6])

    assert audit.append("sign_in", "市统计局", "zhang") == 6

    state = chain.check()
    assert (state.is_whole, state.cut, state.lines, state.number) == (True, [6], 7, 6)
    assert [entry["kind"] for entry in chain.entries()] == ["export"] * 5 + ["sign_in"]


def test_a_line_whose_end_alone_is_missing_is_whole(five):
    five.write_bytes(five.read_bytes().removesuffix(b"\n"))
    five.with_name("audit.head").unlink()

    audit.append("sign_in", "市统计局", "zhang")

    assert (chain.check().is_whole, chain.check().lines) == (True, 6)


@pytest.mark.parametrize("words", ["\u2028\x85\n\r\t\0", "\udc80", '"entry_id": 1', "字" * 100_000])
def test_words_of_any_letters_stay_one_line_and_long_ones_are_cut(five, words):
    audit.append("denial", "市统计局", "zhang", words)
    audit.append("denial", "市统计局", "zhang", "/data")

    assert (chain.check().is_whole, chain.check().lines) == (True, 7)
    assert [entry["words"] for entry in chain.entries()][5] == words[: audit.LONGEST]


def test_what_cannot_be_recorded_is_refused_in_both_languages(log):
    log.mkdir(parents=True)

    with pytest.raises(Unrecorded) as refused:
        audit.append("sign_in", "市统计局", "zhang")
    assert "文件夹" in refused.value.zh and "it is a folder" in refused.value.en
    with pytest.raises(Unrecorded), audit.ready():
        raise AssertionError("never begun")


FULL = """
import resource, signal, sys
from chainboard.store import audit
from chainboard.store.faults import Unrecorded
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
room = audit.log_file().stat().st_size + int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    audit.append("export", "市统计局", "zhang", "late.csv")
except Unrecorded as stop:
    sys.exit(stop.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
@pytest.mark.parametrize("room", [0, 50])
def test_on_a_full_disk_no_half_of_a_line_stays(five, room):
    before = five.read_bytes()

    done = subprocess.run([sys.executable, "-c", FULL, str(room)], cwd=ROOT, check=False)

    assert (done.returncode, five.read_bytes()) == (75, before)
    assert audit.append("sign_in") == 6 and chain.check().is_whole


MANY = FULL.replace(
    'audit.append("export", "市统计局", "zhang", "late.csv")',
    'audit.append_all("sign_in", [("市统计局", f"desk{number}") for number in range(20)])',
)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_of_many_lines_for_which_there_is_no_room_none_stays(five):
    before = five.read_bytes()

    done = subprocess.run([sys.executable, "-c", MANY, "1000"], cwd=ROOT, check=False)

    assert (done.returncode, five.read_bytes()) == (75, before)
    audit.append_all("sign_in", [("市统计局", "a"), ("市统计局", "b")])
    assert (chain.check().is_whole, chain.check().number) == (True, 7)


def test_what_is_ready_to_be_recorded_has_room_kept_for_it(log):
    with audit.ready() as held:
        assert log.with_name("audit.room").stat().st_size == audit.ROOM
        held.append("load", "市统计局", "", {"words": "a.xlsx"})

    assert not log.with_name("audit.room").exists()
    assert [entry["words"] for entry in chain.entries()] == ["a.xlsx"]


def test_a_check_that_goes_on_where_another_ended_finds_what_a_whole_one_finds(five):
    reading = chain.Reading()
    assert chain.check(reading) == chain.check()
    audit.append("sign_in", "市统计局", "zhang")
    assert chain.check(reading) == chain.check() and reading.state.lines == 6

    whole = five.read_bytes()
    five.write_bytes(whole.replace(b"chain.csv 2", b"chain.csv 9"))
    assert chain.check(reading).broken == chain.check().broken == 2
    five.write_bytes(whole[:-1])  # the end of the last line alone is missing
    assert chain.check(reading) == chain.check()
    five.write_bytes(whole)
    audit.append("sign_out", "市统计局", "zhang")
    assert chain.check(reading) == chain.check() and chain.check().is_whole
    five.unlink()
    assert "1 to 7 are missing" in chain.check(reading).en


def test_the_newest_acts_are_the_last_of_all_acts_newest_first(log):
    log.parent.mkdir(parents=True)
    log.write_bytes("\n".join(OLD).encode() + b"\n")
    assert [entry["number"] for entry in chain.newest(1)] == [3]
    for number in range(30):
        audit.append("denial", "市统计局", "zhang", "字" * (number * 20), rows=number)

    every = list(chain.entries())[::-1]
    assert chain.check().entries == len(every) == 33
    assert all(chain.newest(most) == every[:most] for most in (1, 2, 5, 20, 31, 33, 90))
