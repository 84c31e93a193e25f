"""Which office has which role: given and ended with dates, and kept for ever."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations

from chainboard.access import tables
from chainboard.access.roles import roles
from chainboard.access.tables import Change
from chainboard.store import audit
from chainboard.store.faults import NotFound, Unfit


@dataclass(frozen=True)
class Given:
    """A role of an office.

    account   of the office the one that has it; "" for all of them
    chains, counties, parks  "*" for all, "" for none, else ids with blanks between, in order
    valid_from, valid_to     seconds since 1970; to is out, None without an end
    """

    office: str
    role: str
    account: str = ""
    chains: str = ""
    counties: str = ""
    parks: str = ""
    sees_firms: bool = False
    valid_from: int = 0
    valid_to: int | None = None

    def is_over(self, now: int) -> bool:
        """Whether it is no longer in force."""
        return self.valid_to is not None and self.valid_to <= now

    @property
    def what(self) -> tuple[object, ...]:
        """What is given, without since when."""
        return tuple(value for name, value in asdict(self).items() if name != "valid_from")


@dataclass(frozen=True)
class Account:
    """A post of an office that may come in, from one moment to another."""

    account: str
    office: str
    valid_from: int
    valid_to: int | None = None


@dataclass(frozen=True)
class Difference:
    """What a change of the table does: roles that are given, and ids of those that end."""

    given: tuple[Given, ...]
    ended: dict[int, Given]


def all_of_them() -> dict[int, Given]:
    """Every role that was or is given, by its id."""
    return _read(tables.ask("roles"))


def difference(wanted: Iterable[Given], is_whole: bool, now: int) -> Difference:
    """What it takes to give the roles that are wanted.

    is_whole  whether their offices have no others: what else stands of them ends

    A role that stands as it is wanted is kept, with the day it began.
    """
    listed = list(dict.fromkeys(wanted))
    offices = {one.office for one in listed}
    standing = {id: one for id, one in all_of_them().items() if not one.is_over(now)}
    asked, held = {one.what for one in listed}, {one.what for one in standing.values()}
    return Difference(
        tuple(one for one in listed if one.what not in held and not one.is_over(now)),
        {
            id: one
            for id, one in standing.items()
            if is_whole and one.office in offices and one.what not in asked
        },
    )


def apply(change: Difference, at: int, accounts: Sequence[Account] = ()) -> None:
    """Do it all, or nothing; accounts are let in too, or moved. Raises Unfit for two
    administrators in one account, NotFound for a role that is not there."""
    with tables.changing() as doing:
        for account in accounts:
            doing.do("put_account", **asdict(account))
            audit.append("access", account.office, account.account, "开通账户")
        standing = _read(doing.ask("roles"))
        for id, one in change.ended.items():
            if id not in standing or standing[id].is_over(at):
                raise NotFound(f"没有第 {id} 条，或已到期。", f"There is no role {id} in force.")
            doing.do("end_role", id=id, at=at)
            audit.append("access", one.office, one.account, f"终止 {_role_zh(one)}", role=id)
        for one in change.given:
            id = doing.do("put_role", **{**asdict(one), "sees_firms": int(one.sees_firms)})
            audit.append("access", one.office, one.account, f"授予 {_role_zh(one)}", role=id)
        check_administrators(doing)


def _role_zh(one: Given) -> str:
    """A role as the audit tells it, in the city's language: its name, chains, counties, parks."""
    known = roles()
    name = known[one.role].name_zh if one.role in known else one.role
    scope = (one.chains, one.counties, one.parks)
    named = (ids.replace("*", "全部") for ids in scope if ids)
    return " ".join([name, *named])


def check_administrators(change: Change) -> None:
    """Raises Unfit where one account would ever be two of the three administrators at once."""
    known, given = roles(), _read(change.ask("roles")).values()
    watching = [one for one in given if one.role in known and known[one.role].is_administrator]
    for account in change.ask("accounts"):
        own = [
            one
            for one in watching
            if one.office == account["office"] and one.account in ("", account["account"])
        ]
        for one, other in combinations(own, 2):
            if one.role != other.role and _meet(one, other):
                raise _two_in_one(str(account["account"]), one.role, other.role)


def _meet(one: Given, other: Given) -> bool:
    """Whether there is a moment at which both are in force."""
    ends = [each.valid_to for each in (one, other) if each.valid_to is not None]
    return max(one.valid_from, other.valid_from) < min(ends, default=2**62)


def _two_in_one(account: str, one: str, other: str) -> Unfit:
    first, second = roles()[one], roles()[other]
    return Unfit(
        f"账户 {account} 不能同时是{first.name_zh}和{second.name_zh}：三种管理员要分开。"
        "请用另一个账户，或写明只给本机构的哪个账户。",
        f"The account {account} cannot be {first.name_en} and {second.name_en} at once: the three "
        "administrators are apart. Use another account, or name the account of the office.",
    )


def _read(rows: Iterable[tables.Found]) -> dict[int, Given]:
    found = {}
    for row in rows:
        told = {name: value for name, value in row.items() if name != "id"}
        found[int(row["id"])] = Given(**{**told, "sees_firms": bool(row["sees_firms"])})
    return found
