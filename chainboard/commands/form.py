"""The monthly form of an office: written, and a text to remind who is late."""

from __future__ import annotations

import argparse
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from chainboard.commands.exits import DONE, WrongUse
from chainboard.intake.form_rows import Form, form, last_month, month_end
from chainboard.intake.late import Late, late, reminders
from chainboard.ledger import reading
from chainboard.packs import pack_of
from chainboard.store import editions
from chainboard.store.whole import write
from chainboard.view import View
from chainboard.words import template_name, texts


def add_to(add: Any) -> None:
    """Put the command beside the others."""
    command = add("form", run_form, pack="city")
    command.add_argument("--office", default="", metavar="OFFICE")
    command.add_argument("--month", default="", metavar="YYYY-MM", help="else the last one")
    command.add_argument("--out", default="", metavar="FILE.xlsx")
    command.add_argument("--late", action="store_true", help="a text to remind who is late")
    command.add_argument("--json", action="store_true")


def run_form(asked: argparse.Namespace) -> int:
    """Write an office's monthly form, filled with what the board knows; --late: who is late."""
    _ = texts(asked.lang)
    if not pack_of(asked.pack).keeps_ledger:
        raise WrongUse(_("公开资料不收报表（--pack city 或 demo）。"))
    today = reading.today(asked.pack)
    if asked.late:
        return _late(asked, today)
    end = month(asked.month, today, asked.lang)
    if not asked.office.strip() or not asked.out:
        raise WrongUse(_("要写明单位（--office）和文件（--out）。"))
    from chainboard.intake.form_book import book_of  # openpyxl comes along

    view = newest(asked.pack, asked.lang)
    made = form(view, asked.office.strip(), end)
    write(Path(asked.out), book_of(made, view))
    _told(made, asked)
    return DONE


def _late(asked: argparse.Namespace, today: date) -> int:
    """Print what each office is late with, as a text to paste into messages."""
    end = month(asked.month, today, asked.lang) if asked.month else None
    found = late(newest(asked.pack, asked.lang), today, end)
    if asked.json:
        print(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=1))
        return DONE
    _ = texts(asked.lang)
    print(reminders(found, asked.lang) or _("没有单位逾期。"))
    return DONE


def _as_json(one: Late) -> dict[str, object]:
    owes = [
        {"template": each.template, "month": f"{each.period_end:%Y-%m}", "due_on": f"{each.due_on}"}
        for each in one.owes
    ]
    matters = [
        {"id": row.id, "due_on": f"{row.due_on}", "days_over": row.days_over} for row in one.matters
    ]
    return {"office": one.office, "owes": owes, "overdue": matters}


def newest(pack: str, lang: str) -> View:
    """The newest edition and ledger of a pack as the desk sees them; edition 0 for none."""
    today = reading.today(pack)
    start = View(pack=pack_of(pack), edition=editions.current(pack) or 0, lang=lang, as_of=today)
    return reading.newest(start, today)


def month(text: str, today: date, lang: str) -> date:
    """The last day of a month as written; "" for the last one that has ended. Raises WrongUse."""
    _ = texts(lang)
    if not text:
        return last_month(today)
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text):
        raise WrongUse(_("月份写成 2026-11：{month}").format(month=text))
    if text.endswith("-01"):
        raise WrongUse(_("1月与2月合并报：写 {year}-02。").format(year=text[:4]))
    return month_end(int(text[:4]), int(text[5:]))


def _told(made: Form, asked: argparse.Namespace) -> None:
    counts = {name: len(lines) for name, lines in made.sheets.items()}
    due = [{"template": one.template, "due_on": f"{one.due_on}"} for one in made.owed]
    if asked.json:
        told = {"file": asked.out, "office": made.office, "month": f"{made.end:%Y-%m}"}
        print(json.dumps({**told, "rows": counts, "due": due}, ensure_ascii=False))
        return
    _ = texts(asked.lang)
    print(_("已写出 {file}").format(file=asked.out))
    if made.is_empty:
        print(_("看板上没有这个单位的问题、任务、项目和指标；表照样写出，可以填新的问题。"))
    for name, count in counts.items():
        if count:
            said = _("{sheet}：{count} 行")
            print(said.format(sheet=template_name(asked.lang, name), count=count))
    for one in made.owed:
        said = _("{sheet}：{day} 前报")
        print(said.format(sheet=template_name(asked.lang, one.template), day=one.due_on))
