"""Files that wait for signatures: one record each, as store.waiting_files lays them down; those
that are final or were given back lie apart and change no more.

A file becomes a load when all have signed that a city's rules ask for; until then nothing of it
stands in the main file or in any edition, so that no page, export or search can hold it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from chainboard.intake import inbox, release
from chainboard.intake.answers import NOTHING_SAID, Said, as_said
from chainboard.intake.grid import Batch
from chainboard.intake.inbox import Job
from chainboard.intake.release import Step
from chainboard.person import Person, Place
from chainboard.store import audit, dictionary
from chainboard.store.city import keys, preview
from chainboard.store.city.loads import Sent
from chainboard.store.faults import NotFound, Stop
from chainboard.store.place import data_folder
from chainboard.store.waiting_files import ENDED, FILES, RECORDS, RETURNED, alone, folder

OF_ANOTHER_PLACE = (
    "这一行的产业链、县（区）或园区",
    "the chain, county or park of this row",
)
OF_ANOTHER_ROW = (
    "这一编号已由别处报送，它的产业链、县（区）或园区",
    "this code has been sent from elsewhere, and its chain, county or park",
)


class Refused(Stop):
    """A signature that this person may not give, or a file that is not theirs to send."""


@dataclass(frozen=True)
class Sign:
    """One signature. step: of the rules, or returned; at: UTC as ISO; words: why it is returned."""

    step: str
    office: str
    account: str
    at: str
    words: str = ""


@dataclass(frozen=True)
class Waiting:
    """A file on its way to being final.

    number    counted from 1, never used twice
    file      its name where it waits; name what its sender calls it
    office, account  who sent it, at which moment (UTC as ISO)
    chosen    the rows to take, or None for the whole file; said what the sender says of the tables
    places    the chains, areas and parks of its rows, each once
    is_of_statistics  whether it holds a metric of the statistics office
    signs     in their order
    """

    number: int
    file: str
    name: str
    office: str
    account: str
    at: str
    chosen: tuple[str, ...] | None
    said: Mapping[str, Any]
    places: tuple[Place, ...]
    is_of_statistics: bool
    signs: tuple[Sign, ...] = ()

    @property
    def path(self) -> Path:
        """Where the file lies while it waits."""
        return folder() / FILES / self.file

    @property
    def tables(self) -> Said:
        """What the sender says of the tables."""
        return as_said(self.said)

    @property
    def returned(self) -> Sign | None:
        """The signature by which it was given back, if it was."""
        return self.signs[-1] if self.signs and self.signs[-1].step == RETURNED else None

    @property
    def steps(self) -> list[Step]:
        """The steps that it needs, in their order, by the city's rules of today."""
        found = release.steps(data_folder())
        return [step for step in found if self.is_of_statistics or not step.is_of_statistics]

    @property
    def next(self) -> Step | None:
        """The step that is due; None once it is final or returned."""
        signed = {sign.step for sign in self.signs}
        left = [step for step in self.steps if step.step not in signed]
        return left[0] if left and not self.returned else None

    def is_seen_by(self, person: Person) -> bool:
        """Its sender's office, who has signed or may sign one of its steps, and nobody else."""
        if person.office == self.office:
            return True
        return any(self._is_for(step, person) for step in self.steps)

    def is_due_by(self, person: Person) -> bool:
        """Whether this person may give the signature that is due."""
        step = self.next
        return step is not None and self._is_for(step, person) and not self._is_own(step, person)

    def _is_for(self, step: Step, person: Person) -> bool:
        if not person.may(step.step):
            return False
        if step.is_inner:
            return person.office == self.office
        above = dictionary.parents(data_folder())
        return step.is_of_statistics or all(person.owns(place, above) for place in self.places)

    def _is_own(self, step: Step, person: Person) -> bool:
        return step.is_inner and person.account == self.account


def hand_in(
    sent: Sent,
    person: Person,
    batches: Sequence[Batch],
    chosen: Sequence[str] | None = None,
    said: Said = NOTHING_SAID,
) -> Waiting:
    """Let a kept file wait for its signatures. It waits only once.

    batches  what of it is to be taken
    Raises Refused for a row that is not this person's to send: then nothing of it is taken, and
    that is recorded.
    """
    _refuse_others_rows(batches, person, sent.name)
    with alone():
        for one in standing():
            if one.next and (one.file, one.office) == (sent.path.name, sent.office):
                return one
        made = Waiting(
            number=_next_number(),
            file=sent.path.name,
            name=sent.name,
            office=sent.office,
            account=person.account,
            at=audit.now().isoformat(),
            chosen=None if chosen is None else tuple(chosen),
            said=said.as_json(),
            places=tuple(dict.fromkeys(place for place, *_ in release.places(batches))),
            is_of_statistics=release.is_of_the_statistics_office(batches, data_folder()),
        )
        inbox.make(made.path.parent)
        inbox.write(made.path, sent.path.read_bytes())
        _record("送审", made, person)
        _write(made)
    return made


def standing() -> list[Waiting]:
    """The files that wait, oldest first."""
    return [_read(file) for file in sorted(folder().glob(RECORDS))]


def ended() -> Iterator[Waiting]:
    """Those that are final or returned, newest first; each is read once and then remembered."""
    apart = folder() / ENDED
    if apart.exists():
        which = apart.stat().st_ino  # a restore puts another folder in its place
        for file in sorted(apart.glob(RECORDS), reverse=True):
            yield _remembered(file, which)


