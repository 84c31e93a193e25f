"""The targets of the year in their versions, and the counties' added beside the city's."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.outlook import chain_column, target_name
from chainboard.panels.panel import OWN, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

NAME = "target_log"
SHOWN = {"light": 20, "projector": 10}


def target_log(versions: Sequence[Row], beside: Sequence[Row], view: View) -> Panel:
    """What was changed, and where the counties' targets do not add up to the city's.

    versions  as analysis.targets.with_sums returns them: the register behind the list
    beside    as analysis.targets.set_beside returns them

    On the page stand the first of them, behind it all. Who does not see all counties is told no
    sum of theirs.
    """
    say = view.say
    if not beside:
        why = say("没有年度目标")
        return Panel(**empty(NAME, view, why, say("目标及调整"), "targets"))
    return Panel(
        name=NAME,
        finding=_finding(beside, view),
        measure=measure(
            say("调整过的列在前"),
            say("其余按县（区）之和与市级之差的比例排列") if view.sees_all_counties else "",
            say("各链目标不相加"),
        ),
        body=figures.table(beside[: SHOWN[view.theme]], _columns(view), is_wide=True),
        rows=versions,
        columns=_register(view),
        **provenance(versions, view),
        alt=say.listed([_told(row, view) for row in beside]),
        notes=_notes(beside, view),
    )


def _finding(beside: Sequence[Row], view: View) -> str:
    say = view.say
    changed = [row for row in beside if row.changes]
    said = say("{year}年目标 {count} 项，没有调整过").format(year=beside[0].year, count=len(beside))
    if changed:
        said = say("{year}年目标 {count} 项中 {changed} 项调整过：{change}").format(
            year=beside[0].year,
            count=len(beside),
            changed=len(changed),
            change=_of(changed[0].changes[-1], say),
        )
    apart = [row for row in beside if _is_apart(row)] if view.sees_all_counties else []
    if not apart:
        return said
    most = max(apart, key=_weight)
    return say("{said}；{count} 项县（区）之和与市级不同，最大的是{target}，{apart}").format(
        said=said, count=len(apart), target=target_name(most, say), apart=_difference(most, say)
    )


def _of(change: Row, say: Words) -> str:
    """A change in words: 数字经济产业链产值 108.00 亿元 → 117 亿元."""
    place = say.of(change, "area") if change.area_level == "county" else ""
    return f"{place} {target_name(change, say)} {_step(change, say)}".strip()


def _step(change: Row, say: Words) -> str:
    if change.target_kind == "growth":
        return f"{say.percent(change.was, 1)} → {say.percent(change.target, 1)}"
    was = say.amount(change.was, change.unit, change.decimals)
    return f"{was} → {say.amount(change.target, change.unit, change.decimals)}"


def _is_apart(row: Row) -> bool:
    """Whether the sum differs by more than the digits that are shown."""
    return row.difference is not None and round(abs(row.difference), row.decimals) > 0


def _weight(row: Row) -> tuple[bool, float]:
    """How large a difference is beside its target; a target of zero is no measure of it."""
    return row.target > 0, abs(row.difference) / row.target if row.target > 0 else 0.0


def _difference(row: Row, say: Words) -> str:
    """By how much the counties' sum is more or less than the city's target."""
    if row.difference is None:
        return ""
    if not _is_apart(row):
        return say("一致")
    size = say.amount(abs(row.difference), row.unit, row.decimals)
    told = say("多 {amount}") if row.difference > 0 else say("少 {amount}")
    part = say.share_percent(abs(row.difference) / row.target, 1) if row.target > 0 else ""
    return say.bracketed(told.format(amount=size), part)


def _changes(row: Row, say: Words) -> list[str] | str:
    """Each change: whose, from what to what, on which day and why."""
    told = []
    for change in row.changes:
        place = say.of(change, "area") if change.area_level == "county" else say("全市")
        when = say.day(change.decided_on) if change.decided_on else say("未注明日期")
        why = say.of(change, "reason") or say("未注明原因")
        told.append(
            say("{place} {step}，{day}：{reason}").format(
                place=place, step=_step(change, say), day=when, reason=why
            )
        )
    return told if len(told) > 1 else "".join(told)


def _told(row: Row, view: View) -> str:
    say = view.say
    difference = _difference(row, say) if view.sees_all_counties else ""
    said = f"{target_name(row, say)} {_target(row, say)}"
    return say.bracketed(said, difference) if difference else said


def _target(row: Row, say: Words) -> str:
    return say.percent(row.target, 1) if row.target_kind == "growth" else figures.target(row, say)


def _columns(view: View) -> tuple[Column, ...]:
    say = view.say
    found = (
        chain_column(say),
        Column(f"name_{say.lang}", say("指标")),
        Column("target", say("年度目标"), OWN, words=lambda row: _target(row, say)),
        Column("county_sum", say("县（区）之和"), OWN, words=lambda row: _sum(row, say)),
        Column("difference", say("与市级之差"), OWN, words=lambda row: _difference(row, say)),
        Column("changes", say("调整"), words=lambda row: _changes(row, say)),
    )
    if view.sees_all_counties:
        return found
    return tuple(column for column in found if column.key not in ("county_sum", "difference"))


def _sum(row: Row, say: Words) -> str:
    if row.county_sum is None:
        return ""
    said = say.amount(row.county_sum, row.unit, row.decimals)
    return say("{sum}，{count} 个县（区）").format(sum=said, count=row.counties)


def _register(view: View) -> tuple[Column, ...]:
    """The register behind the list: every version of every target, with its day and reason."""
    say = view.say
    sums = (
        Column("county_sum", say("县（区）之和"), OWN, derived=True),
        Column("difference", say("与市级之差"), OWN, derived=True),
    )
    return (
        Column(f"chain_{say.lang}", say("产业链"), words=lambda row: _chain(row, say)),
        Column(f"name_{say.lang}", say("指标")),
        Column(f"area_{say.lang}", say("地区")),
        Column("year", say("年份"), words=lambda row: str(row.year)),
        Column("version", say("版本"), words=lambda row: str(row.version)),
        figures.target_column(say),
        figures.unit_column(say),
        *(sums if view.sees_all_counties else ()),
        Column("was", say("上一版"), OWN),
        Column("decided_on", say("确定日期")),
        Column(f"reason_{say.lang}", say("原因")),
    )


def _chain(row: Row, say: Words) -> str:
    return str(say.of(row, "chain")) if row.chain_id else say("全部产业链")


def _notes(beside: Sequence[Row], view: View) -> tuple[str, ...]:
    say = view.say
    more = len(beside) - SHOWN[view.theme]
    rest = [say("另有 {count} 项，见数据表。").format(count=more)] if more > 0 else []
    if not view.sees_all_counties:
        return tuple(rest)
    without = sum(row.county_sum is None for row in beside)
    told = [
        *rest,
        say("县（区）之和只加同一条链、同一指标；全市的加各链，不含分链。没有分到的不计。"),
    ]
    if without:
        told.append(
            say("{count} 项没有县（区）目标，或指标不能相加（增速、比率）。").format(count=without)
        )
    return tuple(told)
