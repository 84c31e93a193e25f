"""Where offices' files come in: who has reported, who is late, and every file that was loaded."""

from chainboard.panels import Panel, loads as sent
from chainboard.queries import ask
from chainboard.view import View


def submission_monitor(view: View) -> Panel:
    """Which office has reported what, and which reports are late?"""
    return sent.submission_monitor(ask(view, "loads.received"), view)


def loads(view: View) -> Panel:
    """Which files have been loaded, and what became of each?"""
    return sent.loads(ask(view, "loads.all"), view)


PANELS = (submission_monitor, loads)

if __name__ == "__main__":
    from chainboard import board

    board.take_in("intake", PANELS)
