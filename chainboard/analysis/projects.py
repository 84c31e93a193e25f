"""Projects against their plans: days late, lights by the rules, and the sets of what lags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from chainboard.analysis.lights import light_of
from chainboard.view import Row

DONE = ("done_end", "year_done", "total_done", "progress")
STARTED, COMPLETED, PRODUCES = 4, 6, 7  # ranks of stages, where none of them has a day
WORST_FIRST = ("behind", "watch", "on_track")
SUBJECTS = (
    "start",
    "progress",
    "entry",
    "funds",
)  # of the lights, in the order of a project's life
Kinds = dict[str, list[Row]]  # the rules by their kind, in their order
WINTER_OF = "project_investment"  # the metric whose rule of the season stands beside these lights
# What a set lacks → the column with the day from which on it should have come.
DUE_SINCE = {
    "started": "start_planned",
    "in_statistics": "started_on",
    "in_production": "completed_on",
}


def standing(
    rows: Sequence[Row], spent: Sequence[Row], rules: Sequence[Row], as_of: date
) -> list[Row]:
    """The projects with what was done on each, four lights, and the days they are late.

    rows   as projects.listed returns them
    spent  as projects.spent returns them
    rules  as rules.in_force returns them; without those of projects nothing is lit
    as_of  the day the edition speaks from

    Adds the columns DONE; is_started, is_completed; start_days and completion_days, how many days
    later than planned it was started and completed, or has not been by as_of (None when it is not
    late); completion, pace and gap (percentage points) of this year's plan; months_out, whole
    months since the start without entry in the statistics; of each subject its light and rule in
    both languages (start_light, start_rule_zh …); light, the worst of the four, None when there is
    none; season_zh, season_en, what the rule of the season says beside one that is not on track.
    """
    kinds: Kinds = {}
    for rule in rules:
        kinds.setdefault(rule.kind, []).append(rule)
    season = _season(rules, as_of)
    done, nothing = {each.project_id: each for each in spent}, dict.fromkeys(DONE)
    return [
        _judged(row.with_(**{**nothing, **done.get(row.project_id, {})}), kinds, as_of, season)
        for row in rows
    ]


def months_missed(planned: date, as_of: date) -> int:
    """Months that have ended since the planned start, its own among them; 0 before it ends."""
    ended = 12 * (as_of.year - planned.year) + as_of.month - planned.month
    return max(0, ended + ((as_of + timedelta(1)).day == 1))


def whole_months(since: date, as_of: date) -> int:
    """Months from a day to the same day of another month; the last day of one ends it."""
    months = 12 * (as_of.year - since.year) + as_of.month - since.month
    is_last = (as_of + timedelta(1)).day == 1
    return months - (as_of.day < since.day and not is_last)


def year_pace(row: Row) -> float:
    """What part (0 to 1) of the year's plan should be done by the end of done_end.

    The plan is spread evenly over the months of that year in which building is planned: from the
    planned start to the planned completion, all twelve where neither cuts the year. A completion
    planned for an earlier year leaves all twelve too: what is left was to be made up this year.
    """
    start: date | None = row.start_planned
    first, last = first_and_last(row)
    if start and start.year > row.done_end.year:
        return 0.0
    return float(min(1.0, max(0, row.done_end.month - first + 1) / max(1, last - first + 1)))


def first_and_last(row: Row) -> tuple[int, int]:
    """The months of the year of done_end in which building is planned."""
    year = row.done_end.year
    start: date | None = row.start_planned
    end: date | None = row.completion_planned
    first = start.month if start and start.year == year else 1
    return first, end.month if end and end.year == year else 12


def of_choice(rows: Sequence[Row], light: str, stage: str) -> list[Row]:
    """The projects of one light and of one stage; "all" of either leaves it open."""
    return [row for row in rows if light in ("all", row.light) and stage in ("all", row.stage)]


def by_urgency(rows: Sequence[Row]) -> list[Row]:
    """The worst light first, within one the most days late, then the largest."""
    return sorted(rows, key=_urgency)


def late(rows: Sequence[Row]) -> list[Row]:
    """The projects to be watched and behind, by urgency."""
    return by_urgency([row for row in rows if row.light in WORST_FIRST[:2]])


def counted(rows: Sequence[Row]) -> Row:
    """How many projects are on_track, to watch, behind, and unlit; and of these three by subject.

    by_subject  (subject, light) → projects
    """
    lights = Counter(row.light for row in rows)
    subjects = Counter((each, row[f"{each}_light"]) for row in rows for each in SUBJECTS)
    told = {light: lights[light] for light in WORST_FIRST}
    return Row(**told, unlit=lights[None], projects=len(rows), by_subject=dict(subjects))


def with_permits(rows: Sequence[Row], permits: Sequence[Row]) -> list[Row]:
    """The projects with permits: permit → its day.

    permits  as projects.permits returns them
    """
    given: dict[str, dict[str, date]] = {}
    for each in permits:
        given.setdefault(each.project_id, {})[each.permit] = each.permitted_on
    return [row.with_(permits=given.get(row.project_id, {})) for row in rows]


def lagging(rows: Sequence[Row], rules: Sequence[Row], as_of: date) -> list[Row]:
    """The members of the sets of what lags, set by set, the longest first.

    rows   as standing returns them
    rules  as rules.in_force returns them: those of kind lagging are the sets

    Adds set_id, lacks, the set's words, since (the day it should have come by) and days. A set that
    lacks what no project has (above_size) is of firms and has no members here.
    """
    found = []
    for rule in rules:
        if rule.kind == "lagging" and rule.lacks in DUE_SINCE:
            members = [row for row in rows if _lags(row, rule, as_of)]
            found += sorted(
                (_member(row, rule, as_of) for row in members),
                key=lambda row: (row.since, row.project_id),
            )
    return found


def size_to_verify(rules: Sequence[Row]) -> float | None:
    """The revenue of a year (亿元) from which on a firm that is not above size is to be verified;
    None where no rule says so."""
    return next((rule.threshold for rule in rules if rule.lacks == "above_size"), None)


def unsigned_past_start(rows: Sequence[Row], as_of: date) -> int:
    """How many projects are past their planned start, and no signing of them is on record: in no
    set of what was signed."""
    return sum(
        not row.is_started
        and row.signed_on is None
        and (row.rank or 0) < 2
        and _is_past(row, as_of)
        for row in rows
    )


def _is_past(row: Row, as_of: date) -> bool:
    return bool(row.start_planned and row.start_planned < as_of)


def _judged(row: Row, kinds: Kinds, as_of: date, season: Row | None) -> Row:
    rank = row.rank or 0
    is_started = row.started_on is not None or rank >= STARTED
    is_completed = row.completed_on is not None or rank >= COMPLETED
    own = row.with_(
        is_started=is_started,
        is_completed=is_completed,
        start_days=_days(row.start_planned, row.started_on, is_started, as_of),
        completion_days=_days(row.completion_planned, row.completed_on, is_completed, as_of),
        months_out=_months_out(row, as_of),
    )
    own.update(_progress(own))
    found = {subject: judge(own, kinds, as_of) for subject, judge in JUDGES.items()}
    lights = {rule.light for rule in found.values() if rule}
    worst = next((light for light in WORST_FIRST if light in lights), None)
    beside = season if worst in WORST_FIRST[:2] else None
    for subject, rule in found.items():
        own.update(_told(subject, rule))
    own.update(
        light=worst,
        season_zh=beside.words_zh if beside else None,
        season_en=beside.words_en if beside else None,
    )
    return own


def _told(subject: str, rule: Row | None) -> dict[str, str | None]:
    return {
        f"{subject}_light": rule.light if rule else None,
        f"{subject}_rule_zh": rule.words_zh if rule else None,
        f"{subject}_rule_en": rule.words_en if rule else None,
    }


def _days(planned: date | None, done: date | None, is_done: bool, as_of: date) -> int | None:
    """Days later than planned; None when it was not late, or when on no known day."""
    day = done if is_done else as_of
    return (day - planned).days if planned and day and day > planned else None


def _progress(row: Row) -> dict[str, float | None]:
    if not row.year_investment or row.year_done is None or row.is_completed:
        return {"completion": None, "pace": None, "gap": None}
    done, pace = row.year_done / row.year_investment, year_pace(row)
    return {"completion": done, "pace": pace, "gap": 100 * (done - pace)}


def _months_out(row: Row, as_of: date) -> int | None:
    is_out = row.is_in_statistics is False and row.started_on is not None
    return whole_months(row.started_on, as_of) if is_out else None


def _start(row: Row, kinds: Kinds, as_of: date) -> Row | None:
    if row.start_planned is None:
        return None
    missed = 0 if row.is_started else months_missed(row.start_planned, as_of)
    return _by_months(missed, kinds.get("project_start", []))


def _by_progress(row: Row, kinds: Kinds, as_of: date) -> Row | None:
    """What was done is judged in its own year only: by the plan of this one nothing else is."""
    is_told = row.gap is not None and row.done_end.year == as_of.year
    return _by_gap(row.gap, kinds, "project_progress") if is_told else None


def _entry(row: Row, kinds: Kinds, as_of: date) -> Row | None:
    sizes = [rule.threshold for rule in kinds.get("project_size", [])]
    is_asked = row.is_started and row.is_in_statistics is not None
    if not is_asked or row.total_investment is None or row.total_investment < max(sizes, default=0):
        return None
    if not row.is_in_statistics and row.months_out is None:
        return None
    return _by_months(row.months_out or 0, kinds.get("project_entry", []))


def _by_funds(row: Row, kinds: Kinds, as_of: date) -> Row | None:
    if not row.funds_required or row.funds_in_place is None or row.is_completed:
        return None
    return _by_gap(100 * (row.funds_in_place / row.funds_required - 1), kinds, "project_funds")


def _by_gap(gap: float, kinds: Kinds, kind: str) -> Row | None:
    return light_of(gap, kinds.get(kind, []), kind)


def _by_months(months: int, rules: Sequence[Row]) -> Row | None:
    """The rule with the most months that are reached; one without any holds for all."""
    reached = [rule for rule in rules if months >= (rule.threshold or 0)]
    return max(reached, key=lambda rule: rule.threshold or 0, default=None)


JUDGES: Mapping[str, Callable[[Row, Kinds, date], Row | None]] = {
    "start": _start,
    "progress": _by_progress,
    "entry": _entry,
    "funds": _by_funds,
}


def _season(rules: Sequence[Row], as_of: date) -> Row | None:
    """The rule of the season that the day of the edition falls under."""
    for rule in rules:
        if rule.kind == "season" and rule.metric_id == WINTER_OF and as_of.month <= rule.to_month:
            return rule
    return None


def _urgency(row: Row) -> tuple[int, int, float, str]:
    place = WORST_FIRST.index(row.light) if row.light else len(WORST_FIRST)
    open_days = [
        0 if row.is_started else row.start_days or 0,
        0 if row.is_completed else row.completion_days or 0,
    ]
    return place, -max(open_days), -(row.total_investment or 0), row.project_id


def _lags(row: Row, rule: Row, as_of: date) -> bool:
    since = row[DUE_SINCE[rule.lacks]]
    is_due = since is not None and since < as_of
    return bool(
        is_due and _has_passed(row, rule.after_rank) and _lacks(row, rule) and _is_large(row, rule)
    )


def _has_passed(row: Row, rank: int | None) -> bool:
    return rank is None or (row.rank or 0) >= rank


def _lacks(row: Row, rule: Row) -> bool:
    if rule.lacks == "in_statistics":
        return row.is_in_statistics is False
    if rule.lacks == "started":
        return not row.is_started
    return row.produced_on is None and (row.rank or 0) < (rule.lacks_rank or PRODUCES)


def _is_large(row: Row, rule: Row) -> bool:
    """Whether it is as large as the set asks; of one whose amount may not be told nobody says."""
    return rule.threshold is None or (row.total_investment or 0) >= rule.threshold


def _member(row: Row, rule: Row, as_of: date) -> Row:
    since = row[DUE_SINCE[rule.lacks]]
    return row.with_(
        set_id=rule.rule_id,
        lacks=rule.lacks,
        set_zh=rule.words_zh,
        set_en=rule.words_en,
        since=since,
        days=(as_of - since).days,
    )
