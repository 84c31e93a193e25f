"""The command that shows the audit, or checks that it is as it was written: audit."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date, datetime

from chainboard import recorded
from chainboard.commands.exits import DONE, FAULTS, WrongUse
from chainboard.packs import pack_of
from chainboard.store import chain
from chainboard.view import Row
from chainboard.words import act_name, texts


def run_audit(asked: argparse.Namespace) -> int:
    """Show what was done to the city's data and with it, or check that nobody changed that."""
    _ = texts(asked.lang)
    if pack_of(asked.pack).is_public:
        raise WrongUse(_("审计只记录本市数据（--pack city）。"))
    if asked.verify:
        return _verify(asked)
    rows = list(recorded.acts(_day(asked), asked.office, asked.kind))
    if asked.json:
        print(json.dumps(rows, ensure_ascii=False, default=_as_text, indent=1))
        return DONE
    for row in rows:
        print("\t".join(_cells(row, asked.lang)))
    if not rows:
        print(_("没有记录。"))
    return DONE


def _verify(asked: argparse.Namespace) -> int:
    _ = texts(asked.lang)
    state = chain.check()
    is_chinese = asked.lang == "zh"
    if asked.json:
        print(json.dumps({"is_whole": state.is_whole, **asdict(state)}, ensure_ascii=False))
    elif state.is_whole:
        said = _("审计链完好：{lines} 行，最后一行是第 {number} 号")
        print(said.format(lines=state.lines, number=state.number))
        for zh, en in state.remarks:
            print(zh if is_chinese else en)
    if not state.is_whole:
        print(state.zh if is_chinese else state.en, file=sys.stderr)
    return DONE if state.is_whole else FAULTS


def _day(asked: argparse.Namespace) -> date | None:
    """The day of --since. Raises WrongUse for what is no day."""
    if not asked.since:
        return None
    try:
        return date.fromisoformat(asked.since)
    except ValueError:
        _ = texts(asked.lang)
        said = _("--since 应写成 2026-09-30 这样的日期：{day}")
        raise WrongUse(said.format(day=asked.since)) from None


def _cells(row: Row, lang: str) -> list[str]:
    """An act as the cells of a line: number, time, kind, who, what, rows."""
    _ = texts(lang)
    when = row.at.strftime("%Y-%m-%d %H:%M:%S") if row.at else "—"
    rows = _("{count} 行").format(count=row.rows) if row.rows is not None else ""
    words = " ".join(row.words.split())
    return [str(row.number), when, act_name(lang, row.kind), row.office, row.account, words, rows]


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
