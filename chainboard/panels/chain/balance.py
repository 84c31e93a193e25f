"""The balance of a herd, place by place, with what does not add up."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels import figures
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import OWN, Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

ON_A_SLIDE = 6  # places


def herd_balance(books: Sequence[Row], view: View) -> Panel:
    """A row a place: opening, what was added and taken, closing, and the residual.

    books  as analysis.balance.books returns them

    A chain without a balance has no panel. On a record what is known stands with its period, and
    nothing is worked out.
    """
    say = view.say
    title = say("存栏、产羔、出栏、加工")
    if not books:
        return Panel(**empty("herd_balance", view, "", title))
    told = [row for book in books for row in book.figures.values() if row.value is not None]
    shown = books if view.theme == "light" else books[:ON_A_SLIDE]
    return Panel(
        name="herd_balance",
        finding=_finding(books, view),
        measure=measure(
            say("期间不同，只列出，不核对")
            if view.pack.is_record
            else say("期初存栏＋产羔＋购入－出栏－死亡＝期末存栏；加工列在旁边，不相加"),
            say.unit_name(books[0].unit),
        ),
        body=figures.table(shown, _on_the_page(books[0], view)),
        rows=[_with_residual(row, books) for row in told],
        columns=_behind(say),
        **provenance(told, view),
        alt=say.listed([_said(book, say) for book in books]),
        notes=_notes(books, view),
    )


def _finding(books: Sequence[Row], view: View) -> str:
    say = view.say
    if view.pack.is_record:
        return say("羊的存栏和出栏：公开资料有数的 {count} 处").format(count=len(books))
    asked = [book for book in books if book.is_asked]
    if asked:
        return say("账面与报数相差超过 5%：{places}").format(
            places=say.listed([_said(book, say) for book in asked])
        )
    if all(book.residual is None for book in books):
        return say("缺项，不能核对存栏")
    return say("存栏、产羔、出栏对得上，相差不超过 5%")


def _said(book: Row, say: Words) -> str:
    share = "" if book.share is None else say.share_percent(book.share)
    return f"{say.place(book)} {share}".strip()


def _on_the_page(book: Row, view: View) -> tuple[Column, ...]:
    say = view.say
    place = Column("area", say("地区"), words=lambda row: say.place(row))
    period = Column("period", say("期间"), words=lambda row: _period(row, say))
    items = [_item(row, say) for row in book.figures.values()]
    if view.pack.is_record:
        return (place, period, *items)
    stock, *others = items
    return (
        place,
        period,
        Column("opening", say("期初存栏"), words=lambda row: _number(row.opening, row, say)),
        *others[:-1],
        Column(
            "expected", say("账面期末（推算）"), words=lambda row: _number(row.expected, row, say)
        ),
        stock,
        Column("residual", say("相差（推算）"), words=lambda row: _residual(row, say)),
        others[-1],
    )


def _item(item: Row, say: Words) -> Column:
    """The figure of a metric in each place, or which kind of missing it is."""

    def words(book: Row) -> str:
        row = book.figures[item.metric_id]
        return figures.digits(row, say) if row.value is not None else say.missing(row.absence)

    return Column(item.metric_id, say.name(item), words=words)


def _period(book: Row, say: Words) -> str:
    start = book.period_end.replace(month=1, day=1)
    return say.bare_period(start, book.period_end, "ytd")


def _number(value: float | None, row: Row, say: Words) -> str:
    if value is None:
        return say.missing("not_applicable")
    return say.number(say.scaled(value, row.unit), row.decimals if say.lang == "zh" else 0)


def _residual(book: Row, say: Words) -> str:
    if book.share is None:
        return say.missing("not_applicable")
    number = say.bracketed(_number(book.residual, book, say), say.share_percent(book.share))
    return f"■ {number}" if book.is_asked else number


def _with_residual(row: Row, books: Sequence[Row]) -> Row:
    (book,) = [
        each
        for each in books
        if (each.balance_id, each.area_code) == (row.balance_id, row.area_code)
    ]
    is_stock = row.metric_id == book.metric_id
    return row.with_(residual=book.residual if is_stock else None)


def _notes(books: Sequence[Row], view: View) -> tuple[str, ...]:
    say = view.say
    if view.pack.is_record:
        return (say("产羔、购入、死亡：公开资料未见，不核对。饲养量＝存栏＋出栏，不是存栏。"),)
    asked = say.listed([say.place(book) for book in books if book.is_asked])
    told = [say("■ 请{places}核对产羔、购入、死亡和存栏。").format(places=asked)] if asked else []
    return (*told, say("饲养量＝存栏＋出栏，不是存栏；缺一项就不核对。"))


def _behind(say: Words) -> tuple[Column, ...]:
    return (
        Column(f"area_{say.lang}", say("地区")),
        Column(f"name_{say.lang}", say("指标")),
        figures.period_column(say),
        figures.value_column(say, say("数值")),
        figures.unit_column(say),
        Column("opening", say("期初存栏"), OWN),
        Column("residual", say("相差（推算）"), OWN, derived=True),
    )
