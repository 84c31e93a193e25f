"""What may be said of figures: a clause each, with the panel and the row that it was read from.

A clause is a Row: words, panel (whose mark on the page it leads to), and the columns of the row
behind it; of several rows it keeps no figure_id. What may not be said is no clause: a missing
figure, a claim of another office, a forecast, and everything that is reckoned here for inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chainboard.panels import figures
from chainboard.view import Row, View
from chainboard.words import Words

UNSAID = ("claim", "expected")  # statuses of figures that are not the office's own, or none yet
GROWTH = "增速"  # the end of a rate's name, after which its growth is said without it


def clause(words: str, panel: str, *rows: Row) -> list[Row]:
    """One clause in a list, or none where there are no words for it."""
    if not words:
        return []
    alone = {} if len(rows) == 1 else {"figure_id": None}
    first = rows[0] if rows else Row()
    return [first.with_(words=words, panel=panel, **alone)]


def figure(row: Row, view: View) -> str:
    """A figure with its period, growth and how far its target is: 2026年1—10月省外到位资金…

    row  a figure, or a sum of ours (is_derived) as analysis.county.measured returns it
    """
    say = view.say
    head = reading(row, view)
    return say.phrases([part for part in (head, *against_target(row, view)) if part and head])


def reading(row: Row, view: View) -> str:
    """A figure with its period and growth, and nothing of a target; "" where it may not be said."""
    say = view.say
    if not is_sayable(row):
        return ""
    when = _period(row, view)
    if row.value is None:
        return say("{period}{rate}同比{growth}").format(
            period=when, rate=_without_growth(say.name(row), say), growth=_rate(row, say)
        )
    amount = _amount(row, say)
    if not amount:
        return ""
    words = (
        say("截至{period}{metric} {value}")
        if row.basis == "point"
        else say("{period}{metric} {value}")
    )
    value = say.bracketed(amount, _ours(row, say))
    said = words.format(period=when, metric=say.name(row), value=value)
    return say.phrases([part for part in (said, growth(row, say)) if part])


def _ours(row: Row, say: Words) -> str:
    """That a sum is worked out here, and of how many parts it knows nothing; "" for a figure."""
    if not row.get("is_derived"):
        return ""
    if not row.get("left_out"):
        return say("推算")
    return say("推算，缺 {count} 条链的数").format(count=row.left_out)


def is_sayable(row: Row) -> bool:
    """Whether a figure may stand in a text that leaves the board."""
    return figures.is_known(row) and row.get("status") not in UNSAID


def growth(row: Row, say: Words) -> str:
    """Growth with its basis, as published, else as worked out of that (推算); the word that stands
    for a rate where its base is not positive."""
    prior = row.get("same_scope_prior")
    turned = say.turnaround(prior, row.value) if prior is not None else None
    if turned:
        return turned
    if row.get("unit") == "%" or not row.get("growth_basis"):
        return ""  # a difference of rates is no growth of them
    if row.get("published_growth") is not None:
        return say("同比{growth}").format(growth=_rate(row, say))
    ours = row.get("growth") if row.get("is_derived") else None
    if ours is None or row.get("is_small") or row.get("without_growth"):
        return ""
    said = say("推算同比{growth}").format(growth=say.growth_prose(ours))
    return say.bracketed(said, figures.basis(row, say))


def _rate(row: Row, say: Words) -> str:
    said = say.growth_prose(row.published_growth, row.get("growth_text"))
    return say.bracketed(said, figures.basis(row, say) if row.get("growth_basis") else "")


def against_target(row: Row, view: View) -> list[str]:
    """How much of the year's target is done and how that stands to the calendar; of a rate, to its
    target rate. None on a record, and none of a target that is hedged."""
    say = view.say
    if not view.pack.is_lit or row.get("gap") is None:
        return []
    if row.get("target_hedge") not in (None, "none"):
        return []
    if row.get("completion") is None:
        return [to_target_rate(row.gap, say)]
    done = say("完成年度目标的 {done}").format(done=say.share_percent(row.completion))
    return [done, say.ahead(row.gap)]


def to_target_rate(gap: float, say: Words) -> str:
    """A rate against its target rate: 低于目标 0.30 个百分点."""
    size = say.points(abs(gap)).removeprefix("+")
    if size == say.points(0):
        return say("与目标持平")
    words = say("高于目标 {points}") if gap > 0 else say("低于目标 {points}")
    return words.format(points=size)


def _period(row: Row, view: View) -> str:
    """The period, and whether it is long ago by the rule of the edition."""
    say = view.say
    when = say.bare_period(row.period_start, row.period_end, row.basis)
    return say.bracketed(when, figures.age(row.period_end, view))


def _amount(row: Row, say: Words) -> str:
    """The value, with its hedge where it has one; "" of a hedge without the digits as printed."""
    is_hedged = row.get("hedge") not in (None, "none")
    if row.get("value_text") and (is_hedged or say.pack.is_record):
        return figures.hedged(row, say)
    return "" if is_hedged else say.amount(row.value, row.unit, row.decimals)


def _without_growth(name: str, say: Words) -> str:
    """The name of a rate of growth without that word, which is said behind it; in English a colon
    parts the two."""
    return name.removesuffix(GROWTH) if say.lang == "zh" else f"{name}:"


def stale(rows: Iterable[Row], view: View) -> list[Row]:
    """The figures that are long ago by the rule of the edition."""
    return [row for row in rows if is_sayable(row) and figures.age(row.period_end, view)]


def fresh(rows: Iterable[Row], view: View) -> list[Row]:
    """The figures that are not."""
    return [row for row in rows if is_sayable(row) and not figures.age(row.period_end, view)]


def of_record(
    cards: Sequence[Row], panel: str, absent: Sequence[Row], view: View
) -> list[list[Row]]:
    """On a record: the figures that can be checked, what only older figures are seen of, and what
    was not found. Where all are old, the first of them stand with their age.

    cards   figures, as panel shows them
    absent  as pages.not_found returns them
    """
    held = fresh(cards, view) or stale(cards, view)[:2]
    said = [each for row in held for each in clause(reading(row, view), panel, row)]
    others = [row for row in cards if row not in held]
    return [said, only_seen(others, panel, view), not_found(absent, view)]


def led(sentences: Sequence[Sequence[Row]], words: str) -> list[list[Row]]:
    """Sentences whose first clause is led in by words with {figures}."""
    told = [list(sentence) for sentence in sentences]
    if told and told[0]:
        first = told[0][0]
        told[0][0] = first.with_(words=words.format(figures=first.words))
    return told


def named(row: Row, whose: str, say: Words, key: str = "name") -> Row:
    """A figure whose name says whose it is: 油煤气化工产业链产值.

    key  of the metric's name in the row: name, or metric where name is that of a park
    """
    said = say("{chain}{metric}").format(chain=whose, metric=say.of(row, key))
    return row.with_(**{f"name_{say.lang}": said})


def only_seen(rows: Iterable[Row], panel: str, view: View) -> list[Row]:
    """The figures of which nothing newer was found: 原油产量、原油加工量只见到2023年1—9月."""
    say, periods = view.say, dict[str, list[Row]]()
    for row in stale(rows, view):
        when = say.bare_period(row.period_start, row.period_end, row.basis)
        periods.setdefault(say.bracketed(when, figures.age(row.period_end, view)), []).append(row)
    words = say("{metrics}只见到{period}")
    return [
        each
        for when, held in periods.items()
        for each in clause(
            words.format(metrics=say.listed([say.name(row) for row in held]), period=when),
            panel,
            *held,
        )
    ]


def not_found(rows: Sequence[Row], view: View) -> list[Row]:
    """What was looked for in public sources and not found.

    rows  as pages.not_found returns them; on a pack that is no record nothing is said of it
    """
    say = view.say
    if not rows or not view.pack.is_record:
        return []
    words = say.clauses([str(say.of(row, "words")) for row in rows])
    return clause(say("公开资料未见：{what}").format(what=words), "", Row())


def statuses(rows: Iterable[Row], say: Words) -> list[str]:
    """That figures of a text are not final: 所引的数有的是快报、初步."""
    found = {row.get("status") for row in rows} & {"flash", "preliminary"}
    named = [say.status_name(status) for status in ("flash", "preliminary") if status in found]
    words = say("所引的数含{statuses}数，以最后核定为准。")
    return [words.format(statuses=say.listed(named))] if named else []
