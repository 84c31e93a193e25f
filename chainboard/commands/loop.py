"""The commands of the work loop: problem, task, doubt, meeting, policy, case, ledger.

Each step of data/dictionary/steps.csv is a command below its kind, with the options of what it
can say.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from chainboard.analysis.days import local
from chainboard.analysis.steps import CLEAR, TAKE_BACK, Event, Step
from chainboard.commands.exits import DONE, FAULTS, WrongUse
from chainboard.ledger import book, checking, doing, reading, seed, table
from chainboard.ledger.doing import Moment
from chainboard.ledger.fields import Asked
from chainboard.packs import PACKS, pack_of
from chainboard.store import audit, dictionary
from chainboard.store.faults import NotFound, Unwritable
from chainboard.store.place import data_folder
from chainboard.view import Row, View
from chainboard.words import texts

FLAGS = {
    "chain_id": "--chain", "area_code": "--county", "park_id": "--park", "project_id": "--project",
    "helpers": "--helper", "held_on": "--on", "minutes_number": "--minutes",
    "issued_on": "--issued",
    "node_id": "--node", "metric_id": "--metric", "figure_id": "--figure", "load_id": "--load",
}  # fmt: skip
MANY = (
    "helpers",
    "chains",
    "present",
    "absent",
    "panels",
)  # options that may be given several times
NAMED = {"chain_id": "chain", "area_code": "area", "adopted_in": "area"}
SHOWN = ("id", "state", "text", "owner", "chain_id", "area_code", "due_on", "days_over")

Add = Callable[..., argparse.ArgumentParser]


def add_to(add: Add, parser: type[argparse.ArgumentParser]) -> None:
    """Put the commands of the loop beside the others; none in a data folder without its tables."""
    if not table.is_there():
        return
    kinds: dict[str, dict[str, list[Step]]] = {}
    for step in table.steps():
        kinds.setdefault(step.kind, {}).setdefault(step.step, []).append(step)
    for kind, steps in kinds.items():
        parts = _below(add(kind, run_list, pack="city"), parser)
        for name, lines in steps.items():
            _add_step(parts(name, run_step), kind, lines)
        for name in (TAKE_BACK, CLEAR):
            _add_mending(parts(name.replace("_", "-"), run_step), kind, name)
        _add_lists(parts, kind)
    parts = _below(add("ledger", run_verify, pack="city"), parser)
    shown = parts("show", run_events)
    shown.add_argument("--after", type=int, default=0, metavar="N", help="steps after this number")
    parts("verify", run_verify)
    parts("reset", run_reset)
    exported = parts("export", run_export)
    exported.add_argument("--out", required=True, metavar="FILE.jsonl")


def run_step(asked: argparse.Namespace) -> int:
    """Take a step: what it needs says data/dictionary/steps.csv."""
    told = {name: getattr(asked, name, None) for name in (*table.FIELDS, "event")}
    said = {name: value for name, value in told.items() if value not in (None, "", [])}
    words = {name: str(value) for name, value in said.items() if name in table.WORDS}
    facts = {name: _meant(name, value) for name, value in said.items() if name not in words}
    step = Asked(
        asked.kind, asked.step, asked.by, getattr(asked, "matter", ""),
        facts, words, _files(asked.file), asked.recorded_by,
    )  # fmt: skip
    event = doing.do(asked.pack, step, Moment(audit.now(), reading.today(asked.pack)))
    row = reading.matter(_view(asked), event.matter)
    state = str(row.state) if row else TAKE_BACK
    if asked.json:
        print(json.dumps({"id": event.matter, "state": state, "event": event.number}))
        return DONE
    _ = texts(asked.lang)
    said_of = _("{id}：{state}（第 {event} 步）")
    named = _state(event.kind, state, asked.lang)
    print(said_of.format(id=event.matter, state=named, event=event.number))
    return DONE


def run_list(asked: argparse.Namespace) -> int:
    """List what is there of a kind, the longest overdue first."""
    rows = [row for row in reading.matters(_view(asked), asked.kind) if _is_asked(row, asked)]
    if asked.json:
        told = [{name: row.get(name) for name in SHOWN} for row in rows]
        print(json.dumps(told, ensure_ascii=False, default=str, indent=1))
        return DONE
    _ = texts(asked.lang)
    for row in rows:
        late = _("超期 {days} 天").format(days=row.days_over) if row.is_overdue else ""
        cells = (row.id, _state(row.kind, row.state, asked.lang), row.get("owner") or "—")
        due = str(row.due_on or "—")
        print("\t".join((*cells, due, late, " ".join(row.text.split())[:60])))
    if not rows:
        print(_("没有。"))
    return DONE


def run_show(asked: argparse.Namespace) -> int:
    """Show one, with every step that was taken."""
    row = reading.matter(_view(asked), asked.matter)
    if row is None or row.kind != asked.kind:
        raise NotFound(f"台账中没有 {asked.matter}。", f"There is no {asked.matter} in the ledger.")
    events = [_told(event) for event in row.history]
    if asked.json:
        told = {"id": row.id, "state": row.state, "events": events}
        print(json.dumps(told, ensure_ascii=False, default=str, indent=1))
        return DONE
    print(row.id, _state(row.kind, row.state, asked.lang), sep="\t")
    for event in events:
        print(event["event"], event["at"], event["by"], event["kind"], event["text"], sep="\t")
    return DONE


def run_events(asked: argparse.Namespace) -> int:
    """Show the steps of the ledger, one a line."""
    events = [_told(event) for event in book.events(asked.pack, asked.after)]
    if asked.json:
        print(json.dumps(events, ensure_ascii=False, default=str, indent=1))
        return DONE
    for event in events:
        print(*event.values(), sep="\t")
    return DONE


def run_verify(asked: argparse.Namespace) -> int:
    """Check that the ledger is as it was written."""
    state = checking.check(asked.pack)
    _ = texts(asked.lang)
    if asked.json:
        print(json.dumps({"is_whole": state.is_whole, **asdict(state)}, ensure_ascii=False))
    elif state.is_whole:
        said = _("台账完好：{events} 步，最后一步是第 {last} 步")
        print(said.format(events=state.events, last=state.last))
    if state.is_whole:
        return DONE
    said = _("台账从第 {event} 步起不对：{why}")
    why = state.zh if asked.lang == "zh" else state.en
    print(said.format(event=state.event, why=why), file=sys.stderr)
    return FAULTS


def run_export(asked: argparse.Namespace) -> int:
    """Write every step as a line of JSON."""
    lines = [json.dumps(row, ensure_ascii=False, default=str) for row in book.rows(asked.pack)]
    try:
        Path(asked.out).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise Unwritable(asked.out, error) from None
    _ = texts(asked.lang)
    print(_("已写出 {count} 步：{file}").format(count=len(lines), file=asked.out))
    return DONE


def run_reset(asked: argparse.Namespace) -> int:
    """Write the demo's ledger anew; that of no other pack."""
    _ = texts(asked.lang)
    if not pack_of(asked.pack).is_synthetic:
        raise WrongUse(_("只有演示数据的台账可以重置（--pack demo）。"))
    print(_("演示台账已重置：{events} 步").format(events=seed.reset()))
    return DONE


