"""The command brief: slides, paper, a document, one page of HTML or a workbook of what is shown."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from chainboard.commands.exits import DONE, FAULTS, UNREADABLE, USAGE, WrongUse
from chainboard.person import AT_THE_DESK
from chainboard.store.whole import write
from chainboard.words import Words, texts

OF_VIEW = ("pack", "edition", "ledger", "chain", "county", "theme", "lang")
AUDIENCES = {
    "会议": "meeting", "省级": "province", "对外": "public",
    "meeting": "meeting", "province": "province", "public": "public",
}  # fmt: skip


def add_to(add: Any) -> None:
    """The arguments of the command."""
    command = add("brief", run_brief)
    command.add_argument("--to", choices=("pptx", "pdf", "docx", "xlsx", "html"))
    command.add_argument("--out", required=True, metavar="FILE")
    command.add_argument("--page", default="", metavar="PAGE", help="one page of the board")
    command.add_argument("--chain", default="", metavar="ID")
    command.add_argument("--county", default="", metavar="CODE")
    command.add_argument("--meeting", default="", metavar="ID", help="what a meeting hears")
    command.add_argument("--edition", default="", metavar="N", help="an earlier edition")
    command.add_argument("--ledger", default="", metavar="N", help="an earlier step of the ledger")
    command.add_argument("--theme", choices=("light", "projector"), default="light")
    command.add_argument("--paper", choices=("a4", "slides"), default="a4", help="of a PDF")
    command.add_argument(
        "--audience",
        choices=tuple(AUDIENCES),
        default="",
        help="会议, 省级 or 对外; else 对外 for public data, 会议 for other",
    )
    command.add_argument("--copy", default="", metavar="N", help="the number of the copy")
    command.add_argument("--into", default="", metavar="FORM.xlsx", help="fill a blank form")


def run_brief(asked: argparse.Namespace) -> int:
    """Write the city, a chain, a county, a page or a meeting as a file; exit 64, 75 when busy."""
    from chainboard.board import brief_door, door

    _ = texts(asked.lang)
    if bool(asked.to) == bool(asked.into):
        raise WrongUse(_("请写明 --to（pptx、pdf、docx、xlsx、html）或 --into（表样）。"))
    page, given = _given(asked)
    try:
        door.questions(page, "", Words(asked.lang))
        wanted = brief_door.asked(page, given, asked.lang, AT_THE_DESK)
        print(_("正在生成…"), file=sys.stderr, flush=True)
        if asked.into:
            return _fill(asked, wanted)
        made = brief_door.made(asked.to, wanted, wait=0)
        door.record(made, page, wanted.subject, wanted.view, AT_THE_DESK)
    except door.Refused as refused:
        print(refused.message, file=sys.stderr)
        return FAULTS if refused.code in ("no_edition", "empty") else USAGE
    write(Path(asked.out), made.content)
    print(_("已写出 {file}").format(file=asked.out))
    return DONE


def _fill(asked: argparse.Namespace, wanted: Any) -> int:
    """Fill a blank form from a brief, and list what stays empty with its reason; exit 2 for what is
    no form."""
    from chainboard.board import brief_door, door
    from chainboard.briefs import form_fill
    from chainboard.intake.issue import Refused

    say = wanted.view.say
    brief = brief_door.brief_of(wanted)
    try:
        done = form_fill.filled(Path(asked.into), brief)
    except Refused as refused:
        print(refused.issue.words(asked.lang), file=sys.stderr)
        return UNREADABLE
    made = door.Named(Path(asked.out).name, done.content, door.given_away(*brief.sheets))
    door.record(made, wanted.page, wanted.subject, wanted.view, AT_THE_DESK)
    write(Path(asked.out), done.content)
    told = say("已填 {count} 格：{file}；没有填的 {left} 格：")
    print(told.format(count=len(done.cells), file=asked.out, left=len(done.unfilled)))
    for each in done.unfilled:
        where = f"{each.sheet}!{each.cell}"
        print("\t".join((where, each.row, each.header, each.reason)))
    return DONE


def _given(asked: argparse.Namespace) -> tuple[str, list[tuple[str, str]]]:
    """The page and the parameters of the address that says the same."""
    subject = "chain" if asked.chain else "county" if asked.county else "city"
    page = "meeting" if asked.meeting else asked.page or {"city": "overview"}.get(subject, subject)
    said = {name: getattr(asked, name) for name in OF_VIEW}
    said["brief"] = "page" if asked.page else subject
    said |= {"meeting": asked.meeting, "paper": asked.paper, "copy": asked.copy}
    said["audience"] = AUDIENCES.get(asked.audience, "")
    return page, [(name, str(value)) for name, value in said.items() if value]
