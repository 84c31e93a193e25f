"""Words: everything of this room, bound once to a reader's language and to a pack of figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from chainboard.packs import PUBLISHED, Pack
from chainboard.words import names, numbers, periods, rates, revisions, sending_names, units
from chainboard.words.levels import called
from chainboard.words.texts import (
    bracketed,
    clauses,
    in_brackets,
    listed,
    phrases,
    sentence,
    translation,
)

P = ParamSpec("P")
R = TypeVar("R")


class bound(Generic[P, R]):  # noqa: N801 (it stands where a method would)
    """A function of this room as a method of Words: the language is filled in."""

    def __init__(self, said: Callable[Concatenate[str, P], R]) -> None:
        self.said = said

    def __get__(self, words: Words, _owner: type[Words]) -> Callable[P, R]:
        return partial(self.said, words.lang)


@dataclass(frozen=True)
class Words:
    """What a panel says its figures with: `say = view.say`, then say("未设目标"), say.amount(…).

    lang  zh or en
    pack  whose figures are spoken of: it decides how a missing one is called
    """

    lang: str = "zh"
    pack: Pack = PUBLISHED

    def __call__(self, text: str) -> str:
        """A Chinese source text in this language; one that varies has named placeholders."""
        return called(self.lang, self.pack.parts, translation(self.lang).gettext(text))

    def of(self, row: Mapping[str, Any], column: str) -> Any:
        """A column that a row holds in both languages: of(row, "name") is name_zh or name_en."""
        return row[f"{column}_{self.lang}"]

    def name(self, row: Mapping[str, Any]) -> str:
        """A row's name."""
        return str(row[f"name_{self.lang}"])

    def heading(self, page: Mapping[str, Any], column: str = "name") -> str:
        """What a page is called on a board of this pack: its name, or its title."""
        return called(self.lang, self.pack.parts, str(page[f"{column}_{self.lang}"]))

    def county(self, row: Mapping[str, Any]) -> str:
        """A county's short name."""
        return str(row[f"short_{self.lang}"])

    def place(self, row: Mapping[str, Any]) -> str:
        """The short name of the place a figure is about, where the query joined it as area."""
        return str(row.get(f"area_{self.lang}") or "")

    def missing(self, absence: str | None) -> str:
        """What stands where a figure is missing, as the pack says it."""
        return names.missing(self.lang, absence, self.pack)

    def absent(self, absence: str | None) -> str:
        """What a sentence says of a missing figure: missing() without its mark."""
        return names.absent(self.lang, absence, self.pack)

    def speaks_from(self, as_of: date) -> str:
        """The day an edition speaks from, as the pack says it."""
        return names.speaks_from(self.lang, as_of, self.pack)

    stood = bound(revisions.stood)
    in_brackets = bound(in_brackets)
    bracketed = bound(bracketed)
    listed = bound(listed)
    clauses = bound(clauses)
    phrases = bound(phrases)
    sentence = bound(sentence)
    number = bound(numbers.number)
    counted = bound(numbers.counted)
    amount = bound(numbers.amount)
    bare_amount = bound(numbers.bare_amount)
    scaled = bound(numbers.scaled)
    printed = bound(numbers.printed)
    printed_digits = bound(numbers.printed_digits)
    percent = bound(numbers.percent)
    share_percent = bound(numbers.share_percent)
    unit_name = bound(units.unit_name)
    decimals = bound(units.decimals)
    day = bound(periods.day)
    month = bound(periods.month)
    month_label = bound(periods.month_label)
    period = bound(periods.period)
    bare_period = bound(periods.bare_period)
    short_period = bound(periods.short_period)
    told_period = bound(periods.told)
    age = bound(periods.age)
    growth = bound(rates.growth)
    growth_prose = bound(rates.growth_prose)
    points = bound(rates.points)
    moved = bound(rates.moved)
    ahead = bound(rates.ahead)
    change = bound(rates.change)
    on_previous_month = bound(rates.on_previous_month)
    contribution_share = bound(rates.contribution_share)
    pull = bound(rates.pull)
    turnaround = bound(rates.turnaround)
    absence_name = bound(names.absence_name)
    basis_name = bound(names.basis_name)
    accumulation_name = bound(names.accumulation_name)
    kind_name = bound(names.kind_name)
    grade_mark = bound(names.grade_mark)
    grade_name = bound(names.grade_name)
    status_name = bound(names.status_name)
    light_name = bound(names.light_name)
    stage_name = bound(names.stage_name)
    permit_name = bound(names.permit_name)
    reason_name = bound(names.reason_name)
    lagging_name = bound(names.lagging_name)
    position_name = bound(names.position_name)
    node_status_name = bound(names.node_status_name)
    role_name = bound(names.role_name)
    act_name = bound(names.act_name)
    frequency_name = bound(names.frequency_name)
    direction_name = bound(names.direction_name)
    face_name = bound(names.face_name)
    origin_name = bound(names.origin_name)
    park_heading_name = bound(names.park_heading_name)
    resource_name = bound(names.resource_name)
    promise_name = bound(names.promise_name)
    pack_name = bound(names.pack_name)
    stated = bound(names.stated)
    template_name = bound(sending_names.template_name)
    change_name = bound(sending_names.change_name)
    issue_name = bound(sending_names.issue_name)
