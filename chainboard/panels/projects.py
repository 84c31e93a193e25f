"""How a project is said: stage and its days, what it costs, its lights, whether it is in the
statistics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from chainboard.panels.frame import on_day
from chainboard.view import Row, View
from chainboard.words import Words

UNIT = "亿元"  # of what projects cost, in the schema
SUBJECTS = ("start", "progress", "entry", "funds")  # of their lights
LIGHTS = ("behind", "watch", "on_track")  # the worst first
INFERRED = re.compile("[(（]推断[)）]")  # beside a date that its source does not print
REPORTED = "报道"  # what a date of the stages ends with when it is the day of the report


def subject_name(subject: str, say: Words) -> str:
    """What a light is about: 开工, 进度, 纳统, 资金."""
    names = {
        "start": say("开工"),
        "progress": say("进度"),
        "entry": say("纳统"),
        "funds": say("资金"),
    }
    return names[subject]


def light_words(row: Row, subject: str, say: Words) -> str:
    """A light in words; "" for none."""
    light = row[f"{subject}_light" if subject else "light"]
    return " ".join(say.light_name(light)) if light else ""


def code(row: Row, say: Words) -> str:
    """What a project is called in files: the code its office gave it, of the demo the number."""
    code = str(row.project_id)
    return code.rpartition("_")[2] if say.pack.is_synthetic else code


def stage(row: Row, view: View) -> str:
    """The stage last reported and its days; on a record in the words of its source."""
    say = view.say
    named = say.stage_name(row.stage) if row.stage else ""
    if view.pack.is_record and say.lang == "zh" and row.stage_text:
        named = row.stage_text
    return say.bracketed(named, _stage_dates(row, view))


def investment(row: Row, say: Words) -> str:
    """What it costs in all, its digits as printed, or that this is confidential."""
    if row.absence:
        return say.missing(row.absence)
    if row.total_investment_text:
        return say.printed(row.total_investment_text, UNIT)
    if row.total_investment is None:
        return ""
    return say.amount(row.total_investment, UNIT)


def in_statistics(row: Row, say: Words) -> str:
    """Whether it is entered in the statistics; nothing where that is not known."""
    if row.is_in_statistics is None:
        return ""
    return say("已入库") if row.is_in_statistics else say("未入库")


def _stage_dates(row: Row, view: View) -> str:
    """When the stage was reached, as exactly as it was said, and the day of the report."""
    say = view.say
    text = INFERRED.sub("", row.date_text or "")
    reported = on_day(row.stated_on, say.lang)
    if text.endswith(REPORTED):
        reported, text = _roughly(text.removesuffix(REPORTED), say), ""
        reported = say.bracketed(reported, say("推断") if INFERRED.search(row.date_text) else "")
    happened = on_day(row.happened_on, say.lang) or _roughly(text, say)
    said = say("{day}报送") if view.pack.is_sent else say("{day}报道")
    told = said.format(day=reported) if reported not in ("", happened) else ""
    return say.listed([part for part in (happened, told) if part])


def _roughly(text: str, say: Words) -> str:
    """A year or a month as sources write them (2024, 2024-04), in words."""
    parts = [int(part) for part in text.split("-") if part]
    if len(parts) == 2:
        return say.month(date(parts[0], parts[1], 1))
    if len(parts) == 1:
        return say.bare_period(date(parts[0], 1, 1), date(parts[0], 12, 31), "year")
    return ""


def counted(rows: Sequence[Row], say: Words) -> str:
    """How many projects are behind and how many to be watched."""
    behind, watch = (sum(row.light == light for row in rows) for light in ("behind", "watch"))
    return say("项目滞后 {behind} 个、关注 {watch} 个").format(behind=behind, watch=watch)
