"""Personal keys: what a spreadsheet or a script knows an account by, for ninety days."""

from __future__ import annotations

import hashlib
import secrets
from hmac import compare_digest

from chainboard.access import people, tables
from chainboard.access.tables import Found
from chainboard.store import audit
from chainboard.store.faults import NotFound

LASTS = 90 * 86_400  # seconds


def all_of_them() -> list[Found]:
    """id, account, made, ends, revoked of every key."""
    return tables.ask("keys")


def add(account: str, now: int) -> str:
    """A new key of an account, told this once: only its hash is kept. Raises NotFound."""
    found = people.person(account, now)
    if found is None:
        raise NotFound(f"没有可用的账户 {account}。", f"No account {account} is in force.")
    key = secrets.token_urlsafe(32)
    with tables.changing() as change:
        id = change.do("put_key", account=account, hash=_hash(key), made=now, ends=now + LASTS)
        audit.append("access", found.office, account, "发给密钥", key=id)
    return key


def revoke(id: int, now: int) -> None:
    """Take a key back at once. Raises NotFound for one that is not there, or gone already."""
    with tables.changing() as change:
        found = [key for key in change.ask("keys") if key["id"] == id and key["revoked"] is None]
        if not found:
            raise NotFound(f"没有第 {id} 个密钥，或已撤销。", f"There is no key {id} to revoke.")
        change.do("revoke_key", id=id, now=now)
        audit.append("access", "", found[0]["account"], "撤销密钥", key=id)


def is_right(account: str, key: str, now: int) -> bool:
    """Whether a key is one of the account's, in force. Whose account is in force is not asked."""
    given = _hash(key)
    known = [row["hash"] for row in tables.ask("keys_in_force", account=account, now=now)]
    return any(compare_digest(given, each) for each in known)


def _hash(key: str) -> str:
    """A key is 32 random bytes: no slower hash makes it harder to guess."""
    return hashlib.sha256(key.encode()).hexdigest()
