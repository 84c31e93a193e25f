"""What each command does. Exits: 0 done, 1 found faults, 2 unreadable, 64 wrong use, 75 busy."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import duckdb

from chainboard import queries
from chainboard.commands import (
    access,
    briefs,
    building,
    firms,
    form,
    loop,
    panels,
    reading,
    recording,
    releasing,
    rollup,
    sending,
)
from chainboard.commands.exits import DONE, FAULTS, USAGE, WrongUse
from chainboard.packs import is_pack
from chainboard.recorded import FIRMS
from chainboard.store import audit
from chainboard.store.faults import BuildError, NoSpace, Stop, Unwritable, refused_write
from chainboard.store.place import standing_packs
from chainboard.words import texts

Run = Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """argparse, but wrong use exits with 64 as the other tools of a desk do."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Nothing prints a traceback."""
    try:
        asked = _parser().parse_args(arguments)
    except BuildError as fault:  # in the tables that say which commands there are
        print(fault.words("zh"), file=sys.stderr)
        return FAULTS
    _ = texts(asked.lang)
    try:
        code = int(asked.run(asked))
        sys.stdout.flush()
        return code
    except WrongUse as wrong:
        print(wrong, file=sys.stderr)
        return USAGE
    except BuildError as fault:
        print(fault.words(asked.lang), file=sys.stderr)
        print(_("没有发布新版次，原有版次继续使用。"), file=sys.stderr)
        return FAULTS
    except Stop as stop:
        print(stop.words(asked.lang), file=sys.stderr)
        return stop.code
    except BrokenPipeError:  # who reads has seen enough: … | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (duckdb.ProgrammingError, duckdb.DataError) as fault:
        said = _("未能完成：{fault}（不是文件损坏，请告诉维护人员）")
        print(said.format(fault=str(fault).splitlines()[0]), file=sys.stderr)
        return FAULTS
    except (queries.Damaged, duckdb.Error, OSError) as fault:
        print(_refused(fault, asked), file=sys.stderr)
        return FAULTS


def _refused(fault: Exception, asked: argparse.Namespace) -> str:
    """What the system refused, else that an edition is missing or damaged."""
    refused = refused_write(fault)
    if isinstance(refused, NoSpace):
        return refused.words(asked.lang)
    if isinstance(fault, OSError) and fault.errno:
        return Unwritable(fault.filename or "stdout", fault).words(asked.lang)
    _ = texts(asked.lang)
    pack = f" --pack {asked.pack}" if asked.pack else ""
    said = _("版次文件缺失或损坏。请运行：python -m chainboard verify{pack}")
    return said.format(pack=pack)


def _parser() -> _Parser:
    parser = _Parser(prog="python -m chainboard", description=__doc__)
    commands = parser.add_subparsers(title="commands", required=True, parser_class=_Parser)
    shared = _Parser(add_help=False)
    spoken = "zh" if os.environ.get("LANG", "zh").lower().startswith(("zh", "c", "posix")) else "en"
    shared.add_argument("--lang", choices=("zh", "en"), default=spoken, help="zh or en")

    def add(name: str, run: Run, pack: str | None = "published") -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(
            name, parents=[shared], help=run.__doc__
        )
        command.add_argument("--pack", type=_pack, metavar="PACK", default=pack)
        command.set_defaults(run=run)
        return command

    build = add("build", building.run_build, pack=None)
    build.add_argument(
        "--data", metavar="FOLDER", help="another city's facts; else CHAINBOARD_DATA or data"
    )
    build.add_argument(
        "--province", action="store_true", help="a made-up province besides, rolled up of firm rows"
    )
    _add_reading(add)
    _add_sending(add)
    _add_keeping(add)
    _add_access(add("access", access.run_list, pack="city"))
    loop.add_to(add, _Parser)
    form.add_to(add)
    firms.add_to(add, _Parser)
    briefs.add_to(add)
    rollup.add_to(add)
    audited = add("audit", recording.run_audit, pack="city")
    audited.add_argument("--verify", action="store_true", help="check the chain of its lines")
    audited.add_argument("--since", default="", metavar="DAY", help="as 2026-09-30")
    audited.add_argument("--office", default="", metavar="NAME")
    audited.add_argument("--kind", default="", choices=(*audit.KINDS, FIRMS))
    audited.add_argument("--json", action="store_true")
    return parser


def _pack(name: str) -> str:
    """What a pack may be called. Raises ArgumentTypeError, with the packs there are."""
    if is_pack(name):
        return name
    raise argparse.ArgumentTypeError(f"{name}: {', '.join(standing_packs())}")


def _add_reading(add: Any) -> None:
    query = add("query", reading.run_query)
    query.add_argument("name", nargs="?", help="topic.name; none lists them all")
    query.add_argument("parameters", nargs="*", metavar="key=value")
    query.add_argument("--edition", type=int, help="an earlier edition")
    form = query.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--csv", action="store_true")
    panel = add("panel", panels.run_panel, pack=None)
    panel.add_argument("page", metavar="PAGE", help="overview, chain, county, …")
    panel.add_argument("name", nargs="?", metavar="NAME", help="a panel; none lists them all")
    panel.add_argument("parameters", nargs="*", metavar="key=value", help="as in the address")
    panel.add_argument("--edition", type=int, help="an earlier edition")
    kind = panel.add_mutually_exclusive_group()
    kind.add_argument("--json", action="store_true")
    kind.add_argument("--csv", action="store_true")
    kind.add_argument("--txt", action="store_true", help="a panel that is a document, as text")
    kind.add_argument("--xlsx", metavar="FILE", help="the page, or the panel, as a workbook")
    code = add("code", panels.run_code, pack=None)
    code.add_argument("code", metavar="CODE", help="as it is printed beside a panel")
    code.add_argument("--json", action="store_true")
    add("editions", reading.run_editions).add_argument("--json", action="store_true")
    add("verify", reading.run_verify).add_argument("--json", action="store_true")
    changes = add("changes", reading.run_changes)
    changes.add_argument("before", type=int, metavar="A", help="an edition")
    changes.add_argument("after", type=int, metavar="B", help="a later one")
    changes.add_argument("--json", action="store_true")


