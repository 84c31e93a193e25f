"""The command rollup: firm rows added up by month, and editions of every level made of them."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date

from chainboard.commands.exits import DONE, WrongUse
from chainboard.scale import lake, publishing, rollup
from chainboard.store import dictionary
from chainboard.store.demo import province
from chainboard.store.place import FIRM_ROWS, data_folder, var_folder
from chainboard.words import texts


def add_to(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = add("rollup", run_rollup, pack=None)
    command.add_argument("--month", default="", metavar="2026-09", help="else the newest there is")
    command.add_argument("--all", action="store_true", help="every month that has firm rows")
    command.add_argument("--version", type=int, help="of the firm rows; else the newest")
    command.add_argument("--demo", action="store_true", help="made-up figures: packs named demo-…")
    command.add_argument("--json", action="store_true")


def run_rollup(asked: argparse.Namespace) -> int:
    """Add up firm rows by month, chain and area, and publish an edition of every area."""
    tree = _demo() if asked.demo else rollup.Tree(dictionary.tables(data_folder()))
    made = _published(tree, _months(asked), asked)
    if asked.json:
        print(json.dumps([{"pack": each.pack, "edition": each.number} for each in made]))
    else:
        _tell(made, asked.lang)
    return DONE


def make_province(asked: argparse.Namespace) -> None:
    """Make up firm rows of a province beside the demo pack, and its boards of every level."""
    os.environ.setdefault(FIRM_ROWS, str(var_folder() / "demo-firms"))
    tree, asked.version = _demo(), None
    lake.fill(province.firm_rows(tree.words))
    _tell(_published(tree, rollup.with_rows(None), asked), asked.lang)


def _demo() -> rollup.Tree:
    return rollup.Tree(province.words(data_folder()), "demo-")


def _published(
    tree: rollup.Tree, months: Sequence[date], asked: argparse.Namespace
) -> list[publishing.Published]:
    for month in months:
        rollup.roll(month, asked.version, tree, _told(asked.lang, f"{month:%Y-%m}"))
    return publishing.publish(tree, _told(asked.lang))


def _tell(made: Sequence[publishing.Published], lang: str) -> None:
    _ = texts(lang)
    for each in made:
        print(_("{pack}：当前版次 {number}").format(pack=each.pack, number=each.number))


def _months(asked: argparse.Namespace) -> list[date]:
    """The months to add up, oldest first. Raises WrongUse for one that is written otherwise."""
    _ = texts(asked.lang)
    if asked.month and not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", asked.month):
        raise WrongUse(_("--month 应写成 2026-09：{month}").format(month=asked.month))
    if asked.month:
        return [date.fromisoformat(f"{asked.month}-01")]
    there = rollup.with_rows(asked.version)
    return there if asked.all else there[-1:]


def _told(lang: str, about: str = "") -> rollup.Progress:
    """Steps, and areas whose edition is made, as lines on stderr, each with its percent."""
    _ = texts(lang)
    steps = {
        "checking": _("核对有无重复"),
        "adding": _("按链、按地区汇总"),
        "ranking": _("排出最大的企业"),
        "keeping": _("保存"),
        "suppressing": _("隐去不得显示的数"),
    }

    def tell(step: str, percent: int) -> None:
        said = steps.get(step) or _("发布 {area}").format(area=step)
        print(f"{about} {said} {percent}%".strip(), file=sys.stderr, flush=True)

    return tell
