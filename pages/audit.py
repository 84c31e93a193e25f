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
    is_internal=True,
    needs=("audit",),
)
MOST = 500


def chain_state(view: View) -> Panel:
    """Is the record of what was done as it was written?"""
    if view.pack.is_synthetic:
        return done.none_kept("chain_state", view)
    return done.chain_state(recorded.newest(MOST)[0], view)


def acts(view: View) -> Panel:
    """What was done last, by which office?"""
    if view.pack.is_synthetic:
        return done.none_kept("acts", view)
    state, rows = recorded.newest(MOST)
    return done.acts(rows, state, view)


PANELS = (chain_state, acts)

if __name__ == "__main__":
    from chainboard import board

    board.show(PAGE, PANELS)
