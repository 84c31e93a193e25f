"""The way the board runs: for one person at the machine, for whoever can reach it, or for those
who sign in.

The server reads it once, when it starts, and everything that depends on it asks `current()`. The
commands never begin one: who types them sits at the machine, which is the desk.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any, NoReturn

from chainboard.packs import Pack, by_name
from chainboard.page import Page
from chainboard.store.place import ROOT, standing_packs

FILE = "CHAINBOARD_CONFIG"  # names another file than chainboard.toml
WAY = "CHAINBOARD_WAY"
HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:]*:[0-9a-f:.]*")  # or IPv6
PROXY, PROVIDER = "proxy", "oidc"
HEADER = re.compile(r"x-[a-z0-9]+(-[a-z0-9]+)*")
CLAIM = re.compile(r"[a-z_]+")
OF_OFFICE = (
    "sign_in", "user_header", "proxies", "claim", "idle_minutes", "absolute_hours",
)  # fmt: skip
KEYS = ("way", "hosts", *OF_OFFICE)


@dataclass(frozen=True)
class SignIn:
    """How a person signs in, and for how long.

    by           "proxy": a proxy in front knows who it is; "oidc": a provider that speaks OpenID
                 Connect does, as .streamlit/secrets.toml describes it
    user_header  in which the proxy says the account, in small letters
    proxies      addresses and networks that the proxy may have; from no other it is believed
    claim        what of a provider's answer is the account
    idle, absolute  seconds without a deed, and in all, after which one signs in again
    """

    by: str = PROXY
    user_header: str = "x-auth-user"
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    claim: str = "sub"
    idle: int = 30 * 60
    absolute: int = 12 * 3600


@dataclass(frozen=True)
class Way:
    """Who is answered, and what is shown to them.

    is_open       who can reach the machine is answered; else this machine alone
    is_read_only  what is public is shown and nothing is taken in; nor is anything reckoned
    is_reviewed   what offices send waits until all have signed who must; else it is final at once
    hosts         names it answers to, in small letters, without port; none: those of the machine
    sign_in       how people sign in; None: nobody does
    """

    name: str
    is_open: bool = False
    is_read_only: bool = False
    is_reviewed: bool = False
    hosts: tuple[str, ...] = ()
    sign_in: SignIn | None = None

    @property
    def packs(self) -> Mapping[str, Pack]:
        """The packs that are shown, by name: no other exists for who asks."""
        shown = by_name(standing_packs()).values()
        return {pack.name: pack for pack in shown if pack.is_public or not self.is_read_only}

    def has(self, page: Page) -> bool:
        """Whether a page is there."""
        is_internal = self.is_read_only and (page.takes_files or page.is_internal)
        return not (is_internal or (page.is_of_accounts and self.sign_in is None))

    def shows(self, page: Page, panel: str) -> bool:
        """Whether a panel of a page is there: what the board reckons itself is for no outsider."""
        return not (self.is_read_only and panel in page.reckoned)


DESK = Way("desk")
ROOM = Way("room", is_open=True, is_read_only=True)
OFFICE = Way("office", is_open=True, is_reviewed=True, sign_in=SignIn())
WAYS = {way.name: way for way in (DESK, ROOM, OFFICE)}
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
    if way.sign_in and not hosts:
        _stop(
            f'office 方式要在 {file.name} 里写 hosts：浏览器里看板的主机名，如 ["board.example"]。',
            f"The office way needs hosts in {file.name}: the name of the board in a browser, as "
            '["board.example"].',
        )
    return replace(way, hosts=hosts, sign_in=_sign_in(file.name, said, way))


def _sign_in(file: str, said: dict[str, Any], way: Way) -> SignIn | None:
    """How people sign in, as the file says it, else as the way has it."""
    asked = {key: said[key] for key in OF_OFFICE if key in said}
    if way.sign_in is None:
        for key in asked:
            _stop(
                f'{file} 写了 {key}，但 {way.name} 方式没有登录。请删去，或写 way = "office"。',
                f"{file} has {key}, but nobody signs in the {way.name} way: leave it out, or say "
                'way = "office".',
            )
        return None
    by = _right(file, asked, "sign_in", PROXY, f'"{PROXY}", "{PROVIDER}"', _is_way_in)
    theirs = {"user_header": PROXY, "claim": PROVIDER}
    for key in asked:
        if theirs.get(key, by) != by:
            _stop(
                f'{file} 写了 {key}，但 sign_in = "{by}" 不用它。请删去。',
                f'{file} has {key}, which sign_in = "{by}" does not use: leave it out.',
            )
    own = SignIn()
    header = _right(file, asked, "user_header", own.user_header, '"X-Auth-User"', _is_header)
    proxies = _right(file, asked, "proxies", own.proxies, '["127.0.0.1", "192.0.2.0/28"]', _is_nets)
    claim = _right(file, asked, "claim", own.claim, '"sub", "email"', _is_claim)
    idle = 60 * _right(file, asked, "idle_minutes", own.idle // 60, "1–720", _is_up_to(720))
    absolute = _right(file, asked, "absolute_hours", own.absolute // 3600, "1–72", _is_up_to(72))
    return SignIn(by, header.lower(), tuple(proxies), claim, idle, 3600 * absolute)


def _right(file: str, asked: dict[str, Any], key: str, default: Any, *known: Any) -> Any:
    """What a key says, or the default. known: what it can be, and whether a value is that."""
    example, is_right = known
    value = asked.get(key, default)
    if not is_right(value):
        _stop(
            f"{file} 的 {key} 不能是 {value!r}；可以是：{example}。",
            f"{key} in {file} cannot be {value!r}; it can be: {example}.",
        )
    return value


def _is_way_in(value: Any) -> bool:
    return value in (PROXY, PROVIDER)


def _is_header(value: Any) -> bool:
    """A header of one's own: whose name says so, and none that a browser or a proxy sets."""
    return (
        isinstance(value, str)
        and HEADER.fullmatch(value.lower()) is not None
        and not value.lower().startswith(("x-forwarded-", "x-chainboard-", "x-real-"))
    )


def _is_nets(value: Any) -> bool:
    try:
        nets = [ip_network(each) if isinstance(each, str) else None for each in value]
    except (TypeError, ValueError):
        return False
    return isinstance(value, list | tuple) and bool(nets) and all(net is not None for net in nets)


def _is_claim(value: Any) -> bool:
    return isinstance(value, str) and CLAIM.fullmatch(value) is not None


def _is_up_to(most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and 1 <= value <= most


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
