"""The table of offices and roles as people write it: names in, roles of offices out, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from chainboard.access.accounts import NAME
from chainboard.access.grants import Given
from chainboard.access.people import ALL
from chainboard.access.roles import SCOPES, Role, roles
from chainboard.intake.known import Known, Names, bare
from chainboard.store.faults import Unfit

# Each column with how it is headed, in both languages.
COLUMNS = {
    "office": ("机构", "Office"),
    "account": ("账户", "Account"),
    "role": ("角色", "Role"),
    "chains": ("产业链", "Chains"),
    "counties": ("县（区）", "Counties"),
    "parks": ("园区", "Parks"),
    "firms": ("看单个企业", "Single firms"),
    "since": ("自", "From"),
    "until": ("至", "To"),
}
WHOLE, YES, NO = "全部", "是", "否"
_ALL = frozenset({"全部", "all", "*"})
_YES, _NO = frozenset({"是", "yes", "true", "1"}), frozenset({"", "否", "no", "false", "0"})
_BETWEEN = "、；;\n，,"

Cells = Mapping[str, object]  # by the names of COLUMNS


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell or argument, and what to write instead, in both languages."""

    where: str
    zh: str
    en: str

    def words(self, lang: str) -> str:
        """The message: the place first."""
        return f"{self.where}：{self.zh}" if lang == "zh" else f"{self.where}: {self.en}"


class Wrong(Unfit):
    """Cells that are no table of roles; nothing was changed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        listed = list(faults)
        super().__init__(*("\n".join(each.words(lang) for each in listed) for lang in ("zh", "en")))


class Reader:
    """Reads rows of the table; says of every cell that is wrong where it is and what to write."""

    def __init__(self, known: Known, today: date) -> None:
        self._known, self._today = known, today
        self.faults: list[Fault] = []

    def given(self, cells: Cells, where: Callable[[str], str]) -> Given:
        """One row as a role of an office; of no use where it adds to the faults.

        where  a column, as it is called for who wrote the row: a cell, or an argument
        """

        def wrong(column: str, zh: str, en: str) -> None:
            self.faults.append(Fault(where(column), zh, en))

        office, account = _text(cells.get("office")), _text(cells.get("account"))
        if not office:
            wrong("office", "要写机构", "name the office")
        if account and not NAME.fullmatch(account):
            wrong("account", f"“{account}”不是账户名", f"{account!r} is no account")
        role = _role(_text(cells.get("role")))
        if role is None:
            listed = "、".join(each.name_zh for each in roles().values())
            wrong("role", f"角色应为：{listed}", f"the role is one of: {', '.join(roles())}")
            return Given(office, "")
        scope = {kind: self._scope(kind, cells.get(kind), role, wrong) for kind in SCOPES}
        begins, ends = self.days(cells, wrong)
        return Given(
            office, role.id, account,
            **scope, sees_firms=_firms(cells.get("firms"), role, wrong),
            valid_from=begins, valid_to=ends,
        )  # fmt: skip

    def days(self, cells: Cells, wrong: Callable[[str, str, str], None]) -> tuple[int, int | None]:
        """From the first day named, today without one, to the end of the last."""
        found: dict[str, date | None] = {}
        for column in ("since", "until"):
            try:
                found[column] = _day(cells.get(column))
            except ValueError:
                zh, en = "日期写成 2026-12-31", "write the day as 2026-12-31"
                wrong(column, zh, en)
        since, until = found.get("since") or self._today, found.get("until")
        if until and until < since:
            wrong("until", "不能早于“自”", "it is before the day it begins")
        return starts(since), starts(until + timedelta(days=1)) if until else None

    def _scope(
        self, kind: str, cell: object, role: Role, wrong: Callable[[str, str, str], None]
    ) -> str:
        text = _text(cell)
        if not role.reads:
            if text:
                wrong(
                    kind, "管理员不看本市数据，请留空", "an administrator reads none: leave empty"
                )
            return ""
        if bare(text) in _ALL:
            if kind in role.narrow:
                wrong(kind, f"{role.name_zh}要写明是哪些", f"{role.name_en} names some, not all")
            return ALL
        if not text:
            wrong(kind, f"写名称，或“{WHOLE}”", 'name some, or write "all"')
        return self._ids(kind, text, wrong)

    def _ids(self, kind: str, text: str, wrong: Callable[[str, str, str], None]) -> str:
        names = self._names(kind)
        if kind == "counties" and names.find(text) == self._known.city:
            return ALL
        whole = names.find(text)
        ids = (
            {whole}
            if whole
            else {names.find(part) or self._miss(names, part, kind, wrong) for part in _parts(text)}
        )
        return " ".join(sorted(ids))

    def _miss(
        self, names: Names, part: str, kind: str, wrong: Callable[[str, str, str], None]
    ) -> str:
        found = names.read(part)
        wrong(kind, found.zh, found.en)
        return ""

    def _names(self, kind: str) -> Names:
        known = self._known
        return {"chains": known.chains, "counties": known.areas, "parks": known.parks}[kind]


def written(given: Given, known: Known, lang: str) -> dict[str, str]:
    """A role of an office as the table has it, by column."""
    names = {"chains": known.chains, "counties": known.areas, "parks": known.parks}
    whole = WHOLE if lang == "zh" else "all"
    yes, no = (YES, NO) if lang == "zh" else ("yes", "no")
    scope = {
        kind: whole
        if getattr(given, kind) == ALL
        else "、".join(listed.names.get(id, id) for id in getattr(given, kind).split())
        for kind, listed in names.items()
    }
    role = roles().get(given.role)
    return {
        "office": given.office,
        "account": given.account,
        "role": role.name(lang) if role else given.role,
        **scope,
        "firms": yes if given.sees_firms else no,
        "since": str(day_of(given.valid_from)),
        "until": str(day_of(given.valid_to - 1)) if given.valid_to else "",
    }


def starts(day: date) -> int:
    """The moment at which a day begins here, in seconds since 1970."""
    return int(datetime.combine(day, time()).timestamp())


def day_of(moment: int) -> date:
    """The day of a moment, here."""
    return datetime.fromtimestamp(moment).date()


def _role(text: str) -> Role | None:
    asked = bare(text)
    return next(
        (r for r in roles().values() if asked in map(bare, (r.id, r.name_zh, r.name_en))), None
    )


def _firms(cell: object, role: Role, wrong: Callable[[str, str, str], None]) -> bool:
    text = bare(_text(cell))
    if text not in _YES | _NO:
        wrong("firms", f"写“{YES}”或“{NO}”", "write yes or no")
    if text in _YES and not role.may_see_firms:
        zh, en = f"{role.name_zh}不能看单个企业", f"{role.name_en} is not cleared for single firms"
        wrong("firms", zh, en)
    return text in _YES


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return date.fromisoformat(_text(cell)) if _text(cell) else None


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _parts(text: str) -> list[str]:
    for sign in _BETWEEN[1:]:
        text = text.replace(sign, _BETWEEN[0])
    return [part.strip() for part in text.split(_BETWEEN[0]) if part.strip()]
