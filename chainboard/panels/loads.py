"""The intake page: who has reported what, who is late, and every file that came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chainboard.panels.about import kept, sender
from chainboard.panels.frame import empty, measure, of_table
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

PERIODS = 6
WORST = 3
REPORTED, QUESTIONED, LATE, MISSING, NOT_DUE = range(5)


def submission_monitor(rows: Sequence[Row], view: View) -> Panel:
    """Which office has sent which workbook of the last six periods, and which are late.

    rows  as loads.received returns them. Days late run from the due day to the first file, or
          to the view's as_of where none came
    """
    say = view.say
    own = view.audience.office
    if not rows and own:
        why = say("报送清单里没有{office}要报的报表").format(office=own)
        return Panel(**empty("submission_monitor", view, why, say("报送情况")))
    if not rows:
        why = say(
            "还没有报送清单：请填写 {file}，各列为 {columns}；填好后随下一次导入生效。"
        ).format(
            file="var/city/expected.csv",
            columns="office_zh, office_en, template, every, due_day, first_period",
        )
        return Panel(**empty("submission_monitor", view, why, say("报送情况")))
    ends = sorted({row.period_end for row in rows})[-PERIODS:]
    shown = [_line(own, ends, view) for own in _by_report(rows)]
    columns = (
        Column(f"office_{say.lang}", say("报送单位")),
        Column("template", say("报表"), words=lambda row: say.template_name(row.template)),
        *(Column(end.isoformat(), say.month(end)) for end in ends),
        Column("late_shown", say("近12个月迟报")),
    )
    return Panel(
        name="submission_monitor",
        finding=_finding([row for row in rows if row.period_end in ends], view),
        measure=measure(
            say("只列{office}要报的").format(office=say.of(rows[0], "office")) if own else "",
            say("最近 {count} 期").format(count=len(ends)),
            say("迟报天数从到期日算到首次报送，未报的算到 {as_of}").format(
                as_of=say.day(view.as_of)
            ),
        ),
        notes=(say("“无须报”是该期不用报这张表；1月与2月合并为一期"),),
        **of_table(shown, columns, view),
    )


def no_offices(view: View) -> Panel:
    """The quiet line of a record: no office sends anything."""
    say = view.say
    why = say("公开数据没有报送单位。")
    return Panel(**empty("submission_monitor", view, why, say("报送情况")))


def loads(rows: Sequence[Row], view: View) -> Panel:
    """Every file that was loaded, the newest first, with what became of it.

    rows  as loads.all returns them
    """
    say = view.say
    if not rows:
        why = say(
            "还没有导入任何报表：先下载模板（python -m chainboard template），填好后拖到上面。"
        )
        return Panel(**empty("loads", view, why, say("已导入的报表")))
    columns = (
        Column("load_id", say("批次"), words=lambda row: str(row.load_id)),
        Column("file_name", say("文件")),
        Column("template", say("报表"), words=lambda row: _templates(row, say)),
        Column("sent_by", say("报送单位"), words=lambda row: sender(row, say)),
        Column("sent_at", say("报送日期"), words=lambda row: say.day(row.sent_at)),
        Column("rows_kept", say("导入行数"), words=lambda row: _kept(row, say)),
        Column("errors", say("核对"), words=lambda row: _remarks(row, say)),
        Column("status", say("状态"), words=lambda row: _became(row, say)),
        *([_first_edition(say)] if view.pack.is_sent else []),
    )
    gone = sum(row.status == "withdrawn" for row in rows)
    told = say("收到报表 {count} 批，其中撤回 {gone} 批") if gone else say("收到报表 {count} 批")
    if view.pack.is_record:
        told = say("公开资料汇编 {count} 批，没有单位报送")
    has_records = any(not row.rows_in for row in rows)
    record = say("“仅报送记录”的批次没有带来数据行") if has_records else ""
    return Panel(
        name="loads",
        finding=told.format(count=len(rows), gone=gone),
        measure=measure(say("最新的在前"), say("撤回的批次留有记录，数据不再显示"), record),
        **of_table(rows, columns, view),
    )


def _by_report(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each office and workbook, in the order they came."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row.office_zh, row.template), []).append(row)
    return list(found.values())


def _line(own: Sequence[Row], ends: Sequence[date], view: View) -> Row:
    """One line of the monitor: an office's workbook with a cell for each period."""
    say = view.say
    by_end = {row.period_end: row for row in own}
    cells = {
        end.isoformat(): _cell(by_end[end], view) if end in by_end else say("无须报")
        for end in ends
    }
    due = [row for row in own if _is_recent(row, ends[-1]) and _state(row, view) != NOT_DUE]
    late = sum(_state(row, view) in (LATE, MISSING) for row in due)
    return own[-1].with_(
        **cells,
        late_shown=say("{late} 期，共 {due} 期").format(late=late, due=len(due)),
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
    say = view.say
    late = say.amount(_days_late(row, view), "天")
    told = {
        REPORTED: ("●", say("已报")),
        QUESTIONED: ("▲", say("有疑问（{count} 处）").format(count=row.errors + row.warnings)),
        LATE: ("■", say("迟报 {days}").format(days=late)),
        MISSING: ("■", say("未报（迟 {days}）").format(days=late)),
        NOT_DUE: ("—", say("未到期")),
    }
    return told[_state(row, view)]


def _cell(row: Row, view: View) -> str:
    return " ".join(_said(row, view))


def _finding(rows: Sequence[Row], view: View) -> str:
    """How many offices are late or owe a file, the worst of each named: what is owed first."""
    say = view.say
    behind = sorted(
        (row for row in rows if _state(row, view) in (LATE, MISSING)),
        key=lambda row: (_state(row, view) == LATE, -_days_late(row, view), row.office_zh),
    )
    if not behind:
        return say("应报的报表都按期报送")
    if view.audience.office:
        return _own_finding(behind, view)
    worst: dict[str, Row] = {}
    for row in behind:
        worst.setdefault(row.office_zh, row)
    named = [
        say("{office} {month}{template}{said}").format(
            office=say.of(row, "office"),
            month=say.month(row.period_end),
            template=say.template_name(row.template),
            said=_said(row, view)[1],
        )
        for row in list(worst.values())[:WORST]
    ]
    return say("{count} 个单位迟报或未报：{worst}").format(
        count=len(worst), worst=say.clauses(named)
    )


def _own_finding(behind: Sequence[Row], view: View) -> str:
    """What one office owes or sent late, as it reads it: what is owed first."""
    say = view.say
    named = [
        say("{month}{template}{said}").format(
            month=say.month(row.period_end),
            template=say.template_name(row.template),
            said=_said(row, view)[1],
        )
        for row in behind[:WORST]
    ]
    return say("本单位迟报或未报 {count} 张：{worst}").format(
        count=len(behind), worst=say.clauses(named)
    )


def _templates(row: Row, say: Words) -> str:
    if row.template == "facts":
        return say("公开资料汇编")
    return say.listed([say.template_name(name) for name in row.template.split(",")])


def _kept(row: Row, say: Words) -> str:
    return kept(row, say) if row.rows_in else say("仅报送记录")


def _remarks(row: Row, say: Words) -> str:
    if not row.errors and not row.warnings:
        return say("无问题")
    return say("错误 {errors} 处，提示 {warnings} 处").format(
        errors=row.errors, warnings=row.warnings
    )


def _first_edition(say: Words) -> Column:
    return Column("first_edition", say("首见版次"), words=lambda row: str(row.first_edition or ""))


def _became(row: Row, say: Words) -> str:
    if row.status != "withdrawn":
        loaded = say("已导入")
        return f"● {loaded}"
    told = say("已撤回：{reason}（{office}，{day}）").format(
        reason=row.reason, office=row.withdrawn_by, day=say.day(row.withdrawn_at)
    )
    return f"■ {told}"
