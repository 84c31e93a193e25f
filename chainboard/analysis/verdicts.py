"""What the figures say of a task that is bound to one: met, missed, not out yet, no figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chainboard.analysis.days import day_of
from chainboard.analysis.lights import is_firm
from chainboard.analysis.overdue import as_day
from chainboard.analysis.pace import completion, pace_gap
from chainboard.view import Row

MET, MISSED, PENDING, NONE = "met", "missed", "pending", "none"
MONTHS = {"monthly": 1, "quarterly": 3}  # between two figures; of all others a year
AT_LEAST = ("≥", ">=", "不低于", "不少于", "达到", "")
AT_MOST = ("≤", "<=", "不高于", "不超过")
ABOVE, BELOW = (">", "高于", "超过"), ("<", "低于")
SIGNS = {
    **dict.fromkeys(AT_LEAST, "≥"),
    **dict.fromkeys(AT_MOST, "≤"),
    **dict.fromkeys(ABOVE, ">"),
    **dict.fromkeys(BELOW, "<"),
}
WRITTEN = re.compile(r"(\D*?)\s*([+\-−]?\d[\d,]*(?:\.\d+)?)\s*(\D*)")
PACE = ("序时", "序时进度", "不落后序时进度", "pace")
JUDGED = (
    "verdict", "figure_id", "name_zh", "name_en", "unit", "decimals", "period_start",
    "period_end", "basis", "value", "share", "gap", "sign", "bound", "compares", "source_title",
    "grade",
)  # fmt: skip
Places = tuple[str | None, str | None, str | None, str | None]


@dataclass(frozen=True)
class Target:
    """What a task asks of its figure.

    compares  value; share (of the year's target, in percent); gap (to the calendar, in points);
              growth (in percent)
    sign      ≥ ≤ > <
    """

    compares: str
    sign: str
    bound: float

    def is_met_by(self, held: float) -> bool:
        """Whether a figure reaches it, dust of binary fractions aside."""
        over = round(held - self.bound, 9)
        return {"≥": over >= 0, "≤": over <= 0, ">": over > 0, "<": over < 0}[self.sign]


def bound_to(tasks: Iterable[Row]) -> dict[str, Any]:
    """What is to be asked of the figures for tasks: the parameters of verdicts.figures, in which ""
    stands for the whole: all chains, the city."""
    bound = [
        (by, task)
        for task in tasks
        if (by := _by(task)) and task.get("metric_id") and task.get("target")
    ]
    first = min((by for by, _ in bound), default=date.max)
    return {
        "metric_ids": sorted({str(task.metric_id) for _, task in bound}),
        "chain_ids": sorted({str(task.get("chain_id") or "") for _, task in bound}),
        "area_codes": sorted({str(task.get("area_code") or "") for _, task in bound}),
        "since": date(first.year - 1, 12, 1),
    }


def judged(tasks: Iterable[Row], figures: Sequence[Row], day: date) -> list[Row]:
    """The tasks with their verdict on a day, and what it rests on.

    tasks    matters of kind task with metric_id, target and by_date where they are bound
    figures  as verdicts.figures returns them
    day      that is judged on: a period that ends after it cannot have been published

    Adds JUDGED: verdict, one of met, missed, pending and none; the figure of the period that ends
    last before by_date (its id, name, unit, period, value, source); what is compared with bound by
    sign: its value, share (percent of the year's target), gap (points to the calendar) or growth.
    A figure that is forecast or claimed gives no verdict, nor does a period before the task.
    """
    known: dict[Places, list[Row]] = {}
    for row in figures:
        known.setdefault(_place(row), []).append(row)
        if row.is_whole:
            known.setdefault(_place(row.with_(area_code=None)), []).append(row)
    return [_judged(task, known, day) for task in tasks]


def to_date(asked: Iterable[Row], figures: Sequence[Row], day: date) -> list[Row]:
    """Verdicts on what is asked for good: without a date it is judged by the newest figure, and
    without a target of its own by the calendar. Columns as judged adds them."""
    known = [row for row in figures if row.absence is None and row.period_end <= day]
    newest = max((row.period_end for row in known), default=day)
    return judged([_lasting(row, newest) for row in asked], figures, day)


def lasting(asked: Iterable[Row], day: date) -> list[Row]:
    """What is asked for good, with day as its date: for bound_to, before figures are known."""
    return [_lasting(row, day) for row in asked]


def _lasting(row: Row, day: date) -> Row:
    if not row.get("metric_id"):
        return row
    return row.with_(
        target=row.get("target") or PACE[0], by_date=row.get("by_date") or day.isoformat()
    )


def target_of(said: str, figure: Mapping[str, Any]) -> Target | None:
    """What a target asks, as it was written: 117, ≥117亿元, 不超过 3, 75%, 序时; None for words.

    figure  of the metric: unit, kind, direction. Percent of a metric that is no percentage are of
            the year's target; of a growth they are the rate.
    """
    words = said.strip()
    if words in PACE:
        return Target("gap", "≥", 0.0)
    found = WRITTEN.fullmatch(words)
    if not found:
        return None
    before, digits, unit = (part.strip() for part in found.groups())
    sign = SIGNS.get(before)
    if sign is None or unit not in ("", "%", figure["unit"]):
        return None
    if not before and figure["direction"] == "lower_better":
        sign = "≤"
    number = float(digits.replace(",", "").replace("−", "-"))
    if figure["kind"] == "growth_only":
        return Target("growth", sign, number)
    is_share = unit == "%" and figure["unit"] != "%"
    return Target("share" if is_share else "value", sign, number)


def _judged(task: Row, known: Mapping[Places, Sequence[Row]], day: date) -> Row:
    nothing = dict.fromkeys(JUDGED)
    by, own = _by(task), known.get(_place(task), ())
    if by is None or not task.get("target") or not own:
        return task.with_(**{**nothing, "verdict": NONE})
    target = target_of(str(task.target), own[-1])
    if target is None:
        return task.with_(**{**nothing, "verdict": NONE})
    asked = {"sign": target.sign, "bound": target.bound, "compares": target.compares}
    end = _end(by, own)
    figure = next((row for row in own if row.period_end == end), None)
    told = {name: own[-1][name] for name in ("name_zh", "name_en", "unit", "decimals")}
    told |= asked | {"period_end": end, "verdict": _without(figure, own, end, task, day)}
    if figure is not None and not told["verdict"]:
        told |= _compared(figure, target)
    return task.with_(**{**nothing, **told})


def _without(figure: Row | None, own: Sequence[Row], end: date, task: Row, day: date) -> str | None:
    """The verdict where no figure can give one; None where one can."""
    if end < day_of(task.raised_at):
        return NONE
    if end > day or end > own[-1].period_end:
        return PENDING
    if figure is None or not is_firm(figure):
        return NONE
    if figure.absence:
        return PENDING if figure.absence in ("late", "not_due") else NONE
    return None


def _compared(figure: Row, target: Target) -> dict[str, Any]:
    months = figure.period_end.month
    done = completion(figure.value, figure.target)
    held = {
        "value": figure.value,
        "share": None if done is None else 100 * done,
        "gap": pace_gap(figure.value, figure.target, months),
        "growth": figure.published_growth,
    }
    compared = held[target.compares]
    if compared is None:
        return {"verdict": NONE}
    verdict = MET if target.is_met_by(compared) else MISSED
    names = ("figure_id", "period_start", "basis", "value", "source_title", "grade")
    told = {name: figure[name] for name in names}
    if target.compares == "growth":
        told["value"] = compared
    return {**told, "share": held["share"], "gap": held["gap"], "verdict": verdict}


def _end(by: date, own: Sequence[Row]) -> date:
    """The last day of the period that is judged: of the month that ends by then where the figures
    have it, else of the last period of the metric's own length."""
    month = _last_end(by, 1)
    if any(row.period_end == month for row in own):
        return month
    return _last_end(by, MONTHS.get(own[-1].frequency, 12))


def _last_end(by: date, months: int) -> date:
    """The last end of a period of so many months on or before a day."""
    after = by + timedelta(1)
    passed = 12 * after.year + after.month - 1
    first = passed - passed % months
    return date(first // 12, first % 12 + 1, 1) - timedelta(1)


def _by(task: Row) -> date | None:
    return as_day(task.get("by_date"))


def _place(row: Row) -> Places:
    return row.get("metric_id"), row.get("chain_id"), row.get("area_code"), row.get("park_id")
