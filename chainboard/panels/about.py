"""The about page: the dictionary, the sources, the edition, the rules, the kinds of missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chainboard.panels.figures import count_column
from chainboard.panels.frame import cited_title, listed_sources, measure, of_table
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words


def dictionary(rows: Sequence[Row], view: View) -> Panel:
    """Every indicator with its definition, unit, kind, growth basis, frequency and owner.

    rows  as metrics.dictionary returns them; those with figures in this pack come first, each
          face by itself
    """
    say = view.say
    shown = sorted(rows, key=lambda row: (not row.figures, row.face))
    used = sum(1 for row in rows if row.figures)
    columns = (
        Column(f"name_{say.lang}", say("指标")),
        Column(f"definition_{say.lang}", say("定义"), words=lambda row: _definition(row, say)),
        Column("unit", say("单位"), words=lambda row: say.unit_name(row.unit)),
        Column("kind", say("类型"), words=lambda row: say.kind_name(row.kind)),
        Column(
            "growth_basis",
            say("增速口径"),
            words=lambda row: say.basis_name(row.growth_basis, row.unit),
        ),
        Column("frequency", say("频率"), words=lambda row: say.frequency_name(row.frequency)),
        Column("owner", say("数据责任单位"), words=lambda row: say.stated(say.of(row, "owner"))),
        Column("face", say("主题"), words=lambda row: say.face_name(row.face)),
        count_column("figures", say("数据条数"), say),
    )
    return Panel(
        name="dictionary",
        finding=say("指标字典：{count} 项，其中 {used} 项有数").format(count=len(rows), used=used),
        measure=say("来源没有说明的，写“未注明”，不代为填写"),
        **of_table(shown, columns, view),
    )


def _definition(row: Row, say: Words) -> str:
    ours = say.in_brackets(say("本项目拟定")) if row.is_our_definition else ""
    return f"{say.of(row, 'definition')}{ours}"


def sources(rows: Sequence[Row], view: View) -> Panel:
    """Every source with its grade; a link for government (A), publishers (B) and pinned copies.

    rows  as sources.cited returns them
    """
    say = view.say
    grades = Counter(row.grade for row in rows)
    counted = [f"{say.grade_name(grade)} {count}" for grade, count in sorted(grades.items())]
    columns = (
        Column("grade", say("来源级别"), words=lambda row: _grade(row, say)),
        Column("title", say("标题"), words=lambda row: _link(row, view)),
        Column("publisher", say("发布单位")),
        Column("published_on", say("发布日期"), words=lambda row: _day(row, say)),
        Column("figures", say("数据条数"), words=lambda row: _count(row, say)),
    )
    return Panel(
        name="sources",
        finding=say("{sources}：{grades}").format(
            sources=listed_sources(rows, say), grades=say.listed(counted)
        ),
        measure=say("一个文件一处来源；名单和目标不计入数据条数")
        if view.pack.is_sent
        else say("A 政府网站、B 媒体或机构附链接；C 为转载，链接固定到一次提交的才附"),
        **of_table(rows, columns, view),
    )


def _grade(row: Row, say: Words) -> str:
    graded = say.grade_name(row.grade)
    return graded if row.grade in ("city", "demo") else f"{row.grade} {graded}"


def _link(row: Row, view: View) -> dict[str, str] | str:
    title = cited_title(row.with_(source_title=row.title), view)
    return {"words": title, "href": row.url} if row.url else title


def _day(row: Row, say: Words) -> str:
    return say.day(row.published_on) if row.published_on else say.stated(None)


def _count(row: Row, say: Words) -> str:
    """How many figures a source gives; a file of the city may bring none and is not empty."""
    return say.number(row.figures, 0) if row.figures or row.grade != "city" else "—"


def sender(load: Row, say: Words) -> str:
    """The office that sent a load."""
    return str(load.sent_by if say.lang == "zh" else load.sent_by_en or load.sent_by)


def kept(load: Row, say: Words) -> str:
    """How many rows of a load were kept, of how many."""
    return f"{say.number(load.rows_kept, 0)} / {say.number(load.rows_in, 0)}"


def editions(rows: Sequence[Row], loads: Sequence[Row], view: View) -> Panel:
    """The edition on screen, what it holds, and the loads that brought it.

    rows   as about.contents returns them
    loads  as about.loads returns them
    """
    say = view.say
    (row,) = rows
    columns = (
        Column("load_id", say("批次"), words=lambda row: str(row.load_id)),
        Column("file_name", say("文件")),
        Column("sent_by", say("报送单位"), words=lambda row: sender(row, say)),
        Column("sent_at", say("报送日期"), words=lambda row: say.day(row.sent_at)),
        Column("rows_kept", say("导入行数"), words=lambda row: kept(row, say)),
    )
    return Panel(
        name="editions",
        finding=say("版次 {number}：{figures} 个数，{metrics} 项指标，{sources} 处来源").format(
            number=row.number,
            figures=say.number(row.figures, 0),
            metrics=row.metrics,
            sources=row.sources,
        ),
        measure=measure(
            say.speaks_from(row.as_of),
            say("生成于 {built}").format(built=say.day(row.built_at)),
            say("版次一经发布不再改动，更正另发新版次"),
        ),
        **of_table(loads, columns, view),
    )


def rules(rows: Sequence[Row], view: View) -> Panel:
    """The rules of pace, lights and suppression in words, with where they come from and since when.

    rows  as rules.in_force returns them
    """
    say = view.say
    columns = (
        Column(f"words_{say.lang}", say("规则")),
        Column("version", say("版本"), words=lambda row: str(row.version)),
        Column("valid_from", say("起用"), words=lambda row: say.day(row.valid_from)),
        Column(f"source_{say.lang}", say("来由")),
    )
    none = "" if view.pack.is_lit else say("公开数据不评灯。")
    return Panel(
        name="rules",
        finding=say("规则 {count} 条").format(count=len(rows)),
        measure=measure(say("规则是数据，按版本保存；推算的增速不评灯"), none),
        **of_table(rows, columns, view, is_wide=False),
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
        Column("absence", say("缺数原因"), words=lambda row: say.absence_name(row.absence)),
        Column("meaning", say("含义"), words=lambda row: meanings[row.absence]),
        count_column("figures", say("数据条数"), say),
    )
    record = say("公开数据一律写“公开资料未见”：没有单位负有报送义务。")
    return Panel(
        name="missing_kinds",
        finding=say("缺数有五种，都不是零"),
        measure=record if view.pack.is_record else say("缺数不补零，不插值"),
        **of_table(rows, columns, view, is_wide=False),
    )
