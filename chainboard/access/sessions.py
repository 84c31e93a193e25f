"""Sessions: that a browser has signed in, until it is idle, old, or signed out."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
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
    """The token of a new session. Raises Unrecorded.

    proof  what a provider said, as the browser has it: it begins one session, never another.
    None where it has begun one before.
    """
    token = secrets.token_urlsafe(32)
    mark = _hash(proof) if proof else None
    with tables.changing() as change:
        if mark and change.ask("proof", proof=mark):
            return None
        change.do("forget_sessions", before=now - KEPT)
        change.do("begin_session", hash=_hash(token), account=account, proof=mark, now=now)
        audit.append("sign_in", office, account, "")
    return token


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
