"""Why a step is refused, and what may be done instead: in plain words, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chainboard.access.roles import roles
from chainboard.analysis import steps as folded
from chainboard.analysis.days import local
from chainboard.analysis.steps import Step
from chainboard.ledger import table
from chainboard.ledger.naming import KINDS, step_name
from chainboard.ledger.offices import Office
from chainboard.store.faults import Stop
from chainboard.view import Row

WHO = {
    "raiser": ("提出单位", "who raised it"),
    "owner": ("责任单位", "its owner"),
    "helper": ("协办单位", "its helpers"),
    "anyone": ("任何单位", "any office"),
}


class Refused(Stop):
    """A step that is not taken; nothing was recorded."""


def not_now(
    asked: tuple[str, str], matter: Row | None, held: Iterable[str], known: Mapping[str, Office]
) -> Refused:
    """That a matter is not in a state for it, and what the office may do instead.

    asked  kind and step
    known  the offices of the pack
    """
    kind, step = asked
    named = _named(kind, step)
    kind_zh, kind_en = KINDS.get(kind, (kind, kind))
    if matter is None:
        return Refused(
            f"“{named[0]}”要写明是哪一件{kind_zh}。", f"{named[1]}: say which {kind_en}."
        )
    state = table.states()[kind, str(matter.state)]
    zh, en = _instead(matter, held)
    return Refused(
        f"{matter.id} 现在是“{state.name_zh}”，{_last_zh(matter)}，不能“{named[0]}”。{zh}",
        f"{matter.id} is {state.name_en.lower()!r} ({_last_en(matter, known)}): "
        f"{named[1]!r} is not possible. {en}",
    )


def not_yours(
    lines: Sequence[Step], office: str, matter: Row | None, held: Iterable[str]
) -> Refused:
    """That an office may not, who may, and what it may do instead."""
    by = list(dict.fromkeys(one for line in lines for one in line.by))
    zh, en = _instead(matter, held) if matter else ("", "")
    who_zh, who_en = ("、".join(_who(one, 0) for one in by), ", ".join(_who(one, 1) for one in by))
    name_zh, name_en = lines[0].name_zh, lines[0].name_en
    return Refused(
        f"“{name_zh}”应由{who_zh}来做，{office}不能做。{zh}",
        f"{name_en!r} is for {who_en}, not for {office}. {en}".rstrip(),
    )


def has_moved(matter: Row, known: Mapping[str, Office]) -> Refused:
    """That another office has taken a step since the form was opened.

    known  the offices of the pack
    """
    return Refused(
        f"{matter.id} 刚有新的进展：{_last_zh(matter)}。请看过后再办；已写的文字还在。",
        f"{matter.id} has moved on: {_last_en(matter, known)}. Look at it and go on; what you "
        "typed is still there.",
    )


def _instead(matter: Row, held: Iterable[str]) -> tuple[str, str]:
    found = folded.open_steps(matter, held, table.steps())
    if not found:
        return "现在没有轮到本单位的步骤。", "There is nothing for this office to do now."
    return (
        f"本单位现在可以：{'、'.join(one.name_zh for one in found)}。",
        f"This office may now: {', '.join(one.name_en for one in found)}.",
    )


def _last_zh(matter: Row) -> str:
    event = matter.standing[-1]
    named = _named(matter.kind, event.step)[0]
    return f"{local(event.at):%Y-%m-%d %H:%M} {event.office}“{named}”"


def _last_en(matter: Row, known: Mapping[str, Office]) -> str:
    event = matter.standing[-1]
    named = _named(matter.kind, event.step)[1]
    office = known[event.office].name_en if event.office in known else event.office
    return f"{office}, {named!r}, {local(event.at):%Y-%m-%d %H:%M}"


def _named(kind: str, step: str) -> tuple[str, str]:
    return step_name(kind, step, "zh"), step_name(kind, step, "en")


def _who(relation: str, language: int) -> str:
    if relation in WHO:
        return WHO[relation][language]
    role = roles()[relation]
    return (role.name_zh, role.name_en)[language]
