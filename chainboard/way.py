"""The way the board runs: for one person at the machine, or for whoever can reach it.

The server reads it once, when it starts, and everything that depends on it asks `current()`. The
commands never begin one: who types them sits at the machine, which is the desk.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from chainboard.packs import PACKS, Pack
from chainboard.page import Page
from chainboard.store.place import ROOT

FILE = "CHAINBOARD_CONFIG"  # names another file than chainboard.toml
WAY = "CHAINBOARD_WAY"
KEYS = ("way", "hosts")
HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:]*:[0-9a-f:.]*")  # or IPv6


@dataclass(frozen=True)
class Way:
    """Who is answered, and what is shown to them.

    is_open       who can reach the machine is answered; else this machine alone
    is_read_only  what is public is shown and nothing is taken in
    is_reviewed   what offices send waits until all have signed who must; else it is final at once
    hosts         names it answers to, in small letters, without port; none: those of the machine
    """

    name: str
    is_open: bool = False
    is_read_only: bool = False
    is_reviewed: bool = False
    hosts: tuple[str, ...] = ()

    @cached_property
    def packs(self) -> Mapping[str, Pack]:
        """The packs that are shown, by name: no other exists for who asks."""
        shown = PACKS.values()
        return {pack.name: pack for pack in shown if pack.is_public or not self.is_read_only}

    def has(self, page: Page) -> bool:
        """Whether a page is there."""
        return not (page.takes_files and self.is_read_only)


DESK = Way("desk")
ROOM = Way("room", is_open=True, is_read_only=True)
WAYS = {way.name: way for way in (DESK, ROOM)}
_now = DESK


def current() -> Way:
    """The way this process runs; the desk until a server has begun another."""
    return _now


def begin() -> None:
    """Read how this server is to run. Raises SystemExit where that is unclear."""
    global _now
    _now = configured(os.environ)


def configured(environment: Mapping[str, str]) -> Way:
    """The way that chainboard.toml and the environment ask for. Raises SystemExit where they
    contradict each other or say what is not known, in both languages."""
    named = environment.get(FILE)
    file = Path(named or ROOT / "chainboard.toml")
    said = _read(file) if named or file.exists() else {}
    asked = {WAY: environment.get(WAY), f"{file.name}: way": said.get("way")}
    ways = {place: _way(place, value) for place, value in asked.items() if value not in (None, "")}
    if len(set(ways.values())) > 1:
        told = "，".join(f"{place} = {way.name}" for place, way in ways.items())
        _stop(f"运行方式自相矛盾：{told}。", f"The ways to run contradict each other: {told}.")
    way = next(iter(ways.values()), DESK)
    hosts = _hosts(file.name, said.get("hosts", []))
    if hosts and not way.is_open:
        _stop(
            f'{file.name} 写了 hosts，但 {way.name} 方式只在本机回答。请删去，或写 way = "room"。',
            f"{file.name} has hosts, but the {way.name} way answers this machine only: leave them "
            'out, or say way = "room".',
        )
    return replace(way, hosts=hosts)


def _read(file: Path) -> dict[str, Any]:
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as fault:  # of TOML and of UTF-8 too
        _stop(
            f"配置文件 {file} 读不出来：{fault}", f"The configuration {file} is unreadable: {fault}"
        )
    for key in said:
        if key not in KEYS:
            known = ", ".join(KEYS)
            _stop(
                f"{file.name} 里没有“{key}”这一项；有：{known}。",
                f"{file.name} knows no {key!r}; it knows: {known}.",
            )
    return said


def _way(place: str, value: object) -> Way:
    if value == "office":
        _stop(
            f"{place} = office：本版还没有这种运行方式。",
            f"{place} = office: this way is not yet in this release.",
        )
    if not isinstance(value, str) or value not in WAYS:
        known = ", ".join(WAYS)
        _stop(
            f"{place} 不能是 {value!r}；可以是：{known}。",
            f"{place} cannot be {value!r}; it can be: {known}.",
        )
    return WAYS[value]


def _hosts(file: str, value: Any) -> tuple[str, ...]:
    names: list[Any] = value if isinstance(value, list) else [None]
    if not all(isinstance(name, str) and HOST.fullmatch(name.lower()) for name in names):
        _stop(
            f"{file} 的 hosts 应是主机名列表，不带 http://、端口和通配符，"
            f'如 ["board.example"]；现在是 {value!r}。',
            f"hosts in {file} is a list of names without http://, port or wildcard, as "
            f'["board.example"]; it is {value!r}.',
        )
    return tuple(name.lower() for name in names)


def _stop(zh: str, en: str) -> NoReturn:
    raise SystemExit(f"{zh}\n{en}")
