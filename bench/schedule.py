"""The schedule page of a large city: its first view, and another choice, without a browser."""

from __future__ import annotations

import csv
import random
import time
import urllib.request
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

from bench import intake, loop, servers
from chainboard.store import dictionary
from chainboard.store.place import data_folder

PROJECTS = 2_000
AS_OF = date(2026, 10, 31)
HEAD = (
    "项目编号", "项目名称", "产业链", "县区", "包抓单位", "总投资(亿元)", "年度计划投资(亿元)",
    "本月完成(亿元)", "本年完成(亿元)", "累计完成(亿元)", "形象进度", "计划开工", "实际开工",
    "计划竣工", "是否入库", "存在问题", "截至期间", "签约日期", "立项日期", "用地手续日期", "滞后原因",
)  # fmt: skip


@dataclass(frozen=True)
class Met:
    """What was measured, in milliseconds until all panels were answered.

    first  the first view since the server started
    new    choice → each of its values, nobody having looked at it before
    kept   the same choices again
    """

    first: float
    new: dict[str, list[float]] = field(default_factory=dict)
    kept: list[float] = field(default_factory=list)


def measured(folder: Path) -> Met:
    """The answers of a board on the city whose ledger loop.measured has grown, with projects."""
    folder.mkdir()
    sent = folder / "projects.csv"
    _write(sent)
    run = intake.run("load", str(sent), "--by", intake.OFFICE, "--pack", "city")
    assert run.loaded and run.loaded["new"] == PROJECTS, run
    with servers.board(folder) as board:
        met = Met(_took(board.address))
        for name, values in choices().items():
            met.new[name] = [_took(board.address, **{name: value}) for value in values]
        for name, values in choices().items():
            met.kept.extend(_took(board.address, **{name: value}) for value in values)
    return met


def choices() -> dict[str, tuple[str, ...]]:
    """What is chosen, one after the other, by the name that it has in the address."""
    return {"chain": loop.CHAINS, "county": loop.COUNTIES, "light": ("behind", "watch", "on_track")}


def _took(address: str, **chosen: str) -> float:
    query = urlencode({"pack": "city", "lang": "zh", **chosen})
    begun = time.perf_counter()
    with urllib.request.urlopen(f"{address}board/first/schedule?{query}", timeout=60) as answer:
        assert b'"fault"' not in answer.read()
    return 1000 * (time.perf_counter() - begun)


def _write(file: Path) -> None:
    """Projects of all chains and counties: two of three started, a third of them with a reason
    why they are late."""
    known = [dictionary.by_key(data_folder(), name) for name in ("chain", "area")]
    names = [[of[key]["name_zh"] for key in keys]
             for of, keys in zip(known, (loop.CHAINS, loop.COUNTIES), strict=True)]  # fmt: skip
    places = list(product(*names))
    drawn = random.Random(7)
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        written = csv.writer(opened)
        written.writerow(HEAD)
        for number in range(PROJECTS):
            written.writerow(_project(number, places[number % len(places)], drawn))


def _project(number: int, place: tuple[str, ...], drawn: random.Random) -> list[object]:
    planned = date(2026, 1 + number % 12, 1)
    is_started = planned < date(2026, 9, 1) and number % 3 > 0
    started = planned + timedelta(drawn.randint(0, 40)) if is_started else ""
    total = round(drawn.uniform(1, 30), 2)
    year = round(0.4 * total, 2)
    done = round(year * drawn.uniform(0.2, 0.9), 2) if is_started else 0
    return [
        f"P{number:05d}", f"第{number}个项目", *place, "市发改委", total, year, 0, done, done,
        "在建" if is_started else "前期", planned, started, date(2027, 12, 31),
        "是" if number % 5 < 2 and is_started else "否", "用地" if number % 5 == 0 else "",
        f"{AS_OF:%Y-%m}", planned - timedelta(60), planned - timedelta(50), "",
        "用地指标未落实" if number % 3 == 0 else "",
    ]  # fmt: skip
