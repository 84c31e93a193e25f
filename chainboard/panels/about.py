"""The about page: the dictionary, the sources, the edition, the rules, the kinds of missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from chainboard.panels.frame import as_table, cited_title, measure
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import (
    absence_name,
    basis_name,
    day,
    face_name,
    frequency_name,
    grade_name,
    in_brackets,
    kind_name,
    listed,
    number,
    stated,
    texts,
    unit_name,
)

NARROWEST = 4  # a table of more columns takes the whole width


def dictionary(rows: Sequence[Row], view: View) -> Panel:
    """Every indicator with its definition, unit, kind, growth basis, frequency and owner.

    rows  as metrics.dictionary returns them; those with figures in this pack come first
    """
    _ = texts(view.lang)
    shown = [_metric(row, view) for row in sorted(rows, key=lambda row: not row.figures)]
    used = sum(1 for row in rows if row.figures)
    columns = (
        Column(f"name_{view.lang}", _("指标")),
        Column("definition", _("定义")),
        Column("unit_shown", _("单位")),
        Column("kind_shown", _("类型")),
        Column("growth_shown", _("增速口径")),
        Column("frequency_shown", _("频率")),
        Column("owner", _("数据责任单位")),
        Column("face_shown", _("主题")),
        Column("figures_shown", _("数据条数")),
    )
    return Panel(
        name="dictionary",
        finding=_("指标字典：{count} 项，其中 {used} 项有数").format(count=len(rows), used=used),
        measure=_("来源没有说明的，写“未注明”，不代为填写"),
        **_table(shown, columns, view),
    )


def _metric(row: Row, view: View) -> Row:
    _ = texts(view.lang)
    lang = view.lang
    ours = in_brackets(_("本项目译"), lang) if row.is_our_definition else ""
    return row.with_(
        definition=f"{row[f'definition_{lang}']}{ours}",
        unit_shown=unit_name(row.unit, lang),
        kind_shown=kind_name(row.kind, lang),
        growth_shown=basis_name(row.growth_basis, lang),
        frequency_shown=frequency_name(row.frequency, lang),
        owner=stated(row[f"owner_{lang}"], lang),
        face_shown=face_name(row.face, lang),
        figures_shown=number(row.figures, 0, lang),
    )


def sources(rows: Sequence[Row], view: View) -> Panel:
    """Every source with its grade; a link for government (A) and publishers (B) only.

    rows  as sources.cited returns them
    """
    _ = texts(view.lang)
    grades = Counter(row.grade for row in rows)
    counted = [f"{grade_name(grade, view.lang)} {count}" for grade, count in sorted(grades.items())]
    columns = (
        Column("grade_shown", _("级别")),
        Column("link", _("标题")),
        Column("publisher", _("发布单位")),
        Column("day", _("发布日期")),
        Column("figures_shown", _("数据条数")),
    )
    return Panel(
        name="sources",
        finding=_("来源 {count} 处：{grades}").format(
            count=len(rows), grades=listed(counted, view.lang)
        ),
        measure=_("一个文件一处来源；名单和目标不计入数据条数")
        if view.pack == "city"
        else _("A 政府网站、B 媒体或机构附链接；C 为转载，不附链接"),
        **_table([_source(row, view) for row in rows], columns, view),
    )


def _source(row: Row, view: View) -> Row:
    title = cited_title(row.with_(source_title=row.title), view)
    link = {"words": title, "href": row.url} if row.url else title
    graded = grade_name(row.grade, view.lang)
    return row.with_(
        grade_shown=graded if row.grade in ("city", "demo") else f"{row.grade} {graded}",
        link=link,
        publisher=row.publisher or "",
        day=day(row.published_on, view.lang) if row.published_on else stated(None, view.lang),
        figures_shown=number(row.figures, 0, view.lang)
        if row.figures or row.grade != "city"
        else "—",
    )


def editions(rows: Sequence[Row], loads: Sequence[Row], view: View) -> Panel:
    """The edition on screen, what it holds, and the loads that brought it.

    rows   as about.contents returns them
    loads  as about.loads returns them
    """
    _ = texts(view.lang)
    (row,) = rows
    columns = (
        Column("load_id", _("批次")),
        Column("file_name", _("文件")),
        Column("office", _("报送单位")),
        Column("sent_on", _("报送日期")),
        Column("kept", _("入库条数")),
    )
    shown = [
        load.with_(
            load_id=str(load.load_id),
            office=load.sent_by if view.lang == "zh" else load.sent_by_en or load.sent_by,
            sent_on=day(load.sent_at, view.lang),
            kept=f"{number(load.rows_kept, 0, view.lang)} / {number(load.rows_in, 0, view.lang)}",
        )
        for load in loads
    ]
    return Panel(
        name="editions",
        finding=_("版次 {number}：{figures} 个数，{metrics} 项指标，{sources} 处来源").format(
            number=row.number,
            figures=number(row.figures, 0, view.lang),
            metrics=row.metrics,
            sources=row.sources,
        ),
        measure=measure(
            _("数据截至 {as_of}").format(as_of=day(row.as_of, view.lang)),
            _("生成于 {built}").format(built=day(row.built_at, view.lang)),
            _("版次一经发布不再改动，更正另发新版次"),
        ),
        **_table(shown, columns, view),
    )


def rules(rows: Sequence[Row], view: View) -> Panel:
    """The rules of pace and lights in words, with where they come from and since when.

    rows  as rules.current returns them
    """
    _ = texts(view.lang)
    columns = (
        Column("words", _("规则")),
        Column("version_shown", _("版本")),
        Column("since", _("起用")),
        Column("origin", _("来由")),
    )
    shown = [
        row.with_(
            words=row[f"words_{view.lang}"],
            version_shown=str(row.version),
            since=day(row.valid_from, view.lang),
            origin=row[f"source_{view.lang}"],
        )
        for row in rows
    ]
    none = _("公开数据不评灯。") if view.pack == "published" else ""
    return Panel(
        name="rules",
        finding=_("评灯规则 {count} 条").format(count=len(rows)),
        measure=measure(_("规则是数据，按版本保存；推算的增速不评灯"), none),
        **_table(shown, columns, view),
    )


def missing_kinds(rows: Sequence[Row], view: View) -> Panel:
    """The five kinds of missing with what each means and how often it occurs here.

    rows  as about.missing_kinds returns them
    """
    _ = texts(view.lang)
    meanings = {
        "not_due": _("还没到报送时间"),
        "late": _("到期没有报送"),
        "not_applicable": _("该地没有这条链或这项指标"),
        "suppressed": _("企业不足三户，公开会泄露单个企业"),
        "not_published": _("没有发布，或公开资料里没有找到"),
    }
    columns = (
        Column("kind", _("缺数原因")),
        Column("meaning", _("含义")),
        Column("figures_shown", _("数据条数")),
    )
    shown = [
        row.with_(
            kind=absence_name(row.absence, view.lang),
            meaning=meanings[row.absence],
            figures_shown=number(row.figures, 0, view.lang),
        )
        for row in rows
    ]
    record = _("公开数据一律写“公开资料未见”：没有单位负有报送义务。")
    return Panel(
        name="missing_kinds",
        finding=_("缺数有五种，都不是零"),
        measure=record if view.pack == "published" else _("缺数不补零，不插值"),
        **_table(shown, columns, view),
    )


def _table(rows: Sequence[Row], columns: Sequence[Column], view: View) -> dict[str, Any]:
    """The fields of a panel that is a table: what is shown is what stands behind it."""
    return {
        "body": {
            "table": as_table(rows, columns),
            "wide": len(columns) > NARROWEST,
        },
        "rows": rows,
        "columns": columns,
        "source": "",
        "as_of": "",
        "alt": listed([column.label for column in columns], view.lang),
    }