def _below(command: argparse.ArgumentParser, parser: type[argparse.ArgumentParser]) -> Add:
    parts = command.add_subparsers(title="steps", required=True, parser_class=parser)

    def add(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        part: argparse.ArgumentParser = parts.add_parser(name, help=run.__doc__)
        part.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS)
        part.add_argument("--pack", choices=PACKS, default=argparse.SUPPRESS)
        part.add_argument("--json", action="store_true")
        part.set_defaults(run=run)
        return part

    return add


def _add_step(part: argparse.ArgumentParser, kind: str, lines: list[Step]) -> None:
    part.description = f"{lines[0].name_zh} / {lines[0].name_en}"
    part.set_defaults(kind=kind, step=lines[0].step)
    if not lines[0].begins:
        part.add_argument("matter", metavar="ID", help=f"as {kind}-17")
    said = [name for line in lines for name in (*line.needs, *line.takes)]
    for name in dict.fromkeys((*said, "text", "reason", "basis")):
        if name in table.FIELDS:
            flag = FLAGS.get(name, f"--{name.replace('_', '-')}")
            how = {"action": "append", "default": []} if name in MANY else {"default": ""}
            part.add_argument(flag, dest=name, metavar=name.upper(), **how)
    _add_who(part)


def _add_mending(part: argparse.ArgumentParser, kind: str, name: str) -> None:
    part.set_defaults(kind=kind, step=name)
    part.add_argument("matter", metavar="ID")
    part.add_argument("--reason", default="", metavar="TEXT")
    if name == CLEAR:
        part.add_argument("--event", type=int, required=True, metavar="N", help="whose words")
    _add_who(part)


