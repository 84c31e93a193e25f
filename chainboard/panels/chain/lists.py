"""The lists of one chain: its firms and projects, all or those of one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chainboard.panels import figures, projects as told
from chainboard.panels.frame import empty, measure, provenance
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words import Words

SHOWN = 10


def firms(rows: Sequence[Row], view: View, shares: Sequence[Row] = ()) -> Panel:
    """The leading firms of the chain as a table; all of them in the table behind it.

    rows    as chain_lists.firms returns them
    shares  as chain_output.concentration returns them
    """
    say = view.say
    if not rows:
        why = say("没有注明在这一环节的企业") if view.node_id else say("没有企业资料")
        if not view.audience.sees_firms:
            why = say("企业名单不在当前账号可看的范围内")
        is_to_send = view.audience.sees_firms and not view.node_id
        blank = empty(
            "chain_firms", view, why, say("链上企业"), "enterprises" if is_to_send else ""
        )
        return Panel(**blank, narrowed=_narrowed(rows, view))
    columns = _firm_columns(rows, say)
    return Panel(
        name="chain_firms",
        fixed=("period",),
        narrowed=_narrowed(rows, view),
        finding=_firms_finding(rows, say),
        measure=_firms_measure(rows, view),
        body=figures.table(rows[:SHOWN], columns, is_wide=False),
        rows=rows,
        columns=columns,
        **provenance(rows, view),
        notes=(
            *(_share(row, say) for row in shares),
            *_unmoved(rows, view, say("资料没有注明这些企业在哪个环节，本板块不随所选环节变化。")),
        ),
        alt=say.listed([say.name(row) for row in rows[:SHOWN]]),
    )


def _share(row: Row, say: Words) -> str:
    """How much the largest firms have, and the sum of squared shares (HHI)."""
    told = say(
        "{period}，{firms} 家有产值的企业中最大的 5 家占产值 {share}，集中度（HHI）{hhi}（推算）。"
    )
    return told.format(
        period=say.bare_period(row.period_end.replace(month=1, day=1), row.period_end, "ytd"),
        firms=say.number(row.firms, 0),
        share=say.percent(row.largest_share, 1),
        hhi=say.number(row.hhi, 0),
    )


def _narrowed(rows: Sequence[Row], view: View) -> tuple[str, ...]:
    """That a list shows one step only; one that says of nothing where it stands shows all."""
    return ("node",) if view.node_id and (not rows or rows[0].with_step) else ()


def _unmoved(rows: Sequence[Row], view: View, why: str) -> tuple[str, ...]:
    return (why,) if view.node_id and not _narrowed(rows, view) else ()


def _without_step(rows: Sequence[Row], view: View, said: str) -> str:
    """How many belong to the list and say no step, so that none can be asked for."""
    row = rows[0]
    if not _narrowed(rows, view) or not row.without_step:
        return ""
    return said.format(count=view.say.number(row.without_step, 0))


def _firms_finding(rows: Sequence[Row], say: Words) -> str:
    row = rows[0]
    if not row.firms:  # those that are sought are none yet
        return say("还没有企业，招商目标企业 {count} 家").format(count=len(rows))
    if not row.above_size:
        return say("资料中点名的企业 {firms} 家，其中链主、龙头 {leading} 家").format(
            firms=say.number(row.firms, 0), leading=say.number(row.leading, 0)
        )
    counted = say("链上企业 {firms} 家，其中链主、龙头 {leading} 家，规上 {above} 家").format(
        firms=say.number(row.firms, 0),
        leading=say.number(row.leading, 0),
        above=say.number(row.above_size, 0),
    )
    risen = say("本年升规 {risen} 家").format(risen=row.risen) if row.risen else ""
    hidden = say("不含保密的 {count} 家").format(count=row.confidential) if row.confidential else ""
    return say.bracketed(counted, say.clauses([part for part in (risen, hidden) if part]))


def _firms_measure(rows: Sequence[Row], view: View) -> str:
    say = view.say
    shared = sum(1 for row in rows if row.also_zh)
    told = say("{count} 家同时在其他链，规上数只计在主要所在的链").format(count=shared)
    return measure(
        say("链主、龙头在前"),
        _apart(rows, say),
        told if shared else "",
        _without_step(rows, view, say("另有 {count} 家没有注明环节，不在内")),
        _more(rows, say),
    )


def _more(rows: Sequence[Row], say: Words) -> str:
    """How many of a list are shown on the page."""
    if len(rows) <= SHOWN:
        return ""
    return say("列出前 {shown} 项，全部见数据表").format(shown=SHOWN)


def _apart(rows: Sequence[Row], say: Words) -> str:
    """The sub-chains whose firms and projects stand on pages of their own."""
    names = rows[0][f"apart_{say.lang}"]
    return say("不含另有专页的{chains}").format(chains=say.listed(names)) if names else ""


def _mark(row: Row, say: Words) -> str:
    """What a list must not pass over: a firm new above size, and one of two chains."""
    marks = [say("本年升规")] if row.is_risen else []
    also = row[f"also_{say.lang}"]
    if also:
        said = say("主要在{chains}") if row.is_home is False else say("也在{chains}")
        marks.append(said.format(chains=say.listed(also)))
    return say.clauses(marks)


def _role(row: Row, say: Words) -> str:
    """The role; on a record in the source's own words, where they are Chinese as the reader is."""
    own = row.role_text if say.pack.is_record and say.lang == "zh" else None
    return own or say.role_name(row.role)


