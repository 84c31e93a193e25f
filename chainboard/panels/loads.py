"""The intake page: who has reported what, who is late, and every file that came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from chainboard.panels.frame import as_table, empty, measure
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import amount, clauses, day, listed, month, number, template_name, texts

PERIODS = 6
WORST = 3
REPORTED, QUESTIONED, LATE, MISSING, NOT_DUE = range(5)


def submission_monitor(rows: Sequence[Row], view: View) -> Panel:
    """Which office has sent which workbook of the last six periods, and which are late.

    rows  as loads.received returns them. Days late run from the due day to the first file, or
          to the view's as_of where none came
    """
    _ = texts(view.lang)
    title = _("报送情况")
    if view.pack == "published":
        return Panel(**empty("submission_monitor", view, _no_offices(view), title))
    if not rows:
        why = _("还没有报送清单：请填写 {file}，各列为 {columns}；填好后随下一次载入生效。").format(
            file="var/city/expected.csv",
            columns="office_zh, office_en, template, every, due_day, first_period",
        )
        return Panel(**empty("submission_monitor", view, why, title))
    ends = sorted({row.period_end for row in rows})[-PERIODS:]
    shown = [_line(own, ends, view) for own in _by_report(rows)]
    columns = (
        Column("office", _("报送单位")),
        Column("template_shown", _("报表")),
        *(Column(end.isoformat(), month(end, view.lang)) for end in ends),
        Column("late_shown", _("近12个月迟报")),
    )
    return Panel(
        name="submission_monitor",
        finding=_finding([row for row in rows if row.period_end in ends], view),
        measure=measure(
            _("最近 {count} 期").format(count=len(ends)),
            _("迟报天数从到期日算到首次报送，未报的算到 {as_of}").format(
                as_of=day(view.as_of, view.lang)
            ),
        ),
        notes=(_("“无须报”是该期不用报这张表；1月与2月合并为一期"),),
        **_table(shown, columns, view),
    )


def loads(rows: Sequence[Row], view: View) -> Panel:
    """Every file that was loaded, the newest first, with what became of it.

    rows  as loads.all returns them
    """
    _ = texts(view.lang)
    if not rows:
        why = _("还没有载入任何报表：先下载模板(python -m chainboard template)，填好后拖到上面。")
        return Panel(**empty("loads", view, why, _("已载入的报表")))
    columns = (
        Column("load_id", _("批次")),
        Column("file_name", _("文件")),
        Column("template_shown", _("报表")),
        Column("office", _("报送单位")),
        Column("sent_on", _("报送日期")),
        Column("kept", _("入库条数")),
        Column("remarks", _("核对")),
        Column("state", _("状态")),
        *([Column("edition", _("首见版次"))] if view.pack == "city" else []),
    )
    gone = sum(row.status == "withdrawn" for row in rows)
    told = _("收到报表 {count} 批，其中撤回 {gone} 批") if gone else _("收到报表 {count} 批")
    if view.pack == "published":
        told = _("公开资料汇编 {count} 批，没有单位报送")
    has_records = any(not row.rows_in for row in rows)
    record = _("“仅报送记录”的批次没有带来数据行") if has_records else ""
    return Panel(
        name="loads",
        finding=told.format(count=len(rows), gone=gone),
        measure=measure(_("最新的在前"), _("撤回的批次留有记录，数据不再显示"), record),
        **_table([_load(row, view) for row in rows], columns, view),
    )


def _no_offices(view: View) -> str:
    _ = texts(view.lang)
    return _("公开数据没有报送单位。")


def _by_report(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each office and workbook, in the order they came."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row.office_zh, row.template), []).append(row)
    return list(found.values())


def _line(own: Sequence[Row], ends: Sequence[date], view: View) -> Row:
    """One line of the monitor: an office's workbook with a cell for each period."""
    _ = texts(view.lang)
    by_end = {row.period_end: row for row in own}
    cells = {
        end.isoformat(): _cell(by_end[end], view) if end in by_end else _("无须报") for end in ends
    }
    due = [row for row in own if _is_recent(row, ends[-1]) and _state(row, view) != NOT_DUE]
    late = sum(_state(row, view) in (LATE, MISSING) for row in due)
    return own[-1].with_(
        office=own[-1][f"office_{view.lang}"],
        template_shown=template_name(own[-1].template, view.lang),
        **cells,
        late_shown=_("{late} 期，共 {due} 期").format(late=late, due=len(due)),
    )


