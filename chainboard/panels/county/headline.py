"""What the page of the counties says first, of one or of all, and the same at length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chainboard.panels import behind, clauses, headline as made
from chainboard.panels.clauses import clause
from chainboard.panels.panel import Panel
from chainboard.panels.projects import counted
from chainboard.view import Row, View
from chainboard.words import Words

PAGE = "county"
FIRST, LISTED = 2, 12


def headline(told: Row, view: View) -> Panel:
    """The county's first figure and its place among the counties, what is furthest behind, and its
    projects; of all of them, which is furthest behind.

    told  as standing.told.of_county returns it. On a record: what can be checked and what not
    """
    if not view.pack.is_lit:
        return made.of_record(PAGE, _of_record(told, view, FIRST), view, ("chain",))
    sentences = [
        [*_figures(_led(told, view), view), *_places(told.orders, view)],
        [*_behind(_own(told.worst, view)[:1], view), *_late(told.late, view)],
    ]
    return made.headline(PAGE, sentences, view, ())


def bulletin(told: Row, view: View) -> Panel:
    """The county's figures, its places, what is behind and its projects, for a bulletin.

    told  as headline has it
    """
    say = view.say
    if not view.pack.is_lit:
        return made.record_at_length(PAGE, _of_record(told, view, LISTED), (), view, ("chain",))
    title, whose = say("通报（素材）：{what}运行情况"), _whose(told, view)
    parts = [
        (say("主要指标"), [[each] for each in _figures(told.cards[:LISTED], view)]),
        (say("位次"), [_places(told.orders, view)]),
        (
            say("落后的县（区）"),
            [[each] for each in _behind(_own(told.worst, view)[:LISTED], view)],
        ),
        (say("落后的项目"), [_late(told.late, view)]),
    ]
    return made.at_length(PAGE, title.format(what=whose or say("各县（区）")), parts, view)


def _of_record(told: Row, view: View, most: int) -> list[list[Row]]:
    return clauses.of_record(told.cards[:most], "county_cards", told.not_found, view)


def _whose(told: Row, view: View) -> str:
    """The county and the chain that are chosen; "" for all of them."""
    say, first = view.say, next(iter(told.cards), None)
    parts = [say.county(first)] if first and view.area_code else []
    parts += [str(say.of(first, "chain"))] if first and view.chain_id and first.chain_id else []
    return " ".join(parts) if say.lang == "en" else "".join(parts)


def _led(told: Row, view: View) -> list[Row]:
    """The first figure, under the name of the county that is chosen."""
    whose = _whose(told, view)
    return [clauses.named(row, whose, view.say) if whose else row for row in told.cards[:1]]


def _figures(rows: Sequence[Row], view: View) -> list[Row]:
    """Figures of the place with how far their targets are: sums of its chains say they are ours."""
    return [x for row in rows for x in clause(clauses.figure(row, view), "county_cards", row)]


def _own(rows: Sequence[Row], view: View) -> list[Row]:
    return [row for row in rows if view.area_code in (None, row.area_code)]


def _places(orders: Mapping[str, Sequence[Row]], view: View) -> list[Row]:
    """The county's place in completion and growth; of all, the first and the last by completion.

    Nothing for who does not see all counties: the only one would be the first.
    """
    say = view.say
    ordered = [row for row in orders.get("done", ()) if row.rank_done is not None]
    if not ordered or not view.sees_all_counties:
        return []
    if view.area_code is None:
        first, last = ordered[0], ordered[-1]
        words = say("{name}完成率{first}最高（{high}），{last}最低（{low}）").format(
            name=say.name(first),
            first=say.county(first),
            high=say.percent(first.done),
            last=say.county(last),
            low=say.percent(last.done),
        )
        return clause(_ours(words, first, say), "county_rank", first, last)
    own = next((row for row in ordered if row.area_code == view.area_code), None)
    if own is None:
        return []
    parts = [
        say("{name}完成率居各县（区）第 {place} 位").format(name=say.name(own), place=own.rank_done)
    ]
    if own.rank_growth is not None:
        parts.append(say("增速居第 {place} 位").format(place=own.rank_growth))
    return clause(_ours(say.phrases(parts), own, say), "county_rank", own)


def _ours(words: str, row: Row, say: Words) -> str:
    """Words with the mark of what is worked out, where the row is a sum of chains."""
    return say("{said}（推算）").format(said=words) if row.get("is_derived") else words


def _behind(rows: Sequence[Row], view: View) -> list[Row]:
    """Counties that are behind, each with its widest gap and for how long."""
    say, found = view.say, []
    for row in rows:
        if row.gap is None:
            words = say("{county}增加值{gap}").format(
                county=say.place(row), gap=behind.said(row, say)
            )
        else:
            gap = behind.said(row, say)
            words = say("{county}{name}{gap}").format(
                county=say.place(row), name=say.name(row), gap=gap
            )
        found += clause(_ours(words, row, say), "county_attention", row)
    return found


def _late(rows: Sequence[Row], view: View) -> list[Row]:
    return clause(counted(rows, view.say), "late_projects", *rows) if rows else []
