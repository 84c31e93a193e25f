"""The commands of firm rows past one machine: firms load, compact, versions, restore."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chainboard.commands import exits
from chainboard.commands.exits import DONE, FAULTS, UNREADABLE, WrongUse
from chainboard.intake.inbox import step_name
from chainboard.intake.issue import REFUSED
from chainboard.words import texts

if TYPE_CHECKING:
    from chainboard.scale.loading import Entered, Progress, Version


def add_to(add: Any, parser: type[argparse.ArgumentParser]) -> None:
    """The arguments of the commands."""
    firms = add("firms", run_versions, pack=None)
    parts = firms.add_subparsers(title="firms", required=True, parser_class=parser)

    def part(name: str, run: Any) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = parts.add_parser(name, help=run.__doc__)
        made.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS)
        made.set_defaults(run=run)
        return made

    load, restore = part("load", run_load), part("restore", run_restore)
    load.add_argument("files", nargs="+", metavar="FILE", help="CSV or Parquet")
    restore.add_argument("version", type=int, metavar="VERSION")
    for command in (load, restore):
        command.add_argument("--by", "--office", required=True, metavar="OFFICE")
    part("compact", run_compact)
    part("versions", run_versions).add_argument("--json", action="store_true")


def run_load(asked: argparse.Namespace) -> int:
    """Check files of firm rows and enter each, whole or not at all."""
    from chainboard.scale import loading  # its readers come along

    office, worst = _office(asked), DONE
    for file in asked.files:
        entered = loading.load(Path(file), office, _progress(asked), exits.WAIT)
        _tell(Path(file).name, entered, asked)
        worst = max(worst, _exit_of(entered))
    return worst


def run_compact(asked: argparse.Namespace) -> int:
    """Pack the rows of each month into few files; no answer changes."""
    from chainboard.scale import loading

    _ = texts(asked.lang)
    _progress(asked)("writing", 0)
    before, after = loading.compact(exits.WAIT)
    print(_("文件数：{before} → {after}").format(before=before, after=after))
    return DONE


def run_versions(asked: argparse.Namespace) -> int:
    """Firm rows past one machine: list the versions of their table, newest first."""
    from chainboard.scale import loading

    found = loading.versions()
    if asked.json:
        told = [asdict(each) | {"at": each.at.isoformat()} for each in found]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return DONE
    for each in found:
        print("\t".join(_cells(each, asked.lang)))
    return DONE


def run_restore(asked: argparse.Namespace) -> int:
    """Put the rows of an earlier version back, as a new version; nothing is deleted."""
    from chainboard.scale import loading

    _, office = texts(asked.lang), _office(asked)
    made = loading.restore(asked.version, office, exits.WAIT)
    said = _("第 {old} 版的内容已恢复，记为第 {new} 版")
    print(said.format(old=asked.version, new=made))
    return DONE


def _office(asked: argparse.Namespace) -> str:
    _, office = texts(asked.lang), str(asked.by).strip()
    if not office:
        raise WrongUse(_("要写明单位（--by）。"))
    return office


def _exit_of(entered: Entered) -> int:
    if any(issue.code in REFUSED for issue in entered.issues):
        return UNREADABLE
    return FAULTS if entered.issues else DONE


def _tell(file: str, entered: Entered, asked: argparse.Namespace) -> None:
    _ = texts(asked.lang)
    for issue in entered.issues:
        print(f"{_('错误')}\t{issue.words(asked.lang)}")
    if entered.faults > len(entered.issues):
        said = _("只列出前 {listed} 处，共 {faults} 处。")
        print(said.format(listed=len(entered.issues), faults=entered.faults))
    if entered.issues:
        print(_("{file} 没有导入：请先改正以上错误。").format(file=file), file=sys.stderr)
    elif entered.is_known:
        print(_("{file}：这个文件已经录入过，没有重复录入。").format(file=file))
    else:
        said = _("{file}：录入 {rows} 行，其中替换 {replaced} 行；企业明细第 {version} 版")
        print(said.format(file=file, **vars(entered)))


def _cells(each: Version, lang: str) -> list[str]:
    """A version as the cells of a line: number, time, what was done, office, file, rows."""
    _ = texts(lang)
    acts = {
        "create": _("建表"),
        "append": _("新增"),
        "replace": _("替换"),
        "compact": _("合并文件"),
        "restore": _("恢复"),
    }
    when = each.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    rows = "" if each.rows is None else _("{count} 行").format(count=each.rows)
    return [str(each.version), when, acts.get(each.act, each.act), each.office, each.file, rows]


def _progress(asked: argparse.Namespace) -> Progress:
    def progress(step: str, percent: int) -> None:
        print(f"{percent:3d}% {step_name(step, asked.lang)}", file=sys.stderr, flush=True)

    return progress
