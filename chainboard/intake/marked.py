"""A sender's own workbook with every issue marked in its cell, and the list of all issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell as SheetCell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from chainboard.intake import cells_book
from chainboard.intake.issue import Issue
from chainboard.intake.issue_list import level, write_issue_list
from chainboard.intake.reading import grids

AUTHOR = "产业链看板"
MOST_ROWS = 50_000
MOST_MERGED = 1_000_000
MOST_COMMENT = 2_000  # signs; a longer note cannot be read in a comment
_FILLS = {
    "error": PatternFill("solid", fgColor="FDE2E0"),
    "warning": PatternFill("solid", fgColor="FFF3CD"),
}
Places = dict[str, dict[str, list[Issue]]]  # sheet → cell address → its issues


def marked(path: Path, kind: str, issues: Sequence[Issue], lang: str) -> bytes:
    """The workbook at path as .xlsx, its cells marked, with the list of issues as last sheet.

    kind  xlsx keeps formats and formulas; for csv and anything else see marked_cells

    Above 50,000 rows in any sheet only the list is given, and its first line says so. Raises what
    openpyxl and calamine raise for a file that they cannot read, ValueError where openpyxl would
    make more cells of merged ranges than memory holds.
    """
    if kind != "xlsx":
        return marked_cells(path, kind, issues, lang)
    rows, merged = _measured(path)
    if rows > MOST_ROWS:
        return list_alone(issues, lang)
    if merged > MOST_MERGED:
        raise ValueError("too many cells are merged")
    with path.open("rb") as file:  # by its content: an upload's name says nothing
        return _with_marks(load_workbook(file), issues, lang)


def marked_cells(path: Path, kind: str, issues: Sequence[Issue], lang: str) -> bytes:
    """The same of a file's cells alone, at the same addresses and unformatted.

    Text stays text, whatever it begins with. Raises Refused for a file that cannot be read: only
    files that were read before are to be marked.
    """
    read = grids(path, kind)
    if max((len(grid.rows) for grid in read), default=0) > MOST_ROWS:
        return list_alone(issues, lang)
    book = cells_book.csv_book(read[0].rows) if kind == "csv" else cells_book.cells_book(read)
    return _with_marks(book, issues, lang)


def list_alone(issues: Sequence[Issue], lang: str) -> bytes:
    """A workbook of the list of issues and nothing else."""
    book = Workbook()
    book.remove(book.active)
    write_issue_list(book, issues, lang, is_alone=True)
    return cells_book.saved(book)


def _with_marks(book: Workbook, issues: Sequence[Issue], lang: str) -> bytes:
    _clear_earlier_marks(book)
    for sheet, places in _by_place(book, issues).items():
        for address, found in places.items():
            _mark(book[sheet], address, found, lang)
    write_issue_list(book, issues, lang)
    return cells_book.saved(book)


def _measured(path: Path) -> tuple[int, int]:
    """The rows of the longest sheet, and the cells that merged ranges cover in all sheets."""
    with CalamineWorkbook.from_path(path) as book:
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        ends = [sheet.end for sheet in sheets]
        merged = [
            (*first, *last) for each in sheets for first, last in each.merged_cell_ranges or ()
        ]
    return max((end[0] + 1 for end in ends if end), default=0), cells_book.covered(merged)


def _by_place(book: Workbook, issues: Sequence[Issue]) -> Places:
    """The issues that name a cell, by sheet and address; a lone sheet answers to any name."""
    only = book.worksheets[0].title if len(book.worksheets) == 1 else ""
    found: Places = {}
    for issue in issues:
        sheet = only or issue.sheet
        if issue.cell and sheet in book.sheetnames:
            found.setdefault(sheet, {}).setdefault(issue.cell, []).append(issue)
    return found


def _mark(sheet: Worksheet, address: str, issues: Sequence[Issue], lang: str) -> None:
    """Fill all cells of an address, and say at its first one what is wrong there."""
    is_error = any(issue.severity == "error" for issue in issues)
    cells = list(_cells(sheet, address))
    for cell in cells:
        if is_error or _colour(cell) != _FILLS["error"].fgColor.rgb:
            cell.fill = _FILLS["error" if is_error else "warning"]
    ordered = sorted(issues, key=lambda issue: issue.severity != "error")
    words = [f"【{level(issue, lang)}】{issue.words(lang)}" for issue in ordered]
    _add_comment(cells[0], "\n".join(words), lang)


def _colour(cell: SheetCell) -> object:
    """The colour that a cell is filled with; None for a gradient."""
    return cell.fill.fgColor.rgb if cell.fill.tagname == "patternFill" else None


def _add_comment(cell: SheetCell, words: str, lang: str) -> None:
    """Put the words before a comment that is there already: the sender's, or of another range."""
    if cell.comment:
        own = {"zh": "原批注：", "en": "Earlier comment: "}[lang]
        earlier = cell.comment.text
        is_ours = cell.comment.author == AUTHOR
        words = f"{earlier}\n{words}" if is_ours else f"{words}\n{own}{earlier}"
    words = ILLEGAL_CHARACTERS_RE.sub("", words)[:MOST_COMMENT]
    lines = sum(1 + len(line) // 22 for line in words.split("\n"))
    cell.comment = Comment(words, AUTHOR, height=min(40 + 18 * lines, 400), width=320)


def _cells(sheet: Worksheet, address: str) -> Iterator[SheetCell]:
    """The cells of G14, A2:A9, 14:14 or A:A; a merged cell stands for all that it covers."""
    left, top, right, bottom = range_boundaries(address)
    seen = set()
    for row in range(top or 1, (bottom or sheet.max_row) + 1):
        for column in range(left or 1, (right or sheet.max_column) + 1):
            cell = _anchor(sheet, sheet.cell(row, column))
            if cell.coordinate not in seen:
                seen.add(cell.coordinate)
                yield cell


def _anchor(sheet: Worksheet, cell: SheetCell) -> SheetCell:
    if not isinstance(cell, MergedCell):
        return cell
    covering = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
    return sheet.cell(covering.min_row, covering.min_col)


def _clear_earlier_marks(book: Workbook) -> None:
    """Take off the marks of an earlier check: a corrected cell must not stay red."""
    ours = {fill.fgColor.rgb for fill in _FILLS.values()}
    # _cells are those that are there; iter_rows would make every cell up to a stray last one.
    for cell in [cell for sheet in book.worksheets for cell in sheet._cells.values()]:
        if cell.comment and cell.comment.author == AUTHOR and _is_mark(cell.comment.text):
            cell.comment = None
        if cell.has_style and _colour(cell) in ours:
            cell.fill = PatternFill()


def _is_mark(text: str) -> bool:
    """Whether a comment of ours is a mark; the templates' headers carry comments of ours too."""
    return text.startswith("【")
