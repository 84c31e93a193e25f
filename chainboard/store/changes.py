"""What differs between two editions of a pack, each difference with its kind."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from chainboard.person import EVERYONE, Audience
from chainboard.store import editions, statements
from chainboard.store.audience import restrict
from chainboard.store.engine import SAFE
from chainboard.view import Row

KINDS = (
    "new_period", "late_report", "correction", "target_moved", "rule_moved", "scope_moved",
    "withdrawn",
)  # fmt: skip
SUBJECTS = ("figure", "target", "rule")


def changes(pack: str, before: int, after: int, audience: Audience = EVERYONE) -> list[Row]:
    """The differences from one edition to the other that an audience may see, figures first.

    kind  new_period   a figure of a period that the metric had not reached before
          late_report  a figure of an earlier period that was missing
          correction   another value, growth or kind of missing
          scope_moved  the same value beside another same-scope prior year
          withdrawn    a figure that is no longer there
          target_moved, rule_moved   a target or a rule set, changed or taken back

    Figures carry old_ and new_ value, growth and absence in the unit of the metric; targets old_
    and new_value with year and target_kind; rules old_ and new_ words. Raises duckdb.Error for an
    edition that cannot be read.
    """
    with duckdb.connect(config={**SAFE, "threads": "2"}) as con:
        for side, number in (("before", before), ("after", after)):
            for subject, table in _answers(pack, number, audience).items():
                con.register(f"{side}_{subject}", table)
        found: list[Row] = []
        for subject in SUBJECTS:
            asked = con.execute(statements.named("changes", f"changed_{subject}s"))
            columns = [column[0] for column in asked.description]
            found += [Row(zip(columns, values, strict=True)) for values in asked.fetchall()]
    return found


def _answers(pack: str, number: int, audience: Audience) -> dict[str, pa.Table]:
    with editions.open_edition(pack, number) as con:
        restrict(con, audience)
        return {
            subject: con.sql(statements.named("changes", f"{subject}s")).to_arrow_table()
            for subject in SUBJECTS
        }