def listed() -> list[Waiting]:
    """Every file that was handed in, oldest first."""
    return sorted([*standing(), *ended()], key=attrgetter("number"))


def of_number(number: int) -> Waiting:
    """One of them. Raises NotFound."""
    for place in (folder(), folder() / ENDED):
        file = place / f"{number:06d}.json"
        if file.is_file():
            return _read(file)
    raise NotFound(f"没有第 {number} 件送审。", f"Nothing with number {number} waits.")


def sign(number: int, step: str, person: Person, lang: str) -> Job | None:
    """Give a signature. The last one begins the load and gives its job.

    step  the one that was due when the person was asked: never signed for the one after it
    Raises NotFound, and Refused where nothing is due by this person: another has been quicker,
    or it is not theirs to sign.
    """
    with alone():
        one = of_number(number)
        if one.next is None or one.next.step != step or not one.is_due_by(person):
            raise Refused(
                f"第 {number} 件现在不由这个账号签。",
                f"Number {number} is not this account's to sign.",
            )
        _record(one.next.name_zh, one, person)
        signed = _signed(one, Sign(step, person.office, person.account, audit.now().isoformat()))
        job = None if signed.next else _begin(one, person, lang)
        _write(signed)
        return job


def _begin(one: Waiting, person: Person, lang: str) -> Job:
    """Begin the load before the record says that it is final: killed in between it waits on."""
    sent = Sent(one.path, one.name, one.office)
    return inbox.start(sent, one.chosen, lang, one.tables, person.account)


def send_back(number: int, person: Person, reason: str) -> None:
    """Give it back to who sent it, by whoever could sign, or take it back as its sender.

    Raises NotFound, Refused, and ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("to send back needs a reason")
    with alone():
        one = of_number(number)
        is_sender = person.office == one.office and person.may("send")
        if one.next is None or not (one.is_due_by(person) or is_sender):
            raise Refused(
                f"第 {number} 件现在不能由这个账号退回。",
                f"Number {number} is not this account's to send back.",
            )
        _record("退回", one, person, reason)
        at = audit.now().isoformat()
        _write(_signed(one, Sign(RETURNED, person.office, person.account, at, reason)))


def _refuse_others_rows(batches: Sequence[Batch], person: Person, name: str) -> None:
    """A row may neither be of another's place nor take the place of a row that is."""
    above = dictionary.parents(data_folder())
    if person.owns((None, None, None), above):
        return
    rows = [
        (place, batch, row, keys.named(batch.template, _ids(batch, row)))
        for place, batch, row in release.places(batches)
    ]
    held = preview.places_of({name for *_, name in rows if name})
    taken = {name for name, place in held if not person.owns(place, above)}
    for place, batch, row, about in rows:
        if person.owns(place, above) and about not in taken:
            continue
        cell = batch.columns["cell"][row]
        audit.append("denial", person.office, person.account, f"{name} {batch.sheet}!{cell}")
        zh, en = OF_ANOTHER_ROW if about in taken else OF_ANOTHER_PLACE
        raise Refused(
            f"{batch.sheet} 工作表 {cell}：{zh}不归{person.office}报送，"
            "整个文件没有收下。请删去这样的行，或请系统管理员改权限。",
            f"{batch.sheet} {cell}: {en} is not for "
            f"{person.office} to send; nothing of the file was taken. Leave such rows out, or ask "
            "for the right to send them.",
        )


def _ids(batch: Batch, row: int) -> dict[str, object]:
    columns = keys.ids(batch.template)
    return {name: batch.columns[name][row] for name in columns if name in batch.columns}


def _signed(one: Waiting, sign: Sign) -> Waiting:
    return replace(one, signs=(*one.signs, sign))


def _record(what: str, one: Waiting, person: Person, reason: str = "") -> None:
    """what  in the city's language, as the audit tells it"""
    said = f"{what} {one.number} {one.name} {reason}".strip()
    audit.append("step", person.office, person.account, said, sha256=Path(one.file).stem)


def _next_number() -> int:
    """One that none had, nor any that a restore has put aside."""
    used = folder().parent.glob(f"{folder().name}*/**/{RECORDS}")
    return 1 + max((int(each.stem) for each in used), default=0)


def _write(one: Waiting) -> None:
    told = json.dumps(asdict(one), ensure_ascii=False, indent=1)
    inbox.make(folder())
    record = folder() / f"{one.number:06d}.json"
    inbox.write(record, told.encode())
    if one.next:
        return
    inbox.make(folder() / ENDED)
    os.replace(record, folder() / ENDED / record.name)
    if one.file not in {each.file for each in standing()}:  # of another office
        inbox.keep_sent(one.path)
        one.path.unlink()


@lru_cache(maxsize=4096)
def _remembered(file: Path, _which: int) -> Waiting:
    return _read(file)


def _read(file: Path) -> Waiting:
    told = json.loads(file.read_text(encoding="utf-8"))
    told["signs"] = tuple(Sign(**sign) for sign in told["signs"])
    told["places"] = tuple(tuple(place) for place in told["places"])
    told["chosen"] = None if told["chosen"] is None else tuple(told["chosen"])
    return Waiting(**told)
