"""What a step must say, and may say: facts and words looked at one by one, nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chainboard.analysis import workdays
from chainboard.analysis.days import day_of
from chainboard.analysis.overdue import as_day
from chainboard.analysis.steps import MEANT, Step
from chainboard.ledger import table
from chainboard.ledger.refused import Refused
from chainboard.store import dictionary
from chainboard.store.place import data_folder
from chainboard.view import Row

LONGEST, LONGEST_NAME = 50_000, 100  # letters of a text; of the name of an office or a title
LARGEST = 5 * 1024 * 1024  # bytes of a file that is handed in
DAYS = ("due", "held_on", "issued_on", "by_date", "since")
COMING = ("due", "by_date")  # days that have not passed when they are set
OFFICES = ("owner", "office")
# Words that every step may have; the demo's have their English beside them.
ALWAYS = ("text", "reason", "basis", "text_en", "reason_en", "basis_en", "title_en")
NAMES = {
    "text": ("内容（text）", "what it is about (text)"),
    "reason": ("原因（reason）", "the reason"),
    "basis": ("依据（basis：来函、电话记录、批示）", "its basis (letter, call, instruction)"),
    "title": ("标题（title）", "a title"),
    "chain_id": ("产业链", "the chain"),
    "area_code": ("县（区）", "the county"),
    "owner": ("责任单位（owner）", "the owner"),
    "due": ("期限（due）", "the date (due)"),
    "type": ("会议类型（type）", "the type of the meeting"),
    "held_on": ("日期（held_on）", "the date (held_on)"),
    "minutes_number": ("纪要文号", "the number of the minutes"),
    "issued_on": ("印发日期", "the date of issue"),
    "office": ("发文机关（office）", "the issuing office"),
    "demand": ("是哪一条要求（demand）", "which demand"),
}


@dataclass(frozen=True)
class Asked:
    """A step that an office asks for.

    matter       "" for one that begins a matter
    facts        what is coded: chain_id, area_code, park_id, project_id, owner, helpers, due, …
    words        what was written: text, reason, basis, title
    files        (name, content) of evidence
    recorded_by  the office that writes it down for another (代录); then words name the basis
    account      who signs in; "" at the desk
    seen         the last event of the matter that the form knew of; None where nobody looked
    """

    kind: str
    step: str
    office: str
    matter: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[tuple[str, bytes]] = ()
    recorded_by: str = ""
    account: str = ""
    seen: int | None = None


def check(asked: Asked, today: date) -> None:
    """Raises Refused for a fact that cannot be, or a text or file that is too long."""
    if not asked.office.strip():
        raise Refused("要写明单位（--by）。", "Name the office (--by).")
    for name, text in asked.words.items():
        if len(text) > LONGEST:
            raise Refused(
                f"{name} 有 {len(text)} 字，最多 {LONGEST} 字；请改为附件。",
                f"{name} has {len(text)} letters, at most {LONGEST}; hand in a file instead.",
            )
    for name, data in asked.files:
        if len(data) > LARGEST:
            raise Refused(f"附件“{name}”超过 5 MB。", f"The file {name!r} is larger than 5 MB.")
    for office in _offices(asked):
        if len(office) > LONGEST_NAME or not office.isprintable():
            raise Refused(
                f"单位名称不能超过 {LONGEST_NAME} 字，也不能有换行：{office[:20]}…",
                f"The name of an office has at most {LONGEST_NAME} letters in one line: "
                f"{office[:20]}…",
            )
    if asked.recorded_by and asked.recorded_by != asked.office and not asked.words.get("basis"):
        raise Refused(
            "代其他单位录入要写明依据（来函、电话记录）。",
            "A step written down for another office names its basis (letter, call).",
        )
    _check_places(asked.facts)
    _check_node(asked)
    _check_days(asked, today)


def missing(line: Step, asked: Asked, matter: Row | None, today: date) -> Refused | None:
    """What a line of the table needs and the step does not say; None where nothing lacks."""
    said = {**asked.words, **asked.facts}
    more = sorted(set(said) - {*line.needs, *line.takes, *ALWAYS})
    if more:
        listed = "、".join(more)
        return Refused(
            f"“{line.name_zh}”不涉及：{listed}。", f"{line.name_en!r} has no {', '.join(more)}."
        )
    lacking = [
        name for name in line.needs if name not in MEANT and not str(said.get(name) or "").strip()
    ]
    if lacking:
        zh = "、".join(NAMES[name][0] for name in lacking)
        en = ", ".join(NAMES[name][1] for name in lacking)
        return Refused(f"“{line.name_zh}”要写明：{zh}。", f"{line.name_en!r} needs {en}.")
    if "before_due" in line.needs and matter is not None:
        return _too_late(matter, today)
    if "silent" in line.needs and matter is not None:
        return _too_early(matter, today)
    return None


def _too_late(matter: Row, today: date) -> Refused | None:
    due = as_day(matter.get("due"))
    if due is None or today < due:
        return None
    return Refused(
        f"延期要在期限 {due} 之前提出；现在可请链办准予延期，或反馈、申请销号。",
        f"An extension is asked for before {due}; ask the chain office for one, or report.",
    )


def _too_early(matter: Row, today: date) -> Refused | None:
    deadline = table.deadlines()["confirm_silent"]
    silent = workdays.between(day_of(matter.at_answer), today)
    if silent >= deadline.days:
        return None
    return Refused(
        f"{deadline.words_zh}；现在过了 {silent} 个工作日，请等提出单位确认。",
        f"{deadline.words_en}; {silent} working days have passed, wait for who raised it.",
    )


def _offices(asked: Asked) -> list[str]:
    named = [str(asked.facts[name]) for name in OFFICES if asked.facts.get(name)]
    return [asked.office, asked.recorded_by, *named, *map(str, asked.facts.get("helpers") or ())]


def _check_places(facts: Mapping[str, Any]) -> None:
    for name, one in (("chain_id", "chain"), ("area_code", "area")):
        said = facts.get(name)
        known = dictionary.by_key(data_folder(), one)
        if said and said not in known:
            listed = "、".join(list(known)[:12])
            zh, en = NAMES[name]
            raise Refused(f"没有{zh} {said}；有：{listed}…", f"{said} is unknown ({en}): {listed}…")


def _check_node(asked: Asked) -> None:
    """A step of a chain is found where its chain is chosen."""
    node = asked.facts.get("node_id")
    if node and not asked.matter and not asked.facts.get("chain_id"):
        raise Refused(
            f"环节 {node} 要连同它的产业链一起写明（chain_id）。",
            f"Name the chain (chain_id) of the step {node} too.",
        )


def _check_days(asked: Asked, today: date) -> None:
    for name in DAYS:
        said = asked.facts.get(name)
        if not said:
            continue
        try:
            day = date.fromisoformat(str(said))
        except ValueError:
            raise Refused(
                f"日期写成 2026-12-31：{said}", f"Write the day as 2026-12-31, not {said}"
            ) from None
        if name in COMING and day < today:
            raise Refused(
                f"期限 {day} 已经过去（今天 {today}）。", f"{day} has passed (today is {today})."
            )
