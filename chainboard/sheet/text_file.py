"""A document as a text file: what it says, and below it of what it is made."""

from __future__ import annotations

from chainboard.sheet.sheet import Sheet
from chainboard.sheet.stamps import coded, stamp, warning


def text_file(sheet: Sheet) -> bytes:
    """The document of a panel in UTF-8 with a byte order mark, a line as Windows ends it.

    Below it stand whose figures these are, whether others see more, how far the ledger was read,
    the edition with the code by which it is found again, and for made-up figures that they are.
    """
    panel, view = sheet.panel, sheet.view
    about = " · ".join(part for part in (panel.scope, panel.source, panel.as_of) if part)
    of = " · ".join(part for part in (stamp(view), coded(panel, view)) if part)
    below = [part for part in (about, of, panel.part, warning(view)) if part]
    lines = "\n".join([panel.paper, "", *below]).splitlines()
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode()
