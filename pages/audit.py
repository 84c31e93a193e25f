"""What was done to the city's data and with it, and whether the record of that is whole."""

from chainboard import recorded
from chainboard.page import Page
from chainboard.panels import Panel, audit as done
from chainboard.view import View

PAGE = Page(
    address="audit",
    order=80,
    name_zh="审计",
    name_en="Audit",
    title_zh="审计记录",
    title_en="What was done, and by whom",
    filters=("since", "act", "office", "skip"),
    is_internal=True,
    needs=("audit",),
    stamp=recorded.up_to,
    foot_zh="只记录对本市数据做过的事；公开和演示数据人人可看，取用不作记录。取审计记录也要记录。",
    foot_en="Only what was done with the city's own data is recorded: public and demo data are for "
    "everyone. Taking the audit away is recorded too.",
)


def chain_state(view: View) -> Panel:
    """Is the record of what was done as it was written?"""
    if view.pack.is_synthetic:
        return done.none_kept("chain_state", view)
    return done.chain_state(recorded.told_state(), view)


def acts(view: View) -> Panel:
    """What was done, by which office?"""
    if view.pack.is_synthetic:
        return done.none_kept("acts", view)
    return done.acts(*recorded.chosen(view), recorded.places(), view)


PANELS = (chain_state, acts)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
