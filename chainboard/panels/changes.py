"""What differs between the edition on screen and the one before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chainboard.panels.frame import as_table, empty
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

SHOWN = 50
BEHIND = 2000  # rows sent to the browser; the finding counts all
ORDER = (
    "correction", "withdrawn", "scope_moved", "target_moved", "rule_moved", "late_report",
    "new_period",
)  # fmt: skip


def changes(rows: Sequence[Row], before: int | None, view: View) -> Panel:
    """How many figures, targets and rules differ, by kind; the largest differences first.

    rows    as queries.changes returns them; 50 are in the table, 2,000 stand behind the panel
    before  the edition compared with; None when there is none
    """
    say = view.say
    title = say("与上一版次的差别")
    if before is None:
        why = say("没有可比的更早版次。")
        return Panel(**empty("changes", view, why, title))
    if not rows:
        why = say("与版次 {before} 相比，指标数、年度目标和规则没有变动。").format(before=before)
        return Panel(**empty("changes", view, why, title))
    columns = (
        Column("kind_shown", say("变动")),
        Column("subject", say("指标")),
        Column("place", say("地区")),
        Column("chain", say("产业链")),
        Column("period_shown", say("期间")),
        Column("old", say("原值")),
        Column("new", say("现值")),
        Column("change_shown", say("变幅")),
    )
    shown = [_shown(row, view) for row in sorted(rows, key=_weight)[:BEHIND]]
    more, cut = len(shown) - SHOWN, len(rows) - BEHIND
    left = say("另有 {count} 条见表格数据").format(count=say.number(more, 0))
    beyond = say("变动较多，只列前 {most} 条，其余 {count} 条未列").format(
        most=say.number(BEHIND, 0), count=say.number(cut, 0)
    )
    return Panel(
        name="changes",
        finding=say("与版次 {before} 相比：{counts}").format(
            before=before, counts=_counts(rows, say)
        ),
        measure=say("变幅大的在前，其余按变动的种类"),
        body=as_table(shown[:SHOWN], columns, is_wide=True),
        rows=shown,
        columns=columns,
        source="",
        as_of="",
        alt=say.listed([column.label for column in columns]),
        notes=(*([left] if more > 0 else []), *([beyond] if cut > 0 else [])),
    )


def _counts(rows: Sequence[Row], say: Words) -> str:
    counts = Counter(row.kind for row in rows)
    told = [
        f"{say.change_name(kind)} {say.number(counts[kind], 0)}" for kind in ORDER if counts[kind]
    ]
    return say.listed(told)


def _relative(row: Row) -> float | None:
    """The change as a fraction of the old value; None where one of the two is missing or 0."""
    old, new = row.get("old_value"), row.get("new_value")
    return None if not old or new is None or new == old else (new - old) / abs(old)


def _weight(row: Row) -> tuple[float, int]:
    return -abs(_relative(row) or 0.0), ORDER.index(row.kind)


def _shown(row: Row, view: View) -> Row:
    say = view.say
    lang = say.lang
    is_rule = row.kind == "rule_moved"
    return row.with_(
        kind_shown=say.change_name(row.kind),
        subject=say("评灯规则") if is_rule else say.of(row, "name"),
        place="" if is_rule else row.get(f"park_{lang}") or say.of(row, "area"),
        chain="" if is_rule else say.of(row, "chain") or "",
        period_shown=_period(row, say),
        old=_value(row, "old", view),
        new=_value(row, "new", view),
        change_shown=_change(row, say),
    )


def _period(row: Row, say: Words) -> str:
    if row.kind == "rule_moved":
        return ""
    if row.kind == "target_moved":
        return say("{year}年目标").format(year=row.year)
    return say.period(row.period_start, row.period_end, row.basis)


def _value(row: Row, side: str, view: View) -> str:
    """What stood on one side: a value, growth or a prior year alone, a kind of missing, words."""
    say = view.say
    if row.kind == "rule_moved":
        return row[f"{side}_{say.lang}"] or "—"
    value, unit = row[f"{side}_value"], row.get("unit") or ""
    if row.kind == "target_moved":
        return _target(row, value, say)
    if row.kind == "scope_moved":
        prior = say.amount(row[f"{side}_prior"], unit)
        return say("同口径上年 {amount}").format(amount=prior)
    is_growth_alone = row.old_value == row.new_value and row.old_growth != row.new_growth
    if row[f"{side}_growth"] is not None and (value is None or is_growth_alone):
        return say.growth(row[f"{side}_growth"])
    if value is not None:
        return say.amount(value, unit)
    absence = row[f"{side}_absence"]
    return say.missing(absence) if absence else "—"


def _target(row: Row, value: float | None, say: Words) -> str:
    """A target in the unit of its kind: growth in percent, a rank as a place, else the metric's."""
    unit = {"growth": "%", "rank": "位"}.get(row.target_kind, row.unit)
    return say.amount(value, unit)


def _change(row: Row, say: Words) -> str:
    """The change in percent, or in percentage points between two rates; "" where none is meant."""
    rates = row.get("old_growth"), row.get("new_growth")
    if row.get("old_value") == row.get("new_value") and None not in rates:
        return say.points(row.new_growth - row.old_growth)
    relative = _relative(row)
    if relative is None or row.get("target_kind") == "rank":
        return ""
    unit = "%" if row.get("target_kind") == "growth" else row.unit
    return say.moved(row.old_value, row.new_value, unit)
