"""What who sends a file says of its tables where they do not say it themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answers:
    """What is said of a wide table; "" for nothing.

    metric  a name or id; unit as printed; basis as in the template (累计); year 2026
    """

    metric: str = ""
    unit: str = ""
    basis: str = ""
    year: str = ""

    def over(self, other: Answers) -> Answers:
        """These answers, with the other's where there is none."""
        return Answers(
            **{**vars(other), **{what: said for what, said in vars(self).items() if said}}
        )


UNSAID = Answers()


@dataclass(frozen=True)
class Said:
    """All that is said of the tables of a file.

    every    of all wide tables; it goes before what is said of some
    tables   mark of a shape → what is said of the wide tables of that shape
    headers  a word in a header that may mean a field → the field's name, "" for none
    """

    every: Answers = UNSAID
    tables: Mapping[str, Answers] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def of(self, mark: str) -> Answers:
        """What is said of a wide table of that shape."""
        return self.every.over(self.tables.get(mark, UNSAID))

    def as_json(self) -> dict[str, object]:
        """What `as_said` reads again."""
        tables = {mark: vars(answers) for mark, answers in self.tables.items()}
        return {"every": vars(self.every), "tables": tables, "headers": dict(self.headers)}


NOTHING_SAID = Said()


def as_said(told: Mapping[str, Any]) -> Said:
    """What as_json gave."""
    tables = {mark: Answers(**answers) for mark, answers in told["tables"].items()}
    return Said(Answers(**told["every"]), tables, dict(told["headers"]))
