"""The command for who may do what: access list, add, end, import, template, account, key."""

from __future__ import annotations

import argparse
import json
import time
from datetime import date, datetime
from pathlib import Path

from chainboard.access import accounts, grants, keys
from chainboard.access.grants import Account, Difference, Given
from chainboard.access.table import COLUMNS, Reader, Wrong, day_of, starts, written
from chainboard.commands.exits import DONE, UNREADABLE, WrongUse
from chainboard.intake.choices import choices
from chainboard.intake.issue import Refused
from chainboard.intake.known import Known, known
from chainboard.packs import CITY
from chainboard.queries import ask
from chainboard.store import editions
from chainboard.store.place import data_folder
from chainboard.store.whole import write
from chainboard.view import Row, View
from chainboard.words import texts

ARGUMENTS = {"since": "from", "until": "to"}  # those that are called otherwise than the column


def run_list(asked: argparse.Namespace) -> int:
    """Which office has which role over what, from when to when; --all: those that are over too."""
    _ = texts(asked.lang)
    now, names = _now(), _known()
    found = {
        id: given
        for id, given in grants.all_of_them().items()
        if asked.all or not given.is_over(now)
    }
    rows = {id: written(given, names, asked.lang) for id, given in found.items()}
    if asked.json:
        print(json.dumps([{"id": id, **row} for id, row in rows.items()], ensure_ascii=False))
        return DONE
    for id, row in rows.items():
        print(f"{id}  {_line(row)}")
    if not rows:
        print(_("没有角色：除了公开数据，谁也看不到。"))
    return DONE


def run_add(asked: argparse.Namespace) -> int:
    """Give an office a role."""
    reader = Reader(_known(), date.today())
    cells = {column: getattr(asked, column) for column in COLUMNS}
    given = reader.given(cells, lambda column: f"--{ARGUMENTS.get(column, column)}")
    if reader.faults:
        raise Wrong(reader.faults)
    _apply(grants.difference([given], False, _now()), [], asked)
    return DONE


def run_end(asked: argparse.Namespace) -> int:
    """End roles by their numbers, at once or after a day."""
    standing = grants.all_of_them()
    ended = {id: standing.get(id, Given("", "")) for id in asked.ids}
    grants.apply(Difference((), ended), _end(asked))
    _print(Difference((), ended), [], asked.lang)
    return DONE


def run_import(asked: argparse.Namespace) -> int:
    """Take over a workbook or CSV of roles and accounts, all or nothing; --dry-run: say only."""
    from chainboard.access.book import read  # openpyxl comes along

    try:
        sent = read(Path(asked.file), Reader(_known(), date.today()))
    except Refused as refused:
        print(refused.issue.words(asked.lang))
        return UNREADABLE
    standing = {row["account"]: (row["office"], row["valid_to"]) for row in accounts.all_of_them()}
    changed = [
        one for one in sent.accounts if standing.get(one.account) != (one.office, one.valid_to)
    ]
    _apply(grants.difference(sent.given, sent.is_whole, _now()), changed, asked)
    return DONE


def run_template(asked: argparse.Namespace) -> int:
    """Write the workbook to fill in, with the roles and accounts that stand."""
    from chainboard.access.book import book  # openpyxl comes along

    _ = texts(asked.lang)
    now, names = _now(), _known()
    standing = [given for given in grants.all_of_them().values() if not given.is_over(now)]
    rows = [written(given, names, "zh") for given in standing]
    held = [
        {
            "account": row["account"],
            "office": row["office"],
            "since": str(day_of(row["valid_from"])),
            "until": str(day_of(row["valid_to"] - 1)) if row["valid_to"] else "",
        }
        for row in accounts.all_of_them()
        if row["valid_to"] is None or row["valid_to"] > now
    ]
    parks = [str(row.name_zh) for row in _parks()]
    write(Path(asked.out), book(rows, held, choices(data_folder(), parks)))
    print(_("已写出 {file}").format(file=asked.out))
    return DONE


