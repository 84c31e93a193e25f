"""The commands that give any panel of the board as data: panel, and code from paper."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from unicodedata import east_asian_width

from chainboard.commands.exits import DONE, FAULTS, USAGE, WrongUse
from chainboard.person import AT_THE_DESK
from chainboard.sheet import Sheet
from chainboard.sheet.data import status, words
from chainboard.sheet.screen import heading
from chainboard.sheet.stamps import coded, warning
from chainboard.store.whole import write
from chainboard.view import View
from chainboard.words import Words, texts


def run_panel(asked: argparse.Namespace) -> int:
    """Print a panel, list the panels of a page, or write a page as a workbook."""
    from chainboard.board import door

    _ = texts(asked.lang)
    panel, given = _given(asked)
    if not panel and (asked.csv or asked.txt):
        raise WrongUse(_("--csv、--txt 要写明板块；不带板块的是清单，可用 --json。"))
    try:
        door.questions(asked.page, panel, Words(asked.lang))
        view = door.view_of(asked.page, given, asked.lang, AT_THE_DESK)
        _give(asked, panel, view)
    except door.Refused as refused:
        print(refused.message, file=sys.stderr)
        return FAULTS if refused.code == "no_edition" else USAGE
    return DONE


def run_code(asked: argparse.Namespace) -> int:
    """Print the panel that a code on paper names, and where each of its numbers came in."""
    from chainboard.board import door

    page, panel = "about", "code_looked_up"
    try:
        view = door.view_of(page, [("code", asked.code)], asked.lang, AT_THE_DESK)
        if asked.json:
            made = door.as_json(page, panel, view)
            door.record(made, page, panel, view, AT_THE_DESK)
            _print_bytes(made.content)
        else:
            sheet = door.sheet_of(page, panel, view)
            print(f"{_told(sheet)}\n/{sheet.panel.go}")
    except door.Refused as refused:
        print(refused.message, file=sys.stderr)
        return FAULTS if refused.code == "no_edition" else USAGE
    return DONE


def _give(asked: argparse.Namespace, panel: str, view: View) -> None:
    """Write or print what is asked for. Raises door.Refused."""
    from chainboard.board import door

    if asked.xlsx:
        made = door.as_workbook(asked.page, panel, view)
        door.record(made, asked.page, panel, view, AT_THE_DESK)
        write(Path(asked.xlsx), made.content)
        print(view.say("已写出 {file}").format(file=asked.xlsx))
    elif asked.json or asked.csv or asked.txt:
        of_panel = door.as_csv if asked.csv else door.as_text if asked.txt else door.as_json
        made = (of_panel if panel else door.listed)(asked.page, panel, view)
        door.record(made, asked.page, panel, view, AT_THE_DESK)
        _print_bytes(made.content)
    elif not panel:
        _print_list(door.listed(asked.page, panel, view).content)
    else:
        print(_told(door.sheet_of(asked.page, panel, view)))


def _given(asked: argparse.Namespace) -> tuple[str, list[tuple[str, str]]]:
    """The panel, "" for the whole page, and the parameters of the address."""
    _ = texts(asked.lang)
    said = [asked.name, *asked.parameters] if asked.name else []
    panel = said.pop(0) if said and "=" not in said[0] else ""
    for pair in said:
        if "=" not in pair:
            raise WrongUse(_("参数应写作 key=value：{pair}").format(pair=pair))
    given = [(name, value) for name, _, value in (pair.partition("=") for pair in said)]
    options = {"pack": asked.pack, "edition": asked.edition}
    given += [(name, str(value)) for name, value in options.items() if value is not None]
    has_lang = any(name == "lang" for name, _ in given)
    return panel, given if has_lang else [*given, ("lang", asked.lang)]


def _print_list(made: bytes) -> None:
    for each in json.loads(made):
        print("\t".join(part for part in each.values() if part))


def _print_bytes(made: bytes) -> None:
    """To the byte what the board's server answers, on Windows too."""
    sys.stdout.flush()
    sys.stdout.buffer.write(made if made.endswith(b"\n") else made + b"\n")
    sys.stdout.flush()


def _told(sheet: Sheet) -> str:
    """A panel to be read: finding, measure, its table, notes and source."""
    panel, say = sheet.panel, sheet.view.say
    headings = [heading(column, say) for column in sheet.headings]
    table = [
        headings,
        *([" ".join(words(cell).split("\n")) for cell in line.cells] for line in sheet.lines),
    ]
    ends = [column.is_number for column in sheet.headings]
    about = [" · ".join(part for part in (panel.source, panel.as_of) if part)]
    about += [coded(panel, sheet.view)]
    above = [
        part for part in (warning(sheet.view), panel.finding, panel.measure, status(sheet)) if part
    ]
    below = [part for part in (*panel.notes, *about) if part]
    rows = _aligned(table, ends) if sheet.lines else []
    return "\n".join([*above, "", *rows, "", *below]).strip()


def _aligned(table: Sequence[Sequence[str]], ends: Sequence[bool]) -> list[str]:
    """The rows of a table as lines, its columns below each other; numbers stand at the right."""
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    lines = []
    for row in table:
        blanks = [" " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        parts = zip(row, blanks, ends, strict=True)
        cells = [blank + cell if at_end else cell + blank for cell, blank, at_end in parts]
        lines.append("  ".join(cells).rstrip())
    return lines


def _width(text: str) -> int:
    """How many columns of a terminal a text takes; a Chinese letter takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
