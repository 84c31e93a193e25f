"""What lists of projects share: lights, days, permits, reasons, and the offices in charge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from chainboard.panels import projects as told
from chainboard.panels.panel import Column
from chainboard.panels.projects import LIGHTS, SUBJECTS, subject_name
from chainboard.view import Row, View
from chainboard.words import Words

PERMITS = ("approval", "land", "planning", "environment", "energy", "construction")


def chip(light: str | None, more: str, say: Words) -> dict[str, str] | str:
    """A light as mark, word and colour, with what is said of it; without one only that."""
    if light is None:
        return more
    return {"light": light, "words": " ".join(say.light_name(light)), "more": more}


def place(row: Row, say: Words) -> str:
    """County and chain of a project in one cell."""
    return " · ".join(part for part in (say.place(row), say.of(row, "chain") or "") if part)


def start(row: Row, say: Words) -> str:
    """When it was to be started, when it was, and how many days late."""
    return _days(row.start_planned, (row.started_on, row.is_started), row.start_days, say)


def end(row: Row, say: Words) -> str:
    """When it was to be completed, when it was, and how many days late."""
    done = row.completed_on, row.is_completed
    return _days(row.completion_planned, done, row.completion_days, say)


def _days(
    planned: date | None, done: tuple[date | None, bool], days: int | None, say: Words
) -> str:
    day, is_done = done
    parts = [
        say("计划{day}").format(day=say.day(planned)) if planned else "",
        say("实际{day}").format(day=say.day(day)) if day else "",
    ]
    if days:
        late = say("晚 {days} 天") if is_done else say("已逾期 {days} 天")
        parts.append(late.format(days=say.number(days, 0)))
    return say.listed([part for part in parts if part])


def progress(row: Row, say: Words) -> str:
    """What part of the year's plan is done, and the gap to its schedule."""
    if row.completion is None:
        return say("已竣工") if row.is_completed else ""
    return say("完成 {percent}，与序时之差 {points}").format(
        percent=say.share_percent(row.completion), points=say.points(row.gap)
    )


def entry(row: Row, say: Words) -> str:
    """Whether it is in the statistics, and for how long it should have been."""
    if row.months_out:
        return say("开工满 {months} 个月未入库").format(months=row.months_out)
    return told.in_statistics(row, say) if row.is_started else ""


def funds(row: Row, say: Words) -> str:
    """Funds in place of those that are required."""
    if row.funds_required is None or row.funds_in_place is None:
        return ""
    return say("到位 {in_place}，需 {required}").format(
        in_place=say.amount(row.funds_in_place, told.UNIT),
        required=say.amount(row.funds_required, told.UNIT),
    )


SAID = {"start": start, "progress": progress, "entry": entry, "funds": funds}


def lit(row: Row, subject: str, say: Words) -> dict[str, str] | str:
    """The light of one subject with what it is about."""
    return chip(row[f"{subject}_light"], SAID[subject](row, say), say)


def worst(row: Row, say: Words) -> dict[str, str] | str:
    """The worst light, of which of the four it is, and the days that run."""
    parts = [subject_name(each, say) for each in SUBJECTS if row[f"{each}_light"] == row.light]
    days = [] if row.is_started or not row.start_days else [start(row, say)]
    days += [end(row, say)] if row.completion_days and not row.is_completed else []
    return chip(row.light, say.clauses([say.listed(parts), *days]), say)


def permits(row: Row, say: Words) -> str:
    """How many permits are there and which are not; of what has started only what is missing."""
    missing = [say.permit_name(each) for each in PERMITS if each not in row.permits]
    if row.is_completed or (row.is_started and not row.permits):
        return ""
    if not missing:
        return say("前期手续齐全")
    return say("前期手续 {done} 项，未见{missing}").format(
        done=len(row.permits), missing=say.listed(missing)
    )


def reason(row: Row, say: Words) -> str:
    """Class and words of why it is late, with their day; that nobody told where it is late."""
    if not row.reason_class and not row.reason_zh:
        return say("未填报原因") if row.light in LIGHTS[:2] else ""
    words = say.of(row, "reason") or row.reason_zh or ""
    said = words
    if row.reason_class:
        name = say.reason_name(row.reason_class)
        said = say("{name}：{said}").format(name=name, said=words) if words else name
    return say.bracketed(said, say.day(row.reason_on) if row.reason_on else "")


def support(row: Row, say: Words) -> str:
    """What land, power and money it has, as its office says it."""
    return say.of(row, "support") or row.support_zh or ""


def office(row: Row, bureaus: Sequence[Row], say: Words) -> str:
    """The department that carries out the work of its chain, or that none is on record."""
    held = [say.of(each, "holder") for each in bureaus if each.chain_id == row.chain_id]
    return say.listed(list(dict.fromkeys(held))) or say("未注明")


def office_column(bureaus: Sequence[Row], say: Words) -> Column:
    """Who carries out the work of the chain of each project."""
    return Column("office", say("牵头部门"), words=lambda row: office(row, bureaus, say))


def amount_column(key: str, label: str) -> Column:
    """An amount as a number."""
    return Column(key, label, told.UNIT, 2)


def listed(shown: int, rows: Sequence[Any], say: Words) -> str:
    """How many of how many are on the page."""
    if len(rows) <= shown:
        return ""
    return say("列出前 {shown} 项，共 {all} 项，全部见数据表").format(shown=shown, all=len(rows))


def choice(view: View, *axes: str) -> str:
    """Which light and which stage a panel is narrowed to.

    axes  of the two, those that narrow it
    """
    say = view.say
    said = {
        "light": say("只列评灯为“{name}”的"),
        "stage": say("只列“{name}”阶段的"),
    }
    chosen = [axis for axis in axes if getattr(view, axis) != "all"]
    return say.listed([said[axis].format(name=_choice_name(axis, view)) for axis in chosen])


def _choice_name(axis: str, view: View) -> str:
    say = view.say
    return say.light_name(view.light)[1] if axis == "light" else say.stage_name(view.stage)


def not_chosen(view: View, *axes: str) -> tuple[str, ...]:
    """That a light or a stage that is chosen does not move a panel.

    axes  of the two, those that it does not follow
    """
    say = view.say
    names = {"light": say("评灯"), "stage": say("阶段")}
    chosen = [names[axis] for axis in axes if getattr(view, axis) != "all"]
    return tuple(say("本板块不随所选{axis}变化。").format(axis=name) for name in chosen)