ANSWERS = {"metric": "NAME", "unit": "UNIT", "basis": "累计", "year": "YYYY"}


def _add_sending(add: Any) -> None:
    check = add("check", sending.run_check, pack="city")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument("--json", action="store_true")
    check.add_argument("--marked", metavar="OUT.xlsx", help="the workbook with its issues marked")
    template = add("template", sending.run_template, pack="city")
    template.add_argument("name", metavar="NAME", help="indicators, targets, projects, …")
    template.add_argument("--out", required=True, metavar="FILE.xlsx")
    load = add("load", sending.run_load, pack="city")
    load.add_argument("files", nargs="+", metavar="FILE")
    for command, is_needed in ((check, False), (load, True)):
        command.add_argument(
            "--by",
            "--office",
            default="",
            required=is_needed,
            metavar="OFFICE",
            help="the office that sends it: what it has said of such tables is taken",
        )
    load.add_argument("--json", action="store_true")
    withdraw = add("withdraw", sending.run_withdraw, pack="city")
    withdraw.add_argument("load", metavar="LOAD|FILE", help="a load, or a file of steps")
    withdraw.add_argument("--by", required=True, metavar="OFFICE")
    withdraw.add_argument("--reason", required=True, metavar="TEXT")
    withdraw.add_argument("--json", action="store_true")
    release = add("release", releasing.run_release, pack="city")
    act = release.add_mutually_exclusive_group()
    act.add_argument("--sign", type=int, metavar="N", help="sign what is due of number N")
    act.add_argument("--return", dest="back", type=int, metavar="N", help="give number N back")
    release.add_argument("--by", default="", metavar="OFFICE")
    release.add_argument("--reason", default="", metavar="TEXT", help="why it is given back")
    release.add_argument("--json", action="store_true")
    for command in (check, load):
        for what, value in ANSWERS.items():
            command.add_argument(
                f"--{what}", default="", metavar=value, help="of tables that do not say it"
            )
        command.add_argument(
            "--header",
            action="append",
            default=[],
            metavar="所在地=县区",
            help="what a word in a header means, nothing after = for no such field; repeatable",
        )
    for command in (load, withdraw):
        command.add_argument("--job", help=argparse.SUPPRESS)


def _add_access(command: argparse.ArgumentParser) -> None:
    """The commands below access."""
    parts = command.add_subparsers(title="access", required=True, parser_class=_Parser)

    def add(name: str, run: Run) -> argparse.ArgumentParser:
        part: argparse.ArgumentParser = parts.add_parser(name, help=run.__doc__)
        part.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS)
        part.set_defaults(run=run)
        return part

    listed = add("list", access.run_list)
    listed.add_argument("--all", action="store_true", help="those that are over too")
    listed.add_argument("--json", action="store_true")
    given = add("add", access.run_add)
    for column in ("office", "role"):
        given.add_argument(f"--{column}", required=True, metavar=column.upper())
    given.add_argument("--account", default="", help="of the office this one alone")
    for column in ("chains", "counties", "parks"):
        given.add_argument(f"--{column}", default="", metavar="全部|NAME、NAME")
    given.add_argument("--firms", default="", metavar="是|否")
    given.add_argument("--from", dest="since", default="", metavar="DAY", help="else today")
    ended = add("end", access.run_end)
    ended.add_argument("ids", type=int, nargs="+", metavar="ID")
    taken = add("import", access.run_import)
    taken.add_argument("file", metavar="FILE", help="a workbook, a CSV, or var/city/roles.csv")
    taken.add_argument("--dry-run", action="store_true", help="say what would change")
    add("template", access.run_template).add_argument("--out", required=True, metavar="FILE.xlsx")
    account = add("account", access.run_account)
    account.add_argument("what", choices=("list", "add", "end", "sign-out"))
    account.add_argument("account", nargs="?", metavar="ACCOUNT")
    account.add_argument("--office", default="", metavar="OFFICE")
    account.add_argument("--from", dest="since", default="", metavar="DAY", help="else now")
    for part in (given, ended, account):
        part.add_argument("--to", dest="until", default="", metavar="DAY", help="the last day")
    key = add("key", access.run_key)
    key.add_argument("what", choices=("list", "add", "revoke"))
    key.add_argument("of", nargs="?", metavar="ACCOUNT|ID")


def _add_keeping(add: Any) -> None:
    add("backup", building.run_backup).add_argument("folder", metavar="DIR")
    restore = add("restore", building.run_restore)
    restore.add_argument("folder", metavar="DIR")
    restore.add_argument("--force", action="store_true", help="overwrite what stands")
    add("prune", building.run_prune).add_argument("--keep", type=int, required=True, metavar="N")
    add("selfcheck", building.run_selfcheck, pack=None).add_argument("--json", action="store_true")
