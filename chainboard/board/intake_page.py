"""The page where files come in: dropped, checked in front of the person, confirmed, loaded."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from chainboard import way
from chainboard.board import frame, intake_checks, intake_jobs, scene, who
from chainboard.board.chinese import of_uploads
from chainboard.board.intake_answers import Asking, ask as ask_for, left
from chainboard.board.intake_form import show_form
from chainboard.board.intake_waiting import show_waiting
from chainboard.board.page import show
from chainboard.board.uploads import LARGEST, refusal
from chainboard.intake import inbox, memory, stepping, waiting
from chainboard.intake.check import Report
from chainboard.intake.choices import choices
from chainboard.intake.claimed import BY_DEPARTMENT, said_by
from chainboard.intake.grid import Batch
from chainboard.intake.issue import Issue
from chainboard.intake.known import known
from chainboard.intake.long_book import long_book
from chainboard.intake.marking import marked_copy
from chainboard.intake.sending import only
from chainboard.intake.template_book import template_book
from chainboard.intake.templates import INDICATORS, TEMPLATES
from chainboard.navigation import Question
from chainboard.packs import CITY, pack_of
from chainboard.page import Page
from chainboard.store.city.loads import Sent
from chainboard.store.faults import Stop
from chainboard.store.place import data_folder
from chainboard.words import issue_name, listed, number, status_name, template_name, texts

CELLS_NAMED = 12
FEW = 20  # so many issues are spelt out at once
CHOSEN_ONE_BY_ONE = 1000
_log = logging.getLogger("chainboard")


def take_in(page: Page, panels: Sequence[Question]) -> None:
    """Show the page: on the city's pack the counter for files, then what has arrived so far."""
    lang = frame.language(st.query_params)
    _ = texts(lang)
    st.header(_("导入报表"), anchor=False)  # the page has its one h1 below
    if pack_of(scene.pack(st.query_params, who.of_session())).is_sent:
        _counter(lang)
    else:
        st.info(_("这份数据不接收文件：导入只用于本市数据。"))
        elsewhere = {**st.query_params.to_dict(), "pack": CITY.name}
        st.page_link(f"pages/{page.address}.py", label=_("改看本市"), query_params=elsewhere)
    show(page, panels)


def _counter(lang: str) -> None:
    _ = texts(lang)
    of_uploads(lang)
    if not way.current().is_reviewed:
        st.warning(_("导入没有登录：能打开本机看板的人都能导入和撤回。请只在可信的电脑上使用。"))
    intake_jobs.show_jobs(lang)
    if way.current().is_reviewed:
        show_waiting(who.of_session(), lang)
    if who.of_session().may("send"):
        _files(lang)
    intake_jobs.withdrawing(who.of_session(), lang)


def _files(lang: str) -> None:
    """Where files are dropped, what becomes of each, and the workbooks to fill in."""
    _ = texts(lang)
    turn = st.session_state.setdefault("intake_turn", 0)
    files = st.file_uploader(
        _("把报表拖到这里，可一次多个（Excel、CSV，每个不超过 {size} MB）").format(size=LARGEST),
        accept_multiple_files=True,
        key=f"intake_files_{turn}",
        max_upload_size=LARGEST,
    )
    st.html(f'<p class="cb-refused" role="alert">{refusal(lang)}</p>')  # shown by frame.css
    for place, file in enumerate(files or []):
        with st.container(border=True):
            try:
                _one_file(place, file, lang)
            except Stop as stop:
                st.error(stop.words(lang))
            except Exception as fault:  # one file never takes the page with it
                _log.error("file failed", exc_info=fault)
                st.error(_("这个文件未能处理，没有导入任何内容；其余文件不受影响。"))
    show_form(lang)
    _templates(lang)


