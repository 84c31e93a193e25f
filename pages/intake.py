"""Where offices' files come in: who has reported, who is late, and every file that was loaded."""

from chainboard.page import Page
from chainboard.panels import Panel, loads as sent
from chainboard.queries import ask
from chainboard.view import View

PAGE = Page(
    address="intake",
    order=60,
    name_zh="导入",
    name_en="Intake",
    title_zh="报送情况与导入记录",
    title_en="Who has reported, and what was taken in",
    takes_files=True,
    needs=("send", "review", "verify", "finalise"),
)


def submission_monitor(view: View) -> Panel:
    """Which office has reported what, and which reports are late?"""
    if view.pack.is_record:
        return sent.no_offices(view)
    return sent.submission_monitor(ask(view, "loads.received"), view)


def loads(view: View) -> Panel:
    """Which files have been loaded, and what became of each?"""
    return sent.loads(ask(view, "loads.all"), view)


PANELS = (submission_monitor, loads)

if __name__ == "__main__":
    from chainboard import board

    board.take_in(PAGE, PANELS)
