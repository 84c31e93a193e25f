"""Accounts: posts of offices that may come in, from one moment to another."""

from __future__ import annotations

import re

from chainboard.access import grants, tables
from chainboard.access.grants import Account, Difference
from chainboard.access.tables import Found
from chainboard.store import audit
from chainboard.store.faults import NotFound, Unfit

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@|+-]{0,127}")


def all_of_them() -> list[Found]:
    """account, office, valid_from, valid_to of every account."""
    return tables.ask("accounts")


def add(account: str, office: str, valid_from: int, valid_to: int | None = None) -> None:
    """Let an account in, or move it to another office. Raises Unfit."""
    if not NAME.fullmatch(account):
        raise Unfit(
            f"账户名“{account}”不能用：只用字母、数字和 . _ @ | + -，不超过 128 个。",
            f"{account!r} cannot be an account: letters, digits and . _ @ | + -, at most 128.",
        )
    if not office.strip():
        raise Unfit("账户要有机构。", "An account has an office.")
    put = Account(account, office.strip(), valid_from, valid_to)
    grants.apply(Difference((), {}), valid_from, [put])


def end(account: str, at: int, now: int) -> None:
    """Let an account in no longer, from a moment on; now: out of all that is open."""
    with tables.changing() as change:
        office = _office(change, account)
        change.do("end_account", account=account, at=at)
        if at <= now:
            change.do("end_sessions", account=account, now=now)
        audit.append("access", office, account, "停用账户")


def sign_out(account: str, now: int) -> None:
    """End every session of an account, wherever it is open; keys stay."""
    with tables.changing() as change:
        office = _office(change, account)
        change.do("end_sessions", account=account, now=now)
        audit.append("sign_out", office, account, "各处退出")


def _office(change: tables.Change, account: str) -> str:
    found = change.ask("account", account=account)
    if not found:
        raise NotFound(f"没有账户 {account}。", f"There is no account {account}.")
    return str(found[0]["office"])
