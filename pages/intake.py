"""Where offices' files come in: who has reported, who is late, and every file that was loaded."""

from chainboard.ledger import history as steps, reading
from chainboard.page import Page
from chainboard.panels import Panel, loads as sent
from chainboard.panels.loop import doubts as asked, history
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
    of_ledger=("matter", "doubts"),
    takes_steps=("doubt",),
    needs=("send", "review", "verify", "finalise"),
)


def matter(view: View) -> Panel:
    """Which steps were taken with the query that is chosen?"""
    return history.matter(*steps.chosen(view), view)


def submission_monitor(view: View) -> Panel:
    """Which office has reported what, and which reports are late?"""
    if view.pack.is_record:
        return sent.no_offices(view)
    return sent.submission_monitor(ask(view, "loads.received"), view)


def loads(view: View) -> Panel:
    """Which files have been loaded, and what became of each?"""
    return sent.loads(ask(view, "loads.all"), view)


def doubts(view: View) -> Panel:
    """Which figures are doubted, and what did their senders answer?"""
    return asked.doubts(reading.matters(view, "doubt"), view)


PANELS = (matter, submission_monitor, loads, doubts)

if __name__ == "__main__":
    from chainboard import board

    board.take_in(PAGE, PANELS)