def _add_who(part: argparse.ArgumentParser) -> None:
    part.add_argument("--by", required=True, metavar="OFFICE", help="the office whose step it is")
    part.add_argument("--recorded-by", default="", metavar="OFFICE", help="who writes it down")
    part.add_argument("--file", action="append", default=[], metavar="FILE", help="evidence, 5 MB")


def _add_lists(parts: Add, kind: str) -> None:
    listed = parts("list", run_list)
    for flag in ("chain", "county", "owner", "state"):
        listed.add_argument(f"--{flag}", default="", metavar=flag.upper())
    listed.add_argument("--overdue", action="store_true")
    listed.add_argument("--ledger", default=None, metavar="N", help="as it stood after step N")
    listed.set_defaults(kind=kind)
    shown = parts("show", run_show)
    shown.add_argument("matter", metavar="ID")
    shown.add_argument("--ledger", default=None, metavar="N", help="as it stood after step N")
    shown.set_defaults(kind=kind)


def _view(asked: argparse.Namespace) -> View:
    today = reading.today(asked.pack)
    start = View(pack=pack_of(asked.pack), lang=asked.lang, as_of=today)
    view = reading.seen(start, getattr(asked, "ledger", None), today)
    if view is None:
        _ = texts(asked.lang)
        raise WrongUse(_("台账没有第 {number} 步。").format(number=asked.ledger))
    return view


def _is_asked(row: Row, asked: argparse.Namespace) -> bool:
    wanted = {
        "chain_id": _meant("chain_id", asked.chain) if asked.chain else "",
        "area_code": _meant("area_code", asked.county) if asked.county else "",
        "owner": asked.owner, "state": asked.state,
    }  # fmt: skip
    is_late = row.is_overdue or not asked.overdue
    return is_late and all(row.get(name) == value for name, value in wanted.items() if value)


def _meant(name: str, value: Any) -> Any:
    """A chain or a place by its id, or by its Chinese name."""
    if name not in NAMED:
        return value
    data, kind = data_folder(), NAMED[name]
    names = {
        said: key
        for key, line in dictionary.by_key(data, kind).items()
        for said in (line["name_zh"], line["short_zh"])
    }
    others = (line for line in dictionary.read(data, "alias") if line["kind"] == kind)
    return {line["alias"]: line["id"] for line in others}.get(value) or names.get(value, value)


def _files(paths: list[str]) -> list[tuple[str, bytes]]:
    return [(Path(path).name, Path(path).read_bytes()) for path in paths]


def _told(event: Event) -> Mapping[str, object]:
    return {
        "event": event.number,
        "id": event.matter,
        "kind": event.step,
        "by": event.office,
        "at": local(event.at).isoformat(sep=" "),
        "text": event.words.get("text") or event.words.get("reason") or "",
        "evidence": [name for _, name in event.files],
    }


def _state(kind: str, state: str, lang: str) -> str:
    found = table.states().get((kind, state))
    return getattr(found, f"name_{lang}") if found else state
