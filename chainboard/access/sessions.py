"""Sessions: that a browser has signed in, until it is idle, old, or signed out."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from chainboard.access import tables
from chainboard.store import audit
from chainboard.way import SignIn

KEPT = 35 * 86_400  # seconds for which it is known that a session has been, and from what
RARELY = 60  # seconds between two notes that somebody is still there

State = Literal["open", "idle", "old", "ended"]


@dataclass(frozen=True)
class Session:
    """A session as it stands: whose, and whether it is still open."""

    account: str
    state: State
    is_noted: bool  # whether it was noted a moment ago that somebody is there


def look(token: str, now: int, limits: SignIn) -> Session | None:
    """The session of a token; None where there never was one."""
    found = tables.ask("session", hash=_hash(token)) if token else []
    if not found:
        return None
    (row,) = found
    state: State = "open"
    if row["ended"] is not None:
        state = "ended"
    elif now - row["begun"] >= limits.absolute:
        state = "old"
    elif now - row["seen"] >= limits.idle:
        state = "idle"
    return Session(row["account"], state, now - row["seen"] < min(RARELY, limits.idle / 4))


def begin(account: str, office: str, now: int, proof: str | None = None) -> str | None:
    """The token of a new session, recorded and on the disk. Raises Unrecorded.

    proof  what a provider said, as the browser has it: it begins one session, never another.
    None where it has begun one before.
    Those who come while others are being written down are then written down together.
    """
    mine = _Coming(account, office, now, _hash(proof) if proof else None)
    with _lock:
        together = _next[0] if _next else _Together()
        _next[:] = [together]
        place = len(together.coming)
        together.coming.append(mine)
    return together.begun.result()[place]


@dataclass(frozen=True)
class _Coming:
    """Somebody who has signed in and waits for a session. proof: its hash."""

    account: str
    office: str
    now: int
    proof: str | None


class _Together:
    """Those who come while others are being written down. begun: their tokens, in order."""

    def __init__(self) -> None:
        self.coming: list[_Coming] = []
        self.begun: Future[list[str | None]] = _WRITER.submit(self._write)

    def _write(self) -> list[str | None]:
        with _lock:
            _next.clear()
        return _written(self.coming)


_WRITER = ThreadPoolExecutor(1, thread_name_prefix="sign-in")
_lock = Lock()
_next: list[_Together] = []  # the one that may still be joined


def _written(together: Sequence[_Coming]) -> list[str | None]:
    """Begin the sessions of all who come, in one change with a line each, or of none."""
    tokens: list[str | None] = []
    with tables.changing() as change:
        change.do("forget_sessions", before=max(each.now for each in together) - KEPT)
        for each in together:
            is_used = each.proof and change.ask("proof", proof=each.proof)
            tokens.append(None if is_used else secrets.token_urlsafe(32))
            if token := tokens[-1]:
                told = {"hash": _hash(token), "proof": each.proof, "now": each.now}
                change.do("begin_session", account=each.account, **told)
        begun = [each for each, token in zip(together, tokens, strict=True) if token]
        if begun:
            audit.append_all("sign_in", [(each.office, each.account) for each in begun])
    return tokens


def touch(token: str, now: int) -> None:
    """Note that somebody did something."""
    with tables.changing() as change:
        change.do("seen_session", hash=_hash(token), now=now)


def end(token: str, office: str, account: str, now: int) -> None:
    """Sign one browser out. Raises Unrecorded."""
    with tables.changing() as change:
        change.do("end_session", hash=_hash(token), now=now)
        audit.append("sign_out", office, account, "")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
