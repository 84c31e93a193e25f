"""stage_backward, code_reused: what a project or deal was, and what it is later in the file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from chainboard.intake.rows import Rows
from chainboard.intake.templates import DEAL_STAGES

CODES = {"projects": "project_id", "deals": "deal_id"}  # what names a subject
REACHED = ("signed_on", "started_on", "completed_on", "produced_on")  # a day once told stays
RANKS = {stage: rank for rank, stage in enumerate(DEAL_STAGES.values())}
NAMES = {stage: name for name, stage in DEAL_STAGES.items()}


def check_courses(rows: Rows) -> None:
    """Report a stage that goes back from one period to a later one, and a code of two names."""
    code = CODES.get(rows.table.template.name)
    if code is None or code not in rows.table.columns:
        return
    for places in _by_subject(rows, code):
        for earlier, later in pairwise(places):
            _check_name(rows, code, earlier, later)
            if code == "deal_id":
                _check_stage(rows, earlier, later)
            else:
                _check_days(rows, earlier, later)


def _by_subject(rows: Rows, code: str) -> Iterator[list[int]]:
    """The places of each subject with several periods, in their order."""
    found: dict[object, list[int]] = {}
    ends = rows.columns["period_end"]
    for place, subject in enumerate(rows.columns[code]):
        if subject is not None and isinstance(ends[place], date):
            found.setdefault(subject, []).append(place)
    for places in found.values():
        if len({ends[place] for place in places}) > 1:
            yield sorted(places, key=lambda place: str(ends[place]))


def _check_name(rows: Rows, code: str, earlier: int, later: int) -> None:
    names = rows.columns["name"]
    one, other = names[earlier], names[later]
    if one and other and one != other:
        subject = rows.columns[code][later]
        zh_row, en_row = rows.findings.named(rows.numbers[earlier])
        zh = f"{subject} 在{zh_row}叫“{one}”，这里叫“{other}”，请核对编号。"
        en = f"{subject} is called “{one}” in {en_row} and “{other}” here; check the code."
        rows.findings.add("code_reused", rows.numbers[later], code, (zh, en), str(subject))


def _check_stage(rows: Rows, earlier: int, later: int) -> None:
    before, now = (rows.columns["stage"][place] for place in (earlier, later))
    if before in RANKS and now in RANKS and RANKS[now] < RANKS[before]:
        zh = f"阶段由“{NAMES[before]}”退回“{NAMES[now]}”。"
        en = f"the stage goes back from {before} to {now}."
        rows.findings.add("stage_backward", rows.numbers[later], "stage", (zh, en), NAMES[now])


def _check_days(rows: Rows, earlier: int, later: int) -> None:
    for field in REACHED:
        before, now = (rows.columns[field][place] for place in (earlier, later))
        if before is not None and now is None and field in rows.table.columns:
            zh = f"上期填了 {before}，这里空白：阶段不能倒退，请照填。"
            en = f"{before} stood in the period before and nothing here: a stage cannot go back."
            rows.findings.add("stage_backward", rows.numbers[later], field, (zh, en), str(before))
