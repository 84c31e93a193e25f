"""The table of firm rows: where it lies, its shape, and one version of it as a list of files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow as pa

from chainboard.store.faults import Broken, NotFound, Stop
from chainboard.store.place import firms_folder

if TYPE_CHECKING:
    from deltalake import DeltaTable

Only = list[tuple[str, str, Any]]  # column, how it is compared (=, <=, in), with what
AMOUNT = pa.decimal128(18, 6)
SCHEMA = pa.schema(
    [
        ("month", pa.date32()),  # its last day; a February may hold January too
        ("enterprise_id", pa.string()),
        ("chain_id", pa.string()),
        ("area_code", pa.string()),  # of a county
        ("name", pa.string()),
        ("share", pa.decimal128(9, 6)),  # of the firm in the chain: 0 < share <= 1
        ("is_above_size", pa.bool_()),
        ("output", AMOUNT),  # of the month and of the whole firm, as all amounts: 亿元
        ("revenue", AMOUNT),
        ("profit", AMOUNT),
        ("tax", AMOUNT),
        ("power_use", AMOUNT),  # 万千瓦时
        ("staff", AMOUNT),
        ("sent_by", pa.string()),
    ]
)
KEY = ("month", "enterprise_id", "chain_id")
PARTS = ["month"]
# A version is what an edition was made from: neither its files nor its line of the log go by age.
KEPT = {
    "delta.enableExpiredLogCleanup": "false",
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
}
# What a table may have that a list of its files does not show: removed rows, other names.
UNSEEN = {"deletionVectors": "deletion vectors", "columnMapping": "column mapping"}
MAPPED = "delta.columnMapping.mode"


class NotInstalled(Stop):
    """What firm rows need is not installed; the board runs without it."""

    def __init__(self, package: str) -> None:
        what = "pip install -r requirements-scale.lock"
        super().__init__(
            f"没有安装 {package}：请先运行 {what}。",
            f"{package} is not installed: run {what} first.",
        )


class NoTable(NotFound):
    """No table of firm rows lies in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} 里还没有企业明细表：请先运行 python -m chainboard firms load，"
            "或用 CHAINBOARD_FIRMS 指明文件夹。",
            f"There is no table of firm rows in {folder} yet: run python -m chainboard firms load "
            "first, or name its folder in CHAINBOARD_FIRMS.",
        )


class OtherShape(Stop):
    """A table whose columns are not those of firm rows, or which hides some of its rows."""

    def __init__(self, folder: Path, zh: str, en: str) -> None:
        super().__init__(
            f"{folder} 里的表不是企业明细表：{zh}。请用 CHAINBOARD_FIRMS 指向另一个文件夹。",
            f"The table in {folder} is not one of firm rows: {en}. Name another folder in "
            "CHAINBOARD_FIRMS.",
        )


class NoVersion(NotFound):
    """A version of the table that never was."""

    def __init__(self, version: int, newest: int) -> None:
        super().__init__(
            f"企业明细表没有第 {version} 版；最新是第 {newest} 版，"
            "python -m chainboard firms versions 列出全部。",
            f"The table of firm rows has no version {version}; the newest is {newest}, and "
            "python -m chainboard firms versions lists them all.",
        )


class Vacuumed(Broken):
    """A version whose files are no longer all there."""

    def __init__(self, version: int, lost: int, files: int) -> None:
        super().__init__(
            f"企业明细表第 {version} 版的 {files} 个文件少了 {lost} 个，已被清理，这一版读不出来；"
            "请换一个版本（python -m chainboard firms versions），"
            "或把表的文件夹从备份恢复后再试。",
            f"Of the {files} files of version {version} of the firm rows {lost} have been cleaned "
            "away, so that it cannot be read; take another version (python -m chainboard firms "
            "versions), or put the table's folder back from a backup.",
        )


class Unreadable(Broken):
    """The log of the table cannot be read."""

    def __init__(self, folder: Path, error: Exception) -> None:
        first = str(error).splitlines()[0]
        super().__init__(
            f"{folder} 里企业明细表的日志读不出来（{first}）；请把文件夹从备份恢复后再试。",
            f"The log of the firm rows in {folder} cannot be read ({first}); put the folder back "
            "from a backup.",
        )


def require() -> None:
    """Raises NotInstalled without the packages of requirements-scale.lock."""
    try:
        import deltalake  # noqa: F401
    except ImportError:
        raise NotInstalled("deltalake") from None


