"""duplicate_row: the same key twice in a file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from chainboard.intake.rows import Rows

NOT_COMPARED = frozenset({"note"})
NEW = (None,)  # the key of what has no number yet


def check_duplicates(rows: Rows) -> set[int]:
    """Report rows whose key stands above already; return those that only repeat it.

    Other figures under one key are an error of both rows; the same ones a warning, and the later
    row is not kept. Where a column of the key is missing nothing can be told apart.
    """
    table = rows.table
    needed = {each.id for each in table.template.fields if each.is_required}
    if needed & set(table.template.key) - set(table.columns):
        return set()
    keys = _key_columns(rows)
    seen: set[int] = set()
    twice: set[int] = set()
    for key in zip(*keys, strict=True):
        mark = hash(key)  # a set of numbers is a fifth of a dict of keys
        (twice if mark in seen else seen).add(mark)
    first: dict[tuple[object, ...], int] = {}
    repeated: set[int] = set()
    for place, key in _among(keys, twice):
        if rows.numbers[place] in rows.findings.unkeyed or key == NEW:
            continue
        earlier = first.setdefault(key, place)
        if earlier != place and _report(rows, earlier, place):
            repeated.add(rows.numbers[place])
    return repeated


def _key_columns(rows: Rows) -> list[list[object]]:
    ids: list[str] = []
    for id in rows.table.template.key:
        ids += ["period_start", "period_end"] if id == "period" else [id]
    return [rows.columns[id] for id in ids]


def _among(keys: list[list[object]], twice: set[int]) -> Iterator[tuple[int, tuple[object, ...]]]:
    if twice:
        yield from (
            (place, key) for place, key in enumerate(zip(*keys, strict=True)) if hash(key) in twice
        )


def _report(rows: Rows, earlier: int, place: int) -> bool:
    """Whether the row only repeats the earlier one."""
    row, other = rows.numbers[place], rows.numbers[earlier]
    (zh_row, en_row), (zh_other, en_other) = map(rows.findings.named, (row, other))
    skipped = NOT_COMPARED | set(rows.table.template.key)
    differing = [
        id for id, column in rows.columns.items()
        if id not in skipped and _plain(column[place]) != _plain(column[earlier])
    ]  # fmt: skip
    named = [each for each in rows.table.template.fields if each.id in differing]
    field = rows.table.template.key[0]
    if not named and "absence" not in differing:
        words = (
            f"与{zh_other}重复，只保留{zh_other}。",
            f"repeats {en_other}, which is kept.",
        )
        rows.findings.add("duplicate_row", row, field, words)
        return True
    what = "、".join(each.name for each in named[:3]) or "数值"
    zh = f"{zh_other}与{zh_row}是同一条，但{what}不同；请只留正确的一个。"
    en = f"{en_other} and {en_row} have one key but differ in {what}; keep the right one."
    rows.findings.add("duplicate_row", row, field, (zh, en), f"{other}, {row}")
    rows.findings.error_rows.add(other)
    return False


def _plain(value: object) -> object:
    """1.20 and 1.2 are one figure."""
    try:
        return Decimal(value) if isinstance(value, str) else value
    except InvalidOperation:
        return value
