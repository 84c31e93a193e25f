"""What can be wrong with an engine or the firm rows, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chainboard.store.faults import Stop


class NoEngine(Stop):
    """The engine that is named does not answer, or refuses the statement."""

    def __init__(self, address: str, fault: Exception) -> None:
        said = (str(fault).strip() or type(fault).__name__).splitlines()[0][:300]
        super().__init__(
            f"计算引擎 {address} 没有完成：{said}。版次不受影响；请检查 CHAINBOARD_ENGINE "
            "和该服务，或不设 CHAINBOARD_ENGINE，在本机计算。",
            f"The engine {address} did not finish: {said}. Editions are as they were; check "
            "CHAINBOARD_ENGINE and that server, or leave it out to work things out here.",
        )


class NoRows(Stop):
    """A month without firm rows."""

    def __init__(self, month: date) -> None:
        super().__init__(
            f"{month:%Y-%m} 没有企业数据，没有汇总。请先载入："
            "python -m chainboard firms load 文件 --by 部门",
            f"There are no firm rows of {month:%Y-%m}; nothing was rolled up. Load them first: "
            "python -m chainboard firms load FILE --by OFFICE",
        )


class Twice(Stop):
    """Firms that stand twice on a chain in a month: two offices sent them at the same time."""

    def __init__(self, keys: Sequence[Mapping[str, Any]]) -> None:
        told = "、".join(
            f"{row['month']:%Y-%m} {row['enterprise_id']} {row['chain_id']}" for row in keys
        )
        super().__init__(
            f"同一企业、同一条链在同一个月有两行，没有汇总：{told}。请由一个部门重新报送。",
            f"A firm stands twice on a chain in one month; nothing was rolled up: {told}. Let one "
            "office send it anew.",
        )


class NotRolled(Stop):
    """Nothing has been rolled up."""

    def __init__(self) -> None:
        super().__init__(
            "还没有汇总过企业数据。请运行：python -m chainboard rollup",
            "No firm rows have been rolled up yet. Run: python -m chainboard rollup",
        )


class Unplaced(Stop):
    """Firm rows of a place or a chain that the dictionary lacks."""

    def __init__(self, found: Sequence[Mapping[str, Any]]) -> None:
        told = "、".join(f"{row['area_code']} {row['chain_id']}" for row in found)
        super().__init__(
            f"企业数据里有字典没有的地区或产业链，没有汇总：{told}。"
            "请补进 data/dictionary 的 areas.csv、chains.csv，或请报送部门更正。",
            "Firm rows name places or chains that the dictionary lacks; nothing was rolled up: "
            f"{told}. Add them to areas.csv and chains.csv of data/dictionary, or let the office "
            "correct them.",
        )
