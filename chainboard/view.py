"""What a person is looking at (View), and one row of an answer (Row)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from chainboard.packs import PUBLISHED, Pack
from chainboard.person import EVERYONE, Audience
from chainboard.words import Words

MATTER = re.compile(r"[a-z]+-[1-9]\d{0,8}")
CODE = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\s\-－‐-―−]{8,160}")  # what may be typed for one
PERIOD = re.compile(r"(19|20)\d\d(Q[1-4]|-(0[1-9]|1[0-2]))?")


class Row(dict[str, Any]):
    """One row of a query: a dict in the order of the statement, columns as attributes too."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError as error:
            raise AttributeError(f"this row has no column {name}: {', '.join(self)}") from error

    def with_(self, **columns: Any) -> Row:
        """This row with columns added or replaced."""
        return Row({**self, **columns})


@dataclass(frozen=True)
class View:
    """Everything that decides what a screen shows: pack, edition, filters, language, theme.

    scope     code of the area that the board is about; "" for the city: the area whose parts are
              the counties
    audience  what may be shown of a pack that offices send
    period  "" for each metric's latest, else "2024", "2024Q3" or "2024-09"; "2024" and
            "2024-12" are the same: the year to 31 December
    node    a step of the chain; "all" for all of them
    light, stage  of projects; "all" for any
    compare  a second choice of the page's own switch, shown beside the first; "" for none
    against  the period that a change is worked out from, written as period; "" for a year before
    since, until  the first and the last month of acts ("2026-09"); act: their kind; office: whose;
              "" for all of them; skip: how many newer ones are passed over
    matter  the one matter of the work loop that is looked at ("problem-29"); "" for none
    code    the code that was typed to find a panel again (sheet.code); "" for none
    measure  the metric by which counties are ranked; "" for what the page compares first
    weights  exponents of the four factors by which missing links are ordered
    as_of   the day the edition speaks from; ages and lateness count from it, never from today
    ledger  the last step of the work loop that is shown; 0 on a pack without any
    ledger_mark  the hash of that step: a restore may put others under the same numbers
    is_pinned  whether the address names the ledger's number: else it shows the newest
    day     the day that dates of the work loop are judged from
    old_after  months after which the edition calls a published figure old; None without a rule
    """

    pack: Pack = PUBLISHED
    edition: int = 1
    chain: str = "all"
    county: str = "all"
    park: str = "all"
    period: str = ""
    basis: str = "ytd"
    node: str = "all"
    light: str = "all"
    stage: str = "all"
    compare: str = ""
    against: str = ""
    measure: str = ""
    map: str = "shape"
    attention: str = "chains"
    weights: str = "1-1-1-1"
    since: str = ""
    until: str = ""
    act: str = ""
    office: str = ""
    skip: str = ""
    cases: str = "all"
    matter: str = ""
    code: str = ""
    theme: str = "light"
    lang: str = "zh"
    as_of: date = date(2026, 11, 15)
    old_after: int | None = None
    ledger: int = 0
    ledger_mark: str = ""
    day: date = date(2026, 11, 15)
    is_pinned: bool = False
    scope: str = ""
    audience: Audience = EVERYONE

    @cached_property
    def say(self) -> Words:
        """The words of this view's language, of figures of its pack."""
        return Words(self.lang, self.pack)

    @property
    def of_figures(self) -> View:
        """This view without the work loop: what reads figures alone is the same after a step."""
        return replace(self, ledger=0, ledger_mark="", day=self.as_of, is_pinned=False, matter="")

    @property
    def chain_id(self) -> str | None:
        """The chain, or None for all of them."""
        return None if self.chain == "all" else self.chain

    @property
    def area_code(self) -> str | None:
        """The county's code (GB/T 2260), or None for all of them."""
        return None if self.county == "all" else self.county

    @property
    def sees_all_counties(self) -> bool:
        """Whether all counties are shown: only then is one the first of them or a part of all."""
        return self.audience.sees_all_of(self.chain_id, None, None)

    @property
    def park_id(self) -> str | None:
        """The park, or None for all of them."""
        return None if self.park == "all" else self.park

    @property
    def node_id(self) -> str | None:
        """The step of the chain, or None for all of them."""
        return None if self.node == "all" else self.node

    @property
    def period_end(self) -> date | None:
        """The last day of the period asked for, or None for each metric's latest."""
        return _end_of(self.period)

    @property
    def against_end(self) -> date | None:
        """The last day of the period compared with, or None for the year before."""
        return _end_of(self.against)

    @property
    def period_start(self) -> date | None:
        """1 January of the year asked for, or None for each metric's latest."""
        return date(int(self.period[:4]), 1, 1) if self.period else None

    @property
    def months(self) -> int | None:
        """Months from January to the end of the period asked for, 1 to 12."""
        return _months_of(self.period) if self.period else None


def _months_of(period: str) -> int:
    if "Q" in period:
        return 3 * int(period[-1])
    return int(period[5:]) if "-" in period else 12


def _end_of(period: str) -> date | None:
    """The last day of a period as the address writes it; None for none."""
    if not period:
        return None
    year, month = int(period[:4]), _months_of(period)
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(first_after.toordinal() - 1)


def period_of(end: date) -> str:
    """How the address writes the year to the end of a month: 2024 for December, else 2024-09."""
    return f"{end.year}" if end.month == 12 else f"{end.year}-{end.month:02d}"