def _one_file(place: int, file: Any, lang: str) -> None:
    """What one dropped file is, what is wrong with it, what it would change, and the button."""
    _ = texts(lang)
    st.text(file.name)
    path = inbox.kept(file.getvalue(), file.name)
    from_whom = st.container()
    office = who.of_session().office or str(st.session_state.get(_office_key(place)) or "")
    asking = Asking(path, memory.recall(office), lang)
    looked = intake_checks.File(path, file.name, asking.said, office, lang)
    report = said_by(intake_checks.checked(looked), office)
    report = intake_checks.judged(looked, report)
    if not report.is_refused:
        with from_whom:
            _office(place, lang)
    for sheet in report.sheets:
        said = _("工作表 {sheet}：{template}，{rows} 行，可用 {kept} 行").format(
            sheet=sheet.sheet,
            template=template_name(lang, sheet.template),
            rows=number(lang, sheet.rows, 0),
            kept=number(lang, sheet.kept, 0),
        )
        st.text(said)
    ask_for(asking, report)
    if issues := left(report):
        _issues(place, path, report, issues, lang)
    else:
        st.success(_("没有发现问题。"))
    if report.is_refused or not report.batches or any(sheet.asks for sheet in report.sheets):
        return
    if any(issue.code == "wide_table" for issue in report.issues):
        st.download_button(
            _("下载一行一个数的表"),
            data=lambda: long_book(_indicators(report), known(data_folder())),
            file_name=f"{Path(file.name).stem}_{INDICATORS.sheet}.xlsx",
            key=f"long_{place}_{path.name}",
            on_click="ignore",
        )
    chosen = _chosen_rows(place, report, lang) if report.errors else None
    if chosen is not None and not chosen:
        return
    try:
        intake_checks.show_change(looked, report, chosen)
    except Stop as stop:
        st.error(stop.words(lang))
        return
    _confirm(place, asking, report, chosen)


def _indicators(report: Report) -> list[Batch]:
    return [batch for batch in report.batches if batch.template == INDICATORS.name]


def _issues(place: int, path: Path, report: Report, issues: list[Issue], lang: str) -> None:
    _ = texts(lang)
    errors = sum(issue.severity == "error" for issue in issues)
    told = _("错误 {errors} 处，提示 {warnings} 处").format(
        errors=errors, warnings=len(issues) - errors
    )
    (st.error if errors else st.warning)(told)
    st.table([_kind(code, issues, lang) for code in _by_weight(issues)], hide_index=True)
    with st.expander(_("逐条说明"), expanded=len(issues) <= FEW):
        for issue in issues[:200]:
            st.text(issue.words(lang))
        if len(issues) > 200:
            st.text(_("其余见标注文件。"))
    if not report.is_refused:
        st.download_button(
            _("下载标注好的原文件"),
            data=partial(marked_copy, path, report.issues, lang),
            file_name=f"{Path(report.file).stem}_{_('核对')}.xlsx",
            key=f"marked_{place}_{path.name}",
            on_click="ignore",
        )


def _by_weight(issues: Sequence[Issue]) -> list[str]:
    """The codes that occur, errors first, the most frequent first."""
    counts = Counter((issue.severity, issue.code) for issue in issues)
    return list(
        dict.fromkeys(
            code
            for (_level, code), _n in sorted(
                counts.items(), key=lambda each: (each[0][0] != "error", -each[1], each[0][1])
            )
        )
    )


def _kind(code: str, issues: Sequence[Issue], lang: str) -> dict[str, str]:
    """One line of the summary: what kind of issue, how often, in which cells."""
    _ = texts(lang)
    own = [issue for issue in issues if issue.code == code]
    named = (
        f"{issue.sheet}!{issue.cell}" if issue.sheet else issue.cell for issue in own if issue.cell
    )
    cells = list(dict.fromkeys(named))
    more = "" if len(cells) <= CELLS_NAMED else " …"
    level = _("错误") if own[0].severity == "error" else _("提示")
    return {
        _("程度"): level,
        _("问题"): issue_name(lang, code),
        _("处数"): number(lang, len(own), 0),
        _("单元格"): listed(lang, cells[:CELLS_NAMED]) + more,
    }


