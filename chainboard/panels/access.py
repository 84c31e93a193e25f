"""The access page: which office may see and do what, and how many accounts and keys it has."""

from __future__ import annotations

from collections.abc import Sequence

from chainboard.panels.frame import empty, measure, of_table
from chainboard.panels.panel import Column, Panel
from chainboard.view import Row, View
from chainboard.words.panel_names import panel_name

COMMAND = "python -m chainboard access"


def none_here(name: str, view: View) -> Panel:
    """The quiet line of made-up data: whom it is really shown to does not stand among them."""
    say = view.say
    why = say("权限是实际的，不与演示数据放在一起；请改看公开或本市。")
    return Panel(**empty(name, view, why, panel_name(say.lang, "access", name)))


def as_it_is(view: View) -> str:
    """What the page is of: this installation, now."""
    return view.say("本机现在的账户和角色")


def roles_given(rows: Sequence[Row], view: View) -> Panel:
    """The roles of offices, with what they are about and from when to when.

    rows  as access.shown.roles_given returns them
    """
    say = view.say
    title = say("机构的角色")
    if not rows:
        why = say("还没有角色：除了公开和演示数据，谁也看不到。用命令 {command} 添加。")
        return Panel(**empty("roles_given", view, why.format(command=COMMAND), title))
    columns = (
        Column("id", say("编号"), words=lambda row: str(row.id)),
        Column("office", say("机构")),
        Column("account", say("只给账户")),
        Column("role", say("角色")),
        Column("chains", say("产业链")),
        Column("counties", say("县（区）")),
        Column("parks", say("园区")),
        Column("firms", say("看单个企业")),
        Column("since", say("自")),
        Column("until", say("至")),
    )
    offices = len({row.office for row in rows})
    return Panel(
        name="roles_given",
        finding=say("{offices} 个机构有 {count} 个角色").format(
            offices=say.number(offices, 0), count=say.number(len(rows), 0)
        ),
        measure=measure(
            say("已生效和将生效的"), say("用命令 {command} 更改").format(command=COMMAND)
        ),
        **of_table(rows, columns, view),
    )


def office_accounts(rows: Sequence[Row], view: View) -> Panel:
    """How many accounts and personal keys each office has; no account is named.

    rows  as access.shown.offices returns them
    """
    say = view.say
    if not rows:
        why = say("还没有账户。用命令 {command} 添加。").format(command=f"{COMMAND} account add")
        return Panel(**empty("office_accounts", view, why, say("机构的账户")))
    columns = (
        Column("office", say("机构")),
        Column("accounts", say("账户数"), decimals=0),
        Column("keys", say("有效密钥数"), decimals=0),
    )
    many = sum(row.accounts for row in rows)
    return Panel(
        name="office_accounts",
        finding=say("{offices} 个机构有 {count} 个账户").format(
            offices=say.number(len(rows), 0), count=say.number(many, 0)
        ),
        measure=measure(say("账户是机构的岗位，不写人名")),
        **of_table(rows, columns, view),
    )
