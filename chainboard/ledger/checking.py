"""Whether a ledger is as it was written: every hash, from the first event to the last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from chainboard.analysis.steps import CLEAR
from chainboard.ledger import book
from chainboard.store.sqlitefile import Found


@dataclass(frozen=True)
class State:
    """What reading all of a ledger found.

    events, last  how many there are, and the number of the last
    event         the first that is wrong; None where all is whole
    zh, en        what is wrong with it
    """

    events: int
    last: int
    event: int | None = None
    zh: str = ""
    en: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.en


def check(pack: str) -> State:
    """Read the ledger of a pack from end to end. Changes nothing."""
    rows = book.rows(pack)
    last = rows[-1]["number"] if rows else 0
    wrong = _first_wrong(pack, rows) or _ended(pack, rows)
    return State(len(rows), last, *(wrong or ()))


def _first_wrong(pack: str, rows: Iterable[Found]) -> tuple[int, str, str] | None:
    listed = list(rows)
    cleared = {json.loads(row["facts"]).get("event") for row in listed if row["step"] == CLEAR}
    kept = {row["sha256"]: row["data"] for row in book.files(pack)}
    previous, before = "", 0
    for row in listed:
        told = {name: row[name] for name in row if name not in ("hash", "salt", "said")}
        number = row["number"]
        if row["hash"] != book.hash_of(told):
            return number, "这一步被改动", "the step was changed"
        if row["previous"] != previous:
            return number, "它接的不是上一步", "it does not follow the step before"
        if number <= before:
            return number, "编号重复或倒退", "its number is not above the one before"
        fault = _words_wrong(row, number in cleared, kept)
        if fault:
            return number, *fault
        previous, before = row["hash"], number
    return None


def _words_wrong(row: Found, is_cleared: bool, kept: dict[str, bytes]) -> tuple[str, str] | None:
    if row["said"] is None:
        missing = ("文字不见了，也没有清除的记录", "its words are gone and nobody cleared them")
        return None if is_cleared else missing
    if row["words_hash"] != book.hash_of_words(row["salt"], row["said"]):
        return "文字被改动", "its words were changed"
    for sha256, name in book.event_of(row).files:
        if sha256 not in kept or hashlib.sha256(kept[sha256]).hexdigest() != sha256:
            return f"附件“{name}”缺失或被改动", f"the file {name!r} is missing or was changed"
    return None


def _ended(pack: str, rows: list[Found]) -> tuple[int, str, str] | None:
    """Whether the last step is there, as the note beside the ledger has it."""
    noted = book.noted(pack)
    if not rows:
        if noted and noted.number:
            return 1, f"缺第 1 至 {noted.number} 步", f"steps 1 to {noted.number} are missing"
        return None
    last = rows[-1]
    if noted is None:
        return (
            last["number"],
            f"{book.HEAD} 缺失或损坏，看不出末尾是否少了步骤",
            f"{book.HEAD} is missing or damaged and nobody can tell whether steps at the end are "
            "missing",
        )
    if noted.number > last["number"]:
        return (
            last["number"] + 1,
            f"末尾缺到第 {noted.number} 步",
            f"the steps to number {noted.number} are missing at the end",
        )
    if noted.number == last["number"] and noted.hash != last["hash"]:
        return last["number"], "最后一步被换过", "the last step was exchanged"
    return None
