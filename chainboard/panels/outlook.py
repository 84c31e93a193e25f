"""Will the targets of the year be made? What the board reckons itself (内部测算), as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chainboard.panels import behind, figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import FRACTION, OWN, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

UNSURE = ("missed", "open")


def outlook(rows: Sequence[Row], view: View) -> Panel:
    """Each target whose year may end below it: how far, by which gaps, and what it would take.

    rows  as analysis.outlook.of_targets returns them, of the city and its chains

    Those that will be made, and those that cannot be reckoned, stand behind the list and are
    counted.
    """
    say = view.say
    reckoned = [row for row in rows if row.verdict != "refused"]
    if not reckoned:
        return nothing(rows, view)
    on_page = (chain_column(say), *columns(say))
    shown = [row for row in reckoned if row.verdict in UNSURE]
    return Panel(
        name="outlook",
        finding=finding(reckoned, say),
        measure=measure(
            say("只列预计完不成和说不准的"),
            _counted(reckoned, say),
            *reckoned_from(reckoned, say),
            mark(say),
        ),
        body=figures.table(shown, _on_page(on_page, view), is_wide=True),
        rows=rows,
        columns=(*on_page, *columns_behind(say)),
        **provenance(rows, view),
        alt=say.listed([told(row, say) for row in shown]) or finding(reckoned, say),
        notes=notes(rows, say),
    )


def _counted(reckoned: Sequence[Row], say: Words) -> str:
    """How many of the targets are part of others: the city's totals, and those of sub-chains."""
    wholes = sum(not row.get("chain_id") for row in reckoned)
    parts = sum(row.get("parent_id") is not None for row in reckoned)
    found = [
        text.format(count=count)
        for text, count in ((say("全市合计 {count} 项"), wholes), (say("分链 {count} 项"), parts))
        if count
    ]
    return say("其中{parts}").format(parts=say.listed(found)) if found else ""


def nothing(rows: Sequence[Row], view: View) -> Panel:
    """That no year-end can be reckoned, and why; without a target that there is none."""
    say = view.say
    why = say("没有年度目标，不能测算年底")
    if rows:
        why = say("不能测算年底：{why}").format(why=say.clauses(refusals(rows, say)))
    return Panel(
        **empty("outlook", view, why, say("年底预计（内部测算）"), "" if rows else "targets")
    )


def mark(say: Words) -> str:
    """That it is no published figure and for no outsider."""
    return say("内部测算，不对外提供")


def finding(reckoned: Sequence[Row], say: Words) -> str:
    """How many targets will not be made, and what the one that is farthest would take."""
    count = Counter(row.verdict for row in reckoned)
    parts = [
        text.format(count=count[verdict])
        for text, verdict in (
            (say("{count} 项预计完不成"), "missed"),
            (say("{count} 项说不准"), "open"),
            (say("{count} 项预计能完成"), "made"),
        )
        if count[verdict]
    ]
    words = say("内部测算：{count} 项年度目标中，{parts}")
    if len(parts) == 1:
        words = say("内部测算：{count} 项年度目标，{parts}")
    said = words.format(count=len(reckoned), parts=say.listed(parts))
    first = reckoned[0]
    if first.verdict != "missed":
        return said
    return say("{said}；差得最远的是{target}，{takes}").format(
        said=said, target=target_name(first, say), takes=takes(first, say)
    )


def takes(row: Row, say: Words) -> str:
    """What each month that is left must bring, beside what the last ones brought."""
    needed = say("此后每月要 {amount}").format(
        amount=say.amount(row.needed, row.unit, row.decimals)
    )
    if row.recent is None:
        return needed
    return say("{needed}，近期月均 {amount}").format(
        needed=needed, amount=say.amount(row.recent, row.unit, row.decimals)
    )


def target_name(row: Row, say: Words) -> str:
    """Whose target it is: 油煤气化工产业链产值, 全市入库税收."""
    of = say.of(row, "chain") if row.get("chain_id") else say("全市")
    return say("{chain}{metric}").format(chain=of, metric=say.name(row))


def verdict_name(row: Row, say: Words) -> str:
    """What the range says of the target."""
    names = {
        "missed": say("预计完不成"),
        "open": say("说不准"),
        "made": say("预计能完成"),
        "refused": say("不测算"),
    }
    return names[row.verdict]


def share_range(row: Row, say: Words) -> str:
    """The year's end as a part of the target, with its range: 86.1%（85.6—86.7）."""
    if row.end_share is None:
        return ""
    low, middle, high = (
        say.share_percent(row[f"{end}_share"], 1) for end in ("low", "end", "high")
    )
    ends = say("{low}—{high}").format(low=low.removesuffix("%"), high=high.removesuffix("%"))
    return say.bracketed(middle, ends)


def amount_range(row: Row, say: Words) -> str:
    """The range of the year's end in the unit of the metric: 1,482.10—1,500.37 亿元."""
    low, high = (
        say.amount(row[f"year_end_{end}"], row.unit, row.decimals) for end in ("low", "high")
    )
    digits, _, unit = low.rpartition(" ")
    if digits and high.endswith(f" {unit}"):  # RMB stands once, at the first, bn at the last
        low, high = digits, high.removeprefix("RMB ")
    return say("{low}—{high}").format(low=low, high=high)


def range_words(row: Row, say: Words) -> str:
    """A target, whether it will be made, and the year's end beside it."""
    return say("{name}{verdict}：年底预计 {range}，目标 {target}，为目标的 {share}").format(
        name=say.name(row),
        verdict=verdict_name(row, say),
        range=amount_range(row, say),
        target=say.amount(row.target, row.unit, row.decimals),
        share=share_range(row, say),
    )


