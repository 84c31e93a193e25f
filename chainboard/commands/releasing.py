"""The command for files that wait to be final: release."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace

from chainboard.commands.exits import DONE, WrongUse
from chainboard.intake import waiting
from chainboard.intake.waiting import Waiting
from chainboard.person import AT_THE_DESK
from chainboard.words import texts


def run_release(asked: argparse.Namespace) -> int:
    """List files that wait for signatures, sign one, or give one back to who sent it."""
    _ = texts(asked.lang)
    if asked.sign is None and asked.back is None:
        _list(asked)
        return DONE
    if not asked.by.strip():
        raise WrongUse(_("要写明单位（--by）。"))
    person = replace(AT_THE_DESK, office=asked.by)
    if asked.back is not None:
        if not asked.reason.strip():
            raise WrongUse(_("退回要写明原因（--reason）。"))
        waiting.send_back(asked.back, person, asked.reason)
        print(_("第 {number} 件已退回。").format(number=asked.back))
        return DONE
    due = waiting.of_number(asked.sign).next
    waiting.sign(asked.sign, due.step if due else "", person, asked.lang)
    print(_state(waiting.of_number(asked.sign), asked.lang))
    return DONE


def _list(asked: argparse.Namespace) -> None:
    _ = texts(asked.lang)
    found = waiting.listed()
    if asked.json:
        told = [{**asdict(one), "next": one.next.step if one.next else None} for one in found]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for one in found:
        print(_state(one, asked.lang))
    if not found:
        print(_("没有送审件。"))


def _state(one: Waiting, lang: str) -> str:
    _ = texts(lang)
    if one.next:
        state = _("等待：{step}").format(step=getattr(one.next, f"name_{lang}"))
    elif one.returned:
        state = _("已退回")
    else:
        state = getattr(one.steps[-1], f"state_{lang}")
    said = _("第 {number} 件 · {office} · {file}")
    return f"{said.format(number=one.number, office=one.office, file=one.name)} · {state}"
