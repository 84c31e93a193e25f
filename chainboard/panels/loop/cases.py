"""Cases of the loop: what a place did, whether it was checked, and who took it over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chainboard.panels import figures
from chainboard.panels.frame import empty
from chainboard.panels.loop import words
from chainboard.panels.panel import Cards, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

FIRST = 9  # cards that stand open on the page


def cards(rows: Sequence[Row], adopted: Sequence[Row], view: View) -> Panel:
    """A card a case: what was done, where, by which office it is told, and how far it spread.

    rows     cases as ledger.reading.matters has them, as analysis.cases.with_steps returns them
    adopted  as analysis.demands.adoptions returns them
    """
    say = view.say
    narrowed = ("node",) if view.node_id else ()
    if not rows:
        why = say("还没有经验；在上面“报送经验”，审定后由各县（区）借鉴。")
        why = say("没有写到这一环节的案例") if narrowed else why
        return Panel(**empty("case_cards", view, why, say("做法案例")), narrowed=narrowed)
    checked = sum(1 for row in rows if row.state == "checked")
    told = say("做法案例 {count} 个，已审定 {checked} 个")
    return Panel(
        name="case_cards",
        fixed=("cases",),
        narrowed=narrowed,
        finding=told.format(count=say.number(len(rows), 0), checked=say.number(checked, 0)),
        measure=say("由各单位报送，审定后推广"),
        body=Cards([_face(row, adopted, say) for row in rows], fold=FIRST),
        rows=rows,
        columns=_columns(say),
        **words.from_ledger(view),
        alt=say.listed([_title(row, say) for row in rows]),
    )


def left_out(view: View) -> Panel:
    """The panel of a pack that keeps no ledger: it is left out there."""
    return Panel(**empty("spread", view, "", view.say("经验推广")))


def spread(rows: Sequence[Row], places: Sequence[Row], view: View) -> Panel:
    """Which counties and parks took which case over, and how far they are; the newest first.

    rows    as analysis.demands.adoptions returns them
    places  counties and parks, as the questions places.counties and places.parks return them
    """
    say = view.say
    named = {str(row.get("park_id") or row.area_code): say.name(row) for row in places}
    narrowed = ("node",) if view.node_id else ()
    if not rows:
        why = say("还没有县（区）借鉴；在已审定的经验上办理“借鉴推广”。")
        why = say("写到这一环节的案例还没有县（区）借鉴") if narrowed else why
        return Panel(**empty("spread", view, why, say("经验推广")), narrowed=narrowed)
    columns = (
        Column("case", say("经验"), words=lambda row: _way(row.case, say)),
        Column("from", say("来自"), words=lambda row: str(row.case.get(f"area_{say.lang}") or "")),
        Column("place", say("借鉴"), words=lambda row: _place(row, named)),
        Column("text", say("做到哪一步"), words=lambda row: words.text(row, "text", say)),
        Column("at", say("时间"), words=lambda row: say.day(row.at.date())),
    )
    taken = {row.area_code for row in rows if row.area_code}
    told = say("{cases} 条经验由 {places} 个县（区）借鉴")
    return Panel(
        name="spread",
        fixed=("cases",),
        narrowed=narrowed,
        finding=told.format(
            cases=say.number(len({row.case.id for row in rows}), 0),
            places=say.number(len(taken), 0),
        ),
        measure=say("新的在前；进度照借鉴单位所写"),
        body=figures.table(rows, columns),
        rows=rows,
        columns=columns,
        **words.from_ledger(view),
        alt=say.listed([f"{_title(row.case, say)} {_place(row, named)}" for row in rows]),
    )


def _face(row: Row, adopted: Sequence[Row], say: Words) -> dict[str, Any]:
    title, practice = _title(row, say), words.text(row, "text", say)
    followers = sum(1 for one in adopted if one.case.id == row.id)
    notes = [
        say("{label}：{text}").format(label=label, text=words.text(row, name, say))
        for name, label in (("before", say("之前")), ("after", say("之后")))
        if row.get(name)
    ]
    if steps := say.of(row, "steps"):
        notes.append(say("写到的环节：{steps}").format(steps=say.listed(steps)))
    if row.get("since"):
        notes.append(say("{day}开始").format(day=say.day(row.since)))
    if followers:
        notes.append(say("{count} 处借鉴").format(count=say.number(followers, 0)))
    return {
        "metric_id": "",
        "label": title,
        "chip": {"light": "none", "mark": "", "word": say.of(row, "state")},
        "say": say("{name}：{said}").format(name=title, said=practice),
        "text": practice,
        "notes": notes,
        "owner": say.of(row, "raised"),
        "period": "",
        "ways": [_chain(row, say), {"words": say("办理经过"), "go": f"experience?matter={row.id}"}],
    }


def _title(row: Row, say: Words) -> str:
    return words.text(row, "title", say) or words.short(row, "text", say)


def _way(row: Row, say: Words) -> dict[str, str]:
    return {"words": _title(row, say), "go": f"experience?matter={row.id}"}


def _place(row: Row, named: Mapping[str, str]) -> str:
    code = str(row.area_code or row.park_id or "")
    return named.get(code, code)


def _chain(row: Row, say: Words) -> Any:
    name = row.get(f"chain_{say.lang}")
    go = f"chain?chain={row.get('chain_id')}&county=all"
    return {"go": go, "words": name} if name else say("不分产业链")


def _columns(say: Words) -> tuple[Column, ...]:
    return (
        Column("title", say("经验"), words=lambda row: _title(row, say)),
        Column(f"area_{say.lang}", say("县（区）")),
        Column(f"chain_{say.lang}", say("产业链")),
        Column(
            f"steps_{say.lang}",
            say("写到的环节"),
            words=lambda row: say.listed(say.of(row, "steps") or []),
        ),
        Column("text", say("做法"), words=lambda row: words.text(row, "text", say)),
        Column("since", say("做法开始")),
        Column("before", say("之前"), words=lambda row: words.text(row, "before", say)),
        Column("after", say("之后"), words=lambda row: words.text(row, "after", say)),
        Column(f"raised_{say.lang}", say("报送单位")),
        Column(f"state_{say.lang}", say("状态")),
    )
