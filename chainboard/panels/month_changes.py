"""What changed in the newest month: fallen behind, caught up, corrected, not reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import OWN, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

SHOWN = 16  # on the page; the table behind has them all
POINTS = "个百分点"
NAME = "month_changes"
# What asks for something stands first; a rate of growth stands apart from completion.
ORDER = (
    "newly_behind", "crossed", "newly_behind_growth", "crossed_growth", "not_reported",
    "withdrawn", "correction", "scope_moved", "recovered", "recovered_growth", "late_report",
    "new_period",
)  # fmt: skip


def of_the_month(rows: Sequence[Row], view: View, is_later: bool = False) -> Panel:
    """The gaps that changed sides, what is not reported and what was corrected.

    rows      as analysis.behind.changes returns them
    is_later  whether there is an edition before, so that a reader is told where the two differ
    """
    say = view.say
    if not rows:
        why = say("本月没有新落后、追上或更正的指标，也没有未报的指标。")
        return Panel(**empty(NAME, view, why, say("本月变化")))
    told = [row if "figures" in row else row.with_(unit=POINTS, decimals=2) for row in rows]
    title = say("本月变化：{counts}")
    panel = _table(told, title, measure(_period(rows, say), _units(say)), view)
    said = say("与上一版次的差别见“关于数据”。")
    return replace(panel, notes=(*panel.notes, said)) if is_later else panel


def between_editions(rows: Sequence[Row], view: View) -> Panel:
    """What was added to the record or corrected in it since the edition before; else nothing.

    rows  as queries.changes returns them, of figures
    """
    say = view.say
    if not rows:
        why = say("没有可比的更早版次，或没有变动。")
        return Panel(**empty(NAME, view, why, say("与上一版次的差别")))
    subtitle = say("新增和更正的数；目标和规则的变动见“关于数据”")
    return _table(rows, say("与上一版次相比：{counts}"), subtitle, view)


def _units(say: Words) -> str:
    return say("差距以百分点计，更正以指标单位计")


def _in_order(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: ORDER.index(row.kind))


def _table(given: Sequence[Row], title: str, subtitle: str, view: View) -> Panel:
    say, rows = view.say, _in_order(given)
    columns = (
        Column("kind", say("变动"), words=lambda row: say.change_name(row.kind)),
        Column(f"name_{say.lang}", say("何处"), words=lambda row: _subject(row, say)),
        Column("old_value", say("原为"), OWN, words=lambda row: _stood(row, "old", say)),
        Column("new_value", say("现为"), OWN, words=lambda row: _stood(row, "new", say)),
        Column("period_end", say("期间"), words=lambda row: _when(row, say)),
    )
    more = len(rows) - SHOWN
    left = say("另有 {count} 条见数据表").format(count=say.number(more, 0))
    return Panel(
        name=NAME,
        finding=title.format(counts=counts(rows, say)),
        measure=subtitle,
        body=figures.table(rows[:SHOWN], columns),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        alt=say.clauses([_said(row, say) for row in rows[:SHOWN]]),
        notes=(left,) if more > 0 else (),
    )


def counts(rows: Sequence[Row], say: Words) -> str:
    """How many of each kind; a county that has not reported counts the figures that are owed."""
    found: Counter[str] = Counter()
    for row in rows:
        found[row.kind] += row.get("figures") or 1
    return say.listed(
        [f"{say.change_name(kind)} {say.number(count, 0)}" for kind, count in found.items()]
    )


def _period(rows: Sequence[Row], say: Words) -> str:
    last = max(rows, key=lambda row: row.period_end)
    return say.bare_period(last.period_start, last.period_end, last.basis)


def _subject(row: Row, say: Words) -> dict[str, str] | str:
    """The place, the chain and the indicator, with the way to them."""
    parts = [
        str(row.get(f"{part}_{say.lang}") or "")
        for part in ("area", "chain")
        if (row.get("chain_id") and part == "chain")
        or (part == "area" and (not row.get("chain_id") or row.get("area_level") == "county"))
    ]
    name = "" if row.kind == "not_reported" else say.name(row)
    words = " · ".join(part for part in (*parts, name) if part)
    is_county = row.get("area_level") == "county"
    if row.get("chain_id"):
        county = row.area_code if is_county else "all"
        return {"words": words, "go": f"chain?chain={row.chain_id}&county={county}"}
    return {"words": words, "go": f"county?county={row.area_code}"} if is_county else words


def _stood(row: Row, side: str, say: Words) -> str:
    """A gap, a figure, or that nothing has been reported."""
    if row.kind == "not_reported":
        return (
            say("{count} 项数据").format(count=say.number(row.figures, 0)) if side == "new" else ""
        )
    if row.unit == POINTS:
        return say.points(row[f"{side}_value"])
    absence = row.get(f"{side}_absence")
    return say.stood(row, side) or (say.missing(absence) if absence else "—")


def _when(row: Row, say: Words) -> str:
    return say.bare_period(row.period_start, row.period_end, row.basis)


def _said(row: Row, say: Words) -> str:
    subject = _subject(row, say)
    where = subject["words"] if isinstance(subject, dict) else subject
    new, old = _stood(row, "new", say), _stood(row, "old", say)
    change = f"{old} → {new}" if old else new
    return f"{say.change_name(row.kind)} {where} {change}"
