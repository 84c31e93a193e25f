"""A brief as a PDF, on A4 in the habits of an official brief or as slides: typst sets it.

What is printed goes to typst as data, never as markup. The file is tagged (PDF/UA-1), its fonts
are our own cut, and a letter that they lack stops the making instead of being printed as a box.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Literal

from chainboard.briefs import pdf_panel
from chainboard.briefs.brief import Brief
from chainboard.briefs.pdf_panel import A4, SLIDES, Sheetroom
from chainboard.store.faults import Stop

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
CHILD = HERE / "pdf_child.py"
ROOMS = {"a4": A4, "slides": SLIDES}
UNPRINTED = "\n\t"
STAND_INS = str.maketrans("◈▸₂", "◆▶2")  # what Noto Sans CJK lacks, and its nearest form


class MissingLetter(Stop):
    """A brief wants letters that the fonts of paper lack.

    panel  where the first of them stands; the title of the brief where it is in no panel
    """

    def __init__(self, letters: str, panel: str) -> None:
        super().__init__(
            f"纸质材料的字体里没有这些字：{letters}（在“{panel}”）。请改写；开发者可用 "
            "scripts/brief-fonts.sh 把它们加进字体。",
            f"The fonts of paper lack these letters: {letters} (in {panel}). Write them otherwise; "
            "who develops the board adds them by scripts/brief-fonts.sh.",
        )
        self.letters, self.panel = letters, panel


class NotSet(Stop):
    """Typst did not set the file, and says why."""

    def __init__(self, why: str) -> None:
        last = why.strip().splitlines()[-1:] or [""]
        super().__init__(f"PDF 没有排成：{last[0]}", f"The PDF could not be set: {last[0]}")


def pdf(brief: Brief, paper: Literal["a4", "slides"] = "a4") -> bytes:
    """The brief as a file.

    Raises MissingLetter where its fonts lack a letter, NotSet where typst did not set it.
    """
    held = content(brief, ROOMS[paper])
    _check_letters(held)
    told = json.dumps(held, ensure_ascii=False, separators=(",", ":")).translate(STAND_INS)
    ended = subprocess.run([sys.executable, str(CHILD)], input=told.encode(), capture_output=True)
    if ended.returncode:
        raise NotSet(ended.stderr.decode(errors="replace").strip())
    return ended.stdout


def content(brief: Brief, room: Sheetroom) -> dict[str, Any]:
    """All that is printed, in its order: parts with their panels, and at the end the tables that
    stand behind what is drawn."""
    say, numbers = brief.view.say, count(1)
    parts, tables = [], []
    for part in brief.parts:
        panels = []
        for at, sheet in enumerate(part.sheets):
            made, table = pdf_panel.laid(sheet, room, () if at else part.lines)
            if table is not None:
                number = next(numbers)
                made["see"] = say("数据见附表 {number}").format(number=number)
                name = say("附表 {number}").format(number=number)
                tables.append({"name": name, "finding": made["finding"], "table": table,
                               "panel": made["panel"], "measure": made["measure"]})  # fmt: skip
            panels.append(made)
        parts.append({"heading": part.heading, "lines": list(part.lines), "panels": panels})
    return {
        "paper": room.paper,
        "lang": brief.view.lang,
        "title": brief.title,
        "about": brief.about,
        "stamp": brief.stamp,
        "warning": brief.warning,
        "watermark": say("演示数据") if brief.warning else "",
        "mark": brief.mark,
        "pages": say("第 {page} 页，共 {pages} 页"),
        "again": say("（续）"),
        "appendix": say("附表"),
        "parts": parts,
        "tables": tables,
    }


def _check_letters(held: Mapping[str, Any]) -> None:
    known = _letters()
    panels = [panel for part in held["parts"] for panel in part["panels"]]
    for panel in [*panels, *held["tables"], {**held, "panel": held["title"]}]:
        lost = sorted(set("".join(_words(panel)).translate(STAND_INS)) - known)
        if lost:
            raise MissingLetter("".join(lost), panel["panel"])


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _words(each)


@cache
def _letters() -> frozenset[str]:
    """What the fonts have, as they were cut. Raises NotSet where they are not there."""
    if not (FONTS / "letters.txt").exists():
        raise NotSet(f"{FONTS.name}/letters.txt")
    return frozenset((FONTS / "letters.txt").read_text(encoding="utf-8") + UNPRINTED)