def opened(version: int | None = None) -> DeltaTable:
    """The table at a version, the newest unless one is given.

    Raises NotInstalled, NoTable, NoVersion, OtherShape, Unreadable.
    """
    require()
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError, DeltaProtocolError, TableNotFoundError

    folder = firms_folder()
    try:
        table = DeltaTable(folder)
    except TableNotFoundError:
        raise NoTable(folder) from None
    except (DeltaError, DeltaProtocolError) as error:
        raise Unreadable(folder, error) from None
    newest = table.version()
    if version is not None and version != newest:
        if not 0 <= version < newest:
            raise NoVersion(version, newest)
        try:
            table = DeltaTable(folder, version=version)
        except (DeltaError, DeltaProtocolError, TableNotFoundError) as error:
            raise Unreadable(folder, error) from None
    _check_shape(table, folder)
    return table


def newest() -> int:
    """The number of the newest version. Raises as opened does."""
    return opened().version()


def files(version: int | None = None, months: Sequence[date] | None = None) -> list[str]:
    """The Parquet files that make up a version, as paths, in order; of all months or of some.

    The month stands in their folders' names (month=2026-09-30) and not in them. Raises as opened
    does, and Vacuumed.
    """
    only = None if months is None else [("month", "in", [str(each) for each in months])]
    return paths(opened(version), only)


def months(table: DeltaTable) -> list[date]:
    """The months of which an opened table has rows, oldest first."""
    return sorted({date.fromisoformat(part["month"]) for part in table.partitions()})


def paths(table: DeltaTable, only: Only | None = None) -> list[str]:
    """The files of an opened table, or those that may hold rows of a kind. Raises Vacuumed."""
    found = sorted(unquote(uri) for uri in table.file_uris(file_pruning_predicate=only))
    lost = sum(not Path(each).is_file() for each in found)
    if lost:
        raise Vacuumed(table.version(), lost, len(found))
    return found


def _check_shape(table: DeltaTable, folder: Path) -> None:
    """Raises OtherShape, with every column that is not as it should be."""
    protocol, metadata = table.protocol(), table.metadata()
    mapped = metadata.configuration.get(MAPPED, "none") != "none"
    unseen = {*(protocol.reader_features or ()), *(["columnMapping"] if mapped else [])}
    for feature in sorted(unseen & UNSEEN.keys()):
        name = UNSEEN[feature]
        raise OtherShape(folder, f"它用了 {name}，文件清单反映不出来", f"it uses {name}")
    held = {each.name: each.type for each in pa.schema(table.schema().to_arrow())}
    ours = {each.name: each.type for each in SCHEMA}
    lacking = [name for name in ours if name not in held]
    other = [
        f"{name} {held[name]} ≠ {kind}"
        for name, kind in ours.items()
        if name in held and held[name] != kind
    ]
    spare = [name for name in held if name not in ours]
    parts = [] if metadata.partition_columns == PARTS else list(metadata.partition_columns) or ["—"]
    told = (
        (lacking, "缺少列", "it lacks"),
        (other, "列的类型不同", "another type"),
        (spare, "多出列", "it also has"),
        (parts, "应按 month 分区，现按", "it should be parted by month, and is by"),
    )
    wrong = [
        (f"{zh} {', '.join(each)}", f"{en} {', '.join(each)}") for each, zh, en in told if each
    ]
    if wrong:
        raise OtherShape(folder, "；".join(zh for zh, _ in wrong), "; ".join(en for _, en in wrong))


def fill(rows: pa.Table) -> None:
    """Make the table hold these rows and no others: rows that a program made up.

    Where it holds them already no version is added. Raises as opened does.
    """
    require()
    from deltalake import write_deltalake

    folder, order = firms_folder(), [(name, "ascending") for name in KEY]
    wanted = rows.select(SCHEMA.names).cast(SCHEMA).sort_by(order)
    if (folder / "_delta_log").is_dir():
        held = pa.table(opened().to_pyarrow_table(columns=SCHEMA.names)).cast(SCHEMA)
        if held.sort_by(order).equals(wanted):
            return
    folder.mkdir(parents=True, exist_ok=True)
    write_deltalake(folder, wanted, mode="overwrite", partition_by=PARTS, configuration=KEPT)
