"""The commands that make and keep editions: build, backup, restore, prune, selfcheck."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from chainboard.commands import exits, rollup
from chainboard.commands.exits import DONE, FAULTS, WrongUse
from chainboard.intake.inbox import step_name
from chainboard.ledger import seed
from chainboard.packs import DEMO, pack_of
from chainboard.store import build, keeping, selfcheck
from chainboard.store.city import loads as city
from chainboard.store.city.desk import Desk
from chainboard.store.place import DATA, data_folder
from chainboard.words import Words, texts


def run_build(asked: argparse.Namespace) -> int:
    """Build the first edition of one pack, or of those there is data for, saying how far it is."""
    if asked.data:
        os.environ[DATA] = str(Path(asked.data).resolve())
    _ = texts(asked.lang)
    steps = {
        "reading": _("读取数据"),
        "writing": _("写入数据表"),
        "publishing": _("发布版次"),
        "done": _("完成"),
    }
    if asked.pack and pack_of(asked.pack).area:
        raise WrongUse(_("{pack} 由企业数据汇总而来，请用 rollup。").format(pack=asked.pack))
    if asked.province and asked.pack != DEMO.name:
        raise WrongUse(_("--province 只用于 --pack demo。"))
    for pack in [asked.pack] if asked.pack else _packs():

        def progress(step: str, percent: int, pack: str = pack) -> None:
            words = steps.get(step) or step_name(step, asked.lang)
            print(f"{pack} {percent:3d}% {words}", flush=True)

        number = (
            city.open_city(Desk(progress=progress, wait=exits.WAIT))
            if pack == "city"
            else build.build(pack, progress)
        )
        if pack_of(pack).is_synthetic and not seed.is_there():
            seed.reset()
        print(_("{pack}：当前版次 {number}").format(pack=pack, number=number), flush=True)
    if asked.province:
        rollup.make_province(asked)
    return DONE


def _packs() -> list[str]:
    """The packs that the data folder has files of; published where it has none of either."""
    return [pack for pack in build.PACK_TABLES if (data_folder() / pack).is_dir()] or ["published"]


def run_backup(asked: argparse.Namespace) -> int:
    """Copy a pack into a folder, consistent even while a load runs."""
    _ = texts(asked.lang)
    made = keeping.backup(asked.pack, Path(asked.folder), Desk(wait=exits.WAIT))
    print(_("已备份到 {folder}").format(folder=made))
    return DONE


def run_restore(asked: argparse.Namespace) -> int:
    """Put a backup back; refuses to overwrite without --force, verifies it first."""
    _ = texts(asked.lang)
    number = keeping.restore(asked.pack, Path(asked.folder), asked.force, Desk(wait=exits.WAIT))
    print(_("已恢复；当前版次 {number}").format(number=number))
    return DONE


def run_prune(asked: argparse.Namespace) -> int:
    """Delete old editions; never the current or a frozen one. They can be rebuilt."""
    _ = texts(asked.lang)
    if asked.keep < 1:
        raise WrongUse(_("--keep 至少为 1。"))
    gone = keeping.prune(asked.pack, asked.keep, Desk(wait=exits.WAIT))
    print(_("已删除 {count} 个旧版次").format(count=len(gone)))
    return DONE


def run_selfcheck(asked: argparse.Namespace) -> int:
    """Read, back up and restore every pack beside itself, compare, and keep what was found."""
    say = Words(asked.lang)
    if asked.pack:
        raise WrongUse(say("自检总是检查全部数据，没有 --pack。"))
    steps = {
        "verify": say("通读"),
        "backup": say("备份"),
        "restore": say("试恢复并比对"),
        "done": say("完好"),
    }

    def tell(pack: str, step: str) -> None:
        print(f"{pack} {steps[step]}", file=sys.stderr, flush=True)

    found = selfcheck.run(Desk(wait=exits.WAIT), tell)
    if asked.json:
        print(json.dumps(selfcheck.as_json(found), ensure_ascii=False, indent=1))
    elif not found.faults:
        print(say("还没有版次。请运行：python -m chainboard build"), file=sys.stderr)
    for pack, faults in [] if asked.json else found.faults.items():
        for zh, en in faults:
            print(f"{pack} {zh if asked.lang == 'zh' else en}", file=sys.stderr)
    return DONE if found.is_whole else FAULTS
