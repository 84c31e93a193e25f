"""What tables do not say, asked in a short form above their check, and what was said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from chainboard.intake import memory
from chainboard.intake.answers import NOTHING_SAID, UNSAID, Answers, Said
from chainboard.intake.check import Report, SheetCount
from chainboard.intake.choices import choices
from chainboard.intake.issue import Issue
from chainboard.intake.memory import Memory
from chainboard.intake.templates import BASES
from chainboard.intake.units import UNITS
from chainboard.intake.values import FIRST_YEAR, LAST_YEAR
from chainboard.intake.wide import OPEN
from chainboard.store.place import data_folder
from chainboard.words import listed, texts


@dataclass(frozen=True)
class Asking:
    """What is asked of one kept file, and of whom.

    before  what its office has said before
    """

    path: Path
    before: Memory
    lang: str

    @property
    def now(self) -> Said:
        """What has been said of the file on this page so far."""
        found = st.session_state.get(self._key, NOTHING_SAID)
        return found if isinstance(found, Said) else NOTHING_SAID

    @property
    def said(self) -> Said:
        """What its check goes by: how a wide table was read before waits for a click, since a sheet
        of the same shape may hold another indicator; what a word in a header means does not."""
        return replace(self.now, headers={**self.before.words, **self.now.headers})

    @property
    def _key(self) -> str:
        return f"said_{self.path.name}"

    def keep(self, tables: Mapping[str, Answers], headers: Mapping[str, str]) -> None:
        """Take what was sent with the form."""
        st.session_state[self._key] = Said(tables=tables, headers=headers)

    def drop(self) -> None:
        """Ask all of it again."""
        st.session_state.pop(self._key, None)


def ask(asking: Asking, report: Report) -> None:
    """The form, where tables of the file leave something open, with what was said before.

    Nothing is chosen beforehand but what the same office has said: an answer is somebody's word,
    never a guess.
    """
    silent = {sheet.mark: sheet for sheet in report.sheets if sheet.silent}
    names = dict(pair for sheet in report.sheets for pair in sheet.headers)
    if not silent and not names:
        return
    _ = texts(asking.lang)
    _before(asking, list(silent), names)
    with st.form(f"form_{asking.path.name}_{asking.before.office}"):
        if any(sheet.asks for sheet in report.sheets):
            st.text(_("这张表没有写明以下内容，请选定后再核对："))
        elif any(word not in asking.said.headers for word in names):
            st.text(_("有的表头拿不准，请答一下；只问这一次："))
        else:
            st.text(_("这张表按以下答复读取，可改："))
        tables = {mark: _table(asking, sheet, len(silent) > 1) for mark, sheet in silent.items()}
        headers = {word: _header(asking, word, name) for word, name in names.items()}
        if not st.form_submit_button(_("按此核对"), type="primary"):
            return
    lacking = [
        label
        for mark, answers in tables.items()
        for what, label in _labels(asking.lang).items()
        if what in silent[mark].silent and not getattr(answers, what)
    ]
    if lacking:
        st.error(
            _("还没有选：{what}").format(what=listed(asking.lang, list(dict.fromkeys(lacking))))
        )
        return
    asking.keep(tables, {word: name for word, name in headers.items() if name is not None})
    st.rerun()


def left(report: Report) -> list[Issue]:
    """The issues of a report without those that the form asks about."""
    asking = {sheet.sheet for sheet in report.sheets if sheet.asks}
    asked = {OPEN[what][0] for what in vars(UNSAID)}
    return [
        issue
        for issue in report.issues
        if not (issue.code == "missing_column" and issue.sheet in asking and issue.column in asked)
    ]


def _labels(lang: str) -> dict[str, str]:
    _ = texts(lang)
    return {"metric": _("指标"), "unit": _("单位"), "basis": _("口径"), "year": _("年份")}


def _table(asking: Asking, sheet: SheetCount, is_one_of_many: bool) -> Answers:
    """What is chosen for the wide tables of one shape."""
    _ = texts(asking.lang)
    if is_one_of_many:
        st.text(_("工作表 {sheet}").format(sheet=sheet.sheet))
    told = asking.before.tables.get(sheet.mark)
    offered = UNSAID if told is None or told.varies else told.answers
    offered = asking.now.of(sheet.mark).over(offered)
    key = f"{sheet.mark}_{asking.path.name}_{asking.before.office}"
    with st.container(horizontal=True):
        chosen = {
            what: _year(label, offered.year, f"{what}_{key}", asking.lang)
            if what == "year"
            else _one_of(
                label, _lists()[what], getattr(offered, what), f"{what}_{key}", _("请选择")
            )
            for what, label in _labels(asking.lang).items()
            if what in sheet.silent
        }
    return Answers(**chosen)


def _lists() -> dict[str, Sequence[str]]:
    return {"metric": choices(data_folder()).metrics, "unit": UNITS, "basis": tuple(BASES)}


def _one_of(label: str, items: Sequence[str], offered: str, key: str, hint: str) -> str:
    at = items.index(offered) if offered in items else None
    return st.selectbox(label, items, index=at, placeholder=hint, key=key) or ""


def _year(label: str, offered: str, key: str, lang: str) -> str:
    """A year in four digits, else ""."""
    _ = texts(lang)
    typed = st.text_input(label, offered, max_chars=4, key=key, placeholder=_("四位数字"))
    typed = typed.strip()
    return typed if typed.isdecimal() and FIRST_YEAR <= int(typed) <= LAST_YEAR else ""


def _header(asking: Asking, word: str, name: str) -> str | None:
    """The field's name for yes, "" for no, None where nothing is chosen."""
    _ = texts(asking.lang)
    answers = {name: _("是"), "": _("不是")}
    said = asking.said.headers.get(word)
    return st.radio(
        _("表头“{word}”就是“{name}”吗？").format(word=word, name=name),
        list(answers),
        index=list(answers).index(said) if said in answers else None,
        format_func=answers.__getitem__,
        horizontal=True,
        key=f"header_{word}_{asking.path.name}_{asking.before.office}",
    )


def _before(asking: Asking, marks: Sequence[str], names: Mapping[str, str]) -> None:
    """What the office said before of these tables, and the button that lets go of it."""
    before, lang = asking.before, asking.lang
    _ = texts(lang)
    if before.is_damaged:
        st.warning(_("以前的答复读不出来，没有使用；这次的答复会重新记下。"))
    known = [mark for mark in marks if mark in before.tables]
    words = [word for word in names if word in before.headers]
    if not known and not words:
        return
    told = [memory.table_words(before, mark, lang) for mark in known]
    told += [memory.header_words(before, word, names[word], lang) for word in words]
    for each in told:
        st.text(each)
    if st.button(_("忘掉以前的答复"), key=f"forget_{asking.path.name}"):
        memory.forget(before.office, known, words)
        asking.drop()
        st.rerun()
