"""Whom a request comes from in the office: what the proxy, a provider, a key or a session says."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address, ip_network
from typing import Literal

from starlette.datastructures import Headers

from chainboard.access import keys, people, sessions
from chainboard.access.accounts import NAME
from chainboard.board import provider
from chainboard.board.gate import Message
from chainboard.board.who import ACCOUNT
from chainboard.way import PROXY, SignIn

COOKIE = "cb_session"
KEYED = re.compile(r"/data/.*|/board/(?:search|first)/.*")  # what a personal key opens
WRONG, FROM_ONE = 10, 60  # wrong keys a minute: of one account from an address, of all from it
BEGUN = 20  # sessions of one account a minute
MINUTE = 60
REMEMBERED = 10_000  # of whom it is counted
TRUSTED = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")  # by uvicorn

Why = Literal["", "nobody", "unknown", "idle", "old", "ended", "often", "wrong_key"]


@dataclass(frozen=True)
class Arrival:
    """Whom a request comes from, or why from nobody.

    account  "" for nobody: then why says what is missing
    token    of the session it comes in; "" for a key
    begins   whether the account has signed in and has no session yet; proof: by what
    office   of the account
    may_send whether files may be taken from them
    is_noted whether it was noted a moment ago that they are there
    """

    account: str = ""
    why: Why = ""
    token: str = ""
    begins: bool = False
    proof: str | None = None
    office: str = ""
    may_send: bool = False
    is_noted: bool = True


class Often:
    """How often something happened within a minute, by whom."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._when: OrderedDict[object, list[int]] = OrderedDict()

    def is_too(self, who: object, now: int) -> bool:
        """Whether it has been too often by now."""
        recent = [at for at in self._when.get(who, []) if now - at < MINUTE]
        return len(recent) >= self._most

    def count(self, who: object, now: int) -> None:
        """Once more. Who was counted least recently is forgotten when there are too many."""
        recent = [at for at in self._when.pop(who, []) if now - at < MINUTE]
        self._when[who] = [*recent, now][-self._most :]
        if len(self._when) > REMEMBERED:
            self._when.popitem(last=False)


