"""What names a row of a list that offices send, as the main file keeps it."""

from __future__ import annotations

from collections.abc import Mapping

PERIOD = ("period_end", "basis")  # of a key: when, not what
CODES = (
    "project_id",
    "deal_id",
    "enterprise_id",
    "problem_id",
    "commitment_id",
)  # that offices give
# The same key in a later load is the row's newer form.
KEYS = {
    "targets": ("chain_id", "area_code", "metric_id", "year", "kind", "decided_on"),
    "projects": ("project_id", "period_end"),
    "deals": ("deal_id", "period_end"),
    "parks": ("park_id", "period_end", "basis"),
    "enterprises": ("enterprise_id", "chain_id", "period_end", "basis"),
    "problems": ("problem_id",),
    "nodes": ("chain_id", "node"),
    "commitments": ("commitment_id",),
}

Named = tuple[str, ...]  # a template, and the ids of what a row of it is about


def ids(template: str) -> tuple[str, ...]:
    """The columns that say what a row of a list is about, the code that offices give it first; none
    where its place names it."""
    found = tuple(column for column in KEYS.get(template, ()) if column not in PERIOD)
    return found if found and found[0] in CODES else ()


def named(template: str, fields: Mapping[str, object]) -> Named | None:
    """What a row of a list is about, by the code that offices give it; None without one.

    fields  its cells by column, those of ids() among them
    """
    columns = ids(template)
    if not columns or not fields.get(columns[0]):
        return None
    return (template, *(str(fields.get(column)) for column in columns))
