"""The commands round what offices send: check, template, load, withdraw."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from chainboard.analysis.steps import Event
from chainboard.commands import exits
from chainboard.commands.exits import DONE, FAULTS, UNREADABLE, WrongUse
from chainboard.intake import inbox, memory, stepping
from chainboard.intake.answers import Answers, Said
from chainboard.intake.check import Report, check
from chainboard.intake.choices import choices
from chainboard.intake.claimed import said_by
from chainboard.intake.headings import meanings
from chainboard.intake.known import known
from chainboard.intake.row_steps import Sending
from chainboard.intake.sending import Outcome, held as held_by, parks_of, send, send_steps
from chainboard.intake.templates import BASES, EVERY_TEMPLATE
from chainboard.ledger import reading
from chainboard.ledger.naming import step_name
from chainboard.packs import CITY, pack_of
from chainboard.queries import ask
from chainboard.store import audit, editions, whole
from chainboard.store.city import loads as city
from chainboard.store.city.desk import Desk, Progress
from chainboard.store.city.loads import Sent
from chainboard.store.faults import Stop
from chainboard.store.place import data_folder
from chainboard.view import View
from chainboard.words import listed, texts


def run_check(asked: argparse.Namespace) -> int:
    """Check files cell by cell; exit 0 clean, 1 issues, 2 unreadable, 75 busy."""
    _ = texts(asked.lang)
    if asked.marked and len(asked.files) > 1:
        raise WrongUse(_("--marked 一次只用于一个文件。"))

    def waiting(is_waiting: bool) -> None:
        if is_waiting:
            print(inbox.step_name("queued", asked.lang), file=sys.stderr, flush=True)

    worst, said = DONE, _said(asked)
    before, held = memory.recall(asked.by), held_by(asked.pack)
    for file in asked.files:
        report = check(Path(file), held, said=before.under(said), waiting=waiting)
        report = stepping.judged(said_by(report, asked.by), Path(file), asked.by, asked.pack)
        _print_report(report, asked, _before(before, said, report, asked))
        worst = max(worst, _exit_of(report))
        if asked.marked and not report.is_refused:
            from chainboard.intake.marking import marked_copy  # openpyxl comes along: 0.2 s

            whole.write(Path(asked.marked), marked_copy(Path(file), report.issues, asked.lang))
    return worst


def _said(asked: argparse.Namespace) -> Said:
    """What the command says of tables that do not say it. Raises WrongUse for what is in no
    list."""
    _ = texts(asked.lang)
    answers = Answers(asked.metric, asked.unit, asked.basis, asked.year)
    if answers.basis and answers.basis not in BASES:
        raise WrongUse(_("--basis 应为 {bases} 之一。").format(bases=", ".join(BASES)))
    if answers.year and not re.fullmatch(r"(19|20)\d\d", answers.year):
        raise WrongUse(_("--year 应为四位年份。"))
    if answers.metric and known(data_folder()).metrics.find(answers.metric) is None:
        raise WrongUse(_("--metric 不在指标清单里：{name}").format(name=answers.metric))
    return Said(answers, headers=dict(_meant(pair, asked.lang) for pair in asked.header))


def _meant(pair: str, lang: str) -> tuple[str, str]:
    """所在地=县区 as a word in a header and the field it means, "" for none. Raises WrongUse."""
    _ = texts(lang)
    word, is_pair, name = pair.partition("=")
    if not is_pair or name not in {*meanings(word), ""} or not meanings(word):
        listed = "、".join(f"{word}={each}" for each in meanings(word)) or _("没有这个叫法")
        raise WrongUse(
            _("--header 应写成 表头=列名：{pair}（{listed}）").format(pair=pair, listed=listed)
        )
    return word, name


def _before(
    before: memory.Memory, now: Said, report: Report, asked: argparse.Namespace
) -> list[str]:
    """What the office has said before and is taken for this file, in words."""
    _ = texts(asked.lang)
    if before.is_damaged:
        return [_("以前的答复读不出来，没有使用；这次的答复会重新记下。")]
    return memory.used(before, now, report.sheets, asked.lang)


def run_template(asked: argparse.Namespace) -> int:
    """Write an empty workbook of one template, with units, lists and notes."""
    from chainboard.intake.template_book import template_book  # openpyxl comes along

    _ = texts(asked.lang)
    if asked.name not in EVERY_TEMPLATE:
        known = ", ".join(EVERY_TEMPLATE)
        raise WrongUse(_("没有模板 {name}；现有：{known}").format(name=asked.name, known=known))
    parks = [str(row["name_zh"]) for row in parks_of(asked.pack)]
    made = template_book(EVERY_TEMPLATE[asked.name], choices(data_folder(), parks))
    whole.write(Path(asked.out), made)
    print(_("已写出 {file}").format(file=asked.out))
    return DONE


def run_load(asked: argparse.Namespace) -> int:
    """Check files, load each in one transaction, publish an edition."""
    if pack_of(asked.pack).is_synthetic and asked.by.strip() and not asked.job:
        return _load_steps(asked)
    _check_use(asked)
    with _job(asked) as job:
        desk = _desk(job, asked)
        worst = DONE
        for file in asked.files:
            path = Path(file)
            sent = Sent(path, job.file_name if job else path.name, asked.by)
            before = memory.recall(asked.by)
            now = job.said if job else _said(asked)
            said = now if job else before.under(now)
            outcome = send(sent, job.chosen if job else None, desk, said)
            if outcome.loaded:
                _remember(asked.by, said, outcome.report)
            if job:
                _tell(job, outcome, asked.lang)
            _print_outcome(outcome, asked, _before(before, now, outcome.report, asked))
            worst = max(worst, DONE if outcome.loaded else _exit_of(outcome.report))
    return worst


def _load_steps(asked: argparse.Namespace) -> int:
    """Take the steps of forms of the demo, which takes in no figures."""
    _, worst = texts(asked.lang), DONE
    for file in asked.files:
        path = Path(file)
        sent = Sent(path, path.name, asked.by)
        outcome = send_steps(sent, asked.pack, _said(asked))
        if outcome is None:
            raise _of_the_city(asked.lang)
        _print_outcome(outcome, asked, [])
        if outcome.loaded and stepping.of_figures(outcome.report.batches):
            print(_("演示数据不收数：只录入了问题和任务的办理。"), file=sys.stderr)
        worst = max(worst, DONE if outcome.loaded else _exit_of(outcome.report))
    return worst


def _remember(office: str, said: Said, report: Report) -> None:
    """Keep what was said of the tables of a file that was loaded; a full disk only means that it
    is asked again."""
    marks = [sheet.mark for sheet in report.sheets if sheet.silent]
    words = [word for sheet in report.sheets for word, _ in sheet.headers]
    with suppress(OSError):
        memory.remember(office, said, marks, words)


def run_withdraw(asked: argparse.Namespace) -> int:
    """Take one load back and publish an edition without it; nothing is deleted."""
    _ = texts(asked.lang)
    if not asked.reason.strip():
        raise WrongUse(_("撤回要写明原因。"))
    if not asked.load.isdecimal():
        return _withdraw_steps(asked)
    _check_use(asked)
    load_id = int(asked.load)
    with _job(asked) as job:
        desk = _desk(job, asked)
        mark = _mark_of(load_id)
        number = city.withdraw(load_id, asked.by, asked.reason, desk)
        said = _("第 {load} 次导入已撤回；当前版次 {number}")
        words = [said.format(load=load_id, number=number)]
        by = Sending(asked.by, "", mark, audit.now(), reading.today(asked.pack), desk.account)
        taken = stepping.withdraw(asked.pack, by, asked.reason) if mark else None
        words += _taken_words(taken, asked.lang) if taken else []
        if job:
            job.end(words, None)
    told = {"withdrawn": load_id, "edition": number} | (asdict(taken) if taken else {})
    print(json.dumps(told, ensure_ascii=False) if asked.json else "\n".join(words))
    return DONE


def _withdraw_steps(asked: argparse.Namespace) -> int:
    """Take back the steps that came in a file."""
    _, file = texts(asked.lang), Path(asked.load)
    if not file.is_file() or not pack_of(asked.pack).keeps_ledger or not asked.by.strip():
        raise WrongUse(_("撤回写导入的次数，或录入过的文件：{file}").format(file=asked.load))
    by = stepping.sending(file, file.name, asked.by, asked.pack)
    taken = stepping.withdraw(asked.pack, by, asked.reason)
    words = _taken_words(taken, asked.lang) or [_("这个文件没有录入过步骤。")]
    print(json.dumps(asdict(taken), ensure_ascii=False) if asked.json else "\n".join(words))
    return DONE if taken.back or taken.stays else FAULTS


def _mark_of(load_id: int) -> str:
    """By which the steps of a load are told; "" for a load that is not there."""
    number = editions.current("city")
    view = View(pack=CITY, edition=number or 0)
    found = ask(view, "reported.file", load_id=load_id) if number else []
    return str(found[0].sha256)[: stepping.MARK] if found else ""


def _taken_words(taken: stepping.Taken, lang: str) -> list[str]:
    _, words = texts(lang), []
    if taken.back:
        said = _("办理步骤已撤回：{matters}")
        words.append(said.format(matters=listed(lang, list(taken.back))))
    if taken.stays:
        said = _("后面已有别的步骤，不能撤回：{matters}")
        words.append(said.format(matters=listed(lang, list(taken.stays))))
    return words


@contextmanager
def _job(asked: argparse.Namespace) -> Iterator[inbox.Job | None]:
    """The job that the page waits for, if it is one; it is told of what stops the work."""
    job = inbox.Job(Path(asked.job)) if asked.job else None
    try:
        yield job
    except Stop as stop:
        if job:
            job.fail([stop.words(asked.lang)])
        raise


def _desk(job: inbox.Job | None, asked: argparse.Namespace) -> Desk:
    if job is None:
        return Desk(progress=_progress(asked), wait=exits.WAIT)
    return Desk(progress=job.progress, wait=exits.WAIT, account=job.account)


def _tell(job: inbox.Job, outcome: Outcome, lang: str) -> None:
    loaded, issues = outcome.loaded, outcome.report.issues
    if loaded is None:
        job.fail([issue.words(lang) for issue in issues if issue.severity == "error"])
    else:
        said = [issue.words(lang) for issue in issues if issue.code == loaded.said]
        said += [entered_words(outcome.steps, lang)] if outcome.steps else []
        job.end(said, vars(loaded))


def _check_use(asked: argparse.Namespace) -> None:
    _ = texts(asked.lang)
    if not asked.by.strip():
        raise WrongUse(_("要写明单位（--by）。"))
    if asked.pack != "city":
        raise _of_the_city(asked.lang)


def _of_the_city(lang: str) -> WrongUse:
    _ = texts(lang)
    return WrongUse(_("只有本市数据（--pack city）可以导入和撤回。"))


def _exit_of(report: Report) -> int:
    if report.is_refused:
        return UNREADABLE
    return FAULTS if report.issues else DONE


def _print_report(report: Report, asked: argparse.Namespace, before: list[str]) -> None:
    """before  what the office has said before and is taken"""
    _ = texts(asked.lang)
    if asked.json:
        print(json.dumps(_as_json(report, asked, before), ensure_ascii=False, indent=1))
        return
    for words in before:
        print(words)
    for sheet in report.sheets:
        said = _("{file} {sheet}：模板 {template}，{rows} 行，可用 {kept} 行")
        print(said.format(file=report.file, **sheet.as_json()))
    for issue in report.issues:
        level = _("错误") if issue.severity == "error" else _("提示")
        print(f"{level}\t{issue.sheet}\t{issue.words(asked.lang)}")
    if not report.issues:
        print(_("{file}：没有问题").format(file=report.file))


def _as_json(report: Report, asked: argparse.Namespace, before: list[str]) -> dict[str, object]:
    return report.as_json(asked.lang) | ({"before": before} if before else {})


def _print_outcome(outcome: Outcome, asked: argparse.Namespace, before: list[str]) -> None:
    _ = texts(asked.lang)
    report, loaded = outcome.report, outcome.loaded
    if asked.json:
        told = None if loaded is None else vars(loaded)
        steps = [_step(event) for event in outcome.steps]
        whole = {**_as_json(report, asked, before), "loaded": told}
        whole |= {"steps": steps} if steps else {}
        print(json.dumps(whole, ensure_ascii=False))
        return
    _print_report(report, asked, before)
    if loaded is None:
        print(_("{file} 没有导入：请先改正以上错误。").format(file=report.file), file=sys.stderr)
    elif loaded.load_id is not None:
        said = _(
            "第 {load_id} 次导入完成：新增 {new}、更改 {changed}、相同 {same} 行；版次 {edition}"
        )
        print(said.format(**vars(loaded)))
    if outcome.steps:
        print(entered_words(outcome.steps, asked.lang))


def _step(event: Event) -> dict[str, object]:
    return {"id": event.matter, "step": event.step, "event": event.number}


def entered_words(steps: Sequence[Event], lang: str) -> str:
    """What was entered of the work loop."""
    _ = texts(lang)
    named = [f"{one.matter} {step_name(one.kind, one.step, lang)}" for one in steps]
    said = _("录入 {count} 步：{steps}")
    return said.format(count=len(named), steps=listed(lang, named))


def _progress(asked: argparse.Namespace) -> Progress:
    def progress(step: str, percent: int) -> None:
        print(f"{percent:3d}% {inbox.step_name(step, asked.lang)}", file=sys.stderr, flush=True)

    return progress