def _is_recent(row: Row, last: date) -> bool:
    months: int = 12 * (last.year - row.period_end.year) + last.month - row.period_end.month
    return months < 12


def _state(row: Row, view: View) -> int:
    if _days_late(row, view):
        return MISSING if row.load_id is None else LATE
    if row.load_id is None:
        return NOT_DUE
    return QUESTIONED if row.errors or row.warnings else REPORTED


def _days_late(row: Row, view: View) -> int:
    """Days from the due day to the first file, or to the day of the data; 0 when in time."""
    came: date = view.as_of if row.load_id is None else row.first_sent_at.date()
    due: date = row.due_on
    return max((came - due).days, 0)


def _said(row: Row, view: View) -> tuple[str, str]:
    """The mark and the words of a cell."""
    _ = texts(view.lang)
    late = amount(_days_late(row, view), "天", view.lang)
    told = {
        REPORTED: ("●", _("已报")),
        QUESTIONED: ("▲", _("有疑问({count} 处)").format(count=row.errors + row.warnings)),
        LATE: ("■", _("迟报 {days}").format(days=late)),
        MISSING: ("■", _("缺报(迟 {days})").format(days=late)),
        NOT_DUE: ("—", _("未到期")),
    }
    return told[_state(row, view)]


def _cell(row: Row, view: View) -> str:
    return " ".join(_said(row, view))


def _finding(rows: Sequence[Row], view: View) -> str:
    """How many offices are late or owe a file, the worst of each named: what is owed first."""
    _ = texts(view.lang)
    behind = sorted(
        (row for row in rows if _state(row, view) in (LATE, MISSING)),
        key=lambda row: (_state(row, view) == LATE, -_days_late(row, view), row.office_zh),
    )
    worst: dict[str, Row] = {}
    for row in behind:
        worst.setdefault(row.office_zh, row)
    if not worst:
        return _("应报的报表都按期报送")
    named = [
        _("{office} {month}{template}{said}").format(
            office=row[f"office_{view.lang}"],
            month=month(row.period_end, view.lang),
            template=template_name(row.template, view.lang),
            said=_said(row, view)[1],
        )
        for row in list(worst.values())[:WORST]
    ]
    return _("{count} 个单位迟报或缺报：{worst}").format(
        count=len(worst), worst=clauses(named, view.lang)
    )


def _load(row: Row, view: View) -> Row:
    _ = texts(view.lang)
    kept = f"{number(row.rows_kept, 0, view.lang)} / {number(row.rows_in, 0, view.lang)}"
    templates = (
        [_("公开资料汇编")]
        if row.template == "facts"
        else [template_name(name, view.lang) for name in row.template.split(",")]
    )
    remarks = _("错误 {errors} 处，提示 {warnings} 处").format(
        errors=row.errors, warnings=row.warnings
    )
    return row.with_(
        load_id=str(row.load_id),
        template_shown=listed(templates, view.lang),
        office=row.sent_by if view.lang == "zh" else row.sent_by_en or row.sent_by,
        sent_on=day(row.sent_at, view.lang),
        kept=kept if row.rows_in else _("仅报送记录"),
        remarks=remarks if row.errors or row.warnings else _("无问题"),
        state=_became(row, view),
        edition=str(row.first_edition or ""),
    )


def _became(row: Row, view: View) -> str:
    _ = texts(view.lang)
    if row.status != "withdrawn":
        loaded = _("已载入")
        return f"● {loaded}"
    told = _("已撤回：{reason}({office}，{day})").format(
        reason=row.reason, office=row.withdrawn_by, day=day(row.withdrawn_at, view.lang)
    )
    return f"■ {told}"


def _table(rows: Sequence[Row], columns: Sequence[Column], view: View) -> dict[str, Any]:
    """The fields of a panel that is a table: what is shown is what stands behind it."""
    return {
        "body": {"table": as_table(rows, columns), "wide": True},
        "rows": rows,
        "columns": columns,
        "source": "",
        "as_of": "",
        "alt": listed([column.label for column in columns], view.lang),
    }
