"""Which office may see and do what, and how many accounts it has."""

from chainboard.access import shown
from chainboard.page import Page
from chainboard.panels import Panel, access
from chainboard.queries import ask
from chainboard.view import View

PAGE = Page(
    address="access",
    order=90,
    name_zh="权限",
    name_en="Access",
    title_zh="机构、角色与账户",
    title_en="Offices, roles and accounts",
    is_internal=True,
    is_of_accounts=True,
    needs=("access",),
    stamp=access.as_it_is,
    foot_zh="谁能看什么、能办什么，以这里此刻的为准；每次变更都在审计记录里。",
    foot_en="What stands here now decides who may see and do what; every change is in the audit.",
)


def roles_given(view: View) -> Panel:
    """Which office has which role, over what, from when to when?"""
    if view.pack.is_synthetic:
        return access.none_here("roles_given", view)
    return access.roles_given(shown.roles_given(ask(view, "places.parks"), view.lang), view)


def office_accounts(view: View) -> Panel:
    """How many accounts and keys has each office?"""
    if view.pack.is_synthetic:
        return access.none_here("office_accounts", view)
    return access.office_accounts(shown.offices(), view)


PANELS = (roles_given, office_accounts)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
