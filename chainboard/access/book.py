"""The table of offices and roles, and of accounts, as a workbook: written, and read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from chainboard.access.accounts import NAME
from chainboard.access.grants import Account, Given
from chainboard.access.roles import roles
from chainboard.access.table import COLUMNS, NO, WHOLE, YES, Fault, Reader, Wrong
from chainboard.intake.cells_book import fit_to_page, saved, write_text
from chainboard.intake.choices import Choices
from chainboard.intake.grid import Grid, address
from chainboard.intake.known import bare
from chainboard.intake.opening import opened
from chainboard.intake.reading import grids

ROLES_SHEET, ACCOUNTS_SHEET, GUIDE_SHEET, CHOICES_SHEET = "角色", "账户", "填写说明", "选项"
OF_ACCOUNTS = ("account", "office", "since", "until")
OF_CHAINS = ("chain_id", "role", "holder_zh")  # var/city/roles.csv
LED_BY = {"lead_bureau": "lead_department", "member_bureau": "member_department"}
ROWS = 1001
HEAD, BOLD = PatternFill("solid", fgColor="E8EEF4"), Font(bold=True)
WIDTHS = {"office": 30, "account": 22, "role": 18, "chains": 40, "counties": 24, "parks": 24}
GUIDE = (
    "“角色”表一行是一个机构的一个角色；同一机构可以有几行。账户留空，本机构所有账户都有这个角色。",
    f"产业链、县（区）、园区：写名称，几个之间用“、”；不限的写“{WHOLE}”；管理员的角色留空。",
    "牵头部门、成员单位、链长联络员要写明产业链，县（区）角色要写明县（区），园区角色要写明园区。",
    "看单个企业：只有经批准的机构写“是”。自、至：2026-12-31，至是最后一天；至留空即不限期。",
    "导入时，文件里写到的机构以文件为准：没有写的角色到此为止；没有写到的机构不变。",
    "“账户”表：账户是机构的岗位，不写人名。文件里的账户新增或更改，没有写到的不变。",
    "系统、安全、审计三种管理员不能是同一个账户。",
)


@dataclass(frozen=True)
class Sent:
    """What a file asks for.

    is_whole  whether it says all roles of the offices that it names
    """

    given: tuple[Given, ...]
    accounts: tuple[Account, ...] = ()
    is_whole: bool = True


def book(
    rows: Sequence[Mapping[str, str]], accounts: Sequence[Mapping[str, str]], known: Choices
) -> bytes:
    """The table as .xlsx, with lists to choose from.

    rows, accounts  as they stand, by the names of COLUMNS
    """
    made = Workbook()
    sheet = made.active
    sheet.title = ROLES_SHEET
    _fill(sheet, tuple(COLUMNS), rows)
    of_accounts = made.create_sheet(ACCOUNTS_SHEET)
    _fill(of_accounts, OF_ACCOUNTS, accounts)
    _write_choices(made.create_sheet(CHOICES_SHEET), sheet, known)
    guide = made.create_sheet(GUIDE_SHEET)
    guide.column_dimensions["A"].width = 100
    for line in GUIDE:
        guide.append([line])
    return saved(made)


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    for place, column in enumerate(columns, start=1):
        head = sheet.cell(1, place, COLUMNS[column][0])
        head.font, head.fill = BOLD, HEAD
        head.alignment = Alignment(horizontal="center")
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(column, 14)
        for line, row in enumerate(rows, start=2):
            write_text(sheet.cell(line, place), row[column])
    sheet.freeze_panes = "A2"
    fit_to_page(sheet)


def _write_choices(sheet: Worksheet, data: Worksheet, known: Choices) -> None:
    """The lists, and offered on a column those of which a cell has one."""
    lists = {
        "role": [role.name_zh for role in roles().values()],
        "chains": [WHOLE, *known.chains],
        "counties": [WHOLE, *known.counties],
        "parks": [WHOLE, *known.parks],
        "firms": [YES, NO],
    }
    for place, (column, words) in enumerate(lists.items(), start=1):
        sheet.cell(1, place, f"可选的{COLUMNS[column][0]}").font = BOLD
        for line, word in enumerate(words, start=2):
            write_text(sheet.cell(line, place), word)
        sheet.column_dimensions[get_column_letter(place)].width = 30
        letter = get_column_letter(place)
        is_one = column in ("role", "firms")
        rule = DataValidation(
            type="list",
            formula1=f"'{CHOICES_SHEET}'!${letter}$2:${letter}${len(words) + 1}",
            allow_blank=True,
            showErrorMessage=is_one,  # of the others a cell may name several
        )
        own = get_column_letter(list(COLUMNS).index(column) + 1)
        rule.add(f"{own}2:{own}{ROWS}")
        data.add_data_validation(rule)


def read(path: Path, reader: Reader) -> Sent:
    """What a workbook or a CSV file asks for. Raises Wrong with every cell that is wrong, and
    intake's Refused for a file that cannot be opened.

    A list of who leads which chain (city/roles.csv) gives its lead and member offices their chain.
    """
    with opened(path) as (file, kind):
        sheets = grids(file, kind)
    given: list[Given] = []
    accounts: list[Account] = []
    is_whole = is_table = False
    for sheet in sheets:
        heads = _heads(sheet)
        if {"office", "role"} <= set(heads):
            is_table = is_whole = True
            given += [reader.given(*line) for line in _lines(sheet, heads)]
        elif {"account", "office"} <= set(heads):
            is_table = True
            accounts += [_account(*line, reader) for line in _lines(sheet, heads)]
        elif chains := _led(sheet):
            is_table = True
            given += [reader.given(*line) for line in chains]
    if not is_table:
        columns = "、".join(zh for zh, _ in COLUMNS.values())
        reader.faults.append(
            Fault(path.name, f"没有表头：{columns}", f"no sheet is headed {', '.join(COLUMNS)}")
        )
    if reader.faults:
        raise Wrong(reader.faults)
    return Sent(tuple(given), tuple(accounts), is_whole)


def _heads(sheet: Grid) -> dict[str, int]:
    """The columns of a sheet by what they are."""
    called = {bare(name): column for column, names in COLUMNS.items() for name in names}
    called |= {bare(column): column for column in COLUMNS}
    first = sheet.rows[0] if sheet.rows else []
    return {called[bare(cell)]: place for place, cell in enumerate(first) if bare(cell) in called}


def _lines(sheet: Grid, heads: Mapping[str, int]) -> Iterator[tuple[dict[str, object], _Where]]:
    for number, row in enumerate(sheet.rows[1:], start=2):
        cells = {name: row[place] for name, place in heads.items() if place < len(row)}
        if any(cell is not None for cell in cells.values()):
            yield cells, _Where(sheet.sheet, number, heads)


@dataclass(frozen=True)
class _Where:
    """How a cell is called: its sheet, and its address."""

    sheet: str
    row: int
    heads: Mapping[str, int]

    def __call__(self, column: str) -> str:
        place = self.heads.get(column)
        at = f"{self.row}:{self.row}" if place is None else address(self.row, place + 1)
        return f"{self.sheet}!{at}"


def _account(cells: dict[str, object], where: _Where, reader: Reader) -> Account:
    def wrong(column: str, zh: str, en: str) -> None:
        reader.faults.append(Fault(where(column), zh, en))

    name, office = (str(cells.get(each) or "").strip() for each in ("account", "office"))
    if not NAME.fullmatch(name):
        zh = "账户名只用字母、数字和 . _ @ | + -"
        wrong("account", zh, "an account has letters, digits and . _ @ | + - only")
    if not office:
        wrong("office", "要写机构", "name the office")
    return Account(name, office, *reader.days(cells, wrong))


def _led(sheet: Grid) -> list[tuple[dict[str, object], _Where]]:
    """The rows of a list of who leads which chain that are about departments."""
    heads = [str(cell) for cell in sheet.rows[0]] if sheet.rows else []
    if not set(OF_CHAINS) <= set(heads):
        return []
    places = {column: heads.index(column) for column in OF_CHAINS}
    where = {"chains": places["chain_id"], "office": places["holder_zh"], "role": places["role"]}
    found = []
    for number, row in enumerate(sheet.rows[1:], start=2):
        told = {column: row[place] for column, place in places.items() if place < len(row)}
        if str(told.get("role")) in LED_BY:
            cells: dict[str, object] = {
                "office": told.get("holder_zh"),
                "role": LED_BY[str(told["role"])],
                "chains": told.get("chain_id"),
                "counties": WHOLE,
                "parks": WHOLE,
            }
            found.append((cells, _Where(sheet.sheet, number, where)))
    return found