def run_account(asked: argparse.Namespace) -> int:
    """Let an account in, end it, sign it out everywhere, or list all."""
    _ = texts(asked.lang)
    now = _now()
    if asked.what == "list":
        for row in accounts.all_of_them():
            until = _moment(row["valid_to"]) if row["valid_to"] else _("不限期")
            print(f"{row['account']}  {row['office']}  {_moment(row['valid_from'])} – {until}")
        return DONE
    if not asked.account:
        raise WrongUse(_("要写明账户。"))
    if asked.what == "add":
        begins = starts(_day(asked.since, asked.lang)) if asked.since else now
        ends = _end(asked) if asked.until else None
        accounts.add(asked.account, asked.office, begins, ends)
        print(_("账户 {account} 已开通。").format(account=asked.account))
    elif asked.what == "end":
        accounts.end(asked.account, _end(asked), now)
        print(_("账户 {account} 已停用。").format(account=asked.account))
    else:
        accounts.sign_out(asked.account, now)
        print(_("账户 {account} 已在所有地方退出。").format(account=asked.account))
    return DONE


def run_key(asked: argparse.Namespace) -> int:
    """Make a personal key of an account, revoke one by its number, or list all."""
    _ = texts(asked.lang)
    now = _now()
    if asked.what == "list":
        for row in keys.all_of_them():
            state = _("已撤销") if row["revoked"] else _("已过期") if row["ends"] <= now else ""
            print(f"{row['id']}  {row['account']}  {_moment(row['ends'])}  {state}".rstrip())
        return DONE
    if not asked.of:
        raise WrongUse(_("要写明账户，或密钥的编号。"))
    if asked.what == "add":
        key = keys.add(asked.of, now)
        print(key)
        print(_("密钥只显示这一次，{days} 天内有效。").format(days=keys.LASTS // 86_400))
        return DONE
    if not asked.of.isdecimal():
        raise WrongUse(_("撤销要写密钥的编号。"))
    keys.revoke(int(asked.of), now)
    print(_("第 {id} 个密钥已撤销。").format(id=asked.of))
    return DONE


def _apply(change: Difference, put: list[Account], asked: argparse.Namespace) -> None:
    if not getattr(asked, "dry_run", False):
        grants.apply(change, _now(), put)
    _print(change, put, asked.lang)


def _print(change: Difference, put: list[Account], lang: str) -> None:
    """What changes, a line each: + is given, - ends."""
    _, names = texts(lang), _known()
    for given in change.given:
        print(f"+ {_line(written(given, names, lang))}")
    for id, given in change.ended.items():
        print(f"- {id}  {_line(written(given, names, lang))}")
    for account in put:
        print(f"+ {account.account}  {account.office}")
    if not (change.given or change.ended or put):
        print(_("没有变化。"))


def _line(row: dict[str, str]) -> str:
    return "  ".join(row[column] or "–" for column in COLUMNS)


def _end(asked: argparse.Namespace) -> int:
    """The end of the day that --to names, or now."""
    if not asked.until:
        return _now()
    return starts(date.fromordinal(_day(asked.until, asked.lang).toordinal() + 1))


def _day(written: str, lang: str) -> date:
    _ = texts(lang)
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise WrongUse(_("日期写成 2026-12-31。")) from None


def _moment(at: int) -> str:
    return f"{datetime.fromtimestamp(at):%Y-%m-%d %H:%M}"


def _now() -> int:
    return int(time.time())


def _parks() -> list[Row]:
    number = editions.current(CITY.name)
    return [] if number is None else ask(View(pack=CITY, edition=number), "places.parks")


def _known() -> Known:
    parks = [
        (str(row.park_id), str(row.name_zh), str(row.name_en), str(row.area_code))
        for row in _parks()
    ]
    return known(data_folder(), parks)
