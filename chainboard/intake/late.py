"""Who is late with what: workbooks that have not come, problems and tasks past their date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chainboard.intake.form_rows import Owed, owed_until
from chainboard.ledger import reading
from chainboard.queries import ask
from chainboard.view import Row, View
from chainboard.words import template_name, texts


@dataclass(frozen=True)
class Late:
    """What one office is late with. matters: overdue problems and tasks, the longest first."""

    office: str
    name_en: str
    owes: tuple[Owed, ...]
    matters: tuple[Row, ...]


def late(view: View, today: date, month_end: date | None = None) -> list[Late]:
    """The offices that are late on a day, by name.

    view       of the pack's newest edition and ledger; edition 0 for none
    month_end  only workbooks of the month that ends then; None for every month
    """
    received = ask(view, "loads.received") if view.edition else []
    here = {(r.office_zh, r.template, r.period_end) for r in received if r.load_id is not None}
    owes: dict[str, list[Owed]] = {}
    for one in owed_until(view.pack.name, today):
        is_late = one.due_on < today and month_end in (None, one.period_end)
        if is_late and (one.office, one.template, one.period_end) not in here:
            owes.setdefault(one.office, []).append(one)
    matters: dict[str, list[Row]] = {}
    for row in (*reading.matters(view, "task"), *reading.matters(view, "problem")):
        if row.is_overdue and row.get("owner"):
            matters.setdefault(row.owner, []).append(row)
    english = {one.office: one.office_en for of in owes.values() for one in of}
    known = reading.offices_of(view)
    english |= {name: office.name_en for name, office in known.items()}
    return [
        Late(
            office,
            english.get(office, office),
            tuple(owes.get(office, ())),
            tuple(sorted(matters.get(office, ()), key=lambda row: -row.days_over)),
        )
        for office in sorted({*owes, *matters})
    ]


def reminders(found: Iterable[Late], lang: str) -> str:
    """A text to paste into messages: a paragraph an office; offices, never people."""
    _ = texts(lang)
    paragraphs = []
    for one in found:
        lines = [_("【{office}】").format(office=one.office if lang == "zh" else one.name_en)]
        lines += [_owed_words(each, lang) for each in one.owes]
        lines += [_matter_words(row, lang) for row in one.matters]
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs)


def _owed_words(one: Owed, lang: str) -> str:
    _ = texts(lang)
    said = _("未报：{sheet} {month}（应于 {day} 前报）")
    sheet = template_name(lang, one.template)
    return said.format(sheet=sheet, month=f"{one.period_end:%Y-%m}", day=one.due_on)


def _matter_words(row: Row, lang: str) -> str:
    _ = texts(lang)
    said = _("超期：{id} {text}（期限 {day}，超 {days} 天）")
    text = (row.get("text_en") if lang == "en" else None) or row.text
    told = " ".join(text.split())
    short = told if len(told) <= 60 else f"{told[:60]}…"
    return said.format(id=row.id, text=short, day=row.due_on, days=row.days_over)
