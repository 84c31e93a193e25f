"""What a load changed, as a short text that can be copied into a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chainboard.words.names import light_name
from chainboard.words.numbers import number
from chainboard.words.periods import bare_period, years
from chainboard.words.revisions import stood
from chainboard.words.sending_names import change_name, template_name
from chainboard.words.texts import listed, texts

NAMED = 8  # revised figures that are named one by one


Rows = Sequence[Mapping[str, Any]]


def digest(lang: str, changes: Rows, crossed: Rows, late: Rows) -> str:
    """Line by line: how much changed, which lights did, what was revised, and who is late.

    changes  as store.changes gives them
    crossed  targets as behind.months gives them, the newest of each, with light and old_light
    late     rows of loads.received without a load, with days_late
    """
    _ = texts(lang)
    counts = Counter(str(row["kind"]) for row in changes)
    said = [f"{change_name(lang, kind)} {number(lang, count, 0)}" for kind, count in counts.items()]
    lines = [_("变动：{counts}").format(counts=listed(lang, said) or _("无"))]
    lines += [
        _("评灯变化：{chain} {name} {old} → {new}").format(
            chain=row[f"chain_{lang}"],
            name=row[f"name_{lang}"],
            old=light_name(lang, row["old_light"])[1],
            new=light_name(lang, row["light"])[1],
        )
        for row in crossed
    ]
    revised = [row for row in changes if row["kind"] in ("correction", "target_moved")]
    lines += [_revision(lang, row) for row in revised[:NAMED]]
    if len(revised) > NAMED:
        lines.append(_("另有 {count} 处更正，见“关于数据”").format(count=len(revised) - NAMED))
    owed: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in late:
        owed.setdefault((row[f"office_{lang}"], row["template"]), []).append(row)
    return "\n".join([*lines, *(_late(lang, rows) for rows in owed.values())])


def _late(lang: str, rows: Rows) -> str:
    """What one office owes of one workbook, in one line however many months it is behind."""
    _ = texts(lang)
    first = min(rows, key=lambda row: row["period_end"])
    words = (
        _("迟报：{office} {template} {period}，已迟 {days} 天")
        if len(rows) == 1
        else _("迟报：{office} {template} 共 {count} 期，最早 {period}，已迟 {days} 天")
    )
    return words.format(
        office=first[f"office_{lang}"],
        template=template_name(lang, first["template"]),
        count=number(lang, len(rows), 0),
        period=first["period_end"].isoformat()[:7],
        days=first["days_late"],
    )


def _revision(lang: str, row: Mapping[str, Any]) -> str:
    """One revised figure: 更正 环县 产业链产值 2026年1—9月：100.00 亿元 → 101.00 亿元."""
    place = " ".join(str(row[f"{part}_{lang}"] or "") for part in ("area", "chain")).strip()
    if row["kind"] == "target_moved":
        when = years(lang, date(row["year"], 1, 1), date(row["year"], 1, 1))
    else:
        when = bare_period(lang, row["period_start"], row["period_end"], row["basis"])
    old, new = (stood(lang, row, side) or "—" for side in ("old", "new"))
    kind, name = change_name(lang, row["kind"]), row[f"name_{lang}"]
    _ = texts(lang)
    what = f"{kind} {place} {name} {when}"
    return _("{name}：{said}").format(name=what, said=f"{old} → {new}")
