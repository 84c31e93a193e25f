"""The about page: the dictionary, the sources, the edition, the rules, the kinds of missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import as_table, cited_title, measure
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    Words,
)

NARROWEST = 4  # a table of more columns takes the whole width


def dictionary(rows: Sequence[Row], view: View) -> Panel:
    """Every indicator with its definition, unit, kind, growth basis, frequency and owner.

    rows  as metrics.dictionary returns them; those with figures in this pack come first
    """
    say = view.say
    shown = [_metric(row, say) for row in sorted(rows, key=lambda row: not row.figures)]
    used = sum(1 for row in rows if row.figures)
    columns = (
        Column(f"name_{say.lang}", say("指标")),
        Column("definition", say("定义")),
        Column("unit_shown", say("单位")),
        Column("kind_shown", say("类型")),
        Column("growth_shown", say("增速口径")),
        Column("frequency_shown", say("频率")),
        Column("owner", say("数据责任单位")),
        Column("face_shown", say("主题")),
        Column("figures_shown", say("数据条数")),
    )
    return Panel(
        name="dictionary",
        finding=say("指标字典：{count} 项，其中 {used} 项有数").format(count=len(rows), used=used),
        measure=say("来源没有说明的，写“未注明”，不代为填写"),
        **_table(shown, columns, say),
    )


def _metric(row: Row, say: Words) -> Row:
    lang = say.lang
    ours = say.in_brackets(say("本项目译")) if row.is_our_definition else ""
    return row.with_(
        definition=f"{row[f'definition_{lang}']}{ours}",
        unit_shown=say.unit_name(row.unit),
        kind_shown=say.kind_name(row.kind),
        growth_shown=say.basis_name(row.growth_basis),
        frequency_shown=say.frequency_name(row.frequency),
        owner=say.stated(say.of(row, "owner")),
        face_shown=say.face_name(row.face),
        figures_shown=say.number(row.figures, 0),
    )


def sources(rows: Sequence[Row], view: View) -> Panel:
    """Every source with its grade; a link for government (A) and publishers (B) only.

    rows  as sources.cited returns them
    """
    say = view.say
    grades = Counter(row.grade for row in rows)
    counted = [f"{say.grade_name(grade)} {count}" for grade, count in sorted(grades.items())]
    columns = (
        Column("grade_shown", say("级别")),
        Column("link", say("标题")),
        Column("publisher", say("发布单位")),
        Column("day", say("发布日期")),
        Column("figures_shown", say("数据条数")),
    )
    return Panel(
        name="sources",
        finding=say("来源 {count} 处：{grades}").format(
            count=len(rows), grades=say.listed(counted)
        ),
        measure=say("一个文件一处来源；名单和目标不计入数据条数")
        if view.pack.is_sent
        else say("A 政府网站、B 媒体或机构附链接；C 为转载，不附链接"),
        **_table([_source(row, view) for row in rows], columns, say),
    )


def _source(row: Row, view: View) -> Row:
    say = view.say
    title = cited_title(row.with_(source_title=row.title), view)
    link = {"words": title, "href": row.url} if row.url else title
    graded = say.grade_name(row.grade)
    return row.with_(
        grade_shown=graded if row.grade in ("city", "demo") else f"{row.grade} {graded}",
        link=link,
        publisher=row.publisher or "",
        day=say.day(row.published_on) if row.published_on else say.stated(None),
        figures_shown=say.number(row.figures, 0) if row.figures or row.grade != "city" else "—",
    )


def editions(rows: Sequence[Row], loads: Sequence[Row], view: View) -> Panel:
    """The edition on screen, what it holds, and the loads that brought it.

    rows   as about.contents returns them
    loads  as about.loads returns them
    """
    say = view.say
    (row,) = rows
    columns = (
        Column("load_id", say("批次")),
        Column("file_name", say("文件")),
        Column("office", say("报送单位")),
        Column("sent_on", say("报送日期")),
        Column("kept", say("入库条数")),
    )
    shown = [
        load.with_(
            load_id=str(load.load_id),
            office=load.sent_by if say.lang == "zh" else load.sent_by_en or load.sent_by,
            sent_on=say.day(load.sent_at),
            kept=f"{say.number(load.rows_kept, 0)} / {say.number(load.rows_in, 0)}",
        )
        for load in loads
    ]
    return Panel(
        name="editions",
        finding=say("版次 {number}：{figures} 个数，{metrics} 项指标，{sources} 处来源").format(
            number=row.number,
            figures=say.number(row.figures, 0),
            metrics=row.metrics,
            sources=row.sources,
        ),
        measure=measure(
            say("数据截至 {as_of}").format(as_of=say.day(row.as_of)),
            say("生成于 {built}").format(built=say.day(row.built_at)),
            say("版次一经发布不再改动，更正另发新版次"),
        ),
        **_table(shown, columns, say),
    )


def rules(rows: Sequence[Row], view: View) -> Panel:
    """The rules of pace and lights in words, with where they come from and since when.

    rows  as rules.current returns them
    """
    say = view.say
    columns = (
        Column("words", say("规则")),
        Column("version_shown", say("版本")),
        Column("since", say("起用")),
        Column("origin", say("来由")),
    )
    shown = [
        row.with_(
            words=say.of(row, "words"),
            version_shown=str(row.version),
            since=say.day(row.valid_from),
            origin=say.of(row, "source"),
        )
        for row in rows
    ]
    none = say("公开数据不评灯。") if view.pack.is_record else ""
    return Panel(
        name="rules",
        finding=say("评灯规则 {count} 条").format(count=len(rows)),
        measure=measure(say("规则是数据，按版本保存；推算的增速不评灯"), none),
        **_table(shown, columns, say),
    )


def missing_kinds(rows: Sequence[Row], view: View) -> Panel:
    """The five kinds of missing with what each means and how often it occurs here.

    rows  as about.missing_kinds returns them
    """
    say = view.say
    meanings = {
        "not_due": say("还没到报送时间"),
        "late": say("到期没有报送"),
        "not_applicable": say("该地没有这条链或这项指标"),
        "suppressed": say("企业不足三户，公开会泄露单个企业"),
        "not_published": say("没有发布，或公开资料里没有找到"),
    }
    columns = (
        Column("kind", say("缺数原因")),
        Column("meaning", say("含义")),
        Column("figures_shown", say("数据条数")),
    )
    shown = [
        row.with_(
            kind=say.absence_name(row.absence),
            meaning=meanings[row.absence],
            figures_shown=say.number(row.figures, 0),
        )
        for row in rows
    ]
    record = say("公开数据一律写“公开资料未见”：没有单位负有报送义务。")
    return Panel(
        name="missing_kinds",
        finding=say("缺数有五种，都不是零"),
        measure=record if view.pack.is_record else say("缺数不补零，不插值"),
        **_table(shown, columns, say),
    )


def _table(rows: Sequence[Row], columns: Sequence[Column], say: Words) -> dict[str, Any]:
    """The fields of a panel that is a table: what is shown is what stands behind it."""
    return {
        "body": as_table(rows, columns, is_wide=len(columns) > NARROWEST),
        "rows": rows,
        "columns": columns,
        "source": "",
        "as_of": "",
        "alt": say.listed([column.label for column in columns]),
    }