def told(row: Row, say: Words) -> str:
    """A target in a sentence for those who do not see the list."""
    said = f"{target_name(row, say)} {verdict_name(row, say)} {share_range(row, say)}"
    return say.bracketed(said, takes(row, say))


def reckoned_from(reckoned: Sequence[Row], say: Words) -> tuple[str, ...]:
    """From which month it is reckoned; nothing where targets differ, which their rows say."""
    ends = {row.reckoned_from for row in reckoned}
    if len(ends) > 1:
        return ()
    (end,) = ends
    when = say.bare_period(end.replace(month=1, day=1), end, "ytd")
    return (say("由{period}累计推算").format(period=when),)


def refusals(rows: Sequence[Row], say: Words) -> list[str]:
    """Why some targets are not reckoned, and how many each time."""
    names = reasons(say)
    count = Counter(row.refusal for row in rows if row.verdict == "refused")
    return [
        say("{count} 项{why}").format(count=count[why], why=names[why])
        for why in names
        if count[why]
    ]


def reasons(say: Words) -> dict[str, str]:
    """What the codes of analysis.season.lacks and analysis.outlook.of_target mean."""
    return {
        "kind": say("不是按年累计的数（存量、比率、只公布增速）"),
        "broken": say("口径有变，其后完整年份不足三年"),
        "holes": say("往年缺月，完整年份不足三年"),
        "below": say("累计有负数或全年为零，不能按占比推算"),
        "few_years": say("完整年份不足三年"),
        "january": say("1月与2月合为一期，要等2月的数"),
        "zero": say("往年或今年到这个月还没有数"),
        "not_firm": say("今年只有快报数、预计数或约数"),
        "no_target": say("没有大于零的年度目标"),
        "year_over": say("全年数已出"),
    }


def notes(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    """How it is reckoned, from what, what its columns mean, and what is left out."""
    means = (
        say("往年误差：每个完整年份由其余各年推算，平均差多少；直线误差：按累计×12÷月数推算。"),
        say("与季节进度之差为参考，评灯按序时进度。"),
    )
    return (method(say), *means, *left_out(rows, say))


def method(say: Words) -> str:
    """The formula of a year's end, and what the words of the verdict mean."""
    return say(
        "年底预计＝累计÷往年同月占全年比重的中位数；括号内为80%的区间，由往年比重的离散程度"
        "按 t 分布推算。区间全在目标以下为预计完不成，跨在目标两边为说不准。"
    )


def left_out(rows: Sequence[Row], say: Words) -> tuple[str, ...]:
    """Which figures are not reckoned from, and which targets are not reckoned."""
    reckoned = [row for row in rows if row.verdict != "refused"]
    found = []
    if any(row.reckoned_from != row.period_end for row in reckoned):
        found.append(say("快报数、预计数不用于推算：从最新一个确定的月份算起。图中为空心点。"))
    left = refusals(rows, say)
    if left:
        found.append(say("不测算：{parts}。").format(parts=say.clauses(left)))
    return tuple(found)


def _percent(key: str, label: str, say: Words) -> Column:
    def words(row: Row) -> str:
        return "" if row[key] is None else say.share_percent(row[key], 1)

    return figures.worked_out(key, label, FRACTION, words)


def _amounts(key: str, label: str, say: Words) -> Column:
    def words(row: Row) -> str:
        return "" if row[key] is None else say.amount(row[key], row.unit, row.decimals)

    return Column(key, label, OWN, words=words, derived=True, says_unit=True)


def columns(say: Words) -> tuple[Column, ...]:
    """What is said of a target: the year's end, what it would take, both gaps, and the errors."""
    return (
        Column(f"name_{say.lang}", say("指标")),
        Column("verdict", say("能否完成"), words=lambda row: verdict_name(row, say)),
        figures.worked_out(
            "end_share", say("年底预计为目标的"), FRACTION, lambda row: share_range(row, say)
        ),
        _amounts("needed", say("此后每月要"), say),
        _amounts("recent", say("近期月均"), say),
        *figures.gap_columns(say),
        _percent("own_error", say("往年误差"), say),
        _percent("line_error", say("直线误差"), say),
        behind.light_column(say),
    )


def _on_page(found: Sequence[Column], view: View) -> Sequence[Column]:
    """What stands on the page; a slide has room for the year's end and what it would take."""
    if view.theme == "light":
        return found
    told = {f"chain_{view.lang}", f"name_{view.lang}", "verdict", "end_share", "needed", "recent"}
    return [column for column in found if column.key in told]


def columns_behind(say: Words) -> tuple[Column, ...]:
    """What stands behind the list besides: amounts, and from what it is reckoned."""
    return (
        figures.target_column(say),
        _amounts("year_end_low", say("年底预计低端"), say),
        _amounts("year_end", say("年底预计"), say),
        _amounts("year_end_high", say("年底预计高端"), say),
        _amounts("reckoned_value", say("据以推算的累计"), say),
        Column("reckoned_from", say("截至")),
        Column("seasonal_years", say("完整年份"), decimals=0),
        Column("refusal", say("不测算的原因"), words=lambda row: reasons(say).get(row.refusal, "")),
    )


def chain_column(say: Words) -> Column:
    """The chain of a target, which leads to its page; the whole city where it has none."""
    return Column(f"chain_{say.lang}", say("产业链"), words=lambda row: _way(row, say))


def _way(row: Row, say: Words) -> str | dict[str, str]:
    if not row.get("chain_id"):
        return say("全市")
    part = say.in_brackets(say("分链")) if row.parent_id else ""
    return {
        "words": f"{say.of(row, 'chain')}{part}",
        "go": f"chain?chain={row.chain_id}&county=all",
    }
