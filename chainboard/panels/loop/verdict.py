"""How the figures' verdict on a task is said, beside what its owner says."""

from __future__ import annotations

from chainboard.panels.panel import Column
from chainboard.view import Row
from chainboard.words import Words

MARKS = {"met": "✓", "missed": "■", "pending": "○", "none": "—"}


def name(verdict: str, say: Words) -> str:
    """What a verdict is called."""
    names = {
        "met": say("完成"),
        "missed": say("未完成"),
        "pending": say("待出数"),
        "none": say("无数据"),
    }
    return names[verdict]


def verdict(row: Row, say: Words) -> str:
    """The verdict with its mark: shape and word."""
    return f"{MARKS[row.verdict]} {name(row.verdict, say)}"


def grounds(row: Row, say: Words) -> str:
    """The figure that gives the verdict and what was asked; what is waited for; "" for neither."""
    if row.verdict == "none":
        return "" if row.get("metric_id") else say("没有挂接指标")
    said = say("{name}要求{bound}").format(name=say.name(row), bound=_asked(row, say))
    if row.verdict == "pending":
        return say("{asked}，等待{day}的数").format(asked=said, day=say.day(row.period_end))
    when = say.period(row.period_start, row.period_end, row.basis)
    return say("{when}{held}，{asked}").format(when=when, held=_held(row, say), asked=said)


def _asked(row: Row, say: Words) -> str:
    if row.compares == "gap":
        return say("不落后序时进度")
    signs = {"≥": say("不低于"), "≤": say("不超过"), ">": say("高于"), "<": say("低于")}
    digits = 0 if float(row.bound).is_integer() else 2
    percent = say.percent(row.bound, digits)
    if row.compares == "share":
        return say("{sign}年度目标的 {percent}").format(sign=signs[row.sign], percent=percent)
    bound = percent if row.compares == "growth" else say.amount(row.bound, row.unit, digits)
    return say("{sign} {bound}").format(sign=signs[row.sign], bound=bound)


def _held(row: Row, say: Words) -> str:
    if row.compares == "growth":
        return say.percent(row.value, 1)
    amount = say.amount(row.value, row.unit, row.decimals)
    if row.compares == "value":
        return amount
    told = (
        say.ahead(row.gap)
        if row.compares == "gap"
        else say("年度目标的 {percent}").format(percent=say.percent(row.share, 2))
    )
    return say.bracketed(amount, told)


def columns(say: Words) -> tuple[Column, Column]:
    """The verdict, and what it rests on."""
    return (
        Column("verdict", say("数据判定"), words=lambda row: verdict(row, say)),
        Column("grounds", say("判定依据"), words=lambda row: grounds(row, say)),
    )