def _chosen_rows(place: int, report: Report, lang: str) -> list[str]:
    """The sound rows that the person picked, as sheet!row; nothing until the box is ticked."""
    _ = texts(lang)
    if all(wrong for batch in report.batches for wrong in batch.columns["has_error"]):
        st.info(_("有错误的文件整个不导入。请按说明改正后再拖入一次。"))
        return []
    st.info(_("有错误的文件整个不导入。请按说明改正后再拖入一次，或只导入没有错误的行。"))
    if not st.checkbox(_("只导入没有错误的行"), key=f"only_{place}_{report.file}"):
        return []
    sound = [
        {_("导入"): True, _("工作表"): batch.sheet, _("行"): row, _("单元格"): cell}
        for batch in report.batches
        for row, cell, wrong in zip(
            batch.columns["row"], batch.columns["cell"], batch.columns["has_error"], strict=True
        )
        if not wrong
    ]
    listed_rows = sound[:CHOSEN_ONE_BY_ONE]
    edited = st.data_editor(
        listed_rows,
        key=f"rows_{place}_{report.file}",
        disabled=[_("工作表"), _("行"), _("单元格")],
        hide_index=True,
    )
    kept = [*edited, *sound[CHOSEN_ONE_BY_ONE:]]
    return [f"{row[_('工作表')]}!{row[_('行')]}" for row in kept if row[_("导入")]]


def _office(place: int, lang: str) -> None:
    """Who sends the file: it is asked first, for what that office has said before. Who has
    signed in sends for their own office."""
    _ = texts(lang)
    if own := who.of_session().office:
        st.text(_("报送单位：{office}").format(office=own))
        return
    st.selectbox(
        _("由哪个单位报送"),
        intake_jobs.offices(lang),
        index=None,
        placeholder=_("选择单位，或直接写入"),
        accept_new_options=True,
        key=_office_key(place),
    )


def _office_key(place: int) -> str:
    return f"office_{place}"


def _confirm(place: int, asking: Asking, report: Report, chosen: list[str] | None) -> None:
    """What is said of an office's claims, and the button, for a file whose sender is known."""
    _ = texts(asking.lang)
    office = asking.before.office
    claims = sum(issue.code == BY_DEPARTMENT for issue in report.issues)
    if claims:
        said = _(
            "{count} 项指标归统计局：这个单位报的数照原数收下，按“{status}”标明，不评灯、不排名，"
            "见上面的逐条说明。"
        )
        st.warning(said.format(count=claims, status=status_name(asking.lang, "claim")))
    words = _("送审") if way.current().is_reviewed else _("确认导入")
    if st.button(words, key=f"load_{place}", type="primary", disabled=not office):
        _send(Sent(asking.path, report.file, office), asking, report, chosen)
    if not office:
        st.text(_("请先在上面选择由哪个单位报送。"))


def _send(sent: Sent, asking: Asking, report: Report, chosen: list[str] | None) -> None:
    """Load it, or where others must sign first let its figures wait for them: steps of the work
    loop are taken at once, as on the pages where they are taken one by one."""
    if way.current().is_reviewed:
        person = who.of_session()
        batches = report.batches if chosen is None else only(report.batches, chosen)
        by = stepping.sending(sent.path, sent.name, sent.office, CITY.name, person.account)
        stepping.enter(batches, by, CITY.name)
        if figures := stepping.of_figures(batches):
            waiting.hand_in(sent, person, figures, chosen, asking.said)
    else:
        inbox.start(sent, chosen, asking.lang, asking.said)
    st.session_state["intake_turn"] += 1
    st.rerun()


def _templates(lang: str) -> None:
    """The seven workbooks to fill in."""
    _ = texts(lang)
    with st.expander(_("下载空白模板")), st.container(horizontal=True):
        for name, template in TEMPLATES.items():
            st.download_button(
                template_name(lang, name),
                data=partial(_template_book, name),
                file_name=f"{template.sheet}.xlsx",
                key=f"template_{name}",
                on_click="ignore",
            )


def _template_book(name: str) -> bytes:
    return template_book(TEMPLATES[name], choices(data_folder()))
