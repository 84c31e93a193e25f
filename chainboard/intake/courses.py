"""stage_backward, code_reused: what a project or deal was, and what it is later: in the file, and
beside what was accepted before it."""

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
    """Report a stage that goes back from one period to a later one, and a code of two names.

    What lies behind the newest that was accepted is only remarked: that may have been wrong.
    """
    code = CODES.get(rows.table.template.name)
    if code is None or code not in rows.table.columns:
        return
    for places in _by_subject(rows, code):
        _check_known(rows, code, places[0])
        if len({rows.columns["period_end"][place] for place in places}) == 1:
            continue
        for earlier, later in pairwise(places):
            _check_name(rows, code, earlier, later)
            if code == "deal_id":
                _check_stage(rows, earlier, later)
            else:
                _check_days(rows, earlier, later)


def _by_subject(rows: Rows, code: str) -> Iterator[list[int]]:
    """The places of each subject, in the order of their periods."""
    found: dict[object, list[int]] = {}
    ends = rows.columns["period_end"]
    for place, subject in enumerate(rows.columns[code]):
        if subject is not None and isinstance(ends[place], date):
            found.setdefault(subject, []).append(place)
    for places in found.values():
        yield sorted(places, key=lambda place: str(ends[place]))


def _check_known(rows: Rows, code: str, place: int) -> None:
    """Remark where the first row of a subject lies behind the newest that was accepted of it, of
    the same period or an earlier one."""
    known = rows.known.reached.get(rows.table.template.name, {})
    newest = known.get(str(rows.columns[code][place]), {})
    if not newest or newest["period_end"] > str(rows.columns["period_end"][place]):
        return
    month = newest["period_end"][:7]
    for field in ("stage",) if code == "deal_id" else REACHED:
        before, now = newest.get(field), rows.columns[field][place]
        if before is None or field not in rows.table.columns:
            continue
        if field != "stage" and now is None:
            zh = f"库中截至 {month} 已填 {before}，这里空白，阶段退后；如属更正，可照此导入。"
            en = f"{before} was accepted of {month} and nothing stands here: the stage goes back."
        elif field == "stage" and now in RANKS and RANKS[now] < RANKS.get(before, 0):
            was, sent = NAMES[before], NAMES[str(now)]
            zh = f"库中截至 {month} 是“{was}”，这里是“{sent}”，阶段退后；如属更正，可照此导入。"
            en = f"the stage accepted of {month} is {before}, and {now} stands here: it goes back."
        else:
            continue
        en = f"{en} If it corrects what was sent before, load it as it is."
        value = NAMES[str(now)] if field == "stage" else ""
        rows.findings.remark("stage_backward", rows.numbers[place], field, (zh, en), value)


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
