"""What each command does. Exit codes: 0 done, 1 found faults, 64 wrong use, 75 busy."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

import duckdb

from chainboard import queries
from chainboard.store import build, editions
from chainboard.store.faults import BuildError
from chainboard.view import PERIOD, Row, View
from chainboard.words import texts

DONE, FAULTS, USAGE, BUSY = 0, 1, 64, 75


class _WrongUse(Exception):
    """An argument that argparse lets through and no view can have."""


class _Parser(argparse.ArgumentParser):
    """argparse, but wrong use exits with 64 as the other tools of a desk do."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Nothing prints a traceback."""
    asked = _parser().parse_args(arguments)
    _ = texts(asked.lang)
    try:
        return int(asked.run(asked))
    except _WrongUse as wrong:
        print(wrong, file=sys.stderr)
        return USAGE
    except BuildError as fault:
        print(fault.words(asked.lang), file=sys.stderr)
        print(_("没有发布新版次，原有版次继续使用。"), file=sys.stderr)
        return FAULTS
    except build.Busy:
        print(_("另一个进程正在生成这份数据，请稍后再试。"), file=sys.stderr)
        return BUSY
    except (queries.Damaged, duckdb.Error, OSError):
        print(_("版次文件缺失或损坏。请运行：python -m chainboard verify"), file=sys.stderr)
        return FAULTS


def run_build(asked: argparse.Namespace) -> int:
    """Build the first edition of one pack, or of both, saying how far it is."""
    _ = texts(asked.lang)
    steps = {
        "reading": _("读取数据"),
        "writing": _("写入数据表"),
        "publishing": _("发布版次"),
        "done": _("完成"),
    }
    for pack in [asked.pack] if asked.pack else ["published", "demo"]:

        def say(step: str, percent: int, pack: str = pack) -> None:
            print(f"{pack} {percent:3d}% {steps[step]}", flush=True)

        number = build.build(pack, say)
        print(_("{pack}：当前版次 {number}").format(pack=pack, number=number), flush=True)
    return DONE


def run_query(asked: argparse.Namespace) -> int:
    """Run a named query on an edition, or list the queries with their questions."""
    _ = texts(asked.lang)
    if asked.name is None:
        for topic, statements in queries.topics().items():
            for name, statement in statements.items():
                print(f"{topic}.{name}\t{statement.question}")
        return DONE
    try:
        statement = queries.find(asked.name)
    except KeyError:
        message = _("没有名为 {name} 的查询；不带名称运行可列出全部。").format(name=asked.name)
        print(message, file=sys.stderr)
        return USAGE
    view, more = _view(asked)
    missing = statement.parameters - set(queries.parameters(view)) - set(more)
    if missing:
        print(_("还需要参数：{names}").format(names=", ".join(sorted(missing))), file=sys.stderr)
        return USAGE
    _print_rows(queries.ask(view, asked.name, **more), asked)
    return DONE


def run_editions(asked: argparse.Namespace) -> int:
    """List the editions of a pack; the current one is marked."""
    _ = texts(asked.lang)
    standing, found = editions.current(asked.pack), editions.numbers(asked.pack)
    if asked.json:
        print(json.dumps({"pack": asked.pack, "current": standing, "editions": found}))
        return DONE
    if not found:
        print(
            _("还没有版次。请运行：python -m chainboard build --pack {pack}").format(
                pack=asked.pack
            )
        )
    for number in found:
        print(f"{number:06d}{' *' if number == standing else ''}")
    return DONE


def run_verify(asked: argparse.Namespace) -> int:
    """Read every edition in full and say what is damaged and how to mend it."""
    _ = texts(asked.lang)
    found = editions.verify(asked.pack)
    faults = [health for health in found if health.fault]
    if asked.json:
        print(json.dumps([vars(health) for health in found], ensure_ascii=False))
    for health in [] if asked.json else found:
        state = _("损坏：{fault}").format(fault=health.fault) if health.fault else _("完好")
        print(f"{health.number:06d} {health.figures:>8,} {state}")
    if faults or not found:
        mend = _("修复：python -m chainboard build --pack {pack}").format(pack=asked.pack)
        print(mend, file=sys.stderr)
    return FAULTS if faults or not found else DONE


def _view(asked: argparse.Namespace) -> tuple[View, dict[str, Any]]:
    """The view and the further parameters that key=value arguments describe."""
    _ = texts(asked.lang)
    given = dict(pair.partition("=")[::2] for pair in asked.parameters)
    names = {"chain", "county", "park", "period", "basis"}
    if not PERIOD.fullmatch(given.get("period", "2024")):
        raise _WrongUse(
            _("期间应写作 2024、2024Q3 或 2024-09：{period}").format(period=given["period"])
        )
    number = editions.current(asked.pack) if asked.edition is None else asked.edition
    if number is None:
        raise FileNotFoundError(asked.pack)
    filters = {key: value for key, value in given.items() if key in names}
    view = View(pack=asked.pack, edition=number, lang=asked.lang, **filters)
    return view, {key: value for key, value in given.items() if key not in names}


def _print_rows(rows: list[Row], asked: argparse.Namespace) -> None:
    if asked.json:
        print(json.dumps(rows, ensure_ascii=False, default=_as_text, indent=1))
        return
    columns = list(rows[0]) if rows else []
    style = csv.excel if asked.csv else csv.excel_tab
    writer = csv.writer(sys.stdout, style, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([["" if row[c] is None else row[c] for c in columns] for row in rows])


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _parser() -> _Parser:
    parser = _Parser(prog="python -m chainboard", description=__doc__)
    shared = argparse.ArgumentParser(add_help=False)
    spoken = "zh" if os.environ.get("LANG", "zh").lower().startswith(("zh", "c", "posix")) else "en"
    shared.add_argument("--lang", choices=("zh", "en"), default=spoken, help="zh or en")
    commands = parser.add_subparsers(title="commands", required=True, parser_class=_Parser)
    _add(commands, shared, "build", run_build, default=None)
    query = _add(commands, shared, "query", run_query)
    query.add_argument("name", nargs="?", help="topic.name; none lists them all")
    query.add_argument("parameters", nargs="*", metavar="key=value")
    query.add_argument("--edition", type=int, help="an earlier edition")
    form = query.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--csv", action="store_true")
    _add(commands, shared, "editions", run_editions).add_argument("--json", action="store_true")
    _add(commands, shared, "verify", run_verify).add_argument("--json", action="store_true")
    return parser


def _add(
    commands: Any, shared: argparse.ArgumentParser, name: str, run: Any, default: Any = "published"
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, parents=[shared], help=run.__doc__)
    command.add_argument("--pack", choices=("published", "demo"), default=default)
    command.set_defaults(run=run)
    return command
