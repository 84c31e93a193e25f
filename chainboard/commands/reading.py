"""The commands that read editions: query, editions, verify, changes."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from datetime import date
from typing import Any

import duckdb

from chainboard import queries, recorded
from chainboard.commands import exits
from chainboard.commands.exits import DONE, FAULTS, USAGE, WrongUse
from chainboard.intake.inbox import step_name
from chainboard.packs import pack_of
from chainboard.person import AT_THE_DESK
from chainboard.store import editions, keeping, schemas
from chainboard.store.city.desk import Desk
from chainboard.store.editions import Health
from chainboard.store.place import pack_folder
from chainboard.view import PERIOD, Row, View
from chainboard.words import change_name, listed, texts

FILTERS = {"chain", "county", "park", "period", "basis"}


def run_query(asked: argparse.Namespace) -> int:
    """Run a named query on an edition, or list the queries with their questions."""
    _ = texts(asked.lang)
    if asked.name is None:
        for topic, statements in queries.topics().items():
            for name, statement in statements.items():
                print(f"{topic}.{name}\t{statement.question}")
        return DONE
    try:
        statement = queries.find(asked.name)
    except KeyError:
        message = _("没有名为 {name} 的查询；不带名称运行可列出全部。").format(name=asked.name)
        print(message, file=sys.stderr)
        return USAGE
    view, more = _view(asked)
    if unknown := set(more) - statement.parameters:
        said = _("这个查询没有参数 {names}；可以用：{known}")
        own = statement.parameters - set(queries.parameters(view))
        known = listed(asked.lang, sorted(own | FILTERS))
        raise WrongUse(said.format(names=listed(asked.lang, sorted(unknown)), known=known))
    missing = statement.parameters - set(queries.parameters(view)) - set(more)
    if missing:
        print(_("还需要参数：{names}").format(names=", ".join(sorted(missing))), file=sys.stderr)
        return USAGE
    rows = _answer(asked, view, more)
    if asked.json or asked.csv:
        form = "json" if asked.json else "csv"
        what = " ".join([f"{asked.name}.{form}", *asked.parameters])
        recorded.export(view, what, recorded.given(rows), AT_THE_DESK)
    _print_rows(rows, asked)
    return DONE


def _answer(asked: argparse.Namespace, view: View, more: dict[str, Any]) -> list[Row]:
    """The rows. Raises WrongUse where what was given beside the view is no value for the query."""
    try:
        return queries.ask(view, asked.name, **more)
    except (duckdb.DataError, duckdb.BinderException) as fault:
        if not more:  # then the statement itself is wrong
            raise
        _ = texts(asked.lang)
        said = _("参数的值不能用于这个查询：{given}（{fault}）").format(
            given=" ".join(f"{name}={value}" for name, value in more.items()),
            fault=str(fault).splitlines()[0],
        )
        raise WrongUse(said) from None


def run_editions(asked: argparse.Namespace) -> int:
    """List the editions of a pack; the current one is marked."""
    _ = texts(asked.lang)
    standing = editions.pointed(pack_folder(asked.pack))
    found = editions.numbers(asked.pack)
    if asked.json:
        print(json.dumps({"pack": asked.pack, "current": standing, "editions": found}))
    elif not found:
        print(
            _("还没有版次。请运行：python -m chainboard build --pack {pack}").format(
                pack=asked.pack
            )
        )
    for number in [] if asked.json else found:
        print(f"{number:06d}{' *' if number == standing else ''}")
    editions.current(asked.pack)  # raises where CURRENT is damaged
    return DONE


def run_verify(asked: argparse.Namespace) -> int:
    """Read every edition in full and say what is damaged and how to mend it."""
    _ = texts(asked.lang)

    def waiting(step: str, _percent: int) -> None:
        print(step_name(step, asked.lang), file=sys.stderr, flush=True)

    found = keeping.verify(asked.pack, Desk(progress=waiting, wait=exits.WAIT))
    if asked.json:
        print(json.dumps([vars(health) for health in found.editions], ensure_ascii=False))
    for health in [] if asked.json else found.editions:
        print(f"{health.number:06d} {health.figures:>8,} {_state(health, asked.lang)}")
    if found.main:
        print(_("main.duckdb 损坏：{fault}").format(fault=found.main), file=sys.stderr)
    for zh, en in (*found.ledger, *found.noted):
        print(zh if asked.lang == "zh" else en, file=sys.stderr)
    if found.is_whole and found.editions:
        return DONE if all(health.is_readable for health in found.editions) else FAULTS
    if found.is_rebuilt or len(found.ledger) > len(found.steps) or not found.editions:
        mend = _("修复：python -m chainboard build --pack {pack}").format(pack=asked.pack)
        print(mend, file=sys.stderr)
    return FAULTS


def _state(health: Health, lang: str) -> str:
    """Whole, of an older schema, not for this release, or damaged and how."""
    _ = texts(lang)
    if health.fault:
        return _("损坏：{fault}").format(fault=health.fault)
    refused = schemas.refusal(health.schema)
    if refused:
        return refused.words(lang)
    if health.schema < schemas.SCHEMA_VERSION:
        return _("完好（数据表第 {version} 版，照旧可读）").format(version=health.schema)
    return _("完好")


def _view(asked: argparse.Namespace) -> tuple[View, dict[str, Any]]:
    """The view and the further parameters that key=value arguments describe."""
    _ = texts(asked.lang)
    given = dict(pair.partition("=")[::2] for pair in asked.parameters)
    if not PERIOD.fullmatch(given.get("period", "2024")):
        raise WrongUse(
            _("期间应写作 2024、2024Q3 或 2024-09：{period}").format(period=given["period"])
        )
    if asked.edition is not None:
        _refuse_unknown(asked.edition, asked)
    number = asked.edition or editions.current(asked.pack)
    if number is None:
        raise FileNotFoundError(asked.pack)
    filters = {key: value for key, value in given.items() if key in FILTERS}
    view = View(pack=pack_of(asked.pack), edition=number, lang=asked.lang, **filters)
    return view, {key: value for key, value in given.items() if key not in FILTERS}


def _print_rows(rows: list[Row], asked: argparse.Namespace) -> None:
    if asked.json:
        print(json.dumps(rows, ensure_ascii=False, default=_as_text, indent=1))
        return
    columns = list(rows[0]) if rows else []
    style = csv.excel if asked.csv else csv.excel_tab
    writer = csv.writer(sys.stdout, style, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([["" if row[c] is None else row[c] for c in columns] for row in rows])


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def run_changes(asked: argparse.Namespace) -> int:
    """Progress what differs between two editions, each difference with its kind."""
    _ = texts(asked.lang)
    for number in (asked.before, asked.after):
        _refuse_unknown(number, asked)
    found = queries.changes(View(pack=pack_of(asked.pack), edition=asked.after), asked.before)
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, default=_as_text, indent=1))
        return DONE
    for row in found:
        print("\t".join(_change_words(row, asked.lang)))
    print(_("共 {count} 处不同").format(count=len(found)))
    return DONE


def _refuse_unknown(number: int, asked: argparse.Namespace) -> None:
    known = editions.numbers(asked.pack)
    if number not in known:
        _ = texts(asked.lang)
        said = _("没有版次 {number}；现有：{known}")
        raise WrongUse(said.format(number=number, known=", ".join(map(str, known)) or "—"))


def _change_words(row: Row, lang: str) -> list[str]:
    """One difference as the cells of a line: kind, subject, period, old and new."""
    kind = change_name(lang, row.kind)
    if row.kind == "rule_moved":
        return [
            kind,
            row.rule_id,
            str(row.version),
            row[f"old_{lang}"] or "—",
            row[f"new_{lang}"] or "—",
        ]
    when = str(row.year) if row.kind == "target_moved" else f"{row.period_end} {row.basis}"
    place = " ".join(row[f"{part}_{lang}"] or "" for part in ("area", "chain")).strip()
    return [kind, row[f"name_{lang}"], place, when, _told(row, "old"), _told(row, "new")]


def _told(row: Row, side: str) -> str:
    value, growth = row[f"{side}_value"], row.get(f"{side}_growth")
    if value is not None:
        return f"{value:,} {row.unit}"
    return f"{growth}%" if growth is not None else "—"
