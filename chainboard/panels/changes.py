"""What differs between the edition on screen and the one before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.frame import empty
from chainboard.panels.panel import OWN, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words
from chainboard.words.revisions import unit_of

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
        Column("kind", say("变动"), words=lambda row: say.change_name(row.kind)),
        Column(f"name_{say.lang}", say("指标"), words=lambda row: _subject(row, say)),
        Column(f"area_{say.lang}", say("地区"), words=lambda row: _place(row, say)),
        Column(f"chain_{say.lang}", say("产业链"), words=lambda row: _chain(row, say)),
        Column("period_end", say("期间"), words=lambda row: _period(row, say)),
        Column("old_value", say("原值"), OWN, words=lambda row: _stood(row, "old", say)),
        Column("new_value", say("现值"), OWN, words=lambda row: _stood(row, "new", say)),
        Column("change", say("变幅"), words=lambda row: _change(row, say)),
    )
    shown = [row.with_(unit=unit_of(row)) for row in sorted(rows, key=_weight)[:BEHIND]]
    more, cut = len(shown) - SHOWN, len(rows) - BEHIND
    left = say("另有 {count} 条见数据表").format(count=say.number(more, 0))
    beyond = say("变动较多，只列前 {most} 条，其余 {count} 条未列").format(
        most=say.number(BEHIND, 0), count=say.number(cut, 0)
    )
    return Panel(
        name="changes",
        finding=say("与版次 {before} 相比：{counts}").format(
            before=before, counts=_counts(rows, say)
        ),
        measure=say("变幅大的在前，其余按变动的种类"),
        body=figures.table(shown[:SHOWN], columns),
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


def _subject(row: Row, say: Words) -> str:
    return say("评灯规则") if row.kind == "rule_moved" else say.name(row)


def _place(row: Row, say: Words) -> str:
    """The park or the area of a figure; nothing for a rule."""
    return str(row.get(f"park_{say.lang}") or row.get(f"area_{say.lang}") or "")


def _chain(row: Row, say: Words) -> str:
    return row.get(f"chain_{say.lang}") or ""


def _period(row: Row, say: Words) -> str:
    if row.kind == "rule_moved":
        return ""
    if row.kind == "target_moved":
        return say("{year}年目标").format(year=row.year)
    return say.period(row.period_start, row.period_end, row.basis)


def _stood(row: Row, side: str, say: Words) -> str:
    """What stood on one side, or its kind of missing."""
    absence = row.get(f"{side}_absence")
    return say.stood(row, side) or (say.missing(absence) if absence else "—")


def _change(row: Row, say: Words) -> str:
    """The change in percent, or in percentage points between two rates; "" where none is meant."""
    rates = row.get("old_growth"), row.get("new_growth")
    if row.get("old_value") == row.get("new_value") and None not in rates:
        return say.points(row.new_growth - row.old_growth)
    relative = _relative(row)
    if relative is None or row.get("target_kind") == "rank":
        return ""
    return say.moved(row.old_value, row.new_value, row.unit)
