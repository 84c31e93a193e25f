"""Rows of the sheets of problems and tasks as steps of the work loop: what an office asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chainboard.analysis.days import day_of
from chainboard.analysis.overdue import as_day
from chainboard.analysis.steps import Event
from chainboard.intake.grid import Batch, in_words
from chainboard.intake.issue import Issue
from chainboard.intake.templates import AT, STEP_TEMPLATES
from chainboard.ledger.fields import Asked
from chainboard.view import Row

KINDS = {"problem_steps": "problem", "tasks": "task", "policies": "policy"}
NUMBER = re.compile(r"(?:(PROBLEM|TASK|问题|任务)[-_]?)?0*([1-9]\d{0,8})(?:\.0)?")
PREFIXES = {"problem": ("PROBLEM", "问题"), "task": ("TASK", "任务")}
MEANT = "?"  # before what only an earlier step of the file gives: ?problem, ?demand
THE_NEW_ONE = f"{MEANT}problem"
SAID = ("feedback", "answer", "extend")  # steps that say how far it is


@dataclass(frozen=True)
class Sending:
    """By whom rows are sent, from which file, and when.

    account  who signs in; "" at the desk
    today    that dates are judged by
    basis    which file, by name and content: what a step is entered from
    """

    office: str
    basis: str
    mark: str
    now: datetime
    today: date
    account: str = ""


@dataclass(frozen=True)
class Line:
    """One row that may become steps. cells: what stands there by field id; at: where."""

    batch: Batch
    place: int

    def __getitem__(self, field: str) -> object:
        return self.batch.columns[field][self.place]

    def text(self, field: str) -> str:
        """What stands in a cell, "" for nothing."""
        value = self[field]
        return "" if value is None else str(value)

    @property
    def kind(self) -> str:
        """problem or task."""
        return KINDS[self.batch.template]

    def issue(self, code: str, field: str, words: tuple[str, str], is_error: bool = True) -> Issue:
        """An issue at one of its cells."""
        cell = str(self[f"{AT}{field}"])
        header = STEP_TEMPLATES[self.batch.template].field(field).name
        zh, en = in_words(cell)
        return Issue(
            code, f"{zh} {header}：{words[0]}", f"{en} {header}: {words[1]}", self.batch.sheet,
            cell, header, self.text(field)[:60], "error" if is_error else "warning",
        )  # fmt: skip


@dataclass(frozen=True)
class Planned:
    """The steps that one row asks for, each with the field that says so.

    key  of the document whose demand a row is: its first row enters it
    """

    line: Line
    steps: tuple[tuple[Asked, str], ...]
    key: str = ""


def lines(batches: Sequence[Batch]) -> Iterator[Line]:
    """The rows of a file that may become steps and have no error."""
    for batch in batches:
        if batch.template in KINDS:
            for place, is_wrong in enumerate(batch.columns["has_error"]):
                if not is_wrong:
                    yield Line(batch, place)


def planned(line: Line, matters: Mapping[str, Row], sending: Sending) -> Planned | Issue | None:
    """What a row asks for; an issue where it cannot be or is there already; None for a row that
    says nothing new.

    matters  those of its kind by their names
    """
    if not line.text("matter"):
        return _new(line, matters, sending)
    name = matter_name(line.kind, line.text("matter"))
    matter = matters.get(name or "")
    if matter is None:
        words = ("台账中没有这个编号，请照表上给的编号填。", "no such number; keep the one given.")
        return line.issue("unknown_matter", "matter", words)
    if not _says(line, matter):
        return None
    concerned = (matter.get("owner"), matter.raised_by, *(matter.get("helpers") or ()))
    if sending.office not in concerned:
        zh = f"{name} 不是{sending.office}提出、承办或协办的，不能在这里报。"
        en = f"{name} is not raised, owned or helped by {sending.office}."
        return line.issue("unknown_matter", "matter", (zh, en))
    if _is_in(line.text("news"), matter.standing, sending):
        return already(line, "news", f"{name} 的这条进展", f"this progress of {name}")
    return _progress(line, matter, sending)


def matter_name(kind: str, text: str) -> str | None:
    """problem-17 of 17, PROBLEM-17 or 问题17; None for a text that is no number of the kind."""
    found = NUMBER.fullmatch(text.strip().upper())
    if not found or (found[1] and found[1] not in PREFIXES[kind]):
        return None
    return f"{kind}-{found[2]}"


def _says(line: Line, matter: Row) -> bool:
    told = ("news", "asks_to_close", "evidence_kind", "evidence_number")
    return any(line[field] for field in told) or _is_moved(line, matter)


def _is_moved(line: Line, matter: Row) -> bool:
    due = line["due"]
    return due is not None and due != as_day(matter.get("due") or matter.get("answer_by"))


def _progress(line: Line, matter: Row, sending: Sending) -> Planned | Issue:
    steps: list[tuple[Asked, str]] = []
    news, is_moved = line.text("news"), _is_moved(line, matter)
    if line.kind == "task" and matter.state == "added" and matter.get("owner") == sending.office:
        steps.append((asked_of(line, "sign", matter.id, sending), "matter"))
    if is_moved:
        if line.kind != "problem":
            words = ("任务的期限不在表里改，请与下达单位商定。", "ask who gave the task instead.")
            return line.issue("not_possible", "due", words)
        facts = {"due": f"{line['due']:%Y-%m-%d}"}
        asked = asked_of(line, "extend", matter.id, sending, facts, {"reason": news})
        steps.append((asked, "due"))
    evidence = {name: line.text(name) for name in ("evidence_kind", "evidence_number")}
    if line["asks_to_close"]:
        asked = asked_of(line, "answer", matter.id, sending, evidence, {"text": news})
        steps.append((asked, "asks_to_close" if not news else "news"))
    elif (news and not is_moved) or any(evidence.values()):
        named = " ".join(filter(None, evidence.values()))
        text = f"{news}（证据：{named}）" if named else news
        steps.append((asked_of(line, "feedback", matter.id, sending, {}, {"text": text}), "news"))
    return Planned(line, tuple(steps))


def _new(line: Line, matters: Mapping[str, Row], sending: Sending) -> Planned | Issue:
    """A problem that has no number yet."""
    text, by = line.text("text"), line.text("raised_by")
    if by not in ("", sending.office):
        words = (f"新问题由{sending.office}提出，请留空或写这个单位。", "leave it empty.")
        return line.issue("not_possible", "raised_by", words)
    facts = {name: line.text(name) for name in ("chain_id", "area_code", "project_id")}
    if any(_is_same(row, text, facts, sending) for row in matters.values()):
        return already(line, "text", "这个问题", "this problem")
    due = line["due"]
    if isinstance(due, date) and due < sending.today:
        words = (f"期限 {due} 已经过去；新问题的期限由链办交办时定。", f"{due} has passed.")
        return line.issue("not_possible", "due", words)
    for field in ("owner", "helpers", "due"):
        if line[field] is not None:
            words = ("新问题由链办交办时定，请留空。", "set when it is assigned; leave it empty.")
            return line.issue("not_possible", field, words)
    steps = [(asked_of(line, "raise", "", sending, facts, {"text": text}), "text")]
    if line["asks_to_close"]:
        words = ("新提出的问题还没有交办，不能申请销号。", "a new problem cannot be closed yet.")
        return line.issue("not_possible", "asks_to_close", words)
    if news := line.text("news"):
        asked = asked_of(line, "feedback", THE_NEW_ONE, sending, {}, {"text": news})
        steps.append((asked, "news"))
    return Planned(line, tuple(steps))


def _is_same(row: Row, text: str, facts: Mapping[str, str], sending: Sending) -> bool:
    first = row.standing[0]
    if first.office != sending.office or row.text.strip() != text:
        return False
    places = ("chain_id", "area_code")
    is_there = all((first.facts.get(name) or "") == facts[name] for name in places)
    return is_there and (row.is_open or sending.mark in first.words.get("basis", ""))


def _is_in(news: str, standing: Sequence[Event], sending: Sending) -> bool:
    """Whether this has been said: from this very file, or by the office in the same month."""
    own = [one for one in standing if one.office == sending.office and one.step in SAID]
    if any(sending.mark in one.words.get("basis", "") for one in own):
        return True
    month = day_of(sending.now).replace(day=1)
    said = [one for one in own if day_of(one.at).replace(day=1) == month]
    return bool(news) and any(
        news in (one.words.get("text"), one.words.get("reason")) for one in said
    )


def already(line: Line, field: str, zh: str, en: str) -> Issue:
    """That what a row says is in the ledger."""
    words = (f"{zh}已录入，没有重复录入。", f"{en} is already entered; nothing was entered twice.")
    return line.issue("already_entered", field, words, is_error=False)


def asked_of(
    line: Line, step: str, matter: str, sending: Sending, *told: Mapping[str, str]
) -> Asked:
    """A step of the kind of a row. told: its facts and words, of which empty ones are left out."""
    facts, words = told or ({}, {})
    said = {**words, "basis": sending.basis}
    return Asked(
        line.kind, step, sending.office, matter,
        {name: value for name, value in facts.items() if value},
        {name: value for name, value in said.items() if value}, account=sending.account,
    )  # fmt: skip