class Arrivals:
    """Finds out whom requests come from; counts wrong keys."""

    def __init__(self, limits: SignIn, clock: Callable[[], float]) -> None:
        self.limits = limits
        self._clock = clock
        self._wrong, self._from_one, self._begun = Often(WRONG), Often(FROM_ONE), Often(BEGUN)

    def now(self) -> int:
        """Seconds since 1970."""
        return int(self._clock())

    def of(self, scope: Message) -> Arrival:
        """Whom a request or a WebSocket comes from."""
        headers, now = Headers(scope=scope), self.now()
        token = cookies(headers).get(COOKIE, "")
        session = sessions.look(token, now, self.limits)
        key = _key(headers) if is_keyed(scope) else None
        if key and not (session and session.state == "open"):
            return self._by_key(*key, self.address(scope), now)
        found = self._by_proxy if self.limits.by == PROXY else self._by_provider
        return self._known(found(scope, headers, session, token), now)

    def is_in(self, arrival: Arrival) -> bool:
        """Whether who came in then may still be here."""
        now = self.now()
        if arrival.token:
            session = sessions.look(arrival.token, now, self.limits)
            if session is None or session.state != "open":
                return False
        return people.person(arrival.account, now) is not None

    def address(self, scope: Message) -> str:
        """The address of who asks, as far as a trusted proxy tells it."""
        host, port = scope.get("client") or ("", 0)
        told = Headers(scope=scope).getlist("x-forwarded-for")
        is_theirs = port and told and self.is_proxy(scope)
        return told[-1].rpartition(",")[2].strip() if is_theirs else str(host)

    def is_proxy(self, scope: Message) -> bool:
        """Whether the connection itself comes from a proxy that is believed.

        uvicorn puts the address that X-Forwarded-For names in the place of the connection's, with
        port 0, where it trusts who connects: then those whom it trusts must be believed. A port
        that the header names too could be the connection's, or not.
        """
        if scope.get("client") is None:
            return False
        host, port = scope["client"]
        if not port:
            return all(self._is_believed(each) for each in TRUSTED.split(","))
        named = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
        return self._is_believed(str(host)) and f":{port}" not in named

    def _is_believed(self, written: str) -> bool:
        try:
            peer = ip_address(written.strip())
        except ValueError:
            return False
        peer = getattr(peer, "ipv4_mapped", None) or peer
        return any(peer in ip_network(net) for net in self.limits.proxies)

    def may_begin(self, account: str) -> bool:
        """Whether one more session of an account may begin now; it is counted."""
        now = self.now()
        if self._begun.is_too(account, now):
            return False
        self._begun.count(account, now)
        return True

    def claimed(self, scope: Message) -> str | None:
        """The account that the proxy names: exactly one, in a header that only it can set."""
        named = Headers(scope=scope).getlist(self.limits.user_header)
        is_one = len(named) == 1 and NAME.fullmatch(named[0]) is not None
        return named[0] if is_one and self.is_proxy(scope) else None

    def _by_proxy(
        self, scope: Message, _headers: Headers, session: sessions.Session | None, token: str
    ) -> Arrival:
        said = self.claimed(scope)
        if said is None and not (session and scope["path"].startswith("/data/")):
            return Arrival(why="nobody")
        if session is None or said not in (None, session.account):
            return Arrival(str(said), begins=True)
        return _in(session, token)

    def _by_provider(
        self, _scope: Message, headers: Headers, session: sessions.Session | None, token: str
    ) -> Arrival:
        if session and session.state == "open":
            return _in(session, token)
        said = provider.said(cookies(headers), self.limits.claim)
        if said and NAME.fullmatch(said.account):
            return Arrival(said.account, begins=True, proof=said.proof)
        return _in(session, token) if session else Arrival(why="nobody")

    def _by_key(self, account: str, key: str, address: str, now: int) -> Arrival:
        if self._wrong.is_too((address, account), now) or self._from_one.is_too(address, now):
            return Arrival(why="often")
        if not keys.is_right(account, key, now):
            self._wrong.count((address, account), now)
            self._from_one.count(address, now)
            return Arrival(why="wrong_key")
        return self._known(Arrival(account), now)

    def _known(self, arrival: Arrival, now: int) -> Arrival:
        """The arrival with what is known of its account; of nobody, where nothing is."""
        if not arrival.account:
            return arrival
        person = people.person(arrival.account, now)
        if person is None:
            return Arrival(arrival.account, "unknown")
        if arrival.why:
            return Arrival(why=arrival.why)
        told = {**vars(arrival), "office": person.office, "may_send": person.may("send")}
        return Arrival(**told)


def is_keyed(scope: Message) -> bool:
    """Whether a personal key may ask for it."""
    is_read = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    return is_read and KEYED.fullmatch(scope["path"]) is not None


def cookies(headers: Headers) -> dict[str, str]:
    """The cookies of a request; none where they cannot be read."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load("; ".join(headers.getlist("cookie")))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def without_identity(scope: Message, limits: SignIn) -> Message:
    """The request without any word on who it comes from but what it was asked with."""
    ours = {ACCOUNT.encode(), limits.user_header.encode()}
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in ours]}


def with_account(scope: Message, account: str) -> Message:
    """The request with the account it comes from."""
    return {**scope, "headers": [*scope["headers"], (ACCOUNT.encode(), account.encode())]}


def leave_word(token: str) -> str:
    """What a link must carry to sign a session out: no other site can know it."""
    return hashlib.sha256(f"sign-out {token}".encode()).hexdigest()[:32]


def _in(session: sessions.Session, token: str) -> Arrival:
    if session.state != "open":
        return Arrival(session.account, session.state)
    return Arrival(session.account, token=token, is_noted=session.is_noted)


def _key(headers: Headers) -> tuple[str, str] | None:
    """Account and key of HTTP Basic."""
    scheme, _, told = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        account, is_pair, key = base64.b64decode(told, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (account, key) if is_pair and NAME.fullmatch(account) else None