def _firm_columns(rows: Sequence[Row], say: Words) -> tuple[Column, ...]:
    is_marked = any(_mark(row, say) for row in rows)
    return (
        Column(f"name_{say.lang}", say("企业")),
        Column(f"area_{say.lang}", say("县（区）")),
        Column("role", say("角色"), words=lambda row: _role(row, say)),
        Column(f"product_{say.lang}", say("产品")),
        *(
            (Column("is_risen", say("标记"), words=lambda row: _mark(row, say)),)
            if is_marked
            else ()
        ),
    )


def projects(rows: Sequence[Row], view: View) -> Panel:
    """The largest projects of the chain with the stage last reported; never an age or a light.

    rows  as chain_lists.projects returns them (亿元)
    """
    say = view.say
    if not rows:
        why = say("没有注明在这一环节的项目") if view.node_id else say("没有项目资料")
        blank = empty(
            "chain_projects", view, why, say("链上项目"), "" if view.node_id else "projects"
        )
        return Panel(**blank, narrowed=_narrowed(rows, view))
    columns = _project_columns(rows, view)
    return Panel(
        name="chain_projects",
        fixed=("period",),
        narrowed=_narrowed(rows, view),
        finding=_projects_finding(rows, say),
        measure=measure(
            say("按总投资排列"),
            say("状态为资料所载日期的状态") if view.pack.is_record else "",
            _apart(rows, say),
            _confidential(rows[0], say),
            _without_step(rows, view, say("另有 {count} 个项目没有注明环节，不在内")),
            _more(rows, say),
        ),
        body=figures.table(rows[:SHOWN], columns, is_wide=False),
        rows=rows,
        columns=(*columns, *figures.gone_columns(rows, "total_investment", say)),
        **provenance(rows, view),
        notes=_unmoved(rows, view, say("资料没有注明这些项目在哪个环节，本板块不随所选环节变化。")),
        alt=say.listed([say.name(row) for row in rows[:SHOWN]]),
    )


def _confidential(row: Row, say: Words) -> str:
    """Projects whose amount is not known stand last: those that are confidential are named."""
    if not row.confidential:
        return ""
    return say("{count} 个项目的金额保密，排在最后").format(count=row.confidential)


def _projects_finding(rows: Sequence[Row], say: Words) -> str:
    stages = Counter(row.stage for row in rows)
    counted = [
        f"{say.stage_name(stage) if stage else say('未注明')} {count}"
        for stage, count in sorted(stages.items(), key=lambda each: (not each[0], -each[1]))
    ]
    return say("项目 {count} 个：{stages}").format(
        count=say.number(len(rows), 0), stages=say.listed(counted)
    )


def _project_columns(rows: Sequence[Row], view: View) -> tuple[Column, ...]:
    say = view.say
    is_told = any(row.is_in_statistics is not None for row in rows)
    entered = Column(
        "is_in_statistics", say("入库（纳统）"), words=lambda row: told.in_statistics(row, say)
    )
    return (
        Column(f"name_{say.lang}", say("项目")),
        Column(f"area_{say.lang}", say("县（区）")),
        Column(
            "total_investment",
            say("总投资"),
            told.UNIT,
            words=lambda row: told.investment(row, say),
            says_unit=True,
        ),
        Column("stage", say("状态"), words=lambda row: told.stage(row, view)),
        *((entered,) if is_told else ()),
        *((Column(f"note_{say.lang}", say("说明")),) if view.pack.is_record else ()),
    )
