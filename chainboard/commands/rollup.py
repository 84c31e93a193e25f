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
    _ = texts(asked.lang)
    made = _rolled(asked, _months(asked), asked.version)
    if asked.json:
        print(json.dumps([{"pack": each.pack, "edition": each.number} for each in made]))
        return DONE
    for each in made:
        print(_("{pack}：当前版次 {number}").format(pack=each.pack, number=each.number))
    return DONE


def make_province(asked: argparse.Namespace) -> None:
    """Make up firm rows of a province beside the demo pack, and its boards of every level."""
    _ = texts(asked.lang)
    os.environ.setdefault(FIRM_ROWS, str(var_folder() / "demo-firms"))
    lake.fill(province.firm_rows(province.words(data_folder())))
    asked.demo = True
    for each in _rolled(asked, rollup.with_rows(None), None):
        print(_("{pack}：当前版次 {number}").format(pack=each.pack, number=each.number))


def _rolled(
    asked: argparse.Namespace, months: Sequence[date], version: int | None
) -> list[publishing.Published]:
    tree = _tree(asked)
    for month in months:
        rollup.roll(month, version, tree, _told(asked, f"{month:%Y-%m}"))
    return publishing.publish(tree, _told(asked, "", is_area=True))


def _tree(asked: argparse.Namespace) -> rollup.Tree:
    """What is added up by: the city's dictionary, or that of the demo province."""
    data = data_folder()
    if asked.demo:
        return rollup.Tree(province.words(data), "demo-")
    return rollup.Tree(dictionary.tables(data))


def _months(asked: argparse.Namespace) -> list[date]:
    """The months to add up, oldest first. Raises WrongUse for one that is written otherwise."""
    _ = texts(asked.lang)
    if asked.month and not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", asked.month):
        raise WrongUse(_("--month 应写成 2026-09：{month}").format(month=asked.month))
    if asked.month:
        return [date.fromisoformat(f"{asked.month}-01")]
    there = rollup.with_rows(asked.version)
    return there if asked.all else there[-1:]


def _told(asked: argparse.Namespace, about: str, is_area: bool = False) -> rollup.Progress:
    """Steps as lines on stderr, each with its percent."""
    _ = texts(asked.lang)
    steps = {
        "checking": _("核对有无重复"),
        "adding": _("按链、按地区汇总"),
        "ranking": _("排出最大的企业"),
        "keeping": _("保存"),
        "suppressing": _("隐去不得显示的数"),
    }

    def tell(step: str, percent: int) -> None:
        said = steps.get(step, _("发布 {area}").format(area=step) if is_area else step)
        print(f"{about} {said} {percent}%".strip(), file=sys.stderr, flush=True)

    return tell
